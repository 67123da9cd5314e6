"""What the learner sees and presses while practising."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Iterator
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
_FLOOR = {
    "counterpart": "{name} speaks",
    "offered": "your turn",
    "learner": "listening",
    "theirs": "{name} is thinking",
    "away": "resting",
}
_KEYS: dict[str, Command] = {" ": "pause", "p": "pause", "q": "end", "t": "talk"}


class TerminalScreen:
    """Captions, and one status line with the floor, a silence clock and a level meter."""

    def __init__(self, console: Console, name: str) -> None:
        self._console = console
        self._name = name
        self._live = Live(console=console, refresh_per_second=10, transient=True)
        self._shown_s = 0.0
        self._is_interactive = console.is_terminal

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the status line while practising."""
        if not self._is_interactive:
            yield
            return
        with self._live:
            yield

    def counterpart_speaks(self, name: str, text: str) -> None:
        """Caption a line of the counterpart."""
        self._console.print(f"[bold]{escape(name)}:[/bold] {escape(clean(text))}")

    def learner_spoke(self, text: str) -> None:
        """Caption what was recognised."""
        self._console.print(f"[dim]You:[/dim] {escape(clean(text))}")

    def tick(self, now_s: float, phase: str, held_s: float | None, level_dbfs: float) -> None:
        """Refresh the status line ten times a second."""
        if not self._is_interactive or now_s - self._shown_s < REFRESH_S:
            return
        self._shown_s = now_s
        floor = _FLOOR[phase].format(name=self._name)
        silence = f"  silence {held_s:4.1f} s" if held_s is not None and held_s >= 1.0 else ""
        meter = "▮" * max(0, min(10, round((level_dbfs + 60) / 5)))
        minutes, seconds = divmod(int(now_s), 60)
        line = f"{minutes}:{seconds:02d}  {floor:<24} {meter:<10}{silence:<16} space pause, q end"
        self._live.update(Text(line, style="dim", no_wrap=True, overflow="crop"))

    def notice(self, text: str) -> None:
        """Say something out of role, and leave it standing until the next tick."""
        self._console.print(f"[italic]({escape(text)})[/italic]")
        if self._is_interactive:
            self._live.update(Text(""))


class Keys:
    """Single keys and Ctrl-C, without blocking the loop."""

    def __init__(self) -> None:
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
    console.print("Wear headphones: without them the counterpart hears itself.", style="dim")
    console.print(
        "Space pauses out of role, q or Ctrl-C ends with feedback, as does “let's stop here”.",
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
