"""`python -m benchmarks.reliability COMMAND`: see the package."""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

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
    for each in (kill, fuzz):
        each.add_argument("--seed", type=int, default=1)
        each.add_argument("--json", type=Path)
    options = parser.parse_args()
    report, is_fine = {"kill": _kill, "fuzz": _fuzz}[options.command](options)
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


if __name__ == "__main__":
    raise SystemExit(main())
