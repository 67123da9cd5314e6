"""The reveal: what the counterpart kept to itself, against what was found and settled."""

from __future__ import annotations

from voicecoach.coaching.bargain import Bargain, bargain_of
from voicecoach.coaching.citation import amount, capital, counted, name_of, words_of
from voicecoach.coaching.facts import disclosure_of
from voicecoach.coaching.stories import telling_of
from voicecoach.coaching.timeline import turns_of
from voicecoach.joint_value import find_joint_value
from voicecoach.turns import Band, Feedback, IssueRecord, Reveal, SessionRecord, Turn

GOOD_SHARE = 0.5
GOOD_JOINT = 0.9
LEAST_ISSUES = 2  # with one, every deal within both limits is worth the same to both together


def check_limits(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say of each issue how far the counterpart would have gone, and what was settled."""
    if session.reveal is None:
        return ()
    return tuple(_remark(session, bargain_of(issue)) for issue in session.reveal.issues)


def _remark(session: SessionRecord, bargain: Bargain) -> Feedback:
    issue = bargain.issue
    limit, own = amount(issue.limit, issue.unit), amount(issue.learner_limit, issue.unit)
    observed = f"{capital(issue.name)}: {name_of(session)} would have gone to {limit}"
    observed += f", your limit was {own}"
    if issue.settled is None:
        ending = "; not settled." if bargain.room is not None else "; the two do not meet."
        return Feedback("limits", observed + ending, None, None, None)
    observed += f"; settled at {amount(issue.settled, issue.unit)}"
    observed += told_share(bargain)
    struck = settling_turn(session, issue)
    at_s, quote = (struck.start_s, words_of(struck)) if struck else (None, None)
    return Feedback("limits", observed + ".", at_s, quote, _tip(bargain), _band(bargain))


def told_share(bargain: Bargain) -> str:
    """Say how much of what lay between both limits is the learner's, or whose limit was passed."""
    if bargain.is_limit_kept is False:
        return ", past your own limit"
    if bargain.share is None:
        return ""
    return (
        ", past the limit they came with"
        if bargain.share > 1
        else f": {bargain.share:.0%} of what lay between"
    )


def _band(bargain: Bargain) -> Band | None:
    if bargain.is_limit_kept is False:
        return "amber"
    return "green" if bargain.share is not None and bargain.share >= GOOD_SHARE else None


def _tip(bargain: Bargain) -> str | None:
    if bargain.is_limit_kept is False:
        return "You went past your own limit; ask for a break before you do."
    if bargain.share is not None and bargain.share < GOOD_SHARE:
        return "Open further from your limit, and move in smaller steps."
    return None


def settling_turn(session: SessionRecord, issue: IssueRecord) -> Turn | None:
    """Find the counterpart's turn that bound a figure."""
    return next(
        (
            turn
            for turn in turns_of(session, "counterpart")
            if turn.act == "accept" and turn.offer == issue.settled
        ),
        None,
    )


def check_joint_value(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say how much of what could be had together was found, where there was something to find."""
    issues = session.reveal.issues if session.reveal else ()
    settled = [issue for issue in issues if issue.settled is not None]
    if len(issues) < LEAST_ISSUES or not settled:
        return ()
    value = find_joint_value(issues)
    if value.of_best is None:
        return ()
    observed = (
        f"{len(settled)} of {len(issues)} issues settled: together you have {value.of_best:.0%} "
        "of the most that both limits allowed."
    )
    if value.crossed:
        observed += " A limit was crossed, so one side would have done better with no deal."
    turns = [turn for issue in settled if (turn := settling_turn(session, issue))]
    at_s, quote = (turns[-1].start_s, words_of(turns[-1])) if turns else (None, None)
    is_good = value.of_best >= GOOD_JOINT
    tip = None if is_good else "Give way where it matters more to them, and ask for it elsewhere."
    band: Band | None = "green" if is_good else None
    return (Feedback("joint_value", observed, at_s, quote, tip, band),)


def check_interests(session: SessionRecord) -> tuple[Feedback, ...]:
    """Count what the counterpart really wanted and how much of it was found."""
    wanted = set(session.reveal.interests) if session.reveal else set()
    interests = [fact for fact in session.facts if fact.id in wanted]
    if not interests:
        return ()
    found = [fact for fact in interests if fact.found_s is not None]
    missed = "; ".join(fact.gist.rstrip(".") for fact in interests if fact.found_s is None)
    observed = (
        f"{len(found)} of {counted(len(interests), 'thing')} that {name_of(session)} really wanted "
        "came out."
    )
    observed += f" Still hidden: {missed}." if missed else ""
    if not found:
        return (Feedback("interests", observed, None, None, None),)
    first = min(found, key=lambda fact: fact.found_s or 0.0)
    quote = words_of(disclosure_of(session, first))
    band: Band | None = "green" if len(found) == len(interests) else None
    return (Feedback("interests", observed, first.found_s, quote, None, band),)


def check_trades(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say what the counterpart would have valued, and how much of it was put on the table."""
    reveal = session.reveal
    if reveal is None or not reveal.trades:
        return ()
    offered = [id_ for id_ in reveal.trades if id_ in reveal.offered]
    unused = [gist.rstrip(".") for id_, gist in reveal.trades.items() if id_ not in reveal.offered]
    observed = (
        f"{len(offered)} of {counted(len(reveal.trades), 'thing')} that {name_of(session)} valued "
        "were offered."
    )
    observed += f" Not offered: {'; '.join(unused)}." if unused else ""
    return (Feedback("trades", observed, None, None, None),)


def check_stories(session: SessionRecord) -> tuple[Feedback, ...]:
    """Tell both versions of the quarrel and the circle they make; say if the learner told it."""
    reveal = session.reveal
    if reveal is None or not reveal.theirs:
        return ()
    observed = both_stories(session, reveal)
    telling = telling_of(session)
    if telling is None:
        tip = '"From where you sit, it began with ... Have I got that right?"'
        return (Feedback("two_stories", observed, None, None, tip),)
    observed += f" You told {'the circle' if telling.is_circle else 'their side'}."
    turn = telling.turn
    return (Feedback("two_stories", observed, turn.start_s, words_of(turn), None, "green"),)


def both_stories(session: SessionRecord, reveal: Reveal) -> str:
    """Set both versions side by side."""
    theirs = " -> ".join(event.rstrip(".") for event in reveal.theirs)
    learners = " -> ".join(event.rstrip(".") for event in reveal.learners)
    told = f"As {name_of(session)} tells it: {theirs}. As you would: {learners}."
    return f"{told} The circle: {reveal.loop.rstrip('.')}." if reveal.loop else told


def check_unplayed_shift(session: SessionRecord) -> tuple[Feedback, ...]:
    """Say what would have changed, had the talk gone on."""
    reveal = session.reveal
    has_shown = any(turn.act in ("shift_hint", "shift_told") for turn in session.turns)
    if reveal is None or not reveal.shift or has_shown:
        return ()
    observed = f"What would have changed later: {reveal.shift.rstrip('.')}."
    return (Feedback("shift_ahead", observed, None, None, None),)
