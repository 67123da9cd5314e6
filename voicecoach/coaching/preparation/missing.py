"""What the debrief could not compare, since the sheet is silent on it."""

from __future__ import annotations

from voicecoach.prep_sheet import PrepSheet
from voicecoach.turns import Feedback, SessionRecord


def check_missing(session: SessionRecord) -> tuple[Feedback, ...]:
    """Name the parts of the sheet that were left empty."""
    if session.prep is None:
        return ()
    names = [name for name, is_there in parts_of(session.prep).items() if not is_there]
    if not names:
        return ()
    observed = f"Could not be measured, since the sheet is silent on it: {', '.join(names)}."
    return (Feedback("prep_missing", observed, None, None, None),)


def parts_of(sheet: PrepSheet) -> dict[str, bool]:
    """Tell of each part of a sheet whether it is there."""
    return {
        "aims": bool(sheet.aims),
        "limit": any(one.limit is not None for one in sheet.figures),
        "target": any(one.target is not None for one in sheet.figures),
        "alternative": sheet.batna is not None,
        "trades": bool(sheet.trades),
        "their interests": bool(sheet.interests),
        "their style": sheet.style is not None,
        "their story": bool(sheet.story.theirs),
        "agenda": bool(sheet.agenda),
        "standards": bool(sheet.criteria),
        "questions": bool(sheet.questions),
    }
