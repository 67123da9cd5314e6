"""The process that owns pyttsx3: one request a line on standard input, one answer a line back.

pyttsx3 keeps one engine per process, wants the main thread on some systems, prints on standard
output, returns before its file exists and can hang. In a process of its own none of that reaches
the practice. Run as `python -m voicecoach.speaking.system_worker`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any, TextIO

POLL_S = 0.005
RESTS_FOR_S = 0.02  # a file that has not grown for so long is whole
LONGEST_S = 60.0  # the owner's own limit is shorter
BETWEEN_LINES_S = 0.02  # the end of one run must not stop the next; see `speak`


def main() -> None:
    """Answer requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the talk, not the last words
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        import pyttsx3

        engine = pyttsx3.init()
        _answer(answers, {"driver": engine.driver_name})
    except Exception as error:  # whatever a driver throws, its owner must know
        _answer(answers, {"error": f"{type(error).__name__}: {error}"})
        return
    for line in sys.stdin:
        try:
            speak(engine, json.loads(line))
            _answer(answers, {"done": True})
        except Exception as error:
            _answer(answers, {"error": f"{type(error).__name__}: {error}"})


def speak(engine: Any, request: dict[str, Any]) -> None:
    """Render one line to a file that did not exist before, and wait until it is whole."""
    is_finished = False

    def finished(**_event: object) -> None:
        nonlocal is_finished
        is_finished = True

    token = engine.connect("finished-utterance", finished)
    _set_properties(engine, request)
    engine.save_to_file(request["text"], request["path"])
    engine.runAndWait()
    _wait_for(Path(request["path"]), lambda: is_finished)
    engine.disconnect(token)
    # On Linux the synthesiser's own thread ends the run loop a moment after the file is there.
    time.sleep(BETWEEN_LINES_S)


def choose_system_voice(voices: list[Any], sex: str, accent: str) -> str | None:
    """Choose the installed English voice that fits best; None leaves the system's own."""
    region = {"british": "gb", "american": "us"}[accent]

    def fit(voice: Any) -> int:
        languages = " ".join(str(language) for language in voice.languages or ()).lower()
        gender = str(voice.gender or "").lower().removeprefix("voicegender")
        return (
            4 * ("en" in languages)
            + 2 * (gender == sex)
            + (f"en_{region}" in languages.replace("-", "_"))
        )

    best = max(voices, key=fit, default=None)
    return str(best.id) if best is not None and fit(best) >= 4 else None


def _set_properties(engine: Any, request: dict[str, Any]) -> None:
    """Set everything afresh: what an engine was told before does not count."""
    if engine.driver_name == "espeak":
        engine.setProperty("voice", request["espeak"])
        engine.setProperty("pitch", request["pitch"])
    else:
        voices = engine.getProperty("voices")
        voice = choose_system_voice(voices, request["sex"], request["accent"])
        if voice is not None:
            engine.setProperty("voice", voice)
    engine.setProperty("rate", request["rate"])
    engine.setProperty("volume", 1.0)  # the level is set on the samples
    if engine.driver_name == "espeak":
        # It takes them in a thread of its own: told to speak at once, it now and then still uses
        # those of the line before, and 0.05 s later it may have forgotten them.
        from pyttsx3.drivers import _espeak

        _espeak.Synchronize()


def _wait_for(path: Path, is_finished: Any) -> None:
    """Wait until the file exists and has stopped growing."""
    end_s = time.monotonic() + LONGEST_S
    size, since_s = -1, time.monotonic()
    while time.monotonic() < end_s:
        now_size = path.stat().st_size if path.exists() else -1
        if now_size != size:
            size, since_s = now_size, time.monotonic()
        is_resting = size > 0 and time.monotonic() - since_s >= RESTS_FOR_S
        if is_resting and (is_finished() or time.monotonic() - since_s >= 10 * RESTS_FOR_S):
            return
        time.sleep(POLL_S)
    raise TimeoutError(f"no file after {LONGEST_S:.0f} s")


def _answer(answers: TextIO, answer: dict[str, object]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
