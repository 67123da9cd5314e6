"""Count the blind judgements of replies and of styles.

    python -m benchmarks.relevance.score [--json FILE]

The judges knew the briefing cards, not the persona files; the reader of styles knew the four
descriptions only. `README.md` beside this file says how they worked.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from voicecoach.store.cast import load_persona
from voicecoach.store.folders import find_home

FOLDER = Path(__file__).parent
GOOD = ("fits", "evades")


def read(name: str) -> list[dict[str, Any]]:
    """Read JSON lines beside this file."""
    return [json.loads(line) for line in (FOLDER / name).read_text().splitlines()]


def shares(counts: Counter[str]) -> dict[str, float]:
    """Share of fitting replies and of non-sequiturs."""
    n = counts.total()
    return {
        "n": n,
        "fitting": round(sum(counts[verdict] for verdict in GOOD) / n, 3),
        "non_sequitur": round(counts["non_sequitur"] / n, 3),
    }


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows = [row for number in range(4) for row in read(f"judgements_{number}.jsonl")]
    table: dict[str, Any] = {"all": shares(Counter(row["verdict"] for row in rows))}
    for persona in sorted({row["persona"] for row in rows}):
        mine = Counter(row["verdict"] for row in rows if row["persona"] == persona)
        table[persona] = shares(mine)
    print(f"{'relevance':<14} {'n':>4} {'fitting':>8} {'non sequitur':>13}")
    for name, row in table.items():
        print(f"{name:<14} {row['n']:>4} {row['fitting']:>8.1%} {row['non_sequitur']:>13.1%}")
    key = {row["item"]: row["persona"] for row in read("style_items.jsonl")}
    styles = {name: load_persona(name, find_home()).style for name in set(key.values())}
    readings = read("style_readings.jsonl")
    right = sum(row["style"] == styles[key[row["item"]]] for row in readings)
    table["style"] = {"n": len(readings), "right": round(right / len(readings), 3)}
    print(f"\nstyle of single exchanges: {right} of {len(readings)} right")
    if options.json is not None:
        options.json.write_text(json.dumps(table, indent=1) + "\n")


if __name__ == "__main__":
    main()
