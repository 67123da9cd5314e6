"""One recording: hear it, find its turns, give them words, measure."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.analysis.request import Request
from voicecoach.analysis.sides import Progress, Sides, hear_sides
from voicecoach.analysis.transcribing import transcribe_turns
from voicecoach.dialogue.moves import recognise_moves
from voicecoach.measures import NO_SPANS, measure_talk
from voicecoach.measures.backchannels import is_backchannel
from voicecoach.measures.questions import QUESTION_KINDS
from voicecoach.measures.recording import MeasuredRecording
from voicecoach.measures.talk import Sound, Talk
from voicecoach.measures.turn_finding import find_gaps, find_turns
from voicecoach.ports import Transcriber
from voicecoach.turn_taking import classify
from voicecoach.turns import MoveKind, Silence, Turn

ALONE = "one speaker: there is no counterpart on this recording"
MIXED = "two speakers on one channel: they cannot be told apart"
NOTHING_SPOKEN = "no speech was found; every figure that needs it is missing"
# After these a learner waits for an answer.
ASKS = QUESTION_KINDS | {
    MoveKind.EMOTION_LABEL,
    MoveKind.SUMMARY,
    MoveKind.PARAPHRASE,
    MoveKind.MIRROR,
    MoveKind.PROPOSAL,
}
# Listening takes about this share of the time when there is transcription as well.
LISTENING_SHARE = 0.15


def _say_nothing(_share: float) -> None:
    """Report no progress."""


def analyse(
    request: Request,
    *,
    transcriber: Transcriber | None = None,
    on_progress: Progress = _say_nothing,
) -> MeasuredRecording:
    """Measure one recording; without a transcriber everything that needs no words."""
    weight = LISTENING_SHARE if transcriber else 1.0
    sides = hear_sides(request, lambda share: on_progress(weight * share))
    other = NO_SPANS if sides.counterpart is None else sides.counterpart.speech
    turns, asides = find_turns(sides.learner.speech, other)
    if transcriber is not None:
        turns, asides = _with_words(
            turns, asides, sides, transcriber,
            lambda share: on_progress(weight + (1 - weight) * share),
        )  # fmt: skip
    on_progress(1.0)
    talk = _lay_out(sides, turns, asides, has_text=transcriber is not None)
    return MeasuredRecording(
        name=str(request.path),
        duration_s=sides.duration_s,
        layout=_layout(sides),
        figures=measure_talk(talk),
        learner=sides.learner,
        counterpart=sides.counterpart,
        turns=tuple(sorted([*turns, *asides], key=lambda turn: turn.start_s)),
        silences=talk.silences,
        notes=tuple(_notes(sides)),
    )


def _with_words(
    turns: list[Turn],
    asides: list[Turn],
    sides: Sides,
    transcriber: Transcriber,
    on_progress: Progress,
) -> tuple[list[Turn], list[Turn]]:
    """Transcribe what the learner said; an aside with a message of its own becomes a turn."""
    own = sorted(
        [turn for turn in [*turns, *asides] if turn.who == "learner"],
        key=lambda turn: turn.start_s,
    )
    spoken = transcribe_turns(own, sides.learner_at, transcriber, on_progress)
    told = [replace(turn, moves=recognise_moves(turn.text)) for turn in spoken]
    small = {turn.start_s for turn in asides if turn.who == "learner"}
    kept_aside = [turn for turn in told if turn.start_s in small and _is_small(turn)]
    aside_starts = {turn.start_s for turn in kept_aside}
    theirs = [turn for turn in turns if turn.who == "counterpart"]
    their_asides = [turn for turn in asides if turn.who == "counterpart"]
    floor = [turn for turn in told if turn.start_s not in aside_starts]
    return (
        sorted([*theirs, *floor], key=lambda turn: turn.start_s),
        [*their_asides, *kept_aside],
    )


def _is_small(turn: Turn) -> bool:
    return not turn.text or is_backchannel(turn)


def _lay_out(sides: Sides, turns: list[Turn], asides: list[Turn], *, has_text: bool) -> Talk:
    no_counterpart = ""
    if sides.counterpart is None:
        no_counterpart = MIXED if sides.is_mixed else ALONE
    return Talk(
        learner=sides.learner,
        counterpart=sides.counterpart or Sound(NO_SPANS),
        learner_turns=tuple(turn for turn in turns if turn.who == "learner"),
        backchannels=tuple(turn for turn in asides if turn.who == "learner"),
        counterpart_turns=tuple(turn for turn in turns if turn.who == "counterpart"),
        silences=tuple(_silences(turns, is_alone=bool(no_counterpart))),
        duration_s=sides.duration_s,
        has_text=has_text,
        has_counterpart_text=False,
        no_counterpart=no_counterpart,
        no_pitch=MIXED if sides.is_mixed else "",
    )


def _silences(turns: list[Turn], *, is_alone: bool) -> list[Silence]:
    """Name the silences.

    The learner's own silence is broken only if it followed an ask, which only words can tell.
    Where there is nobody else it is held.
    """
    silences = []
    for gap in find_gaps(turns):
        if gap.after == "own_ask" and gap.ended_by == "learner" and not is_alone:
            before = [turn for turn in turns if turn.end_s <= gap.start_s]
            if not any(move.kind in ASKS for move in before[-1].moves):
                continue
        named = classify(gap.start_s, gap.end_s, after=gap.after, ended_by=gap.ended_by)
        silences.append(replace(named, kind="held") if is_alone else named)
    return silences


def _layout(sides: Sides) -> str:
    if sides.counterpart is not None:
        return "learner and counterpart"
    return "two speakers on one channel" if sides.is_mixed else "one speaker"


def _notes(sides: Sides) -> list[str]:
    notes = list(sides.notes)
    if not len(sides.learner.speech):
        notes.append(NOTHING_SPOKEN)
    if sides.is_mixed:
        notes.append(f"{MIXED}; pace, pauses and level are those of the whole talk")
    return notes
