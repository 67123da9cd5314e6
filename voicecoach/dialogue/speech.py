"""Saying an answer: find the words, remember that they were said, make the reply."""

from __future__ import annotations

from voicecoach.dialogue.bargaining import awaiting_yes
from voicecoach.dialogue.book import Line
from voicecoach.dialogue.character import Character
from voicecoach.dialogue.figures import speak_figure
from voicecoach.dialogue.lines import choose_line
from voicecoach.dialogue.mind import Mind, Said, Standing
from voicecoach.dialogue.modes import find_mode
from voicecoach.dialogue.moment import Answer
from voicecoach.dialogue.silences import draw_tolerance_s
from voicecoach.dialogue.terms import speak_terms
from voicecoach.dialogue.trust import end
from voicecoach.turns import Manner, Reply

_N_LINES_REMEMBERED = 3


def find_slots(character: Character, mind: Mind) -> dict[str, str]:
    """Speak the figures on the issue in hand, for lines that hold them."""
    issue = character.issues[mind.focus]
    deal = mind.deals[issue.id]
    slots = {"offer": speak_figure(deal.offer, issue.unit)}
    waiting = awaiting_yes(mind)
    if len(waiting) > 1:
        slots["their_offer"] = speak_terms(waiting, character.issues)
    elif deal.theirs is not None:
        slots["their_offer"] = speak_figure(deal.theirs, issue.unit)
    return slots


def speak(
    character: Character,
    mind: Mind,
    answer: Answer,
    *,
    stood: Standing | None = None,
    hesitate_s: float = 0.0,
) -> Reply:
    """Find the words for an answer, remember them, and make the reply.

    Parameters
    ----------
    character, mind
        Who speaks; the mind remembers what was said.
    answer : Answer
    stood : Standing or None
        How things stood before the learner's turn, in case nobody hears the line.
    hesitate_s : float >= 0
        A silence on purpose before the line.
    """
    if answer.end is not None:
        end(mind, answer.end)
    slots = find_slots(character, mind) | dict(answer.slots)
    about = mind.heard if answer.source.startswith("topic.") else ""
    line = choose_line(character.book, mind, answer.source, slots, about=about)
    text = f"{line.text} {_find_rest(character, mind, answer, slots)}".rstrip()
    is_new_topic = _lets_out(character, mind, answer.topic, line)
    stood = stood or Standing.of(mind)
    mind.last = Said(
        text=text,
        key=line.key,
        fact=answer.fact,
        topic=answer.topic if is_new_topic else None,
        deals=stood.deals,
        step=stood.step,
        fake=stood.fake,
        shift=stood.shift,
        act=stood.act,
        told=stood.told,
        focus=stood.focus,
        package=stood.package,
    )
    _remember(character, mind, answer, mind.last)
    mind.tolerance_s = draw_tolerance_s(character, mind)
    because, mind.because = tuple(mind.because), []
    return Reply(
        text=text,
        act=answer.act,
        state=mind.state,
        trust=mind.trust,
        agitation=mind.agitation,
        manner=character.numbers.manners.get(mind.state, Manner()),
        fact=answer.fact,
        tactic=answer.tactic,
        mode=find_mode(character, mind),
        because=because,
        hesitate_s=hesitate_s,
        offer=mind.deals[mind.focus].offer,
        outcome=mind.end,
    )


def _find_rest(character: Character, mind: Mind, answer: Answer, slots: dict[str, str]) -> str:
    """Find what follows the line in the same breath."""
    if not answer.then_source:
        return answer.then
    line = choose_line(character.book, mind, answer.then_source, slots)
    mind.used.add(line.key)
    return line.text


def _lets_out(character: Character, mind: Mind, topic: str | None, line: Line) -> bool:
    """Tell whether an answer gives something away for the first time; a brush-off does not."""
    if topic is None or topic in mind.topics:
        return False
    is_open = line.place not in ("low", "guarded", "hot")
    return is_open or topic in character.keyword_finder.find(line.text)


def _remember(character: Character, mind: Mind, answer: Answer, said: Said) -> None:
    mind.used.add(said.key)
    mind.said = [*mind.said, said.text][-_N_LINES_REMEMBERED:]
    if answer.act != "say_again":  # said again, a question still wants its answer
        mind.act, mind.told = answer.act, said.text
    if answer.fact is not None:
        mind.facts.append(answer.fact)
        about = character.facts[answer.fact].about
        mind.topic = about[0] if about else mind.topic
    if answer.topic is not None:
        mind.topic = answer.topic
        if answer.topic not in mind.asked:
            mind.asked.append(answer.topic)
    if said.topic is not None:
        mind.topics.append(said.topic)
