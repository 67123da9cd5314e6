"""`python -m benchmarks.reliability COMMAND`: see the package."""

from __future__ import annotations

import argparse
import json
import os
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
    for each in (kill,):
        each.add_argument("--seed", type=int, default=1)
        each.add_argument("--json", type=Path)
    options = parser.parse_args()
    report, is_fine = {"kill": _kill}[options.command](options)
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


if __name__ == "__main__":
    raise SystemExit(main())
