"""The prep sheet: what a negotiator has thought through before the talk, on one page.

Every field but the issue may be left out; what is left out cannot be compared afterwards.
After M. Shea et al., "ACE: A LLM-based Negotiation Coaching System", EMNLP 2024 (walk-away,
target, first offer, rationale), and R. Fisher and W. Ury, "Getting to Yes" (interests, options,
criteria, the best alternative).
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

MOST_ENTRIES = 12  # more of a kind no longer fit on a page, nor into a head
MOST_FIGURES = 4

Style = Literal["amiable", "expressive", "driver", "analyst"]
Situation = Literal["interpersonal", "selling", "fees", "complaint", "employment", "contract"]
Wants = Literal["lower", "higher"]
Key = Literal[
    "open_question",
    "reasoned_question",
    "information_probe",
    "silence",
    "summary",
    "emotion_label",
    "clearinghouse_probe",
]

Text = Annotated[str, Field(min_length=1, max_length=400)]
Texts = Annotated[tuple[Text, ...], Field(max_length=MOST_ENTRIES)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Person(_Part):
    """Somebody who will be there, or who has a say."""

    name: Text
    role: str = ""


class Figure(_Part):
    """Something that can be counted: a fee, days of notice, a share. Own side only."""

    name: Text
    unit: Text  # GBP, USD, EUR, percent, hours, days, weeks, months, years
    wants: Wants  # which way the learner pulls
    limit: float | None = None  # beyond this no deal is better
    target: float | None = None
    best: float | None = None
    worst: float | None = None  # what may still come out of it

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        for better, worse in (("target", "limit"), ("best", "target"), ("best", "limit")):
            high, low = getattr(self, better), getattr(self, worse)
            if high is not None and low is not None and not self.is_as_good(high, low):
                raise ValueError(
                    f"{better} {high:,.10g} lies beyond {worse} {low:,.10g}, although you want it "
                    f"{self.wants}; swap them or mend 'wants'"
                )
        return self

    def is_as_good(self, value: float, than: float) -> bool:
        """Tell whether a figure is at least as good for the learner as another."""
        return value >= than if self.wants == "higher" else value <= than


class Alternative(_Part):
    """The best alternative to an agreement (BATNA)."""

    what: Text
    value: float | None = None  # what it is worth, in the unit of the first figure


class Trade(_Part):
    """Something to give, and what is wanted for it."""

    give: Text
    want: str = ""  # empty: not thought of yet


class Story(_Part):
    """The same events as each side tells them."""

    mine: str = ""
    theirs: str = ""


class Hidden(_Part):
    """Something that the other side may be holding back."""

    fact: Text  # as they would say it
    key: Key = "open_question"  # what might draw it out


class Opposite(_Part):
    """The learner's own counterpart, as far as they can guess: enough to play against."""

    name: Text
    role: str = ""
    situation: Situation = "contract"
    sex: Literal["female", "male"]
    accent: Literal["british", "american"] = "british"
    style: Style
    difficulty: Annotated[int, Field(ge=1, le=5)] = 2
    says_first: Annotated[tuple[Text, ...], Field(min_length=1, max_length=4)]
    figure: Text  # name of what they bargain over
    unit: Text
    wants: Wants  # which way they pull
    opens_at: float
    limit: float
    hides: Annotated[tuple[Hidden, ...], Field(min_length=2, max_length=6)]
    angers: Texts = ()
    sayings: Texts = ()

    @model_validator(mode="after")
    def _can_move(self) -> Self:
        is_towards_us = self.limit > self.opens_at
        if self.limit == self.opens_at or is_towards_us != (self.wants == "lower"):
            raise ValueError(
                f"opens_at {self.opens_at:,.10g} and limit {self.limit:,.10g} leave no room to "
                f"move for somebody who wants it {self.wants}; swap them or mend 'wants'"
            )
        return self


class PrepSheet(_Part):
    """A preparation, complete or not."""

    schema_version: Literal[1] = Field(1, alias="schema")
    issue: Text
    people: Annotated[tuple[Person, ...], Field(max_length=MOST_ENTRIES)] = ()
    style: Style | None = None  # the counterpart's, as guessed
    aims: Texts = ()
    figures: Annotated[tuple[Figure, ...], Field(max_length=MOST_FIGURES)] = ()
    best: str = ""
    worst: str = ""
    batna: Alternative | None = None
    trades: Annotated[tuple[Trade, ...], Field(max_length=MOST_ENTRIES)] = ()
    interests: Texts = ()  # theirs, as guessed
    story: Story = Story()
    agenda: Texts = ()
    criteria: Texts = ()  # standards outside both wills
    questions: Texts = ()
    counterpart: Opposite | None = None


def second_looks(sheet: PrepSheet) -> tuple[str, ...]:
    """Say what in a sheet deserves a second look before the talk.

    Examples
    --------
    >>> second_looks(PrepSheet(issue="The rent", trades=(Trade(give="a longer lease"),)))[-1]
    "'a longer lease' is a gift as it stands: what do you want for it?"
    """
    looks = [f"There is no {name}: {why}" for name, why in _missing(sheet)]
    batna = sheet.batna
    if batna is not None and batna.value is not None and sheet.figures:
        figure = sheet.figures[0]
        if figure.limit is not None and not figure.is_as_good(figure.limit, batna.value):
            looks.append(
                f"Your limit of {figure.limit:,.10g} is worse than your alternative, worth "
                f"{batna.value:,.10g}: why settle there?"
            )
    gifts = [trade.give for trade in sheet.trades if not trade.want]
    looks += [f"'{give}' is a gift as it stands: what do you want for it?" for give in gifts]
    return tuple(looks)


def _missing(sheet: PrepSheet) -> list[tuple[str, str]]:
    wanted = (
        ("limit", any(figure.limit is not None for figure in sheet.figures), "where do you stop?"),
        ("alternative", sheet.batna is not None, "what happens if you do not agree?"),
        ("question to ask", bool(sheet.questions), "what do you most need to know?"),
        ("guess at what they need", bool(sheet.interests), "what is under their position?"),
        ("standard", bool(sheet.criteria), "what would a neutral go by?"),
    )
    return [(name, why) for name, is_there, why in wanted if not is_there]
