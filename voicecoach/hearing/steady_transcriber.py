"""A recogniser that changes to a smaller model when this machine cannot keep up."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from voicecoach.errors import ModelError
from voicecoach.ports import Transcriber
from voicecoach.turns import Clip, Transcript

logger = logging.getLogger(__name__)

SLOW_S = 1.5  # an answer this late is felt as a hesitation
N_SLOW_IN_A_ROW = 3


class SteadyTranscriber:
    """Measures every transcription; after three slow ones in a row it goes on with another model.

    Parameters
    ----------
    first : Transcriber
        The one that was asked for.
    make_smaller : callable
        Loads the other; ModelError if it is not there.
    tell : callable
        Says it on screen, once.
    """

    def __init__(
        self,
        first: Transcriber,
        make_smaller: Callable[[], Transcriber],
        tell: Callable[[str], None],
    ) -> None:
        self._transcriber = first
        self._make_smaller: Callable[[], Transcriber] | None = make_smaller
        self._tell = tell
        self._n_slow = 0

    @property
    def name(self) -> str:
        """The model in use."""
        return self._transcriber.name

    def transcribe(self, clip: Clip) -> Transcript:
        """Recognise the words of one clip."""
        began = time.perf_counter()
        transcript = self._transcriber.transcribe(clip)
        took_s = time.perf_counter() - began
        self._n_slow = self._n_slow + 1 if took_s > SLOW_S else 0
        if self._n_slow >= N_SLOW_IN_A_ROW:
            self._change()
        return transcript

    def _change(self) -> None:
        make_smaller, self._make_smaller = self._make_smaller, None
        if make_smaller is None:
            return
        try:
            self._transcriber = make_smaller()
        except ModelError as error:
            logger.warning("recognition is slow, and there is no smaller model: %s", error)
            self._tell(
                "This machine is busy: answers come late. Nothing of that is counted as yours."
            )
            return
        self._tell(
            f"This machine is busy: going on with {self._transcriber.name}, which is faster."
        )
