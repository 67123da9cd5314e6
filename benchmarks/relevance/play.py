"""Play the blind writer's utterances against every counterpart and write down its replies.

Half of the utterances (odd numbers) go through a voice and Whisper base first, so that the
counterpart hears what a recogniser makes of them. The judge sees briefing, what was said, and the
reply; never the persona file.

    python -m benchmarks.relevance.play            writes replies.jsonl beside this file

What was heard once is taken from replies.jsonl again; `--hear-again` speaks and transcribes anew.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from voicecoach.dialogue.counterpart import Counterpart
from voicecoach.dialogue.moves import recognise_moves
from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.speaking.voices import choose_voice
from voicecoach.store.cast import load_persona
from voicecoach.store.folders import find_home
from voicecoach.turns import Clip, Heard, Manner

FOLDER = Path(__file__).parent
LEARNER = VoiceChoice(sex="female", accent="american", rate_wpm=165, pitch_st=-1.0)
SEED = 20
PADDING = np.zeros(3200, dtype=np.float32)


def heard_before() -> dict[tuple[str, int, int], str]:
    """What the recogniser made of each utterance last time."""
    path = FOLDER / "replies.jsonl"
    lines = path.read_text().splitlines() if path.is_file() else []
    rows = [json.loads(line) for line in lines]
    return {(row["persona"], row["talk"], row["n"]): row["heard"] for row in rows}


class Ear:
    """Speaks a text and hears it again."""

    def __init__(self, lines: Path) -> None:
        home = find_home()
        home.cache.mkdir(parents=True, exist_ok=True)
        model = locate_model("base", path=None, cache=home.cache)
        self._transcriber = WhisperTranscriber(model, name="base")
        self._voice = choose_voice("hibari", LEARNER, lines)

    def hear(self, text: str) -> str:
        """What the recogniser makes of a text."""
        samples = self._voice.render(text, Manner())
        return self._transcriber.transcribe(Clip(np.concatenate([samples, PADDING]), 0.0)).text


def play_talk(
    persona: str, talk: int, rows: list[dict[str, Any]], texts: dict[int, str]
) -> list[dict[str, Any]]:
    """Hold one talk of the writer's with the counterpart."""
    counterpart = Counterpart(load_persona(persona, find_home()), seed=SEED + talk, difficulty=2)
    before = counterpart.open().text
    replies = []
    for row in sorted(rows, key=lambda row: row["n"]):
        text = texts[row["n"]]
        if not text:
            continue
        moves = recognise_moves(text, counterpart.context())
        reply = counterpart.respond(Heard(text, moves, 0.0, len(text.split()) / 2.5, 0.8, "pause"))
        replies.append(
            row
            | {"before": before, "heard": text, "moves": [str(move.kind) for move in moves]}
            | {"reply": reply.text, "act": reply.act, "state": reply.state}
        )
        before = reply.text
        if reply.outcome is not None:
            break
    return replies


def main() -> None:
    """Play every talk."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="one persona")
    parser.add_argument("--hear-again", action="store_true", help="speak and transcribe anew")
    options = parser.parse_args()
    talks: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for line in (FOLDER / "utterances.jsonl").read_text().splitlines():
        row = json.loads(line)
        talks[row["persona"], row["talk"]].append(row)
    known = {} if options.hear_again else heard_before()
    played: list[dict[str, Any]] = []
    with TemporaryDirectory() as lines:
        ear: Ear | None = None
        for (persona, talk), rows in sorted(talks.items()):
            if options.only not in (None, persona):
                continue
            texts = {row["n"]: row["text"] for row in rows}
            for n in (n for n in texts if n % 2):  # every other one goes through the air
                if (persona, talk, n) not in known:
                    ear = ear or Ear(Path(lines))
                    known[persona, talk, n] = ear.hear(texts[n])
                texts[n] = known[persona, talk, n]
            played += play_talk(persona, talk, rows, texts)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in played)
    (FOLDER / "replies.jsonl").write_text(text)
    print(f"{len(played)} replies of {len({row['persona'] for row in played})} counterparts")


if __name__ == "__main__":
    main()
