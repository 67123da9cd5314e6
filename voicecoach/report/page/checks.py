"""The check list: every remark of the feedback, by the sections of the rubric."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.coaching.citation import clock
from voicecoach.coaching.rubric import CRITERIA, RUBRIC, Criterion
from voicecoach.report.page.review import Review
from voicecoach.report.plain import clean
from voicecoach.report.text import NAMES, TITLES, section_of, section_remarks
from voicecoach.turns import Feedback

MOST_OF_A_KIND = 30  # the rest is counted; the transcript shows it
ELSEWHERE = ("moments", "wording", "next", "reveal")  # have a place of their own on the page
MOMENT_NAMES = {"moment_best": "Best", "moment_costliest": "Costliest", "moment_silence": "Silence"}
BAND_NAMES = {"green": "good", "amber": "worth another try", None: "shown, not judged"}


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark, ready to be laid out."""

    check: str
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
    remarks: tuple[Remark, ...]  # those that sum up first
    criteria: tuple[Criterion, ...]
    n_more: int  # remarks of a kind that there are too many of

    @property
    def count(self) -> str:
        """Say how many of which band there are."""
        bands = [remark.band for remark in self.remarks]
        parts = [f"{bands.count('green')} good"] if "green" in bands else []
        if "amber" in bands:
            parts.append(f"{bands.count('amber')} worth another try")
        return ", ".join(parts) or "shown, not judged"


def remarks_in(section: str, review: Review) -> tuple[Remark, ...]:
    """Lay out the remarks of one section of the rubric."""
    return _remarks([each for each in review.feedback if section_of(each) == section], review)


def sections_of(review: Review) -> tuple[Section, ...]:
    """Sort what has no place of its own on the page into sections, in the order of the rubric."""
    names = dict.fromkeys(criterion.section for criterion in RUBRIC)
    found = []
    for name in names:
        remarks = [remark for remark in review.feedback if section_of(remark) == name]
        if name in ELSEWHERE or not remarks:
            continue
        shown = section_remarks(review.record, name, remarks)
        kept = _not_too_many(shown)
        found.append(
            Section(
                id=name,
                title=TITLES.get(name, name).capitalize(),
                remarks=_remarks(sorted(kept, key=_is_event), review),
                criteria=tuple(each for each in RUBRIC if each.section == name),
                n_more=len(shown) - len(kept),
            )
        )
    return tuple(found)


def worth_another_try(
    sections: tuple[Section, ...], said: tuple[Remark, ...]
) -> tuple[tuple[str, Remark], ...]:
    """Gather what lies outside the bands, each with the title of its section.

    Advice that was `said` before, or that several checks give, is not given again.
    """
    given = {remark.advice for remark in said}
    found = []
    for section in sections:
        for remark in section.remarks:
            if remark.band != "amber" or (remark.advice and remark.advice in given):
                continue
            given.add(remark.advice)
            found.append((section.title, remark))
    return tuple(found)


def _is_event(remark: Feedback) -> bool:
    criterion = CRITERIA.get(remark.check)
    return criterion is not None and not criterion.is_summary


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
        if counts[remark.check] <= MOST_OF_A_KIND:
            kept.append(remark)
    return kept


def _remark(remark: Feedback, review: Review, quoted: set[str]) -> Remark:
    quote = clean(remark.quote or "")
    is_said = quote in quoted or quote in clean(remark.observed)
    return Remark(
        check=remark.check,
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
