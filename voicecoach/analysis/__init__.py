"""Measuring recordings from anywhere: a rehearsal, a phone memo, a call that all agreed to."""

from voicecoach.analysis.many import Failure, analyse_files
from voicecoach.analysis.one import analyse
from voicecoach.analysis.request import CHANNEL_NAMES, Request, parse_channels

__all__ = ["CHANNEL_NAMES", "Failure", "Request", "analyse", "analyse_files", "parse_channels"]
