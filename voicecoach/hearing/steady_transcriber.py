"""Two recognisers: the one that was asked for, and a smaller one that takes over for good."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from voicecoach.errors import ModelError, ModelTooLargeError
from voicecoach.ports import Transcriber
from voicecoach.turns import Clip, Transcript

logger = logging.getLogger(__name__)

BUSY = "This machine is busy: going on with {name}, which is faster."
LATE = "This machine is busy: answers come late. Nothing of that is counted as yours."
TOO_LARGE = "Too little memory for the usual recogniser: going on with {name}."


class LoadedTranscriber(Transcriber, Protocol):
    """One whose memory can be had back."""

    def unload(self) -> None:
        """Give the memory back: nothing can be recognised any more."""


class SteadyTranscriber:
    """Recognises with the first until it is told to change, or the memory is too little for it.

    Parameters
    ----------
    first : LoadedTranscriber
        The one that was asked for.
    make_smaller : callable
        Loads the other; ModelError if it is not there.
    """

    def __init__(
        self, first: LoadedTranscriber, make_smaller: Callable[[], LoadedTranscriber]
    ) -> None:
        self._first: LoadedTranscriber | None = first  # None: the other has taken over
        self._make_smaller = make_smaller
        self._smaller: LoadedTranscriber | None = None
        self._loader: threading.Thread | None = None
        self._is_wanted = self._is_missing = False
        self._notice: str | None = None
        self._changed = threading.Condition()

    @property
    def name(self) -> str:
        """The model in use."""
        in_use = self._first or self._smaller
        assert in_use is not None
        return in_use.name

    def transcribe(self, clip: Clip) -> Transcript:
        """Recognise the words of one clip; one in hand is handed on when the other takes over.

        Raises
        ------
        ModelTooLargeError
            If the memory is too little for either.
        """
        first = self._first
        if first is None:
            assert self._smaller is not None
            return self._smaller.transcribe(clip)
        hearing = _Hearing(first, clip, self._changed)
        with self._changed:
            self._changed.wait_for(lambda: hearing.is_over or self._first is None)
        if hearing.is_over:
            try:
                return hearing.result()
            except ModelTooLargeError:
                first.unload()
                self._do_without()
        return self.transcribe(clip)

    def prepare(self) -> None:
        """Load the smaller one in the background."""
        with self._changed:
            if self._loader is None:
                self._loader = threading.Thread(
                    target=self._load, name="smaller model", daemon=True
                )
                self._loader.start()

    def take_over(self) -> None:
        """Let the smaller one go on, from when it is loaded."""
        self.prepare()
        with self._changed:
            self._is_wanted = True
            self._change(BUSY)

    def take_notice(self) -> str | None:
        """Hand over what is to be said on the screen, once."""
        notice, self._notice = self._notice, None
        return notice

    def unload(self) -> None:
        """Give the memory back: nothing can be recognised any more."""
        for each in (self._first, self._smaller):
            if each is not None:
                each.unload()

    def _load(self) -> None:
        smaller: LoadedTranscriber | None = None
        try:
            smaller = self._make_smaller()
        except ModelError as error:
            logger.warning("recognition is slow, and there is no smaller model: %s", error)
        with self._changed:
            self._smaller = smaller
            self._is_missing = smaller is None
            self._change(BUSY)

    def _change(self, why: str) -> None:
        """Change as soon as that is wanted and possible."""
        if not self._is_wanted or self._first is None:
            return
        if self._smaller is not None:
            self._first = None
            self._notice = why.format(name=self._smaller.name)
            self._changed.notify_all()
        elif self._is_missing:
            self._notice = LATE

    def _do_without(self) -> None:
        """Change although nothing is prepared."""
        self.prepare()
        assert self._loader is not None
        self._loader.join()
        # Outside of the lock, for which the sound waits; raises what is wrong with it.
        smaller = self._smaller or self._make_smaller()
        with self._changed:
            self._smaller, self._is_wanted = smaller, True
            self._change(TOO_LARGE)


class _Hearing:
    """One clip being recognised in a thread of its own, which nobody has to wait for."""

    def __init__(self, recogniser: Transcriber, clip: Clip, changed: threading.Condition) -> None:
        self._recogniser = recogniser
        self._clip = clip
        self._changed = changed
        self._transcript: Transcript | None = None
        self._error: Exception | None = None
        threading.Thread(target=self._work, name="recogniser", daemon=True).start()

    @property
    def is_over(self) -> bool:
        return self._transcript is not None or self._error is not None

    def result(self) -> Transcript:
        """Give the words, or raise what went wrong."""
        if self._error is not None:
            raise self._error
        assert self._transcript is not None
        return self._transcript

    def _work(self) -> None:
        try:
            transcript, error = self._recogniser.transcribe(self._clip), None
        except Exception as caught:  # raised again where the words are waited for
            transcript, error = None, caught
        with self._changed:
            self._transcript, self._error = transcript, error
            self._changed.notify_all()
