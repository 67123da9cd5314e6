"""The check list: every remark of the feedback, by the sections of the rubric."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.coaching.citation import clock
from voicecoach.coaching.rubric import CRITERIA, RUBRIC, Criterion
from voicecoach.report.page.review import Review
from voicecoach.report.plain import clean
from voicecoach.report.text import MOST_REMARKS, NAMES, TITLES, section_of, section_remarks
from voicecoach.turns import Feedback

MOMENTS = "moments"
MOMENT_NAMES = {"moment_best": "Best", "moment_costliest": "Costliest", "moment_silence": "Silence"}
BAND_NAMES = {"green": "good", "amber": "worth another try", None: "shown, not judged"}


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark, ready to be laid out."""

    name: str
    band: str
    band_name: str
    observed: str
    at_s: float | None
    when: str
    quote: str
    advice: str
    retake: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the check list, with what is asked in it."""

    id: str
    title: str
    summaries: tuple[Remark, ...]
    events: tuple[Remark, ...]  # one by one
    criteria: tuple[Criterion, ...]
    n_more: int  # remarks of a kind that there are too many of


def moments_of(review: Review) -> tuple[Remark, ...]:
    """Take the three moments."""
    return tuple(
        _remark(remark, review, set())
        for remark in review.feedback
        if section_of(remark) == MOMENTS
    )


def sections_of(review: Review) -> tuple[Section, ...]:
    """Sort everything else into the sections of the rubric, in its order."""
    found = []
    for name in dict.fromkeys(criterion.section for criterion in RUBRIC):
        remarks = [remark for remark in review.feedback if section_of(remark) == name]
        if name == MOMENTS or not remarks:
            continue
        shown = section_remarks(review.record, name, remarks)
        kept = _not_too_many(shown)
        found.append(
            Section(
                id=name,
                title=TITLES.get(name, name).capitalize(),
                summaries=_remarks([each for each in kept if _is_summary(each)], review),
                events=_remarks([each for each in kept if not _is_summary(each)], review),
                criteria=tuple(each for each in RUBRIC if each.section == name),
                n_more=len(shown) - len(kept),
            )
        )
    return tuple(found)


def _is_summary(remark: Feedback) -> bool:
    criterion = CRITERIA.get(remark.check)
    return criterion is None or criterion.is_summary


def _remarks(remarks: list[Feedback], review: Review) -> tuple[Remark, ...]:
    """Lay out remarks that stand together: what one has quoted the next does not quote again."""
    quoted: set[str] = set()
    laid_out = []
    for remark in remarks:
        laid_out.append(_remark(remark, review, quoted))
        quoted.add(clean(remark.quote or ""))
    return tuple(laid_out)


def _not_too_many(remarks: list[Feedback]) -> list[Feedback]:
    counts: dict[str, int] = {}
    kept = []
    for remark in remarks:
        counts[remark.check] = counts.get(remark.check, 0) + 1
        if counts[remark.check] <= MOST_REMARKS:
            kept.append(remark)
    return kept


def _remark(remark: Feedback, review: Review, quoted: set[str]) -> Remark:
    quote = clean(remark.quote or "")
    is_said = quote in quoted or quote in clean(remark.observed)
    return Remark(
        name=MOMENT_NAMES.get(remark.check, NAMES.get(remark.check, "").rstrip(": ")),
        band=remark.band or "none",
        band_name=BAND_NAMES[remark.band],
        observed=remark.observed,
        at_s=remark.at_s,
        when="" if remark.at_s is None else clock(remark.at_s),
        quote="" if is_said else quote,
        advice=remark.try_instead or "",
        retake="" if remark.at_s is None else review.retake(remark.at_s),
    )
