"""What is given up, in order, on a machine that falls behind; each is said once."""

from __future__ import annotations

from voicecoach.ports import SpareRecogniser
from voicecoach.practice.strain import Step
from voicecoach.practice.talk import Talk

LATER = "This machine is busy: you are listened to only once a pause is long."
LATE = "This machine is busy: answers come late. Nothing of that is counted as yours."
NOT_AHEAD = "This machine is still busy: no lines are prepared ahead any more."


class Relief:
    """Watches the strain and does what it asks for.

    Parameters
    ----------
    talk : Talk
    spare : SpareRecogniser or None
        What may take over; None: the smallest recogniser is in use already.
    """

    def __init__(self, talk: Talk, spare: SpareRecogniser | None) -> None:
        self._talk = talk
        self._spare = spare
        self._step = Step.NOTHING

    def look(self) -> None:
        """Take the steps that are due, and say what came of earlier ones."""
        due = self._talk.desk.strain()
        while self._step < due:
            self._step = Step(self._step + 1)
            self._give_up(self._step)
        notice = self._spare.take_notice() if self._spare is not None else None
        if notice is not None:
            self._say(notice)

    def _give_up(self, step: Step) -> None:
        if step is Step.PARTIALS:
            # No turn ends in a shorter pause, so an answer comes later by recognition alone.
            self._talk.floor.ask_after(self._talk.limits.thinking.plain_s)
            self._say(LATER)
            if self._spare is not None:
                self._spare.prepare()
        elif step is Step.MODEL:
            if self._spare is not None:
                self._spare.take_over()
            else:
                self._say(LATE)
        else:
            self._talk.voice.stop_ahead()
            self._say(NOT_AHEAD)

    def _say(self, text: str) -> None:
        self._talk.screen.notice(text)
        self._talk.notes.other("strain", self._talk.now_s, what=text)
