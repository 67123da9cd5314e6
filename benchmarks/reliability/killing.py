"""Kill sessions at random moments and look at what is left.

Each victim ends in one of three ways: SIGKILL; SIGKILL and a power cut, which takes what was not
synced; or a disk that is full. Then `review --html`, `replay`, `history` and, with a damaged index,
`history` again have to work, and what had been finished has to be there.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from benchmarks.reliability import disk, victims
from benchmarks.reliability.power import cut_power
from benchmarks.reliability.victims import NAME, Place
from benchmarks.reliability.witness import Seen, read_captions, read_witness

Kind = Literal["typed", "spoken", "real"]
End = Literal["killed", "power", "full"]
ENDS: tuple[End, ...] = ("killed", "killed", "killed", "power", "power", "full")
LONGEST_S = 240.0
MOST_LOST_S = 1.0
REAL_S = 75.0  # of the demonstration at real pace, within which it is killed
RATE_HZ = 16_000


@dataclass
class Case:
    """One session, how it ended, and what was wrong with what it left."""

    number: int
    kind: Kind
    end: End
    after_s: float = 0.0
    seen: Seen = field(default_factory=lambda: Seen(0.0, 0, 0))
    n_learner: int = 0
    n_counterpart: int = 0
    sound_s: float | None = None
    lost_s: float | None = None
    wrong: list[str] = field(default_factory=list)


def kill_many(counts: dict[Kind, int], seed: int, *, pages: int = 1) -> list[Case]:
    """Kill so many sessions of each kind.

    Parameters
    ----------
    counts : dict
    seed : int
    pages : int
        Every so manieth session is made into a page as well.
    """
    victims.load_everything()
    rng = random.Random(seed)
    ends = ENDS if disk.can_mount() else ENDS[:-1]
    cases: list[Case] = []
    with tempfile.TemporaryDirectory() as folder:
        root, cache = Path(folder), Path(folder) / "cache"
        cache.mkdir()
        for kind, n in counts.items():
            whole_s = _whole_s(kind, root, cache) if n else 0.0
            for number in range(n):
                case = Case(number, kind, rng.choice(ends))
                case.after_s = rng.uniform(0, whole_s)
                place = _place(root, cache, f"{kind}{number}")
                _end(case, place, rng)
                _examine(case, place, rng, with_page=number % pages == 0)
                cases.append(case)
                if case.end == "full":
                    disk.remove_disk(place.home / "sessions")
                shutil.rmtree(place.root)
    return cases


def _place(root: Path, cache: Path, name: str) -> Place:
    place = Place(root / name)
    place.home.mkdir(parents=True)
    (place.home / "cache").symlink_to(cache)
    return place


def _work(kind: Kind, place: Place, seed: int) -> Any:
    if kind == "typed":
        return victims.typed(seed)
    return victims.spoken(place, seed, "fast" if kind == "spoken" else "real")


def _whole_s(kind: Kind, root: Path, cache: Path) -> float:
    """How long a session of the kind lasts when it is left alone, with everything loaded."""
    if kind == "real":
        return REAL_S
    for number in range(2 if kind == "typed" else 1):
        place = _place(root, cache, f"whole-{kind}{number}")
        began = time.monotonic()
        victims.wait(victims.begin(place, _work(kind, place, number)), LONGEST_S)
        whole_s = time.monotonic() - began
        shutil.rmtree(place.root)
    return whole_s


def _end(case: Case, place: Place, rng: random.Random) -> None:
    """Run a session up to its end."""
    largest = 130_000 if case.kind == "typed" else 9_000_000
    if case.end == "full":
        disk.make_disk(place.home / "sessions", rng.randint(4_000, largest))
    began = time.monotonic()
    process = victims.begin(place, _work(case.kind, place, case.number))
    if case.end == "full":
        code = victims.wait(process, LONGEST_S)
        _check_output(case, place, code, allowed=(0, 2))
        disk.free_space(place.home / "sessions")
    else:
        while time.monotonic() - began < case.after_s and not victims.has_ended(process):
            time.sleep(0.001)
        victims.kill(process)
    case.seen = (
        read_captions(place.out, NAME) if case.kind == "typed" else read_witness(place.witness)
    )
    if case.end == "power":
        cut_power(place.home / "sessions", place.syncs, rng)


def _examine(case: Case, place: Place, rng: random.Random, *, with_page: bool) -> None:
    """Look at what is left, as the learner would."""
    begun = [s for s in place.sessions if _size(s / "journal.jsonl")]
    if begun:
        _count(case, begun[-1])
    n_known = 0 if not begun else 1
    expected = (0,) if begun else (2,)  # nothing was kept: said in a line
    if with_page:
        page = str(place.root / "page.html")
        _run(case, place, expected, "review", "--html", page)
    _run(case, place, expected, "replay", "--json")
    index = place.home / "sessions" / "index.sqlite"
    for _ in range(2):
        rows = _run(case, place, (0,), "history", "--json")
        if rows is not None and len(rows.get("sessions", [])) != n_known:
            case.wrong.append(f"history knows {len(rows.get('sessions', []))} sessions")
        if index.exists():
            index.write_bytes(index.read_bytes()[: rng.randint(0, index.stat().st_size)])
    if case.seen.n_learner and not begun:
        case.wrong.append("there were turns, and no session is left")


def _count(case: Case, session: Path) -> None:
    from voicecoach.store.session_folder import load_events

    kinds = Counter(event["event"] for event in load_events(session))
    case.n_learner = kinds["learner_spoke"]
    case.n_counterpart = kinds["counterpart_spoke"]
    if case.n_learner < case.seen.n_learner or case.n_counterpart < case.seen.n_counterpart:
        case.wrong.append(f"turns lost: {case.n_learner}, {case.n_counterpart} of {case.seen}")
    if case.kind != "typed":
        case.sound_s = _sound_s(session / "sound.wav")
        case.lost_s = max(0.0, case.seen.now_s - case.sound_s)
        if case.end != "full" and case.lost_s > MOST_LOST_S:
            case.wrong.append(f"{case.lost_s:.2f} s of sound lost")


def _sound_s(path: Path) -> float:
    from voicecoach.errors import RecordingError
    from voicecoach.hearing.sound_file import read_channels

    try:
        return len(read_channels(path)[0]) / RATE_HZ
    except RecordingError:  # not half a second was written
        return 0.0


def _run(case: Case, place: Place, expected: tuple[int, ...], *arguments: str) -> Any:
    """Run a command on what is left; hand back its JSON."""
    place.out.unlink(missing_ok=True)
    code = victims.wait(victims.begin(place, victims.command(*arguments)), LONGEST_S)
    _check_output(case, place, code, allowed=expected, what=arguments[0])
    if code != 0 or "--json" not in arguments:
        return None
    return json.loads(place.out.read_text().splitlines()[-1])


def _check_output(
    case: Case, place: Place, code: int, *, allowed: tuple[int, ...], what: str = "practice"
) -> None:
    told = place.out.read_text(errors="replace") if place.out.exists() else ""
    if code not in allowed or "Traceback" in told:
        last = " / ".join(told.strip().splitlines()[-3:])
        case.wrong.append(f"{what} ended with {code}: {last}")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def table(cases: list[Case]) -> str:
    """A line for each kind of session and end."""
    lines = [
        f"{'session':<8} {'end':<8} {'n':>4} {'wrong':>6} {'turns lost':>11} {'sound lost':>11}"
    ]
    for kind, end in sorted({(case.kind, case.end) for case in cases}):
        rows = [case for case in cases if (case.kind, case.end) == (kind, end)]
        lost = sum(max(0, c.seen.n_learner - c.n_learner) for c in rows)
        lost += sum(max(0, c.seen.n_counterpart - c.n_counterpart) for c in rows)
        sound = [case.lost_s for case in rows if case.lost_s is not None]
        most = f"{max(sound):.2f} s" if sound else "-"
        n_wrong = sum(bool(case.wrong) for case in rows)
        lines.append(f"{kind:<8} {end:<8} {len(rows):>4} {n_wrong:>6} {lost:>11} {most:>11}")
    return "\n".join(lines)


def as_rows(cases: list[Case]) -> list[dict[str, Any]]:
    """The cases as JSON."""
    return [asdict(case) for case in cases]
