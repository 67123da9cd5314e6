"""Measures of speech: arrays in, numbers out. What each figure means: `docs/measures.md`."""

from voicecoach.measures.figure import Figure, plain, reasons
from voicecoach.measures.pressure import PRESSURE_ACTS
from voicecoach.measures.session import measure_session, measure_talk
from voicecoach.measures.spans import NO_SPANS, Spans, as_spans

__all__ = [
    "NO_SPANS",
    "PRESSURE_ACTS",
    "Figure",
    "Spans",
    "as_spans",
    "measure_session",
    "measure_talk",
    "plain",
    "reasons",
]
