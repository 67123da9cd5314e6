"""The review page: one self-contained HTML file about one session."""

from voicecoach.report.page.curves import Curves, curves_from, curves_of
from voicecoach.report.page.plots import Drawings
from voicecoach.report.page.render import Page, make_page
from voicecoach.report.page.review import Review, Sound

__all__ = [
    "Curves",
    "Drawings",
    "Page",
    "Review",
    "Sound",
    "curves_from",
    "curves_of",
    "make_page",
]
