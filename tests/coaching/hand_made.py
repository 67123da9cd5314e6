"""Sessions made by hand, in which every event is known."""

from __future__ import annotations

from dataclasses import replace

from voicecoach.turns import (
    FactRecord,
    Move,
    MoveKind,
    Point,
    SessionRecord,
    Silence,
    Turn,
)

FULL_MEASURES: dict[str, float | None] = {
    "talk_share": 0.44,
    "words_per_minute": 152.0,
    "articulation_rate_syllables_per_s": 4.6,
    "longest_turn_s": 12.0,
    "words_per_turn": 11.5,
    "longest_counterpart_turn_s": 21.0,
    "response_latency_median_s": 1.2,
    "held_silences": 2.0,
    "broken_silences": 1.0,
    "longest_silence_s": 5.1,
    "pitch_median_hz": 118.0,
    "pitch_spread_st": 2.7,
    "level_dbfs": -23.0,
    "fillers_per_100_words": 1.5,
    "hedges_per_100_words": 2.0,
    "interruptions": 1.0,
    "overlap_s": 0.8,
}

EMPTY = SessionRecord(
    session="2026-03-01T10-00-00",
    persona="fee_dispute",
    persona_name="Dana Reed",
    style="driver",
    seed=7,
    outcome="stopped",
    state="guarded",
    trust=25.0,
    duration_s=0.0,
)


def move(kind: str, evidence: str = "", **more: object) -> Move:
    return replace(Move(MoveKind(kind), 0.9, evidence, "by hand"), **more)  # type: ignore[arg-type]


def mine(start_s: float, end_s: float, text: str, *moves: Move) -> Turn:
    return Turn("learner", start_s, end_s, text, moves=moves)


def theirs(
    start_s: float,
    end_s: float,
    text: str,
    state: str = "guarded",
    trust: float = 25.0,
    act: str = "push",
    fact: str | None = None,
    because: tuple[str, ...] = (),
    was_cut_off: bool = False,
) -> Turn:
    return Turn(
        "counterpart",
        start_s,
        end_s,
        text,
        state=state,
        act=act,
        fact=fact,
        trust=trust,
        because=because,
        was_cut_off=was_cut_off,
    )


POINTS = (
    Point("late", "The invoice came six weeks late.", ("invoice", "six weeks"), said_s=0.0),
    Point("board", "The board meets on Friday.", ("board", "friday"), said_s=21.1),
    Point("call", "Nobody rang them when it slipped.", ("rang", "call"), said_s=45.0),
)
FACTS = (
    FactRecord("board", "silence", "The board meets on Friday.", "guarded", 21.1),
    FactRecord("sacked", "summary", "The last agency was sacked.", "empathy"),
    FactRecord("cash", "clearinghouse_probe", "Cash runs out in May.", "rapport"),
    FactRecord("pride", "emotion_label", "Dana vouched for you.", "listening", 60.0),
    FactRecord("boss", "silence", "Her boss wants you gone.", "rapport"),
)

# What happens, second by second:
#   0.0  opening; 6.0 open question, then 5.1 s held, at 21.1 the board comes out
#  30.0  leading question: trust -5; 45.0 answer
#  50.0  label, accurate: listening, then at 60.0 "pride" comes out, trust +8, empathy
#  70.0  summary that holds 2 of 3 points; 80.0 trust +6
#  90.0  proposal; 3.4 s broken at 98.4 by a concession
# 110.0  the learner cuts Dana off; trust -4 and a fall to listening
FULL = replace(
    EMPTY,
    outcome="out_of_time",
    state="listening",
    trust=30.0,
    duration_s=600.0,
    measures=FULL_MEASURES,
    points=POINTS,
    facts=FACTS,
    turns=(
        theirs(0.0, 5.0, "Your invoice came six weeks late. I am not paying forty thousand."),
        mine(6.0, 16.0, "What changed?", move("open_question", "What changed?")),
        theirs(21.1, 28.0, "The board meets on Friday.", trust=27.0, fact="board"),
        mine(
            30.0,
            43.0,
            "Don't you think that's fair?",
            move("leading_question", "Don't you think that's fair?"),
        ),
        theirs(45.0, 49.0, "Fair? Nobody rang me.", trust=22.0, because=("leading_question -5.0",)),
        mine(
            50.0,
            58.0,
            "It sounds as if you felt left alone with it.",
            move(
                "emotion_label",
                "It sounds as if you felt left alone with it.",
                is_accurate=True,
                is_tentative=True,
            ),
        ),
        theirs(
            60.0,
            68.0,
            "I vouched for you. Personally.",
            state="listening",
            trust=30.0,
            fact="pride",
            because=("emotion_label +8.0",),
        ),
        mine(
            70.0,
            79.0,
            "So far: the invoice was late and nobody rang you. What did I miss?",
            move(
                "summary",
                "So far: the invoice was late and nobody rang you.",
                recall=2 / 3,
                points=("late", "call"),
            ),
        ),
        theirs(80.0, 88.0, "Yes. And Friday.", state="empathy", trust=36.0, because=("summary",)),
        mine(
            90.0,
            95.0,
            "We could do thirty-eight thousand.",
            move("proposal", "thirty-eight thousand", amount=38_000.0),
        ),
        mine(
            98.4,
            102.0,
            "Or thirty-five, if that is easier.",
            move("concession", "thirty-five", amount=35_000.0),
        ),
        theirs(104.0, 110.6, "Thirty-five is", state="empathy", trust=36.0, was_cut_off=True),
        mine(110.0, 122.0, "Look, just sign it.", move("pressure", "just sign it")),
        theirs(
            124.0,
            128.0,
            "Do not rush me.",
            state="listening",
            trust=30.0,
            because=("pressure -6.0",),
        ),
    ),
    silences=(
        Silence(5.0, 6.0, "counterpart_turn", "pause", "learner"),
        Silence(16.0, 21.1, "own_ask", "held", "counterpart", yielded="board"),
        Silence(28.0, 30.0, "counterpart_turn", "hesitation", "learner"),
        Silence(95.0, 98.4, "own_ask", "broken", "learner"),
        Silence(128.0, 131.2, "counterpart_turn", "held", "end"),
    ),
    response_gaps_s=(0.61, 0.58),
)
