"""The review page in a real browser: what it fetches, plays, shows, and says aloud."""

from __future__ import annotations

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.report.reviewed import NAME, RICH, write_session
from tests.report.test_page import HOSTILE, hostile
from voicecoach.commands.review import tell_again
from voicecoach.report.page import Review, Sound, make_page
from voicecoach.report.page.embedding import embedded
from voicecoach.report.server import ReviewServer, Served

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
WIDE: ViewportSize = {"width": 1200, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
GRAVE = ("serious", "critical")
OPEN_ALL = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
TIME = "document.getElementById('audio').currentTime"


@dataclass
class Seen:
    """A page that is open, and everything that happened on it."""

    page: Page
    console: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def axe(self) -> list[str]:
        """Name what axe-core finds grave."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{each['id']}: {node['html']}"
            for each in found
            if each["impact"] in GRAVE
            for node in each["nodes"]
        ]


def until(page: Page, condition: str) -> None:
    """Wait in steps of ours: the browser's own waiting needs a laxer policy than the page has."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here; `tools/system-packages test` installs it")
    # Only the sandbox of an ordinary user works; containers run as root.
    alone = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=alone)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_session(tmp_path_factory.mktemp("home") / "sessions", RICH)


@pytest.fixture(scope="module")
def review(folder: Path) -> Review:
    told = tell_again(folder, NAME)
    return Review(told.record, told.feedback, told.curves, Sound("sound.wav"), NAME)


@pytest.fixture(scope="module")
def server(review: Review, folder: Path) -> Iterator[ReviewServer]:
    page = make_page(review)
    server = ReviewServer(Served(page.html.encode(), page.policy, folder / "sound.wav"))
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    yield server
    server.stop()
    thread.join(5)


@pytest.fixture
def see(browser: Browser) -> Iterator[Any]:
    """Open an address in a window of its own."""
    contexts = []

    def open_page(url: str, viewport: ViewportSize = WIDE, **options: Any) -> Seen:
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        seen = Seen(context.new_page())
        seen.page.on("console", lambda message: seen.console.append(message.text))
        seen.page.on("pageerror", lambda error: seen.console.append(str(error)))
        seen.page.on("request", lambda request: seen.asked.append(request.url))
        seen.page.goto(url)
        return seen

    yield open_page
    for context in contexts:
        context.close()


def file_of(folder: Path, html: str) -> str:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


def test_served_it_asks_for_its_sound_and_nothing_else(see: Any, server: ReviewServer) -> None:
    seen = see(server.url)
    until(seen.page, "document.getElementById('audio').readyState >= 1")
    assert set(seen.asked) == {server.url, f"{server.url}sound.wav"}
    assert seen.console == []


def test_from_disk_with_its_sound_inside_it_asks_for_nothing(
    see: Any, review: Review, folder: Path, tmp_path: Path
) -> None:
    sound = Sound(embedded(folder / "sound.wav"))
    record = Review(review.record, review.feedback, review.curves, sound, NAME)
    url = file_of(tmp_path, make_page(record).html)
    seen = see(url)
    until(seen.page, "document.getElementById('audio').readyState >= 1")
    seen.page.locator("#turn5 .at").click()
    until(seen.page, f"{TIME} > 50")
    assert 50.0 <= seen.page.evaluate(TIME) < 52.0
    assert [each for each in seen.asked if not each.startswith("data:")] == [url]
    assert seen.console == []


@pytest.mark.parametrize(
    ("pressed", "at_s"),
    [
        ("#moments .moment:nth-child(2) .at", 110.0),
        ("#on-held-silence1, #on-silence1", 16.0),
        ("#turn5 .at", 50.0),
        ("#wording .at", 30.0),
        (".to-try .at, #checks .check .at", 16.0),
    ],
)
def test_pressing_anything_plays_its_second(
    see: Any, server: ReviewServer, pressed: str, at_s: float
) -> None:
    page = see(server.url).page
    page.locator(pressed).first.click()
    until(page, f"{TIME} > {at_s + 0.2}")
    assert at_s + 0.2 < page.evaluate(TIME) < at_s + 2.0
    assert page.evaluate("document.getElementById('audio').paused") is False
    expect(page.locator("#play")).to_have_text("Pause")


def test_pressing_the_wave_plays_from_there_and_shows_whose_turn_it_is(
    see: Any, server: ReviewServer
) -> None:
    page = see(server.url).page
    wave = page.locator(".lane.waves")
    box = wave.bounding_box()
    assert box is not None
    length_s = page.evaluate("Number(document.getElementById('track').dataset.length)")
    wave.click(position={"x": box["width"] * 52.0 / length_s, "y": 20})
    until(page, f"{TIME} > 52.1")
    assert page.evaluate(TIME) < 54.0
    expect(page.locator(".row.now")).to_have_id("turn5")
    left = page.evaluate("parseFloat(document.getElementById('playhead').style.left)")
    assert left == pytest.approx(100 * page.evaluate(TIME) / length_s, abs=1.0)
    page.keyboard.press("Escape")
    expect(page.locator("#play")).to_have_text("Play")


def test_the_player_seeks_by_keyboard_and_says_where_it_is(see: Any, server: ReviewServer) -> None:
    page = see(server.url).page
    seek = page.locator("#seek")
    seek.focus()
    for _ in range(20):
        page.keyboard.press("PageUp")
    at_s = page.evaluate(TIME)
    assert at_s > 20
    expect(seek).to_have_attribute("aria-valuetext", re.compile(r"^\d:\d\d of 2:12$"))
    page.locator("#speed").select_option("1.5")
    assert page.evaluate("document.getElementById('audio').playbackRate") == 1.5


STOP = """() => {
  const at = document.activeElement;
  const place = at.closest("section[id]")?.id ?? at.closest("nav")?.getAttribute("aria-label");
  return at === document.body ? "" : place ?? at.textContent;
}"""


def tabbed(page: Page) -> list[str]:
    """Press Tab until it leaves the page; name where it stopped, each place once in a row."""
    stops: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if not stop:
            return stops
        if stops[-1:] != [stop]:
            stops.append(stop)
    raise AssertionError("Tab never left the page")


def test_the_keyboard_goes_through_the_page_in_the_order_of_the_eye(
    see: Any, server: ReviewServer
) -> None:
    page = see(server.url).page
    assert tabbed(page) == [
        "Skip to the review",
        "Skip to the player",
        "On this page",
        "moments",
        "wording",
        "next",
        "timeline",
        "checks",
        "transcript",
        "voice",
        "path",
        "reveal",
        "player",
    ]


def test_one_tab_a_lane_and_arrows_along_it(see: Any, server: ReviewServer) -> None:
    page = see(server.url).page
    lane = page.get_by_role("group", name="Your moves")
    assert lane.locator("[tabindex='0']").count() == 1
    lane.locator("button").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == "0:50, emotion label"
    expect(page.locator("#timeline .note")).to_contain_text("It sounds as if you felt left alone")
    page.keyboard.press("Enter")
    until(page, f"{TIME} > 50")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "1:50, pressure"


def test_whatever_has_the_focus_can_be_seen_to_have_it(see: Any, server: ReviewServer) -> None:
    page = see(server.url).page
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        width = "getComputedStyle(document.activeElement).outlineWidth"
        assert page.evaluate(outline) == "solid"
        assert page.evaluate(width) == "3px"


@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", PHONE)])
def test_axe_finds_nothing_grave(
    see: Any, server: ReviewServer, scheme: str, viewport: ViewportSize
) -> None:
    """With everything opened, and with a turn being heard; contrast is among what it looks at."""
    seen = see(server.url, viewport, color_scheme=scheme)
    seen.page.evaluate(OPEN_ALL)
    seen.page.locator("#turn5 .at").click()
    until(seen.page, f"{TIME} > 50")
    seen.page.keyboard.press("Escape")
    assert seen.axe() == []


def test_landmarks_and_headings_tell_the_page(see: Any, server: ReviewServer) -> None:
    page = see(server.url).page
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1
    expect(page.get_by_role("heading", level=1)).to_have_text("Dana Reed")
    names = page.get_by_role("heading", level=2).all_text_contents()
    assert names[0] == "Three moments"
    assert names[-1] == "The reveal"
    expect(page.get_by_role("region", name="Player")).to_be_visible()


@pytest.mark.parametrize("text", ["", "x" * 10_000], ids=["plain", "without a space"])
def test_a_phone_never_scrolls_sideways(
    see: Any, review: Review, tmp_path: Path, text: str
) -> None:
    record = hostile(text) if text else review.record
    page = make_page(Review(record, review.feedback, review.curves, Sound(), NAME))
    seen = see(file_of(tmp_path, page.html), PHONE)
    seen.page.evaluate(OPEN_ALL)
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 360
    # What is wider scrolls inside its own frame.
    assert seen.page.evaluate("document.getElementById('scroll').scrollWidth") > 360


def test_dark_is_dark(see: Any, server: ReviewServer) -> None:
    brightness = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    light = see(server.url, color_scheme="light").page.evaluate(brightness)
    dark = see(server.url, color_scheme="dark").page.evaluate(brightness)
    assert min(light) > 230
    assert max(dark) < 40


def test_who_wants_no_motion_gets_none(see: Any, server: ReviewServer) -> None:
    page = see(server.url, reduced_motion="reduce").page
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_on_paper_everything_is_open_and_no_button_is_left(see: Any, server: ReviewServer) -> None:
    page = see(server.url).page
    page.emulate_media(media="print")
    expect(page.locator("#player")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.locator("#reveal .story")).to_be_visible()
    expect(page.locator(".copy").first).to_be_hidden()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_without_sound_a_second_leads_to_its_place_in_the_transcript(
    see: Any, review: Review, tmp_path: Path
) -> None:
    html = make_page(Review(review.record, review.feedback, review.curves, Sound(), NAME)).html
    seen = see(file_of(tmp_path, html), reduced_motion="reduce")
    assert seen.page.locator("#player").count() == 0
    seen.page.locator("#moments .moment:nth-child(2) .at").click()
    expect(seen.page.locator(".row.now")).to_contain_text("Look, just sign it.")
    expect(seen.page.locator(".row.now")).to_be_in_viewport()
    assert seen.console == []


def test_without_scripts_everything_can_still_be_read_and_heard(
    see: Any, server: ReviewServer
) -> None:
    page = see(server.url, java_script_enabled=False).page
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.get_by_text("Look, just sign it.").first).to_be_visible()
    expect(page.locator(".lane.waves path").first).to_be_visible()


def test_a_command_is_copied_as_it_stands(see: Any, server: ReviewServer) -> None:
    page = see(server.url, permissions=["clipboard-read", "clipboard-write"]).page
    page.locator("#turn5 .copy").click()
    expect(page.locator("#said")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"voicecoach retake {NAME} --at 0:50"


def test_text_of_strangers_does_nothing(see: Any, review: Review, tmp_path: Path) -> None:
    page = make_page(Review(hostile(), review.feedback, review.curves, Sound(), NAME)).html
    seen = see(file_of(tmp_path, page))
    seen.page.evaluate(OPEN_ALL)
    assert seen.page.evaluate("window.hacked") is None
    assert seen.page.locator("img").count() == 0
    shown = seen.page.locator("#turn1 .words").text_content() or ""
    assert shown.startswith("<script>window.hacked = 1</script> </style><img src=x onerror=")
    assert "{{ 7 * 7 }}" in shown
    assert HOSTILE.count("\x1b") == 2
    assert "\x1b" not in seen.page.content()
    assert seen.console == []


def test_the_policy_stops_what_the_page_did_not_bring(see: Any, server: ReviewServer) -> None:
    seen = see(server.url)
    seen.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<b style=\"color: red\">x</b>');"
        "const script = document.createElement('script');"
        "script.textContent = 'window.hacked = 1'; document.body.append(script);"
        "fetch('/').catch(() => { window.stopped = true; })"
    )
    until(seen.page, "window.stopped")
    assert seen.page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in line for line in seen.console)


def test_zooming_in_keeps_marks_over_the_sound_they_belong_to(
    see: Any, server: ReviewServer
) -> None:
    page = see(server.url).page
    place = (
        "(document.getElementById('on-silence1').offsetLeft)"
        " / document.getElementById('track').offsetWidth"
    )
    before = page.evaluate(place)
    page.locator("#closer").click()
    page.locator("#closer").click()
    assert page.evaluate("document.getElementById('scroll').scrollWidth") > 3000
    assert page.evaluate(place) == pytest.approx(before, abs=0.001)
    expect(page.locator("#said")).to_have_text("Timeline 4 times as wide as the page")


def test_after_a_talk_the_page_is_offered_and_opened_by_an_address_that_works_once(
    see: Any, folder: Path, tmp_path: Path
) -> None:
    """The browser is a program that writes down the address it is started with."""
    note = tmp_path / "address"
    opener = tmp_path / "browser"
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > {note}.part && mv {note}.part {note}\n')
    opener.chmod(0o700)
    terminal, end = pty.openpty()
    program = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, pathlib; from voicecoach.commands.review import offer;"
            "offer(pathlib.Path(sys.argv[1]))",
            str(folder),
        ],
        env={**os.environ, "BROWSER": str(opener)},
        stdin=end,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    os.write(terminal, b"r\n")
    said = program.stdout.readline()
    address = said[said.index("http") :].strip()
    for _ in range(100):
        if note.exists():
            break
        time.sleep(0.05)
    once = note.read_text()
    assert address.rsplit("/", 2)[1] not in once
    assert see(once).page.url == address
    assert see(once).page.get_by_text("403 Forbidden").count() == 1
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=10)
    os.close(terminal)
    os.close(end)
    assert program.returncode == 0


def test_the_command_serves_until_it_is_asked_to_stop(see: Any, folder: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "voicecoach", "review", "--no-browser"],
        env={**os.environ, "VOICECOACH_HOME": str(folder.parent.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    try:
        seen = see(program.stdout.readline().strip())
        expect(seen.page.get_by_role("heading", level=1)).to_have_text("Dana Reed")
        assert seen.console == []
    finally:
        program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=10)
    assert (program.returncode, err) == (0, "")
    assert "No longer served." in out
