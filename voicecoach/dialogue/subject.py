"""Finding the words that fit what was said: a question known again, a subject, a form."""

from __future__ import annotations

from voicecoach.dialogue.asked import CommonQuestion, find_common_question
from voicecoach.dialogue.facts import QUESTION_KEYS
from voicecoach.dialogue.lines import unused
from voicecoach.dialogue.moment import Answer, Moment, has_line, occasion
from voicecoach.dialogue.moves.overlap import content_stems
from voicecoach.dialogue.moves.utterance import hear
from voicecoach.dialogue.persona import Fact
from voicecoach.dialogue.topics import find_stems
from voicecoach.turns import MoveKind

_LIKE = 0.6  # how like an expected question a turn must be
_ALMOST = 0.78
# What deserves its own answer before any subject.
_WEIGHTY = (
    "apology",
    "agenda",
    "skipped_steps",
    "conditional_trade",
    "label_right",
    "name_tactic",
    "summary_right",
    "next_step",
    "confirm_agreement",
)
_FITS_WELL = 2  # words that a question shares with a fact it may be meant to bring out
_FEW = 2  # telling words that a question about a subject may have beside its name


def answer_expected(moment: Moment) -> Answer | None:
    """Answer a question that its file expects, in the file's words."""
    name, likeness = moment.character.asked_finder.find(moment.heard.text)
    return _say(moment, name) if likeness >= _LIKE else None


def answer_statement(moment: Moment) -> Answer | None:
    """Answer a statement that its file expects almost word for word, whatever move it may be."""
    name, likeness = moment.character.asked_finder.find(moment.heard.text)
    is_plain = not moment.asks and not moment.figures and not moment.new_trades
    if likeness < _ALMOST or not is_plain or moment.has(*_WEIGHTY):
        return None
    return _say(moment, name)


def _say(moment: Moment, name: str) -> Answer | None:
    """Answer an expected question, or on the subject that it belongs to."""
    if has_line(moment, f"asked.{name}"):
        return Answer("answer", f"asked.{name}")
    topic = moment.character.asked_topics.get(name)
    if topic is not None and has_line(moment, f"topic.{topic}"):
        return Answer("answer", f"topic.{topic}", topic=topic)
    return None


def answer_on_subject(moment: Moment) -> Answer | None:
    """Answer by the first that fits: what the file has on this, what its style has, the subject.

    On 247 judged answers a subject fitted nearly always if the question said little else, seldom
    if its form asked for something of its own.
    """
    common = find_common_question(moment.heard.text)
    if common is None or common.is_last:
        return _answer_named(moment) or _answer_topic(moment)
    if common.is_wide:
        return _answer_named(moment) or _say(moment, common.id) or _say_spare(moment, common)
    if (own := _say(moment, common.id) or _answer_topic(moment)) is not None:
        return own
    if common.id == "why_figure" and moment.has("challenge_basis"):
        return occasion("challenge")
    return _say_spare(moment, common) or _answer_named(moment)


def answer_common(moment: Moment) -> Answer | None:
    """Answer a question of every talk that says by its form what it wants."""
    common = find_common_question(moment.heard.text)
    if common is None or common.is_last or common.is_wide:
        return None
    return _say(moment, common.id) or _say_spare(moment, common)


def answer_by_form(moment: Moment) -> Answer | None:
    """Evade a question by its form alone: who, when, how many, is it so."""
    common = find_common_question(moment.heard.text)
    return None if common is None else _say_spare(moment, common)


def _say_spare(moment: Moment, common: CommonQuestion) -> Answer | None:
    """Use what its style says to a question of every talk."""
    source = f"spare.asked.{common.id}"
    if not has_line(moment, source):
        return None
    return Answer("evade" if common.is_last else "answer", source)


def _answer_topic(moment: Moment) -> Answer | None:
    """Answer on the subject whose lines take up most of what is asked about it."""
    fits = {topic: _fit(moment, topic) for topic in moment.topics}
    topic = max(fits, key=lambda topic: fits[topic], default=None)
    if topic is None or fits[topic] < 1:
        return None
    return Answer("answer", f"topic.{topic}", topic=topic)


def _answer_named(moment: Moment) -> Answer | None:
    """Answer on the subject that a question is plainly about."""
    for topic in moment.topics:
        if has_line(moment, f"topic.{topic}") and is_plainly_about(moment, topic):
            return Answer("answer", f"topic.{topic}", topic=topic)
    return None


def is_plainly_about(moment: Moment, topic: str) -> bool:
    """Tell whether a question says little beside the name of a subject."""
    if topic not in moment.named_topics:  # only referred back to: "why?", "and then?"
        return len(content_stems(hear(moment.heard.text).words)) <= 1
    return len(_find_words_beside(moment, topic)) <= _FEW


def _find_words_beside(moment: Moment, topic: str) -> set[str]:
    """Find the telling words of a turn that are no names of a subject."""
    names = " ".join(moment.character.topics[topic].words)
    return content_stems(hear(moment.heard.text).words) - content_stems(hear(names).words)


def _fit(moment: Moment, topic: str) -> int:
    """Count the words that the best line on a subject takes up, beside its name."""
    lines = unused(moment.character.book, moment.mind, f"topic.{topic}", moment.slots)
    beside = _find_words_beside(moment, topic)
    fit = max((len(beside & content_stems(hear(line.text).words)) for line in lines), default=0)
    # What is only referred back to must fit better than what was named.
    return fit if topic in moment.named_topics else fit - 1


def is_asked_for(moment: Moment, fact: Fact) -> bool:
    """Tell whether a question may be meant to bring out a fact, and no other answer."""
    if fact.key not in QUESTION_KEYS or not fact.about:
        return True
    expected = answer_expected(moment)
    if expected is not None:
        return expected.topic in fact.about
    is_named = any(topic in moment.named_topics for topic in fact.about)
    if is_named and fact.key == MoveKind.INTERESTS_QUESTION and moment.has(fact.key):
        return True
    common = find_common_question(moment.heard.text)
    if common is not None and not common.is_last:
        return common.is_wide
    if any(is_plainly_about(moment, topic) for topic in moment.topics if topic in fact.about):
        return True
    asked = set(find_stems(" ".join(content_stems(hear(moment.heard.text).words))))
    told = set(find_stems(" ".join((fact.gist, *map(str, fact.keywords), *fact.say))))
    return len(asked & told) >= _FITS_WELL
