"""Lines kept as sound: rendered once, ahead of need, and read back bit for bit."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path
from typing import Protocol

from voicecoach.errors import VoiceError
from voicecoach.speaking.sound_files import from_16_bit, read_line, to_16_bit, write_line
from voicecoach.turns import Manner, Samples

logger = logging.getLogger(__name__)

FORMAT = 4  # goes up when lines are finished in another way, so that old ones are not used


class Engine(Protocol):
    """A voice whose lines can be kept."""

    name: str

    @property
    def identity(self) -> str:
        """Everything but text and manner that decides how a line sounds."""

    def render(self, text: str, manner: Manner) -> Samples:
        """Speak a line."""

    def close(self) -> None:
        """Give back what the engine holds."""


class CachedVoice:
    """A voice that speaks each line once and remembers it; safe from any thread."""

    def __init__(self, voice: Engine, folder: Path) -> None:
        self.name = voice.name
        self._voice = voice
        self._folder = folder
        self._engine = threading.Lock()
        self._n_waiting = 0  # callers that need their line now
        self._may_go_ahead = threading.Condition()
        self._is_stopped = threading.Event()
        self._ahead: threading.Thread | None = None

    def render(self, text: str, manner: Manner) -> Samples:
        """Speak a line, from the cache if it is there."""
        kept = read_line(self._path(text, manner))
        if kept is not None:
            return from_16_bit(kept)
        with self.giving_way():
            return self._render_once(text, manner)

    def has(self, text: str, manner: Manner) -> bool:
        """Tell whether a line has been kept."""
        return self._path(text, manner).exists()

    def render_ahead(self, lines: Iterable[tuple[str, Manner]]) -> None:
        """Fill the cache in the background, in this order, giving way to `render`."""
        self.stop()
        self._is_stopped.clear()
        self._ahead = threading.Thread(
            target=self._work_ahead, args=(list(lines),), name="lines ahead", daemon=True
        )
        self._ahead.start()

    @contextmanager
    def giving_way(self) -> Iterator[None]:
        """Render nothing ahead meanwhile: somebody needs the machine now."""
        self._count(+1)
        try:
            yield
        finally:
            self._count(-1)

    def stop_ahead(self) -> None:
        """Render no further lines ahead; the one in hand goes on."""
        self._is_stopped.set()
        with self._may_go_ahead:
            self._may_go_ahead.notify_all()

    def stop(self) -> None:
        """Stop rendering ahead, and wait for the line in hand."""
        self.stop_ahead()
        if self._ahead is not None:
            self._ahead.join()
            self._ahead = None

    def wait(self) -> None:
        """Wait until everything asked for ahead is rendered."""
        if self._ahead is not None:
            self._ahead.join()

    def close(self) -> None:
        """Stop, and give the engine back."""
        self.stop()
        self._voice.close()

    def _render_once(self, text: str, manner: Manner) -> Samples:
        path = self._path(text, manner)
        with self._engine:
            kept = read_line(path)  # another thread may have been at it
            if kept is None:
                kept = to_16_bit(self._voice.render(text, manner))
                try:
                    write_line(path, kept)
                except OSError as error:
                    logger.warning("cannot keep a line in %s: %s", self._folder, error)
        return from_16_bit(kept)

    def _work_ahead(self, lines: list[tuple[str, Manner]]) -> None:
        start_s, n_done = time.monotonic(), 0
        for text, manner in lines:
            with self._may_go_ahead:
                self._may_go_ahead.wait_for(
                    lambda: not self._n_waiting or self._is_stopped.is_set()
                )
            if self._is_stopped.is_set():
                break
            if self.has(text, manner):
                continue
            line_start_s = time.monotonic()
            try:
                self._render_once(text, manner)
            except VoiceError as error:
                logger.warning("stopped rendering ahead: %s", error)
                break
            n_done += 1
            self._is_stopped.wait(time.monotonic() - line_start_s)  # half of one core at most
        logger.info("rendered %d lines ahead in %.1f s", n_done, time.monotonic() - start_s)

    def _count(self, change: int) -> None:
        with self._may_go_ahead:
            self._n_waiting += change
            self._may_go_ahead.notify_all()

    def _path(self, text: str, manner: Manner) -> Path:
        what = [FORMAT, self._voice.identity, *astuple(manner), text]
        key = hashlib.sha256(json.dumps(what).encode()).hexdigest()
        return self._folder / f"{key}.flac"
