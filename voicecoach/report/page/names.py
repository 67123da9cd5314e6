"""How moves, silences, tactics and amounts are called on the page."""

from __future__ import annotations

from voicecoach.turns import MoveKind, Reveal

# As in the table of `docs/moves.md`; what is named nowhere else steers.
FAMILIES: dict[str, frozenset[MoveKind]] = {
    "asking": frozenset(
        {
            MoveKind.OPEN_QUESTION,
            MoveKind.CLOSED_QUESTION,
            MoveKind.LEADING_QUESTION,
            MoveKind.REASONED_QUESTION,
            MoveKind.STACKED_QUESTION,
        }
    ),
    "probing": frozenset(
        {
            MoveKind.NUDGE,
            MoveKind.INFORMATION_PROBE,
            MoveKind.SUMMARY,
            MoveKind.CLEARINGHOUSE_PROBE,
        }
    ),
    "listening": frozenset(
        {
            MoveKind.MIRROR,
            MoveKind.PARAPHRASE,
            MoveKind.EMOTION_LABEL,
            MoveKind.EMPATHY,
            MoveKind.APPRECIATION,
            MoveKind.APOLOGY,
            MoveKind.I_MESSAGE,
            MoveKind.RAPPORT,
        }
    ),
    "bargaining": frozenset(
        {
            MoveKind.INTERESTS_QUESTION,
            MoveKind.OWN_INTEREST,
            MoveKind.OPTION,
            MoveKind.PROPOSAL,
            MoveKind.CONDITIONAL_TRADE,
            MoveKind.CONCESSION,
            MoveKind.OBJECTIVE_CRITERION,
            MoveKind.POSITION,
            MoveKind.CALM_LIMIT,
            MoveKind.CHALLENGE_BASIS,
        }
    ),
    "costly": frozenset(
        {
            MoveKind.THREAT,
            MoveKind.ULTIMATUM,
            MoveKind.PERSONAL_ATTACK,
            MoveKind.BLAME,
            MoveKind.PRESSURE,
            MoveKind.IRRITATOR,
        }
    ),
}
STEERING = "steering"
GLYPHS = {
    "asking": "?",
    "probing": "…",
    "listening": "“",
    "bargaining": "⇄",
    "steering": "→",
    "costly": "!",
}
FAMILY_NAMES = {
    "asking": "asking",
    "probing": "probing",
    "listening": "listening",
    "bargaining": "bargaining",
    "steering": "steering",
    "costly": "going wrong",
}


def family_of(kind: MoveKind) -> str:
    """Find the family of a move."""
    return next((name for name, kinds in FAMILIES.items() if kind in kinds), STEERING)


def name_of_move(kind: str) -> str:
    """Write the name of a move as one says it.

    Examples
    --------
    >>> name_of_move("i_message"), name_of_move("emotion_label")
    ('I-message', 'emotion label')
    """
    return "I-message" if kind == "i_message" else kind.replace("_", " ")


def name_of_key(key: str) -> str:
    """Write what opens a fact or counters a tactic."""
    return "silence" if key == "silence" else name_of_move(key)


def name_of_tactic(tactic: str, reveal: Reveal | None) -> str:
    """Name a tactic as the persona file does; by its id where that is not known."""
    known = {each.id: each.name for each in reveal.tactics} if reveal else {}
    return known.get(tactic, tactic.replace("_", " "))
