"""Checks on questions: their kinds, the ones that closed a door, streaks, and the five probes."""

from __future__ import annotations

from voicecoach.coaching.citation import clock, counted, evidence_of, name_of, words_of
from voicecoach.coaching.probes import example_of_probe, first_uses
from voicecoach.coaching.silences import words_before
from voicecoach.coaching.timeline import answer_to, has, moves_of, turn_from, turns_of
from voicecoach.coaching.wording import instead_of_question
from voicecoach.turns import Band, Feedback, MoveKind, SessionRecord, Turn

LEAST_QUESTIONS = 8  # below this no share is judged
GOOD_OPEN_SHARE, POOR_OPEN_SHARE = 0.6, 0.5
GOOD_QUESTION_SHARE, POOR_QUESTION_SHARE = 0.15, 0.10
SHORT_ANSWER_WORDS = 7  # the median answer to a closed question, AnnoMI
STREAK_FROM = 3
GOOD_PROBES, POOR_PROBES = 4, 2

OPEN, CLOSED, LEADING = (
    MoveKind.OPEN_QUESTION,
    MoveKind.CLOSED_QUESTION,
    MoveKind.LEADING_QUESTION,
)
FORMS = (OPEN, CLOSED, LEADING)
LISTENING = (
    MoveKind.NUDGE,
    MoveKind.SUMMARY,
    MoveKind.MIRROR,
    MoveKind.PARAPHRASE,
    MoveKind.EMOTION_LABEL,
    MoveKind.EMPATHY,
    MoveKind.APPRECIATION,
    MoveKind.APOLOGY,
    MoveKind.I_MESSAGE,
    MoveKind.OWN_INTEREST,
)


def check_questions(session: SessionRecord) -> tuple[Feedback, ...]:
    """Count the questions by kind."""
    asked = list(moves_of(session, *FORMS))
    if not asked:
        tip = example_of_probe("open_question")
        return (Feedback("questions", "No question.", None, None, tip, None),)
    n = {kind: sum(move.kind is kind for _, move in asked) for kind in FORMS}
    n_reasoned = len(list(moves_of(session, MoveKind.REASONED_QUESTION)))
    n_stacked = len(list(moves_of(session, MoveKind.STACKED_QUESTION)))
    observed = (
        f"{counted(len(asked), 'question')}: {n[OPEN]} open, {n[CLOSED]} closed, "
        f"{n[LEADING]} leading or loaded. With a reason given: {n_reasoned}. "
        f"Several at once: {n_stacked}."
    )
    turn, move = next((pair for pair in asked if pair[1].kind is OPEN), asked[0])
    band = band_of_questions(n[OPEN], n[LEADING], len(asked))
    return (Feedback("questions", observed, turn.start_s, evidence_of(turn, move), None, band),)


def band_of_questions(n_open: int, n_leading: int, n_asked: int) -> Band | None:
    """Judge the kinds of question, once there are enough to judge by."""
    if n_leading >= 2:
        return "amber"
    if n_asked < LEAST_QUESTIONS:
        return None
    if n_open < POOR_OPEN_SHARE * n_asked:
        return "amber"
    return "green" if n_open >= GOOD_OPEN_SHARE * n_asked and not n_leading else None


def check_question_share(session: SessionRecord) -> tuple[Feedback, ...]:
    """Count the turns that asked something (Rackham's 21 % against 10 %, here per turn)."""
    turns = turns_of(session, "learner")
    asking = [turn for turn in turns if has(turn, *FORMS)]
    if not asking:
        return ()
    observed = f"{len(asking)} of {counted(len(turns), 'turn')} asked something."
    band: Band | None = None
    if len(turns) >= LEAST_QUESTIONS:
        share = len(asking) / len(turns)
        if share >= GOOD_QUESTION_SHARE:
            band = "green"
        elif share < POOR_QUESTION_SHARE:
            band = "amber"
    first = asking[0]
    return (Feedback("question_share", observed, first.start_s, words_of(first), None, band),)


def check_leading_questions(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite each leading or loaded question, and put it openly."""
    return tuple(
        Feedback(
            "leading_question",
            "A question that carried its answer or a judgement.",
            turn.start_s,
            evidence_of(turn, move),
            instead_of_question(turn, move),
            "amber",
        )
        for turn, move in moves_of(session, LEADING)
    )


def check_closed_questions(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite each closed question that got a short answer, and put it openly."""
    remarks = []
    for turn, move in moves_of(session, CLOSED):
        answer = answer_to(session, turn)
        n_words = len(answer.text.split()) if answer else 0
        if 0 < n_words <= SHORT_ANSWER_WORDS and not has(turn, OPEN, LEADING):
            observed = (
                f"A closed question; {name_of(session)} answered in {counted(n_words, 'word')}."
            )
            quote = evidence_of(turn, move)
            tip = instead_of_question(turn, move)
            remarks.append(Feedback("closed_question", observed, turn.start_s, quote, tip))
    return tuple(remarks)


def check_stacked_questions(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite each turn with several questions at once."""
    return tuple(
        Feedback(
            "stacked_question",
            "Several questions at once; the easiest gets the answer.",
            turn.start_s,
            evidence_of(turn, move),
            "Ask the one that matters most, and wait.",
            "amber",
        )
        for turn, move in moves_of(session, MoveKind.STACKED_QUESTION)
    )


def check_question_streaks(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite each run of three or more questioning turns without listening in between."""
    remarks = []
    for streak in streaks(session):
        observed = (
            f"{len(streak)} questioning turns in a row, from {clock(streak[0].start_s)} "
            f"to {clock(streak[-1].start_s)}, with nothing given back."
        )
        last = streak[-1]
        tip = "Before the third question, give back what you have heard so far."
        quote = words_of(last)
        remarks.append(Feedback("question_streak", observed, last.start_s, quote, tip, "amber"))
    return tuple(remarks)


def streaks(session: SessionRecord) -> list[list[Turn]]:
    """Find the runs of questioning turns that are long enough to feel like an interrogation."""
    runs: list[list[Turn]] = [[]]
    for turn in turns_of(session, "learner"):
        if has(turn, *FORMS) and not has(turn, *LISTENING):
            runs[-1].append(turn)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) >= STREAK_FROM]


def check_reasoned_questions(session: SessionRecord) -> tuple[Feedback, ...]:
    """Count the questions that gave their reason."""
    reasoned = list(moves_of(session, MoveKind.REASONED_QUESTION))
    n_asked = len(list(moves_of(session, *FORMS)))
    if not n_asked:
        return ()
    observed = f"{len(reasoned)} of {counted(n_asked, 'question')} came with a reason."
    if not reasoned:
        tip = example_of_probe("reasoned_question")
        return (Feedback("reasoned_questions", observed, None, None, tip),)
    turn, move = reasoned[0]
    quote = evidence_of(turn, move)
    return (Feedback("reasoned_questions", observed, turn.start_s, quote, None, "green"),)


def check_probes(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say which of the five probes were used, and when first."""
    uses = first_uses(session)
    used = {name: at_s for name, at_s in uses.items() if at_s is not None}
    unused = [name for name in uses if name not in used]
    observed = f"{len(used)} of {len(uses)} probes used"
    if used:
        observed += ": " + ", ".join(f"{name} {clock(at_s)}" for name, at_s in used.items())
    observed += f". Not used: {', '.join(unused)}." if unused else "."
    band: Band | None = None
    if len(used) >= GOOD_PROBES:
        band = "green"
    elif len(used) <= POOR_PROBES and len(turns_of(session, "learner")) >= LEAST_QUESTIONS:
        band = "amber"
    tip = example_of_probe(KEY_OF_PROBE[unused[0]]) if unused else None
    at_s = min(used.values(), default=None)
    return (Feedback("probes", observed, at_s, words_at(session, at_s), tip, band),)


def words_at(session: SessionRecord, at_s: float | None) -> str | None:
    """Quote the words of a probe, or those that a silence followed."""
    for silence in session.silences:
        if silence.start_s == at_s:
            return words_before(session, silence)
    return words_of(turn_from(session, at_s, "learner")) if at_s is not None else None


KEY_OF_PROBE = {
    "nudge": "nudge",
    "silence": "silence",
    "information": "information_probe",
    "summary": "summary",
    "clearinghouse": "clearinghouse_probe",
}
