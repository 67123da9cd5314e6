"""Which recognised moves a counterpart acts on, whatever form they come in."""

from __future__ import annotations

import pytest

from tests.dialogue.plain_story import build, meet
from tests.dialogue.simulated_learners import K, turn
from voicecoach.dialogue.sifting import sift
from voicecoach.turns import Move, MoveKind

FIGURE = 1500.0


def n_kept(text: str, kind: MoveKind) -> int:
    """Count what is left of a turn with one move, and a figure if it names one."""
    persona = build()
    counterpart = meet(persona)
    has_figure = "1500" in text
    amount, issue = (FIGURE, persona.issues[0].id) if has_figure else (None, None)
    heard = turn(text, Move(kind, 0.95, text, "test", amount, issue))
    return len(sift(counterpart._character, counterpart._mind, heard)[0].moves)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'd say 1500.", K.PROPOSAL),
        ("I suppose we could do 1500.", K.PROPOSAL),
        ("You felt hurt, right? How about 1500?", K.PROPOSAL),
        ("I'm going with 1500.", K.PROPOSAL),
        ("1500 looks like a fair price to me.", K.PROPOSAL),
        ("I'd pay 1500 to fix the windows.", K.PROPOSAL),
        ("I take it we're agreed on 1500.", K.CONFIRM_AGREEMENT),
        ("I'm hearing that you waited ten weeks.", K.SUMMARY),
        ("I want to check I understand: it was late, and nobody rang.", K.SUMMARY),
        ("We really appreciate all you have done.", K.APPRECIATION),
        ("That took courage, and I respect you for it.", K.APPRECIATION),
        ("You felt shut out in that room.", K.EMOTION_LABEL),
        ("You've got until Friday or I'll see you in court.", K.THREAT),
        ("What do you say? Take it or leave it.", K.ULTIMATUM),
        ("Why do you always have to be so difficult?", K.LEADING_QUESTION),
    ],
)
def test_a_plain_move_is_acted_on_in_whatever_form(text: str, kind: MoveKind) -> None:
    assert n_kept(text, kind) == 1


@pytest.mark.parametrize(
    "text", ["1500 is what you billed me last year.", "1500 was charged in March."]
)
def test_a_figure_that_is_only_told_is_no_offer(text: str) -> None:
    assert n_kept(text, K.PROPOSAL) == 0
