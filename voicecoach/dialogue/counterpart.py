"""The counterpart: hears a turn or a silence, is moved by it, and decides what to do.

It decides *what*; the words are then chosen among the persona's own lines. Nothing here knows a
clock, a device or a file: the same persona, seed and inputs give the same replies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from voicecoach.dialogue.answering import decide
from voicecoach.dialogue.bargaining import awaiting_yes, drop_read_backs
from voicecoach.dialogue.character import Character
from voicecoach.dialogue.mind import Mind, Standing
from voicecoach.dialogue.moment import Answer, Moment, occasion
from voicecoach.dialogue.patience import wear
from voicecoach.dialogue.perceiving import take_in
from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.shifting import hint
from voicecoach.dialogue.sifting import sift
from voicecoach.dialogue.silences import draw_tolerance_s, fill_silence, judge_silence
from voicecoach.dialogue.speech import speak
from voicecoach.turns import (
    FactRecord,
    Heard,
    Manner,
    MoveContext,
    MoveKind,
    Outcome,
    Reply,
    Reveal,
    Silence,
    Turn,
)

_LAST_WORDS: Mapping[Outcome, Answer] = {
    "agreed": occasion("farewell"),
    "no_deal_good": occasion("no_deal"),
    "walked_out": occasion("walk_out"),
    "stopped": occasion("stopped"),
    "out_of_time": occasion("time_up"),
}


class Counterpart:
    """One counterpart in one talk.

    Parameters
    ----------
    persona : Persona
    seed : int
        The same seed and inputs give the same talk.
    difficulty : int, 1 to 5, or None
        None takes the persona's own.
    """

    def __init__(self, persona: Persona, *, seed: int, difficulty: int | None = None) -> None:
        self._character = Character(persona, difficulty)
        self._mind = self._character.new_mind(seed)
        self._mind.tolerance_s = draw_tolerance_s(self._character, self._mind)

    @property
    def state(self) -> str:
        """The step of the stairway, or the side state or end that hides it."""
        return self._mind.state

    @property
    def trust(self) -> float:
        """Trust in the learner, 0 to 100."""
        return self._mind.trust

    @property
    def agitation(self) -> float:
        """How worked up it is, 0 to 10."""
        return self._mind.agitation

    @property
    def outcome(self) -> Outcome | None:
        """How the talk ended; None while it goes on."""
        return self._mind.end

    @property
    def found(self) -> frozenset[str]:
        """Ids of the facts it has let out."""
        return frozenset(self._mind.facts)

    def say_again(self, line: Turn) -> Reply:
        """Say a line of another time again, as it stands now."""
        return Reply(
            text=line.text,
            act=line.act or "",
            state=self.state,
            trust=self.trust,
            agitation=self.agitation,
            manner=self._character.numbers.manners.get(self.state, Manner()),
            fact=line.fact,
            offer=line.offer,
            tactic=line.tactic,
        )

    def facts(self) -> tuple[FactRecord, ...]:
        """Everything there is to find."""
        return self._character.fact_records()

    @property
    def difficulty(self) -> int:
        """How hard it is, 1 to 5."""
        return self._character.difficulty

    def reveal(self) -> Reveal:
        """Lay open what it kept to itself, for the debrief."""
        return self._character.reveal(self._mind)

    def context(self) -> MoveContext:
        """Tell what the recogniser of moves may know of the talk so far."""
        return self._character.context(self._mind)

    def open(self) -> Reply:
        """Say the first words of the talk."""
        return self._speak(occasion("opening"))

    def respond(self, heard: Heard) -> Reply:
        """Answer a turn of the learner."""
        if self._mind.end is not None:
            return self._speak(_LAST_WORDS[self._mind.end])
        heard, aside = sift(self._character, self._mind, heard)
        if aside == "say_again" and self._mind.told:
            return self._speak(Answer("say_again", "say_again", then=self._mind.told))
        moment = take_in(self._character, self._mind, heard, aside)
        stood = replace(Standing.of(self._mind), package=list(moment.package))
        waiting = awaiting_yes(self._mind)
        answer = hint(self._character, self._mind, decide(moment))
        if awaiting_yes(self._mind) == waiting:
            drop_read_backs(self._mind)
        wear(moment, answer)
        return self._speak(answer, stood=stood, hesitate_s=self._hesitate_s(moment))

    def tolerance_s(self) -> float:
        """How long it bears a silence that begins now; the same until its next line."""
        return self._mind.tolerance_s

    def bears_turn_s(self) -> float:
        """How long a turn it hears out before it cuts in at the next pause."""
        numbers = self._character.numbers
        is_hot = self._mind.mood != "even"
        factor = numbers.gains.bears_less_when_hot if is_hot else 1.0
        return self._character.style.bears_turn_s * factor

    def is_stung_by(self, text: str) -> bool:
        """Whether words were said that it does not hear out."""
        words = self._character.persona.hot_words
        return any(re.search(rf"\b{re.escape(w.lower())}\b", text.lower()) for w in words)

    def feel_silence(self, held_s: float) -> Reply:  # noqa: ARG002 - for habits yet to come
        """Fill the silence that the learner is holding."""
        if self._mind.end is not None:
            return self._speak(_LAST_WORDS[self._mind.end])
        return self._speak(fill_silence(self._character, self._mind))

    def note_silence(self, silence: Silence) -> None:
        """Take in a silence that has ended."""
        if self._mind.end is None:
            judge_silence(self._character, self._mind, silence)

    def note_cut_off(self, audible_text: str) -> None:
        """Take back what the learner, breaking in, did not let it say."""
        mind, last, numbers = self._mind, self._mind.last, self._character.numbers.cut_off
        if last is None:
            return
        share = len(audible_text.split()) / max(len(last.text.split()), 1)
        if share < numbers.fact_told:
            if last.fact in mind.facts:
                mind.facts.remove(last.fact)
            if last.topic in mind.topics:
                mind.topics.remove(last.topic)
            mind.step, mind.fake, mind.shift = last.step, last.fake, last.shift
            # What was not heard is neither asked for again nor agreed to.
            mind.act, mind.told = last.act, last.told
            mind.focus, mind.package = last.focus or mind.focus, list(last.package)
            mind.deals = {
                id_: replace(last.deals[id_], theirs=deal.theirs)
                for id_, deal in mind.deals.items()
            }
        if share < numbers.line_said or (last.fact is not None and share < numbers.fact_told):
            mind.used.discard(last.key)
        mind.said[-1:] = [audible_text] if audible_text.strip() else []
        mind.last = None

    def end(self, outcome: Outcome) -> Reply:
        """Say the last words when the talk is ended from outside.

        A deal that was struck stays struck: the outcome is then "agreed".
        """
        if self._mind.end is not None:
            return self._speak(_LAST_WORDS[self._mind.end])
        main = self._mind.deals[self._character.main_issue.id]
        if main.settled is not None:
            return self._speak(occasion("farewell", end="agree"))
        self._mind.end = outcome
        return self._speak(_LAST_WORDS[outcome])

    def copy(self) -> Counterpart:
        """Copy it for speculation; what happens to the copy does not touch the original."""
        twin = object.__new__(Counterpart)
        twin._character = self._character
        twin._mind = self._mind.copy()
        return twin

    def snapshot(self) -> dict[str, object]:
        """Give the whole mutable state as plain data that JSON can hold."""
        return {"difficulty": self._character.difficulty, "mind": self._mind.snapshot()}

    @classmethod
    def restore(cls, persona: Persona, snapshot: Mapping[str, Any]) -> Counterpart:
        """Rebuild a counterpart from `snapshot`, ready to go on as if nothing had happened."""
        twin = cls(persona, seed=0, difficulty=snapshot["difficulty"])
        twin._mind = Mind.restore(snapshot["mind"])
        return twin

    def _hesitate_s(self, moment: Moment) -> float:
        """Now and then let an offer hang in the air."""
        if not moment.heard.has(MoveKind.PROPOSAL):
            return 0.0
        numbers, chance = self._character.numbers.bargaining, self._mind.draw()
        if self._character.difficulty < numbers.hesitates_from_difficulty:
            return 0.0
        if chance.random() >= self._character.style.hesitates:
            return 0.0
        return chance.uniform(numbers.least_hesitation_s, numbers.most_hesitation_s)

    def _speak(self, answer: Answer, **kept: Any) -> Reply:
        return speak(self._character, self._mind, answer, **kept)


__all__ = ["Counterpart"]
