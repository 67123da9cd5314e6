"""`python -m benchmarks.reliability COMMAND`: see the package."""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

WANTS = (
    "nothing",
    "cores",
    "recognition",
    "both",
    *(f"{k}-{n}" for k in ("data", "resident") for n in (700, 400)),
)

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reliability")
    commands = parser.add_subparsers(dest="command", required=True)
    kill = commands.add_parser("kill", help="killed, power cut, disk full")
    kill.add_argument("--typed", type=int, default=160)
    kill.add_argument("--spoken", type=int, default=40, help="at fast pace")
    kill.add_argument("--real", type=int, default=20, help="spoken, at real pace")
    kill.add_argument("--pages", type=int, default=1, help="make every so manieth into a page")
    fuzz = commands.add_parser("fuzz", help="strangers' files, arguments and requests")
    fuzz.add_argument("--cases", type=int, default=100_000)
    fuzz.add_argument("--only", nargs="*", metavar="WHAT")
    endure = commands.add_parser("endure", help="hours on end")
    endure.add_argument("--hours", type=float, default=8.0)
    endure.add_argument("--idle-hours", type=float, default=1.0, help="one talk without a word")
    endure.add_argument("--at-most", type=float, default=1e9, metavar="S", help="wall clock")
    starve = commands.add_parser("starve", help="busy cores, slow recognition, little memory")
    starve.add_argument("--only", nargs="*", default=list(WANTS), metavar="WANT")
    devices = commands.add_parser("devices", help="unplugged, changed, held by another program")
    devices.add_argument("--only", nargs="*", metavar="FAULT")
    for each in (kill, fuzz, endure, starve, devices):
        each.add_argument("--seed", type=int, default=1)
        each.add_argument("--json", type=Path)
    options = parser.parse_args()
    run = {
        "kill": _kill, "fuzz": _fuzz, "endure": _endure, "starve": _starve, "devices": _devices,
    }  # fmt: skip
    report, is_fine = run[options.command](options)
    if options.json:
        options.json.write_text(json.dumps(report, indent=1) + "\n")
    return 0 if is_fine else 1


def _kill(options: argparse.Namespace) -> tuple[Any, bool]:
    from benchmarks.reliability.disk import enter_own_mounts
    from benchmarks.reliability.killing import as_rows, kill_many, table

    enter_own_mounts()
    counts: Any = {"typed": options.typed, "spoken": options.spoken, "real": options.real}
    cases = kill_many(counts, options.seed, pages=options.pages)
    print(table(cases))
    for case in cases:
        for wrong in case.wrong:
            print(f"{case.kind} {case.number}, {case.end} after {case.after_s:.2f} s: {wrong}")
    return as_rows(cases), not any(case.wrong for case in cases)


def _fuzz(options: argparse.Namespace) -> tuple[Any, bool]:
    from benchmarks.reliability.fuzzing import fuzz, table

    found = fuzz(options.cases, options.seed, options.only)
    print(table(found))
    for told in found:
        for wrong in told.wrong:
            print(wrong)
    return [asdict(told) for told in found], not any(told.wrong for told in found)


def _endure(options: argparse.Namespace) -> tuple[Any, bool]:
    from benchmarks.reliability.enduring import endure, is_fine, summary

    told = summary(endure(options.hours, options.idle_hours, options.at_most))
    for name, value in told.items():
        print(f"{name:<20} {value:.2f}" if isinstance(value, float) else f"{name:<20} {value}")
    return told, is_fine(told)


def _starve(options: argparse.Namespace) -> tuple[Any, bool]:
    from benchmarks.reliability.starving import starve

    rows = starve(options.only)
    for row in rows:
        for name, value in row.items():
            print(f"{name:<16} {value}")
        print()
    return rows, all(row["code"] == 0 for row in rows)


def _devices(options: argparse.Namespace) -> tuple[Any, bool]:
    from benchmarks.reliability.failing import fail, table

    found = fail(options.only)
    print(table(found))
    return [asdict(told) for told in found], not any(told.wrong for told in found)


if __name__ == "__main__":
    raise SystemExit(main())
