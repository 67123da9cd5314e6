"""What the learner sees and presses while practising."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.panel import Panel
from rich.text import Text

from voicecoach.dialogue.persona import Persona
from voicecoach.ports import Command
from voicecoach.report.plain import clean

REFRESH_S = 0.1
HELD_S = 3.0  # from here on a silence counts as held
CLOCK_S = 10.0  # a longer one does no good
CLOCK_CELLS = 20
METER_CELLS = 10
METER_FLOOR_DBFS = -60
_FLOOR = {
    "counterpart": ("●", "{name} has the floor"),
    "offered": ("○", "your move, or your silence"),
    "learner": ("●", "you have the floor"),
    "theirs": ("◌", "{name} is thinking"),
    "away": ("◌", "the clocks rest"),
}
_KEYS: dict[str, Command] = {" ": "pause", "p": "pause", "q": "end", "t": "talk", "r": "again"}
_KEYS_SHOWN = "space pause   r say again   c captions   q end"


class TerminalScreen:
    """Captions, and three lines below them: the floor, a silence clock, a level meter.

    The lines are drawn anew only when something in them has changed, so nothing flickers.
    """

    def __init__(self, console: Console, name: str, *, has_captions: bool = True) -> None:
        self._console = console
        self._name = name
        self._has_captions = has_captions
        self._live = Live(console=console, auto_refresh=False, transient=True)
        self._shown_s = 0.0
        self._shown = Text()
        self._is_interactive = console.is_terminal

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the status lines while practising."""
        if not self._is_interactive:
            yield
            return
        with self._live:
            yield

    def counterpart_speaks(self, name: str, text: str) -> None:
        """Caption a line of the counterpart."""
        if self._has_captions:
            self._console.print(f"[bold]{escape(name)}:[/bold] {escape(clean(text))}")

    def learner_spoke(self, text: str) -> None:
        """Caption what was recognised."""
        if self._has_captions:
            self._console.print(f"[dim]You:[/dim] {escape(clean(text))}")

    def toggle_captions(self) -> None:
        """Show what is said, or no longer."""
        self._has_captions = not self._has_captions
        self.notice("captions on" if self._has_captions else "captions off: listen")

    def tick(self, now_s: float, phase: str, held_s: float | None, level_dbfs: float) -> None:
        """Refresh the status lines, at most ten times a second."""
        if not self._is_interactive or now_s - self._shown_s < REFRESH_S:
            return
        self._shown_s = now_s
        mark, floor = _FLOOR[phase]
        minutes, seconds = divmod(int(now_s), 60)
        lines = Text.assemble(
            (f" {minutes:2d}:{seconds:02d}  ", "dim"),
            (f"{mark} {floor.format(name=self._name)}\n", ""),
            silence_clock(held_s),
            "\n",
            (f" level  {_meter(level_dbfs)}  {_KEYS_SHOWN}", "dim"),
            no_wrap=True,
            overflow="crop",
        )
        if lines != self._shown:
            self._shown = lines
            self._live.update(lines, refresh=True)

    def notice(self, text: str) -> None:
        """Say something out of role."""
        self._console.print(f"[italic]({escape(text)})[/italic]")


def silence_clock(held_s: float | None) -> Text:
    """Draw the clock of the learner's silence: it fills evenly, and says when it counts as held.

    Examples
    --------
    >>> silence_clock(3.5).plain
    ' silence ━━━━━━━─────────────  3.5 s held'
    >>> silence_clock(None).plain
    ''
    """
    if held_s is None or held_s < 1.0:
        return Text()
    n_full = min(CLOCK_CELLS, int(held_s / CLOCK_S * CLOCK_CELLS))
    is_held = HELD_S <= held_s <= CLOCK_S
    word = " held" if is_held else " long" if held_s > CLOCK_S else ""
    return Text.assemble(
        (" silence ", "dim"),
        ("━" * n_full, "cyan" if is_held else ""),
        ("─" * (CLOCK_CELLS - n_full), "dim"),
        f"  {held_s:3.1f} s{word}",
    )


def _meter(level_dbfs: float) -> str:
    share = (level_dbfs - METER_FLOOR_DBFS) / -METER_FLOOR_DBFS
    n_full = max(0, min(METER_CELLS, round(share * METER_CELLS)))
    return "▮" * n_full + "▯" * (METER_CELLS - n_full)


class Keys:
    """Single keys and Ctrl-C, without blocking the loop."""

    def __init__(self, on_captions: Callable[[], None] | None = None) -> None:
        self._on_captions = on_captions
        self._commands: list[Command] = []
        self._lock = threading.Lock()
        self._is_done = threading.Event()

    def poll(self) -> list[Command]:
        """Hand over the commands given since the last call."""
        with self._lock:
            commands, self._commands = self._commands, []
        return commands

    def give(self, command: Command) -> None:
        """Take a command from anywhere."""
        with self._lock:
            self._commands.append(command)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen to keys if there is a keyboard, and to Ctrl-C in any case."""
        before = signal.signal(signal.SIGINT, self._on_interrupt)
        try:
            if sys.stdin is not None and sys.stdin.isatty() and os.name == "posix":
                with self._raw_keyboard():
                    yield
            else:
                yield
        finally:
            self._is_done.set()
            signal.signal(signal.SIGINT, before)

    def _on_interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        self.give("end")

    @contextmanager
    def _raw_keyboard(self) -> Iterator[None]:
        import termios
        import tty

        descriptor = sys.stdin.fileno()
        before: list[Any] = termios.tcgetattr(descriptor)
        tty.setcbreak(descriptor)
        thread = threading.Thread(target=self._read, args=(descriptor,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._is_done.set()
            thread.join(timeout=1.0)
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)

    def _read(self, descriptor: int) -> None:
        while not self._is_done.is_set():
            ready, _, _ = select.select([descriptor], [], [], 0.1)
            if ready:
                key = os.read(descriptor, 1).decode(errors="ignore").lower()
                if key in _KEYS:
                    self.give(_KEYS[key])
                elif key == "c" and self._on_captions is not None:
                    self._on_captions()


def show_briefing(console: Console, persona: Persona) -> None:
    """Show what the learner may know before the talk; never the counterpart's secrets."""
    briefing = persona.briefing
    parts = [
        f"[bold]You[/bold]  {escape(briefing.you)}",
        f"[bold]Them[/bold] {escape(persona.name)}: {escape(briefing.counterpart)}",
        escape(briefing.story),
        "[bold]What you want[/bold]\n" + "\n".join(f"  • {escape(a)}" for a in briefing.aims),
        f"[bold]Your limit[/bold]\n  {escape(briefing.limit)}",
        "[bold]What you know[/bold]\n" + "\n".join(f"  • {escape(k)}" for k in briefing.you_know),
        f"[bold]If there is no deal[/bold]\n  {escape(briefing.if_no_deal)}",
    ]
    console.print(Panel("\n\n".join(parts), title=escape(persona.name), width=80))


def show_keys(console: Console) -> None:
    """Say what keys there are, and what to wear."""
    console.print("Wear headphones: without them the counterpart hears itself.", style="dim")
    console.print(
        "Space pauses out of role, r repeats their last line, c turns captions on and off; q or "
        "Ctrl-C ends with feedback, as does “let's stop here”.",
        style="dim",
    )


def briefing_text(persona: Persona) -> str:
    """The briefing as it is read aloud."""
    briefing = persona.briefing
    aims = " ".join(f"{aim.rstrip('.')}." for aim in briefing.aims)
    return (
        f"{briefing.you} You will meet {persona.name}. {briefing.counterpart} {briefing.story} "
        f"What you want: {aims} Your limit: {briefing.limit}"
    )


def choose_persona(console: Console, personas: list[Persona]) -> str | None:
    """Show a short menu and read the choice; None if nobody answers."""
    console.print("Who do you want to face?\n")
    for number, persona in enumerate(personas, start=1):
        console.print(
            f"  [bold]{number}[/bold]  {escape(persona.name)}  "
            f"[dim]{persona.situation}, {persona.style}, difficulty {persona.difficulty}[/dim]\n"
            f"     {escape(persona.role)}"
        )
    while True:
        try:
            wanted = console.input("\nNumber or name, Enter for 1: ").strip().lower() or "1"
        except (EOFError, KeyboardInterrupt):
            return None
        for number, persona in enumerate(personas, start=1):
            if wanted in (str(number), persona.id) or wanted in persona.name.lower():
                return persona.id
        console.print("Please give one of the numbers.")
