from __future__ import annotations

from dataclasses import replace

import pytest

from tests.coaching.debriefed import FEE, REVEAL, said, talk
from tests.coaching.hand_made import EMPTY, mine, theirs
from tests.coaching.planted.more_counts import documented_places
from voicecoach.coaching.modes import MODES, PLACES, fitting_mode, mode_at, path_of, place
from voicecoach.coaching.paths import (
    check_mode_effects,
    check_modes,
    check_needs,
    check_path,
    check_warner,
)
from voicecoach.coaching.style_fit import check_style_angers, check_style_fit
from voicecoach.coaching.styles import TASTES
from voicecoach.turns import Band, MoveKind, Turn

WARM = "open_question"
COLD = "threat"


def spread(n_warm: int, n_cold: int) -> list[Turn]:
    """So many turns of each, alternating as long as there are both."""
    kinds = [WARM] * n_warm + [COLD] * n_cold
    return [said(10.0 * n, f"Words {n}.", kind) for n, kind in enumerate(kinds)]


def test_every_move_has_a_place_and_the_documented_one() -> None:
    assert {kind.value: where for kind, where in PLACES.items()} == documented_places()
    assert set(PLACES) == set(MoveKind)


@pytest.mark.parametrize(
    ("text", "kinds", "where"),
    [
        ("How so?", ("open_question",), (0.3, 0.5, "collaborating")),
        ("No, because of the hours.", ("calm_limit",), (0.8, 0.1, "collaborating")),
        ("I want it all.", ("position",), (0.8, -0.3, "competing")),
        ("Fine, have it.", ("concession",), (-0.6, 0.4, "accommodating")),
        ("Let's not get into that.", (), (-0.6, -0.4, "avoiding")),
        ("Let us meet halfway.", ("proposal",), (0.0, 0.0, "compromising")),
        # The strongest push each way: 0.8 up from the limit, 0.8 up from the label.
        ("You sound tired, and I can't.", ("calm_limit", "emotion_label"), (0.8, 0.8, None)),
        # A label does not undo a threat, it weakens it.
        ("You sound tired. Sign or else.", ("emotion_label", "threat"), (1.0, -0.2, "competing")),
        ("I think I might want it all.", ("position",), (0.6, -0.3, "competing")),
    ],
)
def test_a_turn_stands_where_its_strongest_pushes_put_it(
    text: str, kinds: tuple[str, ...], where: tuple[float, float, str | None]
) -> None:
    found = place(said(0.0, text, *kinds))
    assert found is not None
    assert (found.assertion, found.cooperation) == where[:2]
    assert where[2] in (None, found.mode)


def test_a_plain_statement_has_no_place() -> None:
    assert place(said(0.0, "The file is in the car.")) is None


def test_places_never_leave_the_plane() -> None:
    for kind in MoveKind:
        for other in MoveKind:
            found = place(said(0.0, "So.", kind.value, other.value))
            assert found is not None
            assert -1 <= found.assertion <= 1
            assert -1 <= found.cooperation <= 1
            assert found.mode in MODES
            assert found.mode == mode_at(found.assertion, found.cooperation)


@pytest.mark.parametrize(
    ("theirs_", "own", "mode"),
    [(8, 8, "collaborating"), (3, 8, "competing"), (8, 3, "accommodating"), (3, 3, "compromising")],
)
def test_the_stakes_call_for_a_mode(theirs_: float, own: float, mode: str) -> None:
    assert fitting_mode([replace(FEE, weight=theirs_, learner_weight=own)]) == mode


@pytest.mark.parametrize(
    ("n_warm", "n_cold", "band"),
    [(6, 2, "green"), (2, 6, "amber"), (3, 5, None), (4, 3, None)],
)
def test_one_mode_over_seven_in_ten_is_amber_unless_it_fits(
    n_warm: int, n_cold: int, band: Band | None
) -> None:
    (remark,) = check_modes(talk(*spread(n_warm, n_cold)))
    assert remark.band == band
    n = n_warm + n_cold
    assert remark.observed.startswith(f"{n} of {n} turns could be placed: ")
    assert f"The stakes call for collaborating: {n_warm} of {n}." in remark.observed


def test_without_the_reveal_modes_are_shown_and_not_judged() -> None:
    (remark,) = check_modes(talk(*spread(1, 9), reveal=None))
    assert remark.band is None
    assert "stakes" not in remark.observed


def test_the_path_goes_by_thirds_of_the_time() -> None:
    turns = [said(10.0 * n, "So.", WARM if n < 6 else COLD) for n in range(9)]
    path = path_of(talk(*turns, duration_s=90.0))
    assert [point.n_turns for point in path.thirds] == [3, 3, 3]
    assert [point.cooperation for point in path.thirds] == [0.5, 0.5, -1.0]
    assert check_path(talk(*turns, duration_s=90.0))[0].observed == (
        "Assertion and co-operation, from -1 to 1: first third +0.3 and +0.5; "
        "second third +0.3 and +0.5; last third +1 and -1."
    )


def test_an_empty_session_has_a_path_of_nothing() -> None:
    path = path_of(EMPTY)
    assert (path.places, path.centroid.assertion, path.fitting) == ((), None, None)


def test_each_mode_is_told_by_what_it_did_to_trust() -> None:
    def after(turn: Turn, trust: float) -> Turn:
        return replace(turn, trust=trust)

    turns = (
        theirs(0.0, 1.0, "Well.", trust=30.0),
        after(said(2.0, "How so?", WARM), 33.0),
        after(said(5.0, "Or else.", COLD), 21.0),
        after(said(8.0, "What then?", WARM), 23.0),
    )
    (remark,) = check_mode_effects(talk(*turns))
    assert remark.observed == (
        "What each did to trust: competing -12 over 1 turn, collaborating +5 over 2 turns."
    )
    assert (remark.at_s, remark.quote) == (2.0, "How so?")


def test_empathy_and_energy_are_shown_by_thirds_and_not_judged() -> None:
    turns = [mine(30.0 * n, 30.0 * n + 20, "word " * 40) for n in range(4)]
    turns[0] = replace(turns[0], moves=said(0.0, "Go on.", "nudge").moves)
    (remark,) = check_warner(talk(*turns, duration_s=120.0))
    assert remark.observed == (
        "By thirds: turns with empathy 1, 0, 0; words a minute 120, 120, 120. "
        "You set the course in 0 of 4 turns."
    )
    assert remark.band is None
    assert check_warner(talk(*turns[:2])) == ()


@pytest.mark.parametrize(
    ("because", "observed", "band"),
    [
        ("status_hurt -4.0", "Status of Dana: trust -4.", "amber"),
        ("fairness_met +1.5", "Fairness of Dana: trust +1.5.", "green"),
    ],
)
def test_social_needs_are_read_from_the_reasons(because: str, observed: str, band: Band) -> None:
    turn = replace(said(1.0, "As I told you.", "irritator"), because=(because, "irritator -3.0"))
    (remark,) = check_needs(talk(turn))
    assert (remark.observed, remark.at_s, remark.band) == (observed, 1.0, band)


STYLE_MOVES = {
    "amiable": ("rapport", "appreciation", "emotion_label", "interests_question"),
    "expressive": ("appreciation", "rapport", "option", "paraphrase"),
    "driver": ("agenda", "option", "calm_limit", "summary", "challenge_basis"),
    "analyst": ("objective_criterion", "agenda", "summary", "information_probe"),
}


@pytest.mark.parametrize("style", TASTES)
def test_what_pleases_a_style_is_counted_and_timed(style: str) -> None:
    turns = [said(10.0 * n, f"So {n}.", kind) for n, kind in enumerate(STYLE_MOVES[style])]
    turns += [said(100.0 + 10 * n, "I see.") for n in range(8 - len(turns))]
    (remark,) = check_style_fit(talk(*turns, style=style))
    n_all = len(TASTES[style].pleases)
    assert f"pleases one: {len(STYLE_MOVES[style])} of {n_all} (" in remark.observed
    assert "angers one: 0 of" in remark.observed
    assert remark.band == "green"


def test_what_angers_a_style_is_cited_where_it_was_first_done() -> None:
    labels = [said(10.0 * n, f"It sounds as if {n}.", "emotion_label") for n in range(3)]
    long = mine(50.0, 81.0, "And so on.")
    first, second = check_style_angers(talk(*labels, long, style="driver"))
    assert (first.observed, first.at_s) == (
        "Labels in a row: 1 time; drivers bear it badly.",
        20.0,
    )
    assert (second.observed, second.at_s) == (
        "More than 30 s at a stretch: 1 time; drivers bear it badly.",
        50.0,
    )


def test_a_style_of_tomorrow_is_not_spoken_of() -> None:
    session = talk(said(0.0, "Hm."), style="visionary")
    assert check_style_fit(session) == check_style_angers(session) == ()
    assert REVEAL.style in TASTES
