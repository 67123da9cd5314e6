"""How often the debrief finds in what was said what had been planned.

    python benchmarks/preparing.py

A plan counts as found if half of its words that carry meaning are in the utterance. Precision: of
the pairs that are found, how many a reader would find too; recall: the other way round.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from voicecoach.coaching.preparation.likeness import Plans

PAIRS = Path(__file__).with_name("preparing_pairs") / "pairs.yaml"


def main() -> None:
    tables: dict[tuple[str, str], Counter[str]] = {}
    for group in yaml.safe_load(PAIRS.read_text(encoding="utf-8")):
        counts = count(group)
        for kind in (group["kind"], "all"):
            tables.setdefault((group["part"], kind), Counter()).update(counts)
    print(f"{'':14}{'pairs':>7}{'raised':>8}{'found':>7}{'precision':>11}{'recall':>8}")
    for (part, kind), counts in tables.items():
        print_row(f"{part} {kind}", counts)


def count(group: dict[str, Any]) -> Counter[str]:
    """Count the pairs of one group by what was expected and what was found."""
    plans = Plans(group["plans"].values())
    counts: Counter[str] = Counter()
    for raised, said in group["said"]:
        for letter, text in group["plans"].items():
            is_raised, is_found = letter in raised, plans.is_in(text, said)
            counts["pairs"] += 1
            counts["raised"] += is_raised
            counts["found"] += is_found
            counts["both"] += is_raised and is_found
    return counts


def print_row(name: str, counts: Counter[str]) -> None:
    precision = counts["both"] / counts["found"] if counts["found"] else float("nan")
    recall = counts["both"] / counts["raised"]
    print(
        f"{name:14}{counts['pairs']:7}{counts['raised']:8}{counts['found']:7}"
        f"{precision:11.2f}{recall:8.2f}"
    )


if __name__ == "__main__":
    main()
