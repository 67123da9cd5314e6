"""What a learner takes away from a session: checks, moments, and the short version to be spoken."""

from voicecoach.coaching.feedback import give_feedback
from voicecoach.coaching.moments import moments
from voicecoach.coaching.rubric import RUBRIC
from voicecoach.coaching.spoken import spoken_feedback

__all__ = ["RUBRIC", "give_feedback", "moments", "spoken_feedback"]
