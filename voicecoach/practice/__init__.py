"""The loop: hear, understand, answer, keep."""

from voicecoach.practice.loop import Practice
from voicecoach.practice.talk import Limits

__all__ = ["Limits", "Practice"]
