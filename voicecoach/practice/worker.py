"""One thread that does one job at a time, for a loop that must not wait."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

Job = Callable[[], Any]


class Worker:
    """Jobs stand in slots; earlier slots go first, and a newer job replaces one not yet begun.

    Parameters
    ----------
    slots : str
        Their names, the most urgent first.
    """

    def __init__(self, *slots: str) -> None:
        self._jobs: dict[str, tuple[int, Job] | None] = dict.fromkeys(slots)
        self._results: dict[str, tuple[int, Any]] = {}
        self._is_closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="answers", daemon=True)
        self._thread.start()

    def submit(self, slot: str, ticket: int, job: Job) -> None:
        """Have a job done; whatever stood in its slot is out of date."""
        with self._changed:
            self._jobs[slot] = (ticket, job)
            self._results.pop(slot, None)
            self._changed.notify_all()

    def result(self, slot: str, ticket: int, *, wait: bool) -> Any:
        """Hand over what a job returned, or raise what it raised; None while it is not done."""
        with self._changed:
            if wait:
                self._changed.wait_for(lambda: self._has(slot, ticket))
            elif not self._has(slot, ticket):
                return None
            result = self._results[slot][1]
        if isinstance(result, Exception):
            raise result
        return result

    def drop(self, slot: str) -> None:
        """Forget the job of a slot and its result."""
        with self._changed:
            self._jobs[slot] = None
            self._results.pop(slot, None)

    def close(self) -> None:
        """Stop after the present job."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        self._thread.join(timeout=10.0)

    def _has(self, slot: str, ticket: int) -> bool:
        return slot in self._results and self._results[slot][0] == ticket

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_closed or any(self._jobs.values()))
                if self._is_closed:
                    return
                slot = next(name for name, waiting in self._jobs.items() if waiting is not None)
                waiting, self._jobs[slot] = self._jobs[slot], None
                assert waiting is not None
                ticket, job = waiting
            try:
                result = job()
            except Exception as error:  # raised again where the result is asked for
                result = error
            with self._changed:
                self._results[slot] = (ticket, result)
                self._changed.notify_all()
