"""Is the debrief true? Thirty sessions with planted events, every remark audited.

    python -m benchmarks.feedback [--json FILE]

Fifteen sessions are made by hand, event by event; fifteen are talks by keyboard with the real
counterpart and the real recogniser, with chosen words and silences. A remark is right if
something happened at its second, its words were said then, its figures are those counted once more
by other code, and an event of its kind is there; what was picked out of many (moments, worst turns)
must be what the documented weights pick. A planted event is reported if a remark of its check cites
its second and words and says what it must.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.coaching.planted.account import Account
from tests.coaching.planted.audit import Findings, audit
from tests.coaching.planted.sessions import sessions
from tests.coaching.planted.talks import talks
from voicecoach.coaching import give_feedback, spoken_feedback
from voicecoach.report.screen import feedback_text

FAMILIES: dict[str, Callable[[], list[Account]]] = {"by hand": sessions, "by keyboard": talks}
SPOKEN_WORDS_PER_MINUTE = 165.0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    rows = [row_of(name, make()) for name, make in FAMILIES.items()]
    for row in rows:
        print_row(row)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def row_of(name: str, accounts: list[Account]) -> dict[str, Any]:
    """Audit one family of sessions."""
    found: list[Findings] = []
    took_s, lines, words = [], [], []
    for account in accounts:
        started = time.process_time()
        remarks = give_feedback(account.record)
        took_s.append(time.process_time() - started)
        found.append(audit(account, remarks))
        lines.append(len(feedback_text(account.record, remarks).splitlines()))
        words.append(len(spoken_feedback(account.record, remarks).split()))
    planted, reported = total(f.of_check for f in found), total(f.by_check for f in found)
    n_remarks = sum(f.n_remarks for f in found)
    n_wrong = sum(len(f.wrong) for f in found)
    n_plants = sum(f.n_plants for f in found)
    return {
        "sessions": name,
        "n_sessions": len(accounts),
        "n_remarks": n_remarks,
        "n_remarks_with_figures": sum(f.n_counted for f in found),
        "n_wrong": n_wrong,
        "right": round(1 - n_wrong / n_remarks, 4),
        "n_planted": n_plants,
        "reported": round(sum(reported.values()) / n_plants, 4),
        "by_check": {check: [reported[check], planted[check]] for check in sorted(planted)},
        "wrong": [problem for f in found for problem in f.wrong],
        "missed": [problem for f in found for problem in f.missed],
        "screen_lines_most": max(lines),
        "spoken_s_most": round(60 * max(words) / SPOKEN_WORDS_PER_MINUTE, 1),
        "feedback_s_median": round(statistics.median(took_s), 4),
        "feedback_s_most": round(max(took_s), 4),
    }


def total(counters: Iterable[Counter[str]]) -> Counter[str]:
    return sum(counters, Counter[str]())


def print_row(row: dict[str, Any]) -> None:
    print(f"{row['n_sessions']} sessions {row['sessions']}")
    print(
        f"  remarks right  {row['n_remarks'] - row['n_wrong']} of {row['n_remarks']} "
        f"({row['right']:.1%}); {row['n_remarks_with_figures']} of them with figures"
    )
    print(f"  events reported  {row['reported']:.1%} of {row['n_planted']}")
    for check, (n, of) in row["by_check"].items():
        print(f"    {check:<22}{n:>4} of {of}")
    print(
        f"  one screen: {row['screen_lines_most']} lines at most; spoken {row['spoken_s_most']} s "
        f"at most; feedback in {1000 * row['feedback_s_median']:.0f} ms (median)"
    )
    for problem in row["wrong"] + row["missed"]:
        print(f"  ! {problem}")


if __name__ == "__main__":
    main()
