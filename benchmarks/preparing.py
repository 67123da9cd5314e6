"""How often the debrief finds in what was said what had been planned, and what was promised.

    python benchmarks/preparing.py

A plan counts as found if half of its words that carry meaning are in the utterance. A promise
counts as found with its owner; its date counts by itself. Precision: of what is found, how much a
reader would find too; recall: the other way round.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from voicecoach.coaching.afterwards.clauses import PromiseReader
from voicecoach.coaching.afterwards.dates import find_when
from voicecoach.coaching.preparation.likeness import Plans

FOLDER = Path(__file__).with_name("preparing_pairs")
NONE = "-"


def main() -> None:
    tables: dict[tuple[str, str], Counter[str]] = {}
    for group in read("pairs.yaml"):
        counts = count(group)
        for kind in (group["kind"], "all"):
            tables.setdefault((group["part"], kind), Counter()).update(counts)
    for group in read("promises.yaml"):
        for kind, counts in count_promises(group["turns"]).items():
            tables[group["part"], kind] = counts
    print(f"{'':14}{'of':>7}{'meant':>8}{'found':>7}{'precision':>11}{'recall':>8}")
    for (part, kind), counts in tables.items():
        print_row(f"{part} {kind}", counts)


def read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return rows


def count_promises(turns: list[dict[str, Any]]) -> dict[str, Counter[str]]:
    """Count promises by owner, and the dates of those that were found."""
    owners: Counter[str] = Counter()
    dates: Counter[str] = Counter()
    for turn in turns:
        meant = [tuple(pair) for pair in turn["promises"]]
        clauses = list(PromiseReader().read(turn["said"], is_settling=turn["settling"]))
        found = [(one.owner or NONE, find_when(one.what) or NONE) for one in clauses]
        both = Counter(owner for owner, _ in meant) & Counter(owner for owner, _ in found)
        owners.update(pairs=1, raised=len(meant), found=len(found), both=both.total())
        dates.update(
            pairs=1,
            raised=sum(when != NONE for _, when in meant),
            found=sum(when != NONE for _, when in found),
            both=len({pair for pair in meant if pair[1] != NONE} & set(found)),
        )
    return {"promises": owners, "dates": dates}


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
