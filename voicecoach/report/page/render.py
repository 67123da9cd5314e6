"""The page as one string: the template filled, style and script inside it, and its policy."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from voicecoach.coaching.citation import clock, counted, figure, name_of
from voicecoach.coaching.stairway import highest_step
from voicecoach.coaching.sureness import only_sure
from voicecoach.coaching.timeline import turns_of
from voicecoach.report.page.checks import remarks_in, sections_of, worth_another_try
from voicecoach.report.page.names import FAMILY_NAMES, GLYPHS
from voicecoach.report.page.path import PathView, lay_out_path
from voicecoach.report.page.reveal import RevealView, reveal_of
from voicecoach.report.page.review import Review
from voicecoach.report.page.timeline import Timeline, lay_out_timeline
from voicecoach.report.page.transcript import rows_of
from voicecoach.report.page.voice import Voice, lay_out_voice
from voicecoach.report.plain import clean
from voicecoach.report.text import OUTCOMES

PACKAGE = "voicecoach.report.page"


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and the policy that it was made for."""

    html: str
    policy: str


def make_page(review: Review) -> Page:
    """Lay out a session as one self-contained page.

    Nothing is fetched but the sound, if it is served beside the page. Everything that was said or
    written by anybody is escaped, and control and direction characters are taken out of it.
    """
    review = replace(review, record=only_sure(review.record))  # as the feedback has it
    timeline, voice, path = lay_out_timeline(review), lay_out_voice(review), lay_out_path(review)
    reveal, sections = reveal_of(review), sections_of(review)
    wordings = remarks_in("wording", review)
    places = [*_places_in_time(review, timeline, voice), *_other_places(reveal, path)]
    style = asset("page.css") + "".join(places)
    script = asset("page.js")
    policy = policy_of(style, script)
    template = environment().get_template("page.html")
    html = template.render(
        review=review,
        record=review.record,
        name=name_of(review.record),
        headline=headline(review),
        day=_day(review.began),
        glance=glance(review),
        notices=notices(review),
        moments=remarks_in("moments", review),
        wordings=wordings,
        following=remarks_in("next", review),
        hidden=remarks_in("reveal", review),
        timeline=timeline,
        sections=sections,
        to_try=worth_another_try(sections, wordings),
        path=path,
        rows=rows_of(review),
        voice=voice,
        reveal=reveal,
        has_spoken=bool(turns_of(review.record, "learner")),
        families=FAMILY_NAMES,
        glyphs=GLYPHS,
        length=clock(review.length_s),
        policy=policy,
        style=Markup(style),  # noqa: S704 (our own file, and numbers)
        script=Markup(script),  # noqa: S704 (our own file)
    )
    return Page(html, policy)


def environment() -> Environment:
    """Make the templates' surroundings: escaping on, what cannot be seen taken out."""
    made = Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )
    made.filters["clock"] = clock
    return made


def _visible(value: object) -> object:
    """Take out of every text on the page what cannot be seen; keep the space at its ends."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    if value.isascii() and value.isprintable():  # nearly everything: nothing to take out
        return value
    kept = clean(value)
    before = " " if value[:1].isspace() else ""
    after = " " if kept and value[-1:].isspace() else ""
    return f"{before}{kept}{after}"


def asset(name: str) -> str:
    """Read a style sheet or a script."""
    return files(PACKAGE).joinpath("templates", name).read_text(encoding="utf-8")


def policy_of(style: str, script: str) -> str:
    """Write the content security policy: this style, this script, sound from here, no more."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "media-src 'self' data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _places_in_time(review: Review, timeline: Timeline, voice: Voice) -> list[str]:
    """Write where every mark stands in time: style attributes would need a laxer policy."""
    length_s = review.length_s
    stretches = [
        *((f"#{each.id}", each.start_s, each.end_s) for each in timeline.ticks),
        *((f"#{each.id}", each.start_s, each.end_s) for each in timeline.steps),
        *(
            (f"#{each.id}", each.at_s, each.end_s)
            for lane in timeline.lanes
            for each in lane.events
        ),
        *((f".{each.id}", each.start_s, each.end_s) for each in voice.windows),
    ]
    rules = [_rule(name, start / length_s, end / length_s) for name, start, end in stretches]
    return [f"#track{{--zoom:{timeline.zoom:.3f}}}", *rules]


def _other_places(reveal: RevealView, path: PathView) -> list[str]:
    """Write where figures stand on their scales, and turns on the plane."""
    figures = [figure for issue in reveal.issues for figure in issue.figures]
    rules = [_rule(f"#{each.id}", each.share, each.share) for each in figures]
    rules += [_rule(f"#{each.id}-zone", *each.zone) for each in reveal.issues if each.zone]
    rules += [
        f"#{stop.id}{{left:{100 * stop.left:.2f}%;top:{100 * stop.top:.2f}%}}"
        for stop in path.stops
    ]
    return rules


def _rule(selector: str, start: float, end: float) -> str:
    left, right = (min(max(share, 0.0), 1.0) for share in (start, end))
    return f"{selector}{{left:{100 * left:.3f}%;width:{100 * max(right - left, 0.0):.3f}%}}"


def headline(review: Review) -> str:
    """Name day, length and outcome."""
    record = review.record
    parts = [
        _day(review.began),
        clock(review.length_s),
        OUTCOMES.get(record.outcome, record.outcome),
    ]
    if record.difficulty is not None:
        parts.append(f"difficulty {record.difficulty}")
    return " · ".join(part for part in parts if part)


def _day(moment: datetime | None) -> str:
    return f"{moment.day} {moment:%B %Y}" if moment else ""


def glance(review: Review) -> tuple[tuple[str, str], ...]:
    """Sum the session up in a few words and figures; none of them is a score."""
    record = review.record
    held = [silence for silence in record.silences if silence.kind == "held"]
    top = highest_step(record)
    parts = []
    if record.facts:
        n_found = sum(fact.found_s is not None for fact in record.facts)
        parts.append(("Hidden facts found", f"{n_found} of {len(record.facts)}"))
    if top:
        parts.append(("Highest step", top.state))
    longest = f", the longest {figure(max(s.duration_s for s in held))} s" if held else ""
    parts.append(("Silences held", f"{len(held)}{longest}"))
    share = record.measures.get("talk_share")
    if share is not None:
        parts.append(("Your share of the talk", f"{share:.0%}"))
    return tuple(parts)


def notices(review: Review) -> tuple[str, ...]:
    """Say what this page lacks, and why."""
    record = review.record
    said = [review.notice] if review.notice else []
    if not record.turns:
        said.append("Nobody spoke in this session, so there is little to show.")
    elif not turns_of(record, "learner"):
        said.append("You did not speak in this session, so there is nothing to coach.")
    if review.sound.missing:
        said.append(review.sound.missing)
    if record.turns and not review.curves.has_sound:
        said.append("Waves, pace, pitch and loudness are missing, as there is no recording.")
    if unreached := _after_sound(review):
        said.append(unreached)
    return tuple(said)


def _after_sound(review: Review) -> str:
    """Say so if the recording ends before the talk does."""
    heard_s = review.curves.duration_s
    late = [turn for turn in review.record.turns if turn.start_s > heard_s > 0]
    if not late:
        return ""
    return (
        f"The recording ends at {clock(heard_s)}; {counted(len(late), 'later turn')} "
        "can be read but not heard."
    )
