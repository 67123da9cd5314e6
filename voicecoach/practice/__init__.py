"""The loop: hear, understand, answer, keep."""

from voicecoach.practice.loop import Limits, Practice

__all__ = ["Limits", "Practice"]
