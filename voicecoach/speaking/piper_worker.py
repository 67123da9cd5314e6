"""The process that owns Piper, whose licence is the GPL: nothing else here imports it.

One request a line on standard input, one answer a line back. Run as
`python -m voicecoach.speaking.piper_worker`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import wave
from typing import Any, TextIO


def main() -> None:
    """Load the voice that the first line names, then answer requests until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the talk, not the last words
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        import piper

        _answer(answers, {"ready": True})
    except Exception as error:  # whatever it throws, its owner must know
        _answer(answers, {"error": f"{type(error).__name__}: {error}"})
        return
    voices: dict[str, Any] = {}
    for line in sys.stdin:
        try:
            request = json.loads(line)
            model = request["model"]
            if model not in voices:
                voices[model] = piper.PiperVoice.load(model)
            with wave.open(request["path"], "wb") as file:
                voices[model].synthesize_wav(request["text"], file)
            _answer(answers, {"done": True})
        except Exception as error:
            _answer(answers, {"error": f"{type(error).__name__}: {error}"})


def _answer(answers: TextIO, answer: dict[str, object]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
