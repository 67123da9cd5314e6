"""A voice in a process of its own: what it prints, where it hangs and what it loads stays there."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from voicecoach.errors import VoiceError

START_LIMIT_S = 15.0


class WorkerProcess:
    """A module run as a process: one JSON object a line in and out, a time limit on every answer.

    Parameters
    ----------
    module : str
        What `python -m` is to run; it greets first, then answers each request.
    who : str
        What messages call it.
    remedy : str
        How to mend it.
    """

    def __init__(self, module: str, who: str, remedy: str) -> None:
        self._who, self._remedy = who, remedy
        self._process = subprocess.Popen(  # noqa: S603  # our own module, by our own interpreter
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, name="answers of a voice", daemon=True).start()
        self._folder = tempfile.TemporaryDirectory(prefix="voicecoach-", ignore_cleanup_errors=True)
        self._n_lines = 0
        self.greeting = self._next_answer(START_LIMIT_S)

    def new_path(self) -> Path:
        """Name a file that does not exist yet."""
        self._n_lines += 1
        suffix = ".aiff" if sys.platform == "darwin" else ".wav"
        return Path(self._folder.name) / f"{self._n_lines}{suffix}"

    def ask(self, request: dict[str, object], limit_s: float) -> None:
        """Hand over a line and wait for its file."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        self._next_answer(limit_s)

    def end(self) -> None:
        """Stop at once, and remove the files."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._folder.cleanup()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with suppress(ValueError, OSError):  # the pipe is closed when the process is ended
            for line in self._process.stdout:
                self._answers.put(json.loads(line))
        self._answers.put({"error": "its process ended"})

    def _next_answer(self, limit_s: float) -> dict[str, Any]:
        try:
            answer = self._answers.get(timeout=limit_s)
        except queue.Empty:
            answer = {"error": f"no answer in {limit_s:.0f} s"}
        if "error" in answer:
            self.end()
            raise VoiceError(f"{self._who} does not speak ({answer['error']}); {self._remedy}")
        return answer
