"""The numbers behind every counterpart, read from `styles.yaml` beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from voicecoach.dialogue.persona import Mode, Step, Style
from voicecoach.turns import Manner

Share = Annotated[float, Field(ge=0, le=1)]


class _Numbers(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StairwayNumbers(_Numbers):
    """What it takes to climb, and what makes one fall."""

    gates: dict[Step, float]
    hysteresis: float
    fall_at_loss: float
    climb_below_agitation: float
    skills_to_listen: int
    kinds_to_listen: int
    calm_turns_to_listen: int
    known_points_to_sum_up: int


class MoodNumbers(_Numbers):
    """When agitation turns into a side state, and back."""

    irritated_at: float
    irritated_until: float
    back_up_at: float
    back_up_until: float
    ruptured_at: float
    grave_agitation: float
    grave_memory_turns: int
    repaired_agitation: float
    patience_when_ruptured: int
    calm_turn: float
    calm_per_3s_after_label: float


class GainNumbers(_Numbers):
    """What makes a move count, count less, or count against."""

    most_per_turn: float
    again: list[float]
    most_from_labels: float
    summary_right: Share
    summary_partial: Share
    appreciations: int
    small_talk: int
    plain_small_talk: Share
    plain_offer: Share
    plain_leading: Share
    least_reaction: Share
    once: list[str]
    streak: int
    long_turn_s: float
    bears_less_when_hot: Share
    faster: float
    louder_db: float
    calm_turns_heard: Annotated[int, Field(ge=1)]
    least_confidence: Share
    grave_confidence: Share
    least_breach_confidence: Share
    warm_breach_confidence: Share
    lock_turns: int
    skips_at_or_below: dict[str, Step]


class BargainingNumbers(_Numbers):
    """How offers are judged."""

    insulting: float
    hesitates_from_difficulty: int
    least_hesitation_s: float
    most_hesitation_s: float
    no_deal_limits: int


class SilenceNumbers(_Numbers):
    """How silences are judged."""

    held_from_s: Annotated[float, Field(gt=0)]
    good_until_s: float
    most_waits: int
    jitter: float


class CutOffNumbers(_Numbers):
    """How much of a line must have been audible."""

    fact_told: Share
    line_said: Share


class TacticNumbers(_Numbers):
    """When a tactic is played and what countering it is worth."""

    chance: Share
    counter_within_turns: int
    gain: float
    agitation: float
    fed_chance: float


class DifficultyNumbers(_Numbers):
    """What one level of difficulty changes."""

    start_trust: float
    gate_shift: float
    n_tactics: int
    tolerance: float
    start_agitation: float


class PatienceNumbers(_Numbers):
    """When patience runs out, and what it does then."""

    progress_trust: float
    restores: float
    wears_when_hot: float
    asks_again_after: int
    asks: int
    parts_from_difficulty: int


class ExposureNumbers(_Numbers):
    """How fear of exposure holds a fact back, and what eases it."""

    usual: Share
    trust_per_fear: float
    reason_eases: Share
    warmth_eases: Share
    streak_adds: float


class ModeNumbers(_Numbers):
    """How one conflict mode bargains."""

    moves_before_first: int
    rungs_at_once: int
    splits: bool
    postpones: bool
    asks_priorities: int
    tactic_chance: float
    fakes: Share
    evades_with: Literal["evade", "deflect", "tactic"]


class FakeNumbers(_Numbers):
    """When it says yes and means nothing by it."""

    from_difficulty: int
    most: list[int]
    lasts_turns: int


class ShiftNumbers(_Numbers):
    """How long what has changed may go unnoticed."""

    notice_within_turns: int
    waits_turns: int


class StyleNumbers(_Numbers):
    """What is particular to one social style."""

    patience: Annotated[int, Field(ge=1)]
    mode_under_pressure: Mode
    fakes: Share
    back_up: Literal["appeasing", "attacking", "hostile", "stonewalling"]
    tolerance_s: tuple[float, float]
    fill: Literal["soft", "push"]
    discloses_after: Literal["anything", "ask_or_reflection", "sharp"]
    bears_turn_s: float
    hesitates: Share
    labels_every: Annotated[int, Field(ge=1)]
    brief_question_words: int | None = None
    brief_summary_words: int | None = None
    pardons_interruptions: int = 0


class EventNumbers(_Numbers):
    """What one event does to trust in each style, and to agitation."""

    amiable: float
    expressive: float
    driver: float
    analyst: float
    agitation: float = 0.0
    third: float = 0.0  # instead of a gain, when made in three turns running

    def trust(self, style: Style) -> float:
        """Change of trust in this style."""
        changes = {
            "amiable": self.amiable,
            "expressive": self.expressive,
            "driver": self.driver,
            "analyst": self.analyst,
        }
        return changes[style]


class Numbers(_Numbers):
    """All of `styles.yaml`."""

    stairway: StairwayNumbers
    mood: MoodNumbers
    gains: GainNumbers
    bargaining: BargainingNumbers
    silence: SilenceNumbers
    cut_off: CutOffNumbers
    tactics: TacticNumbers
    patience: PatienceNumbers
    exposure: ExposureNumbers
    fake: FakeNumbers
    shift: ShiftNumbers
    modes: dict[Mode, ModeNumbers]
    difficulties: Annotated[list[DifficultyNumbers], Field(min_length=5, max_length=5)]
    styles: dict[Style, StyleNumbers]
    manners: dict[str, Manner]
    events: dict[str, EventNumbers]


@cache
def read_numbers() -> Numbers:
    """Read the numbers once; they are part of the program, not of a session."""
    text = files("voicecoach.dialogue").joinpath("styles.yaml").read_text(encoding="utf-8")
    return Numbers.model_validate(yaml.safe_load(text))
