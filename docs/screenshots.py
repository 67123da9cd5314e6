"""Makes the pictures in the README: the terminal while practising and after, and the review page.

    python docs/screenshots.py

Plays the shipped demonstration in a real terminal of 80 by 24 (`pyte` keeps its screen), then
reviews it in Chromium. They look best where the fonts Inter and Caladea are installed.
"""

from __future__ import annotations

import fcntl
import html
import io
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

DOCS = Path(__file__).resolve().parent
DEMO = DOCS.parent / "audio" / "demo.yaml"
COLUMNS, LINES = 80, 24
N_COLOURS = 96  # of a picture; keeps each under 150 kB
LONGEST_S = 300.0
TALK = ["practice", "marlow", "--script", str(DEMO), "--seed", "1", "--no-sound"]
COLOURS = {"default": "#d6dadd", "cyan": "#6fc7c5", "dim": "#8b949b"}
TERMINAL_STYLE = """
body { margin: 0; background: #fff; }
pre { margin: 0; padding: 20px 24px; width: max-content; background: #15191c; color: #d6dadd;
      font: 14px/1.35 "DejaVu Sans Mono", Menlo, Consolas, monospace; }
"""


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium here; install Debian's package `chromium`", file=sys.stderr)
        return 2
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=alone)
        first, home = f"{folder}/first", f"{folder}/voicecoach"
        talking = watch([*TALK, "--pace", "real"], first, until=is_held_in_mid_talk)
        picture_of_terminal(browser, talking, "terminal-talk.png")
        ended = watch([*TALK, "--pace", "fast"], home, until=lambda _: False)
        picture_of_terminal(browser, ended, "terminal-feedback.png")
        page = Path(home) / "page.html"
        run = [sys.executable, "-m", "voicecoach", "review", "--embed", "--html", str(page)]
        subprocess.run(run, env=environment(home), check=True)
        pictures_of_page(browser, page.as_uri())
        browser.close()
    return 0


def environment(home: str) -> dict[str, str]:
    return {**os.environ, "VOICECOACH_HOME": home, "TERM": "xterm-256color", "COLORTERM": ""}


def is_held_in_mid_talk(text: str) -> bool:
    """Tell whether a silence counts as held, and the briefing has scrolled away."""
    return " s held" in text and "If there is no deal" not in text


def watch(arguments: list[str], home: str, until: Callable[[str], bool]) -> pyte.Screen:
    """Run the program in a terminal, and stop it once its screen shows what was waited for."""
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.ByteStream(screen)
    program, terminal = pty.fork()
    if program == 0:
        os.environ.update(environment(home), COLUMNS=str(COLUMNS), LINES=str(LINES))
        os.execv(sys.executable, [sys.executable, "-m", "voicecoach", *arguments])
    size = struct.pack("HHHH", LINES, COLUMNS, 0, 0)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, size)
    began = time.monotonic()
    while time.monotonic() - began < LONGEST_S:
        if not select.select([terminal], [], [], 1.0)[0]:
            continue
        try:
            stream.feed(os.read(terminal, 65536))
        except OSError:  # the program has ended
            break
        if until("\n".join(screen.display)):
            os.kill(program, signal.SIGKILL)
            break
    _, status = os.waitpid(program, 0)
    os.close(terminal)
    if os.waitstatus_to_exitcode(status) not in (0, -signal.SIGKILL):
        raise SystemExit("\n".join(screen.display))
    return screen


def picture_of_terminal(browser: Browser, screen: pyte.Screen, name: str) -> None:
    """Write the cells of a screen as a picture."""
    page = browser.new_page(device_scale_factor=1.5)
    body = "\n".join(line_of(screen, number) for number in range(LINES))
    page.set_content(f"<style>{TERMINAL_STYLE}</style><pre>{body}</pre>")
    keep(page.locator("pre").screenshot(), name)
    page.close()


def line_of(screen: pyte.Screen, number: int) -> str:
    """Write one line of cells as HTML."""
    cells = []
    for column in range(COLUMNS):
        cell = screen.buffer[number][column]
        colour = COLOURS.get(cell.fg, COLOURS["default"])
        weight = "bold" if cell.bold else "normal"
        slant = "italic" if cell.italics else "normal"
        style = f"color:{colour};font-weight:{weight};font-style:{slant}"
        cells.append(f'<span style="{style}">{html.escape(cell.data)}</span>')
    return "".join(cells)


def pictures_of_page(browser: Browser, url: str) -> None:
    """Take the page in light and dark, its timeline, and on a phone."""
    for name, scheme, anchor, size in (
        ("review.png", "light", "", (1120, 960)),
        ("review-timeline.png", "light", "#timeline", (1120, 990)),
        ("review-dark.png", "dark", "#transcript", (1120, 760)),
        ("review-phone.png", "light", "#moments", (360, 720)),
    ):
        page = browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            device_scale_factor=1.5 if size[0] < 500 else 1,
        )
        page.goto(url + anchor)
        page.wait_for_timeout(300)
        keep(page.screenshot(), name)
        page.close()


def keep(png: bytes, name: str) -> None:
    """Write a picture with few colours."""
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(N_COLOURS)
    picture.save(DOCS / name, optimize=True)
    print(f"{name:<24} {(DOCS / name).stat().st_size / 1000:6.1f} kB")


if __name__ == "__main__":
    raise SystemExit(main())
