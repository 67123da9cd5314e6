"""`voicecoach drill`: one skill, a few minutes, a verdict after every try."""

from __future__ import annotations

import argparse
import json
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.markup import escape

from voicecoach import __version__, session
from voicecoach.assemble import COACH, Role, Room, furnish
from voicecoach.coaching.drills.choice import drill_for
from voicecoach.coaching.drills.exercise import Drill
from voicecoach.coaching.drills.partner import DrillPartner, Result, next_level
from voicecoach.commands.history import all_past
from voicecoach.commands.typed import hold_typed
from voicecoach.errors import SettingsError
from voicecoach.settings import Settings, with_file
from voicecoach.sides import find_sides
from voicecoach.store.drills import (
    drill_names,
    drills_folder,
    keep_drill_result,
    load_drill,
    read_drill_results,
)
from voicecoach.store.folders import Home, find_home, make_private
from voicecoach.store.library import read_settings
from voicecoach.store.session_folder import SessionFolder, new_folder
from voicecoach.terminal import Keys, TerminalScreen

NAME = "Coach"
MINUTES = 8.0  # a drill takes two to five; nobody is cut off before the last round
LEVELS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Plan:
    """One drill about to begin."""

    drill: Drill
    level: int
    seed: int
    why: str  # why this drill, if the learner did not choose it

    def begin(self) -> DrillPartner:
        """Make the partner."""
        return DrillPartner(self.drill, level=self.level, seed=self.seed)

    def started(self, session_id: str, used: dict[str, Any]) -> dict[str, Any]:
        """The first event of its journal."""
        return session.started(
            session=session_id,
            persona=f"drill {self.drill.id}",
            persona_name=NAME,
            style="",
            seed=self.seed,
            facts=(),
            settings={"version": __version__, "drill": self.drill.id, "level": self.level, **used},
            measured={"started_at": datetime.now(UTC).isoformat(timespec="seconds")},
        )


def run(options: argparse.Namespace) -> int:
    """Do one drill."""
    home = find_home()
    if options.list:
        return _list(home, as_json=bool(options.json))
    given = with_file(vars(options), read_settings(home.settings), path=str(home.settings))
    settings = replace(given, minutes=MINUTES)
    console = Console(stderr=settings.json, highlight=False)
    plan = _plan(options, home, settings)
    console.print(f"[bold]{escape(plan.drill.name)}[/bold], level {plan.level}. {plan.why}")
    hold = _hold_typed if options.typed else _hold_aloud
    results = hold(plan, settings, home, console)
    _conclude(plan, results, home, console, as_json=settings.json)
    return 0


def _plan(options: argparse.Namespace, home: Home, settings: Settings) -> Plan:
    name, why = options.drill, ""
    if name is None:
        name, why = drill_for(all_past(home)[0])
    drill = load_drill(name)
    if options.level is not None and options.level not in LEVELS:
        raise SettingsError(f"--level must be 1 to 5, got {options.level}")
    level = next_level(_earlier(home, name)) if options.level is None else options.level
    seed = settings.seed if settings.seed is not None else secrets.randbelow(1_000_000)
    return Plan(drill, level, seed, why)


def _earlier(home: Home, name: str) -> list[tuple[int, float]]:
    return [
        (row["level"], row["n_good"] / row["n_rounds"])
        for row in read_drill_results(home)
        if row["drill"] == name and row["n_rounds"]
    ]


def _hold_aloud(plan: Plan, settings: Settings, home: Home, console: Console) -> tuple[Result, ...]:
    screen = TerminalScreen(console, NAME, has_captions=settings.captions)
    keys = Keys(on_captions=screen.toggle_captions)

    def tell(text: str) -> None:
        console.print(text, style="italic")

    def begin(used: dict[str, Any]) -> SessionFolder:
        folder = SessionFolder(_new_folder(plan, home), keeps_sound=not settings.no_recording)
        folder.journal.note(plan.started(folder.id, used))
        return folder

    room = Room(settings, home, find_sides(settings, tell), screen, keys, tell)
    ready = furnish(room, Role(plan.begin(), NAME, COACH), begin)
    try:
        with keys.listening(), screen.shown():
            ready.run()
    finally:
        ready.close()
    return _results(ready.practice.partner)


def _hold_typed(plan: Plan, settings: Settings, home: Home, console: Console) -> tuple[Result, ...]:
    folder = _new_folder(plan, home)
    started = plan.started(folder.name, {"typed": True})
    return _results(hold_typed(plan.begin(), NAME, started, folder, settings, console))


def _results(partner: object) -> tuple[Result, ...]:
    assert isinstance(partner, DrillPartner)
    return partner.results


def _new_folder(plan: Plan, home: Home) -> Any:
    return new_folder(make_private(drills_folder(home)), plan.drill.id)


def _conclude(
    plan: Plan, results: tuple[Result, ...], home: Home, console: Console, *, as_json: bool
) -> None:
    row = {
        "drill": plan.drill.id,
        "level": plan.level,
        "started_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "n_good": sum(result.is_good for result in results),
        "n_rounds": len(results),
        "rounds": [asdict(result) for result in results],
    }
    if results:  # what was not tried is no result
        keep_drill_result(home, row)
    row["next_level"] = next_level(_earlier(home, plan.drill.id))
    if as_json:
        print(json.dumps(row, ensure_ascii=False))
        return
    console.print()
    for number, result in enumerate(results, start=1):
        mark = "[green]yes[/green]" if result.is_good else "[yellow]no [/yellow]"
        console.print(f"  {number}  {mark}  {escape(result.said)}")
    console.print(f"\n{row['n_good']} of {row['n_rounds']}. Next time: level {row['next_level']}.")


def _list(home: Home, *, as_json: bool) -> int:
    rows = []
    for name in drill_names():
        drill, earlier = load_drill(name), _earlier(home, name)
        last = earlier[-1] if earlier else None
        rows.append(
            {
                "id": name,
                "name": drill.name,
                "done": len(earlier),
                "level": next_level(earlier),
                "last_share": None if last is None else round(last[1], 3),
            }
        )
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in rows:
        done = f"done {row['done']} times" if row["done"] else "not done yet"
        print(f"{row['id']:<14} {row['name']:<24} level {row['level']}, {done}")
    return 0
