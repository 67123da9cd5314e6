"""How right the measures are: ideal signals, Praat, labels.

    python benchmarks/measures.py [--eval FOLDER] [--json FILE] [--pyin] [--no-words] [--strict]
    python benchmarks/measures.py --ways [--eval FOLDER]

FOLDER holds `audio_manifest.jsonl` and the clips it names; without one only ideal signals are
measured. Voiced text needs flite or espeak-ng, the comparison with Praat praat-parselmouth.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from measuring.ideal import ideal_rows
from measuring.labelled import speech_rows, two_party_rows
from measuring.manifest import MANIFEST
from measuring.pace import pace_rows
from measuring.praat import praat_rows
from measuring.row import as_plain, print_rows
from measuring.ways import ways_rows

from voicecoach.store.folders import find_home

ROOT = Path(__file__).resolve().parent.parent
EVAL = ROOT.parent / "shared" / "eval"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--eval", type=Path, default=EVAL, help=f"folder with {MANIFEST}")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--pyin", action="store_true", help="compare librosa.pyin as well (slow)")
    parser.add_argument("--no-words", action="store_true", help="leave out what needs Whisper")
    parser.add_argument("--ways", action="store_true", help="other ways to find speech, only")
    parser.add_argument("--strict", action="store_true", help="exit 1 if a target is missed")
    options = parser.parse_args()
    if options.ways:
        print_rows(ways_rows(options.eval))
        return 0
    rows = ideal_rows()
    if (options.eval / MANIFEST).is_file():
        rows += praat_rows(options.eval, with_pyin=options.pyin)
        rows += speech_rows(options.eval)
        rows += two_party_rows(options.eval)
        if not options.no_words:
            rows += pace_rows(options.eval, find_home().cache)
    else:
        print(f"no {MANIFEST} in {options.eval}: ideal signals only", file=sys.stderr)
    print_rows(rows)
    if options.json:
        options.json.write_text(json.dumps([as_plain(row) for row in rows], indent=1) + "\n")
    return int(options.strict and not all(row.is_met for row in rows))


if __name__ == "__main__":
    sys.exit(main())
