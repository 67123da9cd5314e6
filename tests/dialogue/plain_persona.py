"""A persona that is complete and has no character: every line says where it comes from."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from voicecoach.dialogue.occasions import OCCASIONS
from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.persona_file import read_persona

PLACES = ("low", "mid", "high", "hot")
FACT_KEYS = {
    "asked": ("open_question", "guarded"),
    "nudged": ("nudge", "guarded"),
    "unsaid": ("silence", "guarded"),
    "detail": ("information_probe", "listening"),
    "felt": ("emotion_label", "listening"),
    "wish": ("interests_question", "empathy"),
    "understood": ("summary", "empathy"),
    "reasoned": ("reasoned_question", "rapport"),
    "last": ("clearinghouse_probe", "influence"),
}
_AIMED = {"open_question", "information_probe", "interests_question", "reasoned_question"}


def _lines(source: str, n: int) -> dict[str, list[str]]:
    return {place: [f"{source} {place} {number}." for number in range(n)] for place in PLACES}


def _occasions() -> dict[str, dict[str, list[str]]]:
    lines = {name: _lines(name, max(2, n // 2)) for name, (n, _) in OCCASIONS.items()}
    for name in ("offer_counter", "offer_hold", "package"):
        lines[name] = {"any": [f"{name} {number}: {{offer}}." for number in range(8)]}
    for name in ("offer_readback", "accept"):
        lines[name] = {"any": [f"{name} {number}: {{their_offer}}." for number in range(4)]}
    return lines


def plain(style: str = "amiable") -> dict[str, Any]:
    """Give the persona as the plain data of its file."""
    topics = [f"topic{number}" for number in range(5)]
    return {
        "schema": 1,
        "id": "plain",
        "name": "Pat Plain",
        "role": "the other side",
        "situation": "fees",
        "style": style,
        "mode": "collaborating",
        "voice": {"sex": "female"},
        "briefing": {
            "you": "you",
            "counterpart": "Pat",
            "story": "a fee",
            "aims": ["a deal"],
            "limit": "not below 16,000",
            "you_know": ["little"],
            "if_no_deal": "court",
        },
        "their_side": "the fee is too high",
        "issues": [
            {
                "id": "fee",
                "name": "the fee",
                "words": ["fee"],
                "unit": "GBP",
                "wants": "lower",
                "plausible": [5000, 40000],
                "opening": 10000,
                "limit": 20000,
                "learner_limit": 16000,
                "ladder": [
                    {"value": 10000, "step": "guarded"},
                    {"value": 13000, "step": "rapport"},
                    {"value": 16000, "step": "influence"},
                    {"value": 18000, "step": "influence", "needs": ["stages"]},
                    {"value": 20000, "step": "influence", "needs": ["stages", "contact"]},
                ],
            },
            {
                "id": "date",
                "name": "the date",
                "words": ["date"],
                "unit": "days",
                "wants": "higher",
                "plausible": [1, 90],
                "opening": 60,
                "limit": 14,
                "learner_limit": 30,
                "ladder": [
                    {"value": 45, "step": "rapport"},
                    {"value": 30, "step": "rapport"},
                    {"value": 14, "step": "influence"},
                ],
            },
        ],
        "trades": [
            {"id": "stages", "words": ["stages", "instalments"], "gist": "payment in stages"},
            {"id": "contact", "words": ["one contact"], "gist": "one person to ring"},
        ],
        "facts": [
            {
                "id": id_,
                "key": key,
                "step": step,
                "gist": f"gist of {id_}",
                "keywords": [id_],
                "about": ["topic0"] if key in _AIMED else [],
                "is_interest": id_ in ("wish", "understood"),
                "say": [f"Fact {id_} one.", f"Fact {id_} two."],
            }
            for id_, (key, step) in FACT_KEYS.items()
        ],
        "feelings": [
            {"name": "rushed", "words": ["rushed", "hurried"]},
            {"name": "hurt", "words": ["hurt", "let down"]},
        ],
        "topics": [
            {
                "id": id_,
                "words": [id_, f"subject{id_[-1]}"],
                "gist": f"gist of {id_}",
                "keywords": [id_],
                "answers": _lines(f"answer {id_}", 2),
            }
            for id_ in topics
        ],
        "tactics": [
            {
                "id": "deadline",
                "name": "deadline",
                "when": "low",
                "countered_by": ["open_question", "silence"],
                "say": ["Today only."],
                "countered": ["Well, this week."],
            },
            {
                "id": "flinch",
                "name": "flinch",
                "when": "on_offer",
                "countered_by": ["objective_criterion"],
                "say": ["How much?"],
                "countered": ["All right, let us look at it."],
            },
        ],
        "lines": _occasions(),
    }


@cache
def make_persona(style: str = "amiable") -> Persona:
    """Build it through the reader, as any file would be."""
    return read(plain(style))


def read(data: dict[str, Any]) -> Persona:
    """Read plain data as the file of a persona."""
    return read_persona(yaml.safe_dump(data, sort_keys=False), "plain.yaml")
