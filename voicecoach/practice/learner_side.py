"""The learner's side of the loop: pauses, turns, asides, and when a turn is over."""

from __future__ import annotations

import logging
from dataclasses import replace

from voicecoach.practice.answers import Answer, Question, evidence_of, pauses_in
from voicecoach.practice.counterpart_side import CounterpartSide
from voicecoach.practice.ears import level_dbfs
from voicecoach.practice.stopping import wants_to_stop
from voicecoach.practice.talk import Talk
from voicecoach.turn_taking import BreakInOver, LearnerPaused, Phase, is_break_in, wait_at_pause
from voicecoach.turns import Transcript

logger = logging.getLogger(__name__)

CUT_IN_S = 0.2  # the counterpart takes the floor in a pause, never in the middle of a word


class LearnerSide:
    """Has what the learner says understood, and decides when it is a turn."""

    def __init__(self, talk: Talk, theirs: CounterpartSide) -> None:
        self._talk = talk
        self._theirs = theirs
        self._own_pauses_s: list[float] = []  # inside turns
        self._answer: Answer | None = None  # of the revision that is open

    def started(self) -> None:
        """Note the silence that this ended, and drop a fill that could not yet be heard."""
        self._talk.silence = self._talk.floor.take_silence()
        self._theirs.take_back_unheard()

    def resumed(self) -> None:
        """Drop what was prepared; an answer that could not yet be heard was never given."""
        self._answer = None
        self._talk.desk.forget()
        line = self._theirs.take_back_unheard()
        if line is not None and line.answer is not None:
            self._talk.silence = line.answer.question.silence

    def paused(self, pause: LearnerPaused) -> None:
        """Have the turn understood and answered, in case it is over."""
        talk = self._talk
        clip = talk.ears.clip(pause.speech)
        talk.desk.ask(
            Question(
                revision=pause.revision,
                clip=clip,
                start_s=pause.start_s,
                end_s=pause.end_s,
                speech=pause.speech,
                silence=talk.silence,
                counterpart=talk.counterpart.copy(),
                audible_text=self._audible_text(),
                broke_in=talk.floor.is_over_counterpart,
                is_cut_into=pause.end_s - pause.start_s >= talk.counterpart.bears_turn_s(),
                level_dbfs=level_dbfs(clip.samples),
                played=tuple(talk.mouth.lately_said()),
                learner_share=talk.ears.learner_share(pause.start_s, pause.end_s),
            ),
            talk.now_s,
        )

    def _audible_text(self) -> str | None:
        """How far the counterpart's line came; None if it was whole."""
        if self._talk.held_out is not None:  # its answer was decided, and never given
            return ""
        line = self._talk.mouth.line
        is_over = self._talk.floor.is_over_counterpart
        return line.audible_text() if is_over and line is not None else None

    def spoke_aside(self, event: BreakInOver) -> None:
        """Something short over the counterpart's voice: it goes on speaking; it may be a nudge."""
        talk = self._talk
        talk.mouth.unduck()
        speech = ((event.start_s, event.end_s),)
        talk.desk.ask_aside(
            Question(
                revision=talk.floor.revision,
                clip=talk.ears.clip(speech),
                start_s=event.start_s,
                end_s=event.end_s,
                speech=speech,
                silence=None,
                counterpart=talk.counterpart.copy(),
                played=tuple(talk.mouth.lately_said()),
                learner_share=talk.ears.learner_share(event.start_s, event.end_s),
            ),
            talk.now_s,
        )

    def collect(self) -> None:
        """Take what the desk has ready."""
        talk = self._talk
        aside = talk.desk.collect_aside(talk.now_s)
        if aside is not None and aside.transcript.text and not _wants_the_floor(aside.transcript):
            talk.notes.learner(aside, talk.counterpart, was_heeded=False)
        answer = talk.desk.collect(talk.now_s)
        if answer is None or answer.question.revision != talk.floor.revision:
            return
        if talk.floor.phase is Phase.LEARNER:
            self._consider(answer)

    def _consider(self, answer: Answer) -> None:
        talk = self._talk
        if answer.reply is None:
            self._dismiss()
        elif talk.floor.is_over_counterpart and not _wants_the_floor(answer.transcript):
            talk.notes.learner(answer, talk.counterpart, was_heeded=False)
            self._theirs.resume_line()
        else:
            self._answer, talk.wait_s = self._judged(answer)
            talk.ready_s = talk.now_s
            talk.floor.set_wait(answer.question.revision, talk.wait_s)

    def _judged(self, answer: Answer) -> tuple[Answer, float]:
        """How long to wait for more; not for long where the counterpart cuts in."""
        if self._talk.floor.is_released:
            return replace(answer, cuts_in=False), 0.0
        patience = self._talk.limits.thinking
        wait_s = wait_at_pause(evidence_of(answer, self._own_pauses_s), patience)
        is_borne_no_longer = answer.is_stung and wait_s > patience.plain_s
        if answer.question.is_cut_into or is_borne_no_longer:
            return replace(answer, cuts_in=True), CUT_IN_S
        return answer, wait_s

    def _dismiss(self) -> None:
        """No words: a cough, a chair, a door. The silence before it goes on."""
        floor = self._talk.floor
        logger.info("no words in %.2f s of sound", floor.spoken_s)
        if floor.is_over_counterpart:
            self._theirs.resume_line()
        else:
            floor.dismiss()
        self._talk.silence = None

    def finished(self) -> None:
        """The turn is over: what was prepared becomes real."""
        talk, answer = self._talk, self._answer
        assert answer is not None
        assert answer.reply is not None
        self._answer = talk.held_out = None
        self._own_pauses_s += pauses_in(answer.question.speech)
        talk.screen.learner_spoke(answer.transcript.text)
        if talk.mouth.line is not None:
            self._theirs.cut_off()
        talk.silence = None
        before, talk.counterpart = talk.counterpart, answer.question.counterpart
        if wants_to_stop(answer.transcript.text):
            last = talk.counterpart.end("stopped")
            self._theirs.render_and_say(last, "end", before, answer)
        elif talk.is_time_over and answer.reply.outcome is None:
            last = talk.counterpart.end("out_of_time")
            self._theirs.render_and_say(last, "end", before, answer)
        elif answer.reply.hesitate_s > 0:
            talk.notes.settled(answer, talk.counterpart)
            talk.held_out = answer
            talk.floor.hold_out(answer.reply.hesitate_s)
        else:
            assert answer.samples is not None
            self._theirs.say(answer.reply, answer.samples, "answer", before, answer)


def _wants_the_floor(transcript: Transcript) -> bool:
    return is_break_in(transcript.text, transcript.mean_log_probability)
