"""What can be measured of a talk that was typed: words and silences, and nothing of the sound."""

from __future__ import annotations

from collections.abc import Sequence

from voicecoach.measures.figure import Figure, unmeasured
from voicecoach.measures.session import measure_talk
from voicecoach.measures.spans import NO_SPANS
from voicecoach.measures.talk import Sound, Talk
from voicecoach.turns import Silence, Turn

TYPED = "typed"
# Figures of wording, and of silences whose seconds were typed; all others need a voice.
WITHOUT_SOUND = frozenset(
    {
        "words_per_turn",
        "hedges_per_100_words",
        "held_silences",
        "broken_silences",
        "longest_silence_s",
    }
)


def lay_out_typed(turns: Sequence[Turn], silences: Sequence[Silence]) -> Talk:
    """Lay out a talk by keyboard: its turns and silences, and no sound on either side.

    Parameters
    ----------
    turns : sequence of Turn
        Both sides'.
    silences : sequence of Silence
    """
    return Talk(
        learner=Sound(NO_SPANS),
        counterpart=Sound(NO_SPANS),
        learner_turns=tuple(turn for turn in turns if turn.who == "learner"),
        counterpart_turns=tuple(turn for turn in turns if turn.who == "counterpart"),
        silences=tuple(silences),
    )


def measure_typed(talk: Talk) -> dict[str, Figure]:
    """Measure a talk by keyboard.

    Parameters
    ----------
    talk : Talk
        As `lay_out_typed` lays it out.

    Returns
    -------
    figures : dict of Figure by name
        The same names as those of a spoken talk; whatever needs sound is None, since "typed".

    Examples
    --------
    >>> talk = lay_out_typed([Turn("learner", 0.0, 2.0, "What matters to you?")], [])
    >>> figures = measure_typed(talk)
    >>> figures["words_per_turn"].value, figures["words_per_minute"].reason
    (4.0, 'typed')
    """
    return {
        name: figure if name in WITHOUT_SOUND else unmeasured(figure.unit, TYPED)
        for name, figure in measure_talk(talk).items()
    }
