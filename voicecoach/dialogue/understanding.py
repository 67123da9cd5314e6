"""Reacting to a learner who tells the quarrel from both sides."""

from __future__ import annotations

from voicecoach.dialogue.moment import Answer, Moment, has_line, occasion


def react_to_story(moment: Moment) -> Answer | None:
    """Say what it is to hear one's own version told, or the circle that both are in."""
    if moment.has("loop_told"):
        return occasion("loop" if has_line(moment, "loop") else "reframe")
    if moment.has("perspective_right"):
        return occasion("perspective" if has_line(moment, "perspective") else "paraphrase_right")
    return None
