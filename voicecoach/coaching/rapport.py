"""Checks on rapport: the stairway, what moved it, labels, reflections, and steps skipped."""

from __future__ import annotations

from voicecoach.coaching.citation import (
    counted,
    evidence_of,
    figure,
    name_of,
    signed,
    words_of,
)
from voicecoach.coaching.silences import words_before
from voicecoach.coaching.stairway import (
    STEPS,
    Stand,
    falls,
    first_stands,
    height,
    highest_step,
    stands,
)
from voicecoach.coaching.timeline import (
    OFFERS,
    TrustChange,
    cause_of,
    moves_of,
    silence_before,
    trust_changes,
    turn_before,
    turns_of,
)
from voicecoach.coaching.wording import better_wording, label_first
from voicecoach.turns import Band, Feedback, MoveKind, SessionRecord, Turn

N_CHANGES_SHOWN = 3
ENOUGH_LABELS = 2
LEAST_ACTS = 8  # below this no share is judged
GOOD_RATIO, POOR_RATIO = 1.0, 0.5  # reflections to a question, MITI 4
GOOD_COMPLEX, POOR_COMPLEX = 0.4, 0.2  # share of them that go beyond a mirror
REFLECTIONS = (
    MoveKind.MIRROR,
    MoveKind.PARAPHRASE,
    MoveKind.EMOTION_LABEL,
    MoveKind.SUMMARY,
)
COMPLEX_REFLECTIONS = REFLECTIONS[1:]
QUESTIONS = (MoveKind.OPEN_QUESTION, MoveKind.CLOSED_QUESTION, MoveKind.LEADING_QUESTION)


def moved_by(session: SessionRecord, effect: Turn) -> tuple[float, str | None]:
    """Cite what a turn answers: the learner's words, or the words before a silence."""
    cause = cause_of(session, effect)
    if cause is not None:
        return cause.start_s, words_of(cause)
    silence = silence_before(session, effect)
    if silence is not None:
        return silence.start_s, words_before(session, silence)
    return effect.start_s, words_of(effect)


def reasons(because: tuple[str, ...]) -> str:
    """Write down what moved trust, in brackets; nothing if that was not noted."""
    return f" ({'; '.join(because).replace('_', ' ')})" if because else ""


def check_stairway(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say how high the stairway was climbed and how often it went down."""
    top = highest_step(session)
    if top is None:
        observed = "The stairway could not be measured: no turn of the counterpart was recorded."
        return (Feedback("stairway", observed, None, None, None),)
    at_s, quote = moved_by(session, top.effect)
    n_falls = len(falls(session))
    observed = (
        f"Highest step: {top.state}, {height(top.state) + 1} of {len(STEPS)}; "
        f"{counted(n_falls, 'fall')}. Trust at the end: {figure(session.trust)} of 100."
    )
    return (Feedback("stairway", observed, at_s, quote, None),)


def check_steps(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say when each step above the first was first reached, and on what words."""
    climbed = sorted(
        (stand for stand in first_stands(session).values() if height(stand.state) > 0),
        key=lambda stand: stand.start_s,
    )
    return tuple(remark_step(session, stand, "Reached", "green") for stand in climbed)


def check_falls(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say when the counterpart went down the stairway or off it, and on what words."""
    return tuple(remark_step(session, stand, "Fell to", "amber") for stand in falls(session))


def remark_step(session: SessionRecord, stand: Stand, verb: str, band: Band) -> Feedback:
    """Say what led to one state."""
    at_s, quote = moved_by(session, stand.effect)
    trust = stand.effect.trust
    level = f" at trust {figure(trust)}" if trust is not None else ""
    observed = f"{verb} {stand.state}{level}{reasons(stand.effect.because)}."
    check = "step_reached" if band == "green" else "step_lost"
    tip = None
    if band == "amber" and stand.cause:
        theirs = turn_before(session, stand.cause.start_s, "counterpart")
        tip = better_wording(stand.cause, theirs)
    return Feedback(check, observed, at_s, quote, tip, band)


def check_gains(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite the biggest gains in trust."""
    gains = [change for change in trust_changes(session) if change.delta > 0]
    biggest = sorted(gains, key=lambda change: -change.delta)[:N_CHANGES_SHOWN]
    return tuple(
        remark_change(session, change) for change in sorted(biggest, key=lambda change: change.at_s)
    )


def check_losses(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite the biggest losses of trust, with another way to say it."""
    losses = [change for change in trust_changes(session) if change.delta < 0]
    biggest = sorted(losses, key=lambda change: change.delta)[:N_CHANGES_SHOWN]
    return tuple(
        remark_change(session, change) for change in sorted(biggest, key=lambda change: change.at_s)
    )


def remark_change(session: SessionRecord, change: TrustChange) -> Feedback:
    """Say by how much trust moved, and on what words."""
    at_s, quote = moved_by(session, change.effect)
    observed = f"Trust {signed(change.delta)}{reasons(change.because)}."
    if change.delta > 0:
        return Feedback("trust_gain", observed, at_s, quote, None, "green")
    theirs = turn_before(session, at_s, "counterpart")
    tip = better_wording(change.cause, theirs) if change.cause else None
    return Feedback("trust_loss", observed, at_s, quote, tip, "amber")


def check_labels(session: SessionRecord) -> tuple[Feedback, ...]:
    """Count the emotion labels, and how many named a feeling that was there."""
    labels = list(moves_of(session, MoveKind.EMOTION_LABEL))
    if not labels:
        tip = 'Name what you hear, as a guess: "It sounds as if ..." Then wait.'
        n_turns = len(turns_of(session, "learner"))
        missing: Band | None = "amber" if n_turns >= LEAST_ACTS else None
        return (Feedback("labels", "No emotion label.", None, None, tip, missing),)
    judged = [(turn, move) for turn, move in labels if move.is_accurate is not None]
    right = [(turn, move) for turn, move in judged if move.is_accurate]
    observed = f"{counted(len(labels), 'emotion label')}; {len(right)} of {len(judged)} accurate."
    if not judged:
        observed = f"{counted(len(labels), 'emotion label')}; accuracy could not be measured."
    turn, move = (right or labels)[0]
    band: Band | None = "green" if len(right) >= ENOUGH_LABELS else None
    return (Feedback("labels", observed, turn.start_s, evidence_of(turn, move), None, band),)


def check_wrong_labels(session: SessionRecord) -> tuple[Feedback, ...]:
    """Cite each label that named a feeling that was not there."""
    return tuple(
        Feedback(
            "label_wrong",
            f"A label that missed what {name_of(session)} felt"
            + (", said as a certainty." if move.is_tentative is False else "."),
            turn.start_s,
            evidence_of(turn, move),
            'Offer it as a guess, "It sounds as if ...", and let them put you right.',
            "amber",
        )
        for turn, move in moves_of(session, MoveKind.EMOTION_LABEL)
        if move.is_accurate is False
    )


def check_reflections(session: SessionRecord) -> tuple[Feedback, ...]:
    """Set reflections against questions (MITI 4)."""
    reflections = list(moves_of(session, *REFLECTIONS))
    n_questions = len(list(moves_of(session, *QUESTIONS)))
    n_complex = len(list(moves_of(session, *COMPLEX_REFLECTIONS)))
    if not reflections and not n_questions:
        return ()
    observed = (
        f"{counted(len(reflections), 'reflection')} to {counted(n_questions, 'question')}; "
        f"{n_complex} of the {len(reflections)} went beyond a mirror."
    )
    band = band_of_reflections(len(reflections), n_complex, n_questions)
    tip = "After an answer, give it back before you ask again." if band == "amber" else None
    if not reflections:
        return (Feedback("reflections", observed, None, None, tip, band),)
    turn, move = reflections[0]
    quote = evidence_of(turn, move)
    return (Feedback("reflections", observed, turn.start_s, quote, tip, band),)


def band_of_reflections(n_reflections: int, n_complex: int, n_questions: int) -> Band | None:
    """Judge reflections by how many there are to a question, and how many go beyond a mirror."""
    if n_reflections + n_questions < LEAST_ACTS:
        return None
    ratio = n_reflections / n_questions if n_questions else float("inf")
    share = n_complex / n_reflections if n_reflections else 0.0
    if ratio < POOR_RATIO or share < POOR_COMPLEX:
        return "amber"
    return "green" if ratio >= GOOD_RATIO and share >= GOOD_COMPLEX else None


def check_first_proposal(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say on which step the first proposal or trade was made."""
    first = next(moves_of(session, *OFFERS), None)
    if first is None:
        return ()
    turn, move = first
    reached = [stand for stand in stands(session) if stand.start_s < turn.start_s]
    best = max((height(stand.state) for stand in reached), default=0)
    step = STEPS[max(best, 0)]
    observed = f"The first proposal; highest step by then: {step}."
    band: Band | None = None
    tip = None
    if best >= STEPS.index("rapport"):
        band = "green"
    elif best < STEPS.index("empathy"):
        band = "amber"
        tip = label_first(turn_before(session, turn.start_s, "counterpart"))
    quote = evidence_of(turn, move)
    return (Feedback("first_proposal", observed, turn.start_s, quote, tip, band),)
