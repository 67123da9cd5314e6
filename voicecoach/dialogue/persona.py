"""A persona: who the counterpart is, what it wants, hides and says. One YAML file each.

The file holds no code. What the learner may see is under `briefing`; everything else is secret
until the debrief.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from voicecoach.turns import MoveKind

Style = Literal["amiable", "expressive", "driver", "analyst"]
Mode = Literal["competing", "collaborating", "compromising", "accommodating", "avoiding"]
Situation = Literal["interpersonal", "selling", "fees", "complaint", "employment", "contract"]
Step = Literal["guarded", "listening", "empathy", "rapport", "influence", "commitment"]

# Where a line may be spoken. `low` = guarded; `mid` = listening and empathy; `high` = rapport,
# influence and commitment; `hot` = every side state (irritated, hostile, stonewalling ...);
# `any` = everywhere. The exact name of a state narrows further.
Where = Literal[
    "any", "low", "mid", "high", "hot",
    "guarded", "listening", "empathy", "rapport", "influence", "commitment",
    "irritated", "hostile", "stonewalling", "appeasing", "attacking", "ruptured",
]  # fmt: skip

Lines = dict[Where, list[Annotated[str, Field(min_length=1, max_length=600)]]]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class VoiceChoice(_Part):
    """How this persona sounds; each engine takes what it understands."""

    sex: Literal["female", "male"]
    accent: Literal["british", "american"] = "british"
    rate_wpm: Annotated[int, Field(ge=110, le=230)] = 165
    volume: Annotated[float, Field(gt=0, le=1)] = 1.0
    pitch_st: Annotated[float, Field(ge=-8, le=8)] = 0.0
    espeak: str | None = None  # an espeak-ng voice with variant, e.g. "en-gb+m3"


class Briefing(_Part):
    """What the learner may know before the talk."""

    you: str  # who the learner is
    counterpart: str  # who they will meet, as far as the learner knows
    story: str
    aims: Annotated[list[str], Field(min_length=1)]
    limit: str
    you_know: Annotated[list[str], Field(min_length=1)]
    if_no_deal: str


class Rung(_Part):
    """One step of the concession ladder: a figure, and what it takes to get there."""

    value: float
    step: Step
    needs: list[str] = []  # ids of trades that must have been offered, or of other issues on
    # which the learner must have offered (or settled) what the counterpart's own limit allows


class Trade(_Part):
    """Something the learner may offer that is worth more to the counterpart than it costs."""

    id: str
    words: Annotated[list[str], Field(min_length=1)]
    gist: str


class PersonaIssue(_Part):
    """An issue with a figure, seen from the counterpart's side."""

    id: str
    name: str
    spoken: str | None = None  # what it is called across the table: "the warning"
    words: Annotated[list[str], Field(min_length=1)]
    unit: str  # GBP, USD, percent, days, weeks, months
    wants: Literal["lower", "higher"]  # which way the counterpart pulls
    plausible: tuple[float, float]
    opening: float  # the counterpart's first figure
    limit: float  # beyond this it walks
    learner_limit: float  # the learner's, as the briefing states it
    weight: Annotated[float, Field(gt=0, le=10)] = 5  # how much it matters to the counterpart
    learner_weight: Annotated[float, Field(gt=0, le=10)] = 5  # ... and to the learner
    ladder: Annotated[list[Rung], Field(min_length=2)]


class Fact(_Part):
    """Something hidden that a probe of the right kind opens at the right step."""

    id: str
    key: Literal["silence"] | MoveKind
    step: Step
    gist: str  # for the feedback: what there was to find
    keywords: Annotated[list[str], Field(min_length=1)]  # any of them in a summary shows the fact
    about: list[str] = []  # topic ids; a question must touch one (not needed for silence,
    # summary, clearinghouse_probe, nudge)
    is_interest: bool = False  # knowing it counts as knowing what they really want
    exposure: Annotated[float, Field(ge=0, le=1)] = 0.3  # how much telling it would expose them
    say: Annotated[list[str], Field(min_length=1)]


class Feeling(_Part):
    """Something the counterpart feels or fears, for judging labels."""

    name: str
    words: Annotated[list[str], Field(min_length=2)]


class Topic(_Part):
    """Something the learner may ask about, and what the counterpart says to it."""

    id: str
    words: Annotated[list[str], Field(min_length=2)]
    gist: str  # what the counterpart has let out once it has answered
    keywords: Annotated[list[str], Field(min_length=1)]
    answers: Lines


class Question(_Part):
    """A question the learner may well ask, and what the counterpart says to it; no secret in it."""

    asks: list[str] = []  # some ways to put it; "(a|b)" for either, "(a)?" for a or not
    like: str | None = None  # ... or the name of one that every talk has: "no_deal"
    topic: str | None = None  # whose answers serve, where the question has none of its own
    say: list[Annotated[str, Field(min_length=1, max_length=600)]] = []


class SilenceHabit(_Part):
    """How this persona bears silence; defaults come with the style."""

    tolerance_s: tuple[float, float]
    n_fills: Annotated[int, Field(ge=0, le=3)] = 2


class Tactic(_Part):
    """A move from the counterpart's bag, and what defuses it."""

    id: str
    name: str
    when: Literal["low", "mid", "hot", "on_offer"]
    countered_by: Annotated[list[Literal["silence"] | MoveKind], Field(min_length=1)]
    say: Annotated[list[str], Field(min_length=1)]
    countered: Annotated[list[str], Field(min_length=1)]  # what it says once countered


class StoryEvent(_Part):
    """One event of the quarrel, as one side tells it."""

    by: Literal["counterpart", "learner"]  # whose act it was
    what: str
    keywords: Annotated[list[str], Field(min_length=2)]  # any of them shows that it was named


class Timelines(_Part):
    """The same quarrel, cut in two ways: each side sees its own acts as answers.

    Punctuation after Watzlawick, Beavin and Jackson, "Pragmatics of Human Communication" (1967).
    """

    theirs: Annotated[list[StoryEvent], Field(min_length=3)]  # as the counterpart tells it
    learners: Annotated[list[StoryEvent], Field(min_length=3)]  # as the briefing tells it
    loop: str  # the circle as a neutral would tell it, for the debrief


class Shift(_Part):
    """Something that changes for the counterpart in mid-talk: a goal, or who holds power."""

    id: str
    gist: str  # what has changed, for the debrief
    after_turns: Annotated[int, Field(ge=4, le=20)]  # learner turns before it can happen
    step: Step = "guarded"  # ... and the lowest step
    hint: Annotated[list[str], Field(min_length=2)]  # how it shows, without being said
    say: Annotated[list[str], Field(min_length=2)]  # what it says once the learner asks
    keywords: Annotated[list[str], Field(min_length=1)]  # any of them in a summary shows it
    about: list[str] = []  # topic ids a question may touch instead of asking what has changed
    weights: dict[str, Annotated[float, Field(gt=0, le=10)]] = {}  # issue id: new weight
    limits: dict[str, float] = {}  # issue id: new limit, between opening and the old limit or past


class Persona(_Part):
    """A counterpart, complete."""

    schema_version: Literal[1] = Field(alias="schema")
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name: str
    role: str
    situation: Situation
    industry: str = ""
    style: Style
    mode: Mode
    mode_under_pressure: Mode | None = None  # None: what its style falls back on
    difficulty: Annotated[int, Field(ge=1, le=5)] = 2
    start_trust: Annotated[float, Field(ge=0, le=60)] = 25
    voice: VoiceChoice
    briefing: Briefing
    their_side: str  # the story as the counterpart tells it to itself
    walks_out_after: Annotated[int, Field(ge=1, le=9)] = 3  # grave breaches
    hot_words: list[Annotated[str, Field(min_length=3, max_length=40)]] = []  # it cuts in on them
    issues: Annotated[list[PersonaIssue], Field(min_length=1)]
    trades: list[Trade] = []
    facts: Annotated[list[Fact], Field(min_length=6)]
    feelings: Annotated[list[Feeling], Field(min_length=2)]
    topics: Annotated[list[Topic], Field(min_length=5)]
    questions: list[Question] = []
    tactics: list[Tactic] = []
    timelines: Timelines | None = None
    shift: Shift | None = None
    numbers: dict[str, float | int] = {}  # overrides of its style's numbers, by name
    silence: SilenceHabit | None = None
    lines: dict[str, Lines]
