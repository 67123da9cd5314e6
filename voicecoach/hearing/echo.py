"""What of the microphone is the learner, and what is the counterpart coming back.

Chosen while the counterpart speaks, from the sound alone: headphones need nothing, a loudspeaker
gets a linear canceller, and where that does not help the microphone is ignored meanwhile.
"""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from voicecoach.hearing.echo_canceller import Canceller, Past
from voicecoach.hearing.echo_judge import ResidualJudge
from voicecoach.hearing.echo_path import LATEST, SAME_PLACE, WINDOW, PathWatch, compare
from voicecoach.turns import FRAME_S, FRAME_SAMPLES, RATE_HZ, Samples

logger = logging.getLogger(__name__)

Mode = Literal["measuring", "headphones", "canceller", "half_duplex"]

AUDIBLE_DBFS = -60.0  # what the counterpart plays more softly than this cannot disturb
NO_ECHO_AFTER_S = 1.5  # of the counterpart's sound without a trace of it in the microphone
JUDGED_AFTER_S = 1.0  # of the counterpart's sound in the canceller
GIVEN_UP_AFTER_S = 5.0
# At 8 dB of echo taken away a torn loudspeaker still interrupted itself three times in 10 minutes.
ENOUGH_ERLE_DB = 10.0
POOR_ERLE_DB = 8.0
POOR_FOR_S = 3.0
LATELY = 1024  # samples
SOME = 0.1
GROWN = 1.25  # the canceller has added 1 dB
N_GONE = 4
PLAIN = 10.0  # strength of a match that makes us doubt a path that is known
LEAST_ECHO_SHARE = 0.1
WELL_ABOVE = 4.0  # 6 dB, in power
PLAIN_DB = 9.0  # above the expected echo: plainly somebody else
REMEMBERED_BLOCKS = 3000  # 96 s, longer than any turn
TAIL_S = 0.5  # half duplex: 0.3 s after the last sample, and 0.2 s for the room

REASONS: dict[Mode, str] = {
    "measuring": "Listening for the counterpart's voice in the microphone.",
    "headphones": "No echo: you can break in at any time.",
    "canceller": "The loudspeaker is taken out of the microphone: you can break in.",
    "half_duplex": (
        "The microphone hears the loudspeaker too strongly to tell you apart: it is ignored while "
        "the counterpart speaks. Headphones let you break in."
    ),
}
DRIFTING = "Microphone and loudspeaker run on clocks of their own; the difference is evened out."
TOLD_PPM = 20.0  # less is within what one clock does over a session


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One block of the microphone after the guard."""

    samples: Samples  # shape (512,): the microphone without the echo
    is_echo_likely: bool  # do not count this block as the learner's speech
    residual_db: float  # what is left, above what the echo would leave
    mode: Mode
    delay_s: float  # by which `samples` are later than the block they came with


class EchoGuard:
    """Takes both sides' blocks, tells what of the microphone is the learner."""

    def __init__(self) -> None:
        self.mode: Mode = "measuring"
        self._notices: list[str] = []
        self._has_told_of_drift = False
        self._announced: Mode = "measuring"
        self._heard = Past()
        self._played = Past()
        self._waited = Past()  # the microphone as the canceller met it
        self._left = Past()
        self._echo = Past()
        self._watch = PathWatch()
        self._judge = ResidualJudge()
        self._canceller: Canceller | None = None
        self._n_blocks = 0
        self._plain: deque[bool] = deque(maxlen=REMEMBERED_BLOCKS)
        self._audible_s = 0.0  # of the counterpart's sound since the measuring began
        self._quiet_s = 60.0  # since the counterpart's last audible block
        self._poor_s = 0.0
        self._gone = 0  # comparisons in which the canceller added sound
        self._echo_share = 1.0  # of the counterpart's blocks, with more than noise

    @property
    def reason(self) -> str:
        """What the mode means to the learner."""
        return REASONS[self.mode]

    def take_notice(self) -> str | None:
        """Hand over the next thing to be said on the screen; each is said once."""
        return self._notices.pop(0) if self._notices else None

    @property
    def erle_db(self) -> float | None:
        """By how much the canceller lowers the echo; None without one."""
        return self._judge.erle_db if self._canceller is not None else None

    @property
    def path_s(self) -> float | None:
        """From the counterpart's block to its echo; None if there is none."""
        return self._canceller.lag / RATE_HZ if self._canceller is not None else None

    @property
    def drift_ppm(self) -> float:
        """By how many millionths the path of the echo grows."""
        return self._canceller.drift_ppm if self._canceller is not None else 0.0

    def learner_share(self, start_s: float, end_s: float) -> float:
        """Share of the lately heard blocks in a stretch that were plainly not echo."""
        first, last = int(start_s / FRAME_S), int(end_s / FRAME_S)
        oldest = self._n_blocks - len(self._plain)
        plain = [p for k, p in enumerate(self._plain, oldest) if first <= k <= last]
        return sum(plain) / len(plain) if plain else 0.0

    def hear(self, learner: Samples, counterpart: Samples) -> Cleaned:
        """Take in one block of both sides."""
        learner, counterpart = _sane(learner), _sane(counterpart)
        self._heard.hear(learner)
        self._played.hear(counterpart)
        is_audible = _power(counterpart) > 10 ** (AUDIBLE_DBFS / 10)
        self._quiet_s = 0.0 if is_audible else self._quiet_s + FRAME_S
        self._audible_s += FRAME_S * is_audible
        self._n_blocks += 1
        cleaned = self._clean(learner)
        self._plain.append(self._is_plainly_learner(cleaned))
        if is_audible:
            if self._n_blocks % 2 == 0:
                self._look_for_echo()
            self._choose()
        elif self._quiet_s > TAIL_S:
            self._watch.forget()  # what was seen in one line says nothing about the next
        return cleaned

    # One block

    def _clean(self, learner: Samples) -> Cleaned:
        if self._canceller is None:
            self._left.hear(learner)
            self._judge.hear(learner, np.zeros_like(learner), is_measuring=False)
            return self._cleaned(learner, is_echo=self._is_unsure and self._is_within_reach)
        is_audible = self._is_within_reach
        parts = self._canceller.hear(self._heard, self._played, is_audible=is_audible)
        self._waited.hear(parts.heard)
        self._left.hear(parts.rest)
        self._echo.hear(parts.echo)
        is_measuring = self.mode != "canceller"  # nothing is taken for the learner meanwhile
        self._judge.hear(parts.rest, parts.echo, is_measuring=is_measuring)
        if self.mode == "canceller":
            is_learner = self._judge.is_learner and not self._is_doubtful()
            is_echo = self._judge.is_echo_there and not is_learner
            return self._cleaned(parts.rest, is_echo=is_echo)
        return self._cleaned(parts.rest, is_echo=self._is_within_reach)

    def _cleaned(self, samples: Samples, *, is_echo: bool) -> Cleaned:
        wait = self._canceller.wait if self._canceller is not None else 0
        return Cleaned(samples, is_echo, self._judge.margin_db, self.mode, delay_s=wait / RATE_HZ)

    def _is_doubtful(self) -> bool:
        """The path may have changed: the canceller adds sound, or what it leaves is echo."""
        left, echo, heard = (past.last(LATELY) for past in (self._left, self._echo, self._waited))
        adds = _power(left) > _power(heard) and _power(echo) > SOME * _power(left)
        return adds or self._watch.is_suspected

    def _is_plainly_learner(self, cleaned: Cleaned) -> bool:
        if cleaned.is_echo_likely:
            return False
        return self._quiet_s > TAIL_S or cleaned.residual_db >= PLAIN_DB

    @property
    def _is_unsure(self) -> bool:
        return self.mode == "measuring" or self._watch.is_suspected

    @property
    def _is_within_reach(self) -> bool:
        return self._quiet_s <= TAIL_S + max(0.0, self.path_s or 0.0)

    # Which mode

    def _look_for_echo(self) -> None:
        """Compare both sides where an unexpected echo would show."""
        if self._canceller is None:
            latest = self._heard.last(WINDOW)
            if _power(latest) < WELL_ABOVE * self._noise_power:
                return
            self._watch.hear(compare(latest, self._played.last(WINDOW + LATEST)))
            if self._watch.lag is not None:
                self._measure(self._watch.lag)
        elif self.mode != "measuring":
            self._look_for_change(self._canceller)

    def _look_for_change(self, canceller: Canceller) -> None:
        left, echo = self._left.last(WINDOW), self._echo.last(WINDOW)
        heard = self._waited.last(WINDOW)
        if _power(left) < WELL_ABOVE * self._noise_power or not _power(echo):
            return
        if _power(left) > GROWN * _power(heard):  # it takes away what is not there
            self._gone += 1
            if self._gone >= N_GONE:
                self._forget()
            return
        self._gone = 0
        if _power(left) < _power(echo) / WELL_ABOVE:
            return
        played = self._played.last(WINDOW + LATEST, ago=canceller.wait)
        match = compare(left, played)
        if not canceller.covers(match.lag) and (
            match.strength < PLAIN or abs(compare(heard, played).lag - match.lag) > SAME_PLACE
        ):
            match = replace(match, strength=0.0)  # the learner's voice, not an echo
        self._watch.hear(match)
        lag = self._watch.lag
        if lag is not None and (self.mode == "canceller" or not canceller.covers(lag)):
            self._measure(lag)

    def _measure(self, lag: int) -> None:
        """The path is new, or another one: trust nothing until it is learnt."""
        logger.info("an echo after %.1f ms", lag * 1000 / RATE_HZ)
        if self._canceller is None or not self._canceller.covers(lag):
            known_ppm = self._canceller.drift_ppm if self._canceller is not None else 0.0
            self._canceller = Canceller(lag, drift_ppm=known_ppm)
        self._begin()

    def _forget(self) -> None:
        """The echo has gone: somebody has put on headphones."""
        self._canceller = None
        self._begin()

    def _begin(self) -> None:
        self._watch.forget()
        self._judge.forget()
        self._gone = 0
        self._echo_share = 1.0
        self._audible_s = 0.0
        self._enter("measuring")

    def _choose(self) -> None:
        """After a block with the counterpart's sound, see whether the mode is still right."""
        if self._canceller is None:
            if self.mode == "measuring" and self._audible_s >= NO_ECHO_AFTER_S:
                self._enter("headphones")
            return
        self._tell_of_drift()
        is_loud = _power(self._left.last(FRAME_SAMPLES)) > WELL_ABOVE * self._noise_power
        self._echo_share += 0.02 * ((self._judge.is_echo_there or is_loud) - self._echo_share)
        if self._audible_s < JUDGED_AFTER_S:
            return
        if self._echo_share < LEAST_ECHO_SHARE:
            self._canceller = None
            self._enter("headphones")
        else:
            self._choose_by_erle(self._judge.erle_db)

    def _choose_by_erle(self, erle_db: float) -> None:
        self._poor_s = self._poor_s + FRAME_S if erle_db < POOR_ERLE_DB else 0.0
        if self.mode == "canceller":
            is_shut = self._poor_s >= POOR_FOR_S
        else:
            is_shut = self.mode == "half_duplex" or self._audible_s >= GIVEN_UP_AFTER_S
        if is_shut and erle_db < ENOUGH_ERLE_DB:
            self._enter("half_duplex")
        elif erle_db >= ENOUGH_ERLE_DB:
            self._enter("canceller")

    def _enter(self, mode: Mode) -> None:
        if mode == self.mode:
            return
        logger.info("%s -> %s", self.mode, mode)
        self.mode = mode
        self._poor_s = 0.0
        if mode not in ("measuring", self._announced):
            self._notices.append(self.reason)
            self._announced = mode

    def _tell_of_drift(self) -> None:
        if abs(self.drift_ppm) >= TOLD_PPM and not self._has_told_of_drift:
            self._has_told_of_drift = True
            self._notices.append(DRIFTING)

    @property
    def _noise_power(self) -> float:
        return self._judge.noise.sample_power


def _power(samples: Samples) -> float:
    return float(np.mean(np.square(samples)))


def _sane(samples: Samples) -> Samples:
    """The same array, unless a driver has put something into it that is no sound."""
    if np.isfinite(samples).all() and np.abs(samples).max(initial=0.0) <= 1.0:
        return samples
    return np.clip(np.nan_to_num(samples), -1.0, 1.0).astype(np.float32)
