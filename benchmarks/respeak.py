"""Do the moves survive the recogniser? Voice utterances, transcribe them, recognise them again.

    python benchmarks/respeak.py --eval ../shared/eval --json respeak.json

Voices 150 rows of `moves_written.jsonl`, half by hibari, half by flite's `rms`, transcribes them
with Whisper and compares the micro F1 of the moves with that on the written words. Needs the extras
`voice` and `models`, and the `flite` command.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path

from voicecoach.dialogue.moves import recognise_moves
from voicecoach.dialogue.persona import VoiceChoice
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.sound_file import read_sound
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.speaking.neural_voice import NeuralVoice
from voicecoach.turns import Clip, Manner, MoveContext, Samples

EVAL = Path(__file__).parent.parent.parent / "shared" / "eval"
LARGEST_FALL = 0.05


def flite(text: str) -> Samples:
    """Speak with flite's male voice."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "line.wav"
        subprocess.run(["flite", "-voice", "rms", "-t", text, "-o", str(path)], check=True)
        return read_sound(path)


def moves_of(text: str, context: str) -> set[str]:
    said = (context,) if context else ()
    moves = recognise_moves(text, MoveContext(counterpart_said=said))
    return {move.kind.value for move in moves} - {"accept"}


def micro_f1(found: list[set[str]], truth: list[set[str]]) -> float:
    hits = sum(len(a & b) for a, b in zip(found, truth, strict=True))
    return 2 * hits / (sum(map(len, found)) + sum(map(len, truth)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eval", type=Path, default=EVAL)
    parser.add_argument("--rows", type=int, default=150)
    parser.add_argument("--model", default="base", choices=["base", "tiny.en"])
    parser.add_argument("--weights", type=Path, help="folder of the Whisper model")
    parser.add_argument("--json", type=Path, help="write every row here")
    options = parser.parse_args()
    lines = (options.eval / "moves_written.jsonl").read_text(encoding="utf-8").splitlines()
    rows = random.Random(5).sample([json.loads(line) for line in lines], options.rows)
    cache = user_cache_path("voicecoach")
    folder = locate_model(options.model, path=options.weights, cache=cache)
    whisper = WhisperTranscriber(folder, name=options.model)
    hibari = NeuralVoice(VoiceChoice(sex="female"))
    speakers: list[Callable[[str], Samples]] = [lambda text: hibari.render(text, Manner()), flite]
    for number, row in enumerate(rows):
        samples = speakers[number % 2](row["text"])
        row["heard"] = whisper.transcribe(Clip(samples, 0.0)).text
    truth = [set(row["labels"]) for row in rows]
    written = [moves_of(row["text"], row["context"]) for row in rows]
    heard = [moves_of(row["heard"], row["context"]) for row in rows]
    before, after = micro_f1(written, truth), micro_f1(heard, truth)
    for name, place in (("hibari", 0), ("flite rms", 1)):
        print(
            f"{name:10s} micro F1 written {micro_f1(written[place::2], truth[place::2]):.3f}, "
            f"heard {micro_f1(heard[place::2], truth[place::2]):.3f}"
        )
    print(
        f"{len(rows)} rows   micro F1 written {before:.3f}, heard {after:.3f}, "
        f"fall {before - after:+.3f} (at most {LARGEST_FALL})"
    )
    if options.json:
        options.json.write_text(
            json.dumps(
                [
                    {
                        "id": row["id"],
                        "text": row["text"],
                        "heard": row["heard"],
                        "labels": row["labels"],
                        "written": sorted(a),
                        "found": sorted(b),
                    }
                    for row, a, b in zip(rows, written, heard, strict=True)
                ],
                indent=1,
            )
            + "\n"
        )
    return 0 if before - after <= LARGEST_FALL else 1


if __name__ == "__main__":
    raise SystemExit(main())
