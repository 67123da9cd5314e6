"""Lays utterances out on a clock and writes down what it planted where."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from tests.coaching.planted.bank import Said
from voicecoach.turns import (
    CutIn,
    FactRecord,
    IssueRecord,
    Outcome,
    Point,
    Reveal,
    SessionRecord,
    Silence,
    SilenceKind,
    TacticRecord,
    Turn,
)

WORDS_PER_S = 2.5


@dataclass(frozen=True)
class Plant:
    """A remark that must be made: its check, its second, whose words, and what it must say."""

    check: str
    at_s: float | None
    words: str = ""
    holds: tuple[str, ...] = ()


FEE = IssueRecord("fee", "the fee", "GBP", "lower", 15000, 31000, 27000, 8, 9)
DAYS = IssueRecord("days", "the payment term", "days", "higher", 90, 30, 60, 6, 3)
TACTICS = (
    TacticRecord("low_anchor", "a low anchor", ("challenge_basis", "open_question")),
    TacticRecord("clock", "a made-up deadline", ("open_question", "silence")),
    TacticRecord("insult", "a personal attack", ("emotion_label", "i_message", "silence")),
    TacticRecord("nibble", "a nibble", ("conditional_trade", "calm_limit")),
)
LINES = {
    "low_anchor": "Start from fifteen thousand and argue your way up.",
    "clock": "There is a wagon at half three. Settle by then.",
    "insult": "I picked the one lawyer who cannot add.",
    "nibble": "And the letters for nothing, of course.",
}
FACTS = (
    FactRecord("rang", "open_question", "Nobody rang her about the sum.", "guarded"),
    FactRecord("left", "silence", "She heard from a recording that Helen had left.", "guarded"),
    FactRecord("twice", "information_probe", "She pays for the handover twice.", "listening"),
    FactRecord("bank", "silence", "The bank counts her cash in June.", "empathy"),
    FactRecord("ambush", "summary", "She can bear a big bill but no surprise.", "empathy"),
    FactRecord("tender", "clearinghouse_probe", "A tender closes on the second.", "rapport"),
    FactRecord("vote", "emotion_label", "Her board votes on her in June.", "rapport"),
)
TELLING = {
    "rang": "I heard it on the motorway. No partner rang.",
    "left": "I got a recording. Helen had gone.",
    "twice": "Nine hours of file review. I pay for that twice.",
    "bank": "It is the bank. They count our cash in June.",
    "ambush": "It was never the size. It was the surprise.",
    "tender": "There is a tender, and nobody has read it.",
    "vote": "They vote on me in June.",
}
INTERESTS = ("bank", "ambush", "vote")
TRADES = {"staged": "Payment in stages", "contact": "One named contact", "letter": "A letter"}
REVEAL = Reveal(
    style="driver",
    mode="competing",
    mode_under_pressure=None,
    their_side="They stopped talking, so I stopped paying.",
    issues=(FEE, DAYS),
    trades=TRADES,
    interests=INTERESTS,
    tactics=TACTICS,
    theirs=("They named a price.", "The price grew."),
    learners=("She said go on.", "We went on."),
    loop="The more they chase, the less she says.",
    shift="The tender has been brought forward.",
)


@dataclass
class Builder:
    """One session in the making."""

    name: str
    chance: Random
    style: str = "driver"
    now_s: float = 0.0
    state: str = "guarded"
    trust: float = 30.0
    turns: list[Turn] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    cut_ins: list[CutIn] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    plants: list[Plant] = field(default_factory=list)
    said: list[tuple[float, Said]] = field(default_factory=list)
    found: dict[str, float] = field(default_factory=dict)
    settled: dict[str, float] = field(default_factory=dict)
    outcome: Outcome = "out_of_time"
    n_nudges: int = 0  # of trust, so that no two changes are alike

    def plant(self, check: str, at_s: float | None, words: str = "", *holds: str) -> None:
        """Write down a remark that must be made."""
        self.plants.append(Plant(check, at_s, words, holds))

    def they(
        self,
        text: str,
        *,
        act: str = "push",
        fact: str | None = None,
        tactic: str | None = None,
        offer: float | None = None,
        after_s: float = 0.6,
        cut: bool = False,
    ) -> Turn:
        """Let the counterpart say something."""
        start_s = round(self.now_s + after_s, 2)
        end_s = round(start_s + len(text.split()) / WORDS_PER_S, 2)
        turn = Turn(
            "counterpart",
            start_s,
            end_s,
            text,
            state=self.state,
            trust=round(self.trust, 1),
            act=act,
            fact=fact,
            tactic=tactic,
            offer=offer,
            was_cut_off=cut,
        )
        self.turns.append(turn)
        self.now_s = end_s
        if fact is not None:
            self.found.setdefault(fact, start_s)
            gist = next(one.gist for one in FACTS if one.id == fact)
            if all(point.id != fact for point in self.points):
                self.points.append(Point(fact, gist, (fact,), start_s))
        return turn

    def me(
        self,
        said: Said,
        *,
        moved: float = 0.0,
        because: tuple[str, ...] = (),
        after_s: float | None = None,
        state: str | None = None,
        is_silence: bool = True,
    ) -> float:
        """Let the learner say something; returns its second."""
        after_s = self.chance.choice([0.4, 0.9, 1.2, 1.9, 2.4]) if after_s is None else after_s
        is_answer = bool(self.turns) and self.turns[-1].who == "counterpart"
        start_s = round(self.now_s + after_s, 2)
        if is_silence and is_answer and after_s > 0:
            kind: SilenceKind = (
                "pause" if after_s < 1.5 else "hesitation" if after_s < 3 else "broken"
            )
            if kind == "broken" and said.text == "Go on.":
                kind = "held"
            self.silences.append(Silence(self.now_s, start_s, "counterpart_turn", kind, "learner"))
        if moved:
            self.n_nudges += 1
            self.trust += moved + 0.1 * self.n_nudges * (1 if moved > 0 else -1)
        self.state = state or self.state
        end_s = round(start_s + len(said.text.split()) / WORDS_PER_S, 2)
        turn = Turn(
            "learner",
            start_s,
            end_s,
            said.text,
            moves=said.moves,
            state=self.state,
            trust=round(self.trust, 1),
            because=because,
            speech=((start_s, end_s),),
        )
        self.turns.append(turn)
        self.said.append((start_s, said))
        self.now_s = end_s
        return start_s

    def hold(self, seconds: float, *, yielded: str | None = None) -> Silence:
        """Hold a silence after the counterpart's words, until the counterpart speaks."""
        silence = Silence(
            self.now_s,
            round(self.now_s + seconds, 2),
            "counterpart_turn",
            "held",
            "counterpart",
            yielded,
        )
        self.silences.append(silence)
        self.now_s = silence.end_s
        return silence

    def break_own(self, seconds: float) -> Silence:
        """Break the silence after an own offer; the learner speaks next."""
        silence = Silence(
            self.now_s, round(self.now_s + seconds, 2), "own_ask", "broken", "learner"
        )
        self.silences.append(silence)
        self.now_s = silence.end_s
        return silence

    def finish(self, offered: tuple[str, ...] = ()) -> SessionRecord:
        """Close the session."""
        issues = tuple(
            replace(issue, settled=self.settled.get(issue.id)) for issue in REVEAL.issues
        )
        return SessionRecord(
            session=self.name,
            persona="planted",
            persona_name="Dana Marlow",
            style=self.style,
            seed=1,
            outcome=self.outcome,
            state=self.state,
            trust=round(self.trust, 1),
            duration_s=round(self.now_s + 1.0, 2),
            turns=tuple(self.turns),
            silences=tuple(self.silences),
            facts=tuple(replace(fact, found_s=self.found.get(fact.id)) for fact in FACTS),
            points=tuple(self.points),
            cut_ins=tuple(self.cut_ins),
            measures=self._measures(),
            reveal=replace(REVEAL, style=self.style, issues=issues, offered=offered),
        )

    def _measures(self) -> dict[str, float | None]:
        """Make the speaking figures up: what is checked is that they are told as they are."""
        chance = self.chance
        return {
            "learner_speech_s": sum(t.end_s - t.start_s for t in self.turns if t.who == "learner"),
            "talk_share": round(chance.uniform(0.2, 0.8), 3),
            "words_per_minute": round(chance.uniform(90, 220), 1),
            "articulation_rate_syllables_per_s": round(chance.uniform(3, 6), 2),
            "longest_turn_s": round(chance.uniform(5, 80), 2),
            "words_per_turn": round(chance.uniform(6, 50), 2),
            "longest_counterpart_turn_s": round(chance.uniform(4, 30), 2),
            "response_latency_median_s": round(chance.uniform(0.3, 2), 2),
            "interruptions": None,
            "intrusive_interruptions_per_minute": None,
            "fillers_per_100_words": round(chance.uniform(0.5, 6), 2),
            "hedges_per_100_words": round(chance.uniform(0.5, 6), 2),
            "pitch_spread_st": round(chance.uniform(1, 5), 2),
            "backchannels_per_15_s_of_story": round(chance.uniform(0.1, 4), 2),
            "wait_after_pressure_median_s": round(chance.uniform(0.3, 3), 2),
            "pressure_pace_change": round(chance.uniform(-0.2, 0.3), 3),
            "pressure_level_change_db": round(chance.uniform(-3, 8), 2),
            "pressure_pitch_change_st": round(chance.uniform(-2, 4), 2),
        }
