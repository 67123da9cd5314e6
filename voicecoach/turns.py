"""The data that flows through a practice: sound, words, moves, replies, silences, events.

Conventions, once: time is float seconds on the session's audio clock (samples delivered by the
microphone); sound is mono float32 in [-1, 1] at 16 kHz; `None` means *could not be measured*.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from voicecoach.prep_sheet import PrepSheet

RATE_HZ = 16_000
FRAME_SAMPLES = 512  # what Silero voice activity takes at 16 kHz
FRAME_S = FRAME_SAMPLES / RATE_HZ

Samples = NDArray[np.float32]
Who = Literal["learner", "counterpart"]
SilenceKind = Literal["pause", "hesitation", "held", "broken"]
Outcome = Literal["agreed", "no_deal_good", "walked_out", "stopped", "out_of_time"]
Band = Literal["green", "amber"]


class MoveKind(StrEnum):
    """What a learner can do with words; the names of the field, see `docs/moves.md`."""

    OPEN_QUESTION = "open_question"
    CLOSED_QUESTION = "closed_question"
    LEADING_QUESTION = "leading_question"
    REASONED_QUESTION = "reasoned_question"
    STACKED_QUESTION = "stacked_question"
    NUDGE = "nudge"
    INFORMATION_PROBE = "information_probe"
    SUMMARY = "summary"
    CLEARINGHOUSE_PROBE = "clearinghouse_probe"
    MIRROR = "mirror"
    PARAPHRASE = "paraphrase"
    EMOTION_LABEL = "emotion_label"
    EMPATHY = "empathy"
    APPRECIATION = "appreciation"
    APOLOGY = "apology"
    I_MESSAGE = "i_message"
    RAPPORT = "rapport"
    INTERESTS_QUESTION = "interests_question"
    OWN_INTEREST = "own_interest"
    OPTION = "option"
    PROPOSAL = "proposal"
    CONDITIONAL_TRADE = "conditional_trade"
    CONCESSION = "concession"
    OBJECTIVE_CRITERION = "objective_criterion"
    POSITION = "position"
    CALM_LIMIT = "calm_limit"
    CHALLENGE_BASIS = "challenge_basis"
    AGENDA = "agenda"
    MONITOR_CHANGE = "monitor_change"
    CONFIRM_AGREEMENT = "confirm_agreement"
    ACCEPT = "accept"
    NEXT_STEP = "next_step"
    NAME_TACTIC = "name_tactic"
    REFRAME = "reframe"
    PAUSE_REQUEST = "pause_request"
    THREAT = "threat"
    ULTIMATUM = "ultimatum"
    PERSONAL_ATTACK = "personal_attack"
    BLAME = "blame"
    PRESSURE = "pressure"
    IRRITATOR = "irritator"


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of the learner's sound."""

    samples: Samples  # shape (n_samples,), 16 kHz
    start_s: float

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / RATE_HZ


@dataclass(frozen=True, slots=True)
class Ending:
    """What the recogniser expected after the last word: probabilities, adding up to 1 or less."""

    stop: float  # a full stop or an exclamation mark
    question: float
    comma: float  # or a colon, a semicolon, a dash
    ellipsis: float
    nothing: float  # the text ends without a mark
    # The rest is another word.


@dataclass(frozen=True, slots=True)
class Transcript:
    """What the recogniser made of a clip; empty text when it heard no words."""

    text: str
    no_speech_probability: float  # 0 to 1
    mean_log_probability: float  # per token, at most 0
    ending: Ending | None = None  # None: the recogniser cannot tell


@dataclass(frozen=True, slots=True)
class Point:
    """Something the counterpart has said that a good summary would hold."""

    id: str
    gist: str
    keywords: tuple[str, ...]  # lower case words or short phrases, any of which shows the point
    said_s: float | None = None  # when the counterpart first let it out, if that was noted


@dataclass(frozen=True, slots=True)
class Issue:
    """Something to be settled, as far as a recogniser of moves needs to know it."""

    id: str
    words: tuple[str, ...]  # lower case words that name the issue
    unit: str  # "GBP", "USD", "days", "percent", ...
    plausible: tuple[float, float]  # figures outside are misheard or about something else


@dataclass(frozen=True, slots=True)
class MoveContext:
    """What was going on when the learner spoke.

    Recognition must work with everything empty, and better with everything filled.
    """

    counterpart_said: tuple[str, ...] = ()  # the counterpart's last turns, oldest first
    points: tuple[Point, ...] = ()  # everything the counterpart has let out so far
    feelings: tuple[str, ...] = ()  # lower case words that an accurate label would hold
    issues: tuple[Issue, ...] = ()
    learner_offer: float | None = None  # the learner's last figure, in the issue's unit
    counterpart_offer: float | None = None
    final_slope_st_s: float | None = None  # how the learner's pitch ended; None: not heard


@dataclass(frozen=True, slots=True)
class Move:
    """One thing the learner did with words, with the evidence for it."""

    kind: MoveKind
    confidence: float  # 0 to 1
    evidence: str  # the span of the learner's words
    rule: str  # the rule or feature that spoke for it
    amount: float | None = None  # in the issue's unit
    issue: str | None = None
    recall: float | None = None  # summary, paraphrase: share of the points it could have held
    points: tuple[str, ...] = ()  # ids of the points it holds
    is_accurate: bool | None = None  # label: does it name a feeling that is there
    is_tentative: bool | None = None  # put as a guess, not as a fact
    inventions: tuple[str, ...] = ()  # figures and names given back that nobody had said
    is_complex: bool | None = None  # reflection: adds meaning or feeling to what they said
    is_follow_up: bool | None = None  # question: takes up a word of their last turn
    n_reasons: int | None = None  # given for it
    is_conditional: bool | None = None  # giving: tied to something in return


@dataclass(frozen=True, slots=True)
class Heard:
    """What the counterpart perceives of one learner turn: words, and how they came."""

    text: str
    moves: tuple[Move, ...]
    start_s: float
    end_s: float
    silence_before_s: float | None = None  # None: the learner broke in
    silence_kind: SilenceKind | None = None
    broke_in: bool = False
    was_cut_into: bool = False  # the counterpart did not bear it to its end
    words_per_minute: float | None = None
    level_dbfs: float | None = None

    def has(self, *kinds: MoveKind) -> bool:
        """Tell whether any of these moves was made."""
        return any(move.kind in kinds for move in self.moves)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a line is to be spoken, relative to the persona's own voice."""

    rate: float = 1.0  # 1.1 is a tenth faster
    gain_db: float = 0.0
    pitch_st: float = 0.0
    pause: float = 1.0  # 1.2 makes its pauses a fifth longer


@dataclass(frozen=True, slots=True)
class Reply:
    """What the counterpart does next, and the state it is in when doing it."""

    text: str
    act: str  # disclose, answer, evade, push, fill, counter_offer, accept, walk_out, ...
    state: str
    trust: float  # 0 to 100
    agitation: float  # 0 to 10
    manner: Manner = Manner()
    fact: str | None = None  # id of the fact it lets out
    because: tuple[str, ...] = ()  # what moved trust, e.g. "emotion_label +8.0"
    hesitate_s: float = 0.0  # a tactical silence before the line
    offer: float | None = None  # the figure on the table after this line
    tactic: str | None = None  # id of the tactic it plays, or gives up (act "drop_tactic")
    mode: str | None = None  # conflict mode in which it says this
    outcome: Outcome | None = None  # set when this line ends the talk


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence in which the learner could have spoken."""

    start_s: float
    end_s: float
    after: Literal["counterpart_turn", "own_ask"]
    kind: SilenceKind
    ended_by: Literal["learner", "counterpart", "end"]
    yielded: str | None = None  # id of the fact it drew out

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of either side, as it was heard."""

    who: Who
    start_s: float
    end_s: float
    text: str
    moves: tuple[Move, ...] = ()  # of the learner
    state: str = ""  # the counterpart's, after this turn
    act: str | None = None  # the counterpart's
    fact: str | None = None
    trust: float | None = None  # after this turn
    agitation: float | None = None
    because: tuple[str, ...] = ()
    speech: tuple[tuple[float, float], ...] = ()  # spoken stretches inside a learner turn, seconds
    was_cut_off: bool = False  # counterpart only: the learner broke in and it gave way
    offer: float | None = None
    tactic: str | None = None  # id of the tactic that this line plays or gives up
    mode: str | None = None  # conflict mode in which the counterpart said it


@dataclass(frozen=True, slots=True)
class CutIn:
    """The counterpart took the floor before the learner had given it."""

    at_s: float
    held_floor: bool  # the learner spoke on, and the counterpart gave way


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A hidden fact, how it opens, and when it was found."""

    id: str
    key: str  # "silence", or the name of a move
    gist: str
    step: str  # the lowest step of the stairway at which it opens
    found_s: float | None = None


@dataclass(frozen=True, slots=True)
class IssueRecord:
    """An issue as both sides saw it, laid open after the talk; figures in its unit."""

    id: str
    name: str
    unit: str
    wants: Literal["lower", "higher"]  # which way the counterpart pulls
    opening: float
    limit: float
    learner_limit: float
    weight: float  # how much it mattered to the counterpart
    learner_weight: float
    settled: float | None = None
    changed_limit: float | None = None  # its limit, should what changes in mid-talk have come
    changed_weight: float | None = None


@dataclass(frozen=True, slots=True)
class TacticRecord:
    """A tactic in the counterpart's bag, and what defuses it."""

    id: str
    name: str
    countered_by: tuple[str, ...]  # names of moves, or "silence"


@dataclass(frozen=True, slots=True)
class Reveal:
    """What the counterpart kept to itself, for the debrief."""

    style: str
    mode: str
    mode_under_pressure: str | None
    their_side: str
    issues: tuple[IssueRecord, ...]
    trades: dict[str, str]  # id: gist of what it would have valued
    interests: tuple[str, ...]  # ids of the facts that say what it really wanted
    tactics: tuple[TacticRecord, ...]
    theirs: tuple[str, ...] = ()  # the quarrel as it saw it, first event first
    learners: tuple[str, ...] = ()  # ... and as the briefing told it
    loop: str = ""
    shift: str = ""  # what changed in mid-talk
    offered: tuple[str, ...] = ()  # ids of the trades that the learner put on the table


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A whole practice as folded from its journal; everything that feedback may speak of."""

    session: str
    persona: str
    persona_name: str
    style: str
    seed: int
    outcome: Outcome
    state: str
    trust: float
    duration_s: float
    turns: tuple[Turn, ...] = ()
    silences: tuple[Silence, ...] = ()
    facts: tuple[FactRecord, ...] = ()
    points: tuple[Point, ...] = ()
    measures: dict[str, float | None] = field(default_factory=dict)
    response_gaps_s: tuple[float, ...] = ()
    cut_ins: tuple[CutIn, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)  # why a measure is None, by its name
    difficulty: int | None = None
    reveal: Reveal | None = None  # None: the journal is older than this
    prep: PrepSheet | None = None  # None: nothing was prepared


@dataclass(frozen=True, slots=True)
class Feedback:
    """One remark: what was observed, when, in whose words, and what to try."""

    check: str  # stable name, e.g. "silence_held"
    observed: str
    at_s: float | None
    quote: str | None
    try_instead: str | None
    band: Band | None = None  # None: not judged, or too little to judge by
