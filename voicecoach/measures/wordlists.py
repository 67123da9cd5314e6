"""Lists of words that measures look for, lower case."""

from __future__ import annotations


def listed(words: str) -> tuple[str, ...]:
    """Read a list of words from a text.

    Examples
    --------
    >>> listed("yes no")
    ('yes', 'no')
    """
    return tuple(words.split())


CONTINUERS = frozenset(
    listed(
        "mm mhm mmhm hm hmm mmm uh-huh uh huh aha ah oh okay ok right yes yeah yep sure really "
        "exactly indeed true fine"
    )
)
CONTINUER_PHRASES = frozenset(
    (
        "i see", "go on", "got it", "of course", "and then", "i understand", "i hear you",
        "oh i see", "i get it", "all right", "that's right", "tell me more", "go ahead",
        "makes sense", "fair enough",
    )
)  # fmt: skip

AGREEING = frozenset(
    listed("yes yeah yep right exactly absolutely agreed sure okay ok true indeed")
)
DISAGREEING = frozenset(listed("no but wrong wait nope never hang hold actually rubbish nonsense"))
WITHOUT_CONTENT = frozenset(
    listed(
        "the a an and or but so to of in on at for with from by as is are was were be been am i "
        "you he she it we they me him her us them my your his its our their this that these those "
        "there here what which who how when where why do does did have has had will would can "
        "could should may might must not no yes if than then just very about into out up down over "
        "well okay right now don't can't won't it's that's i'm you're we're they're i'll we'll "
        "you'll get got go say said"
    )
)

# Words and phrases that weaken a claim: the hedges of Lakoff's (1973) and Holmes's (1990) lists
# as far as they are seldom anything else in a negotiation.
HEDGES = (
    "i think", "i guess", "i suppose", "i feel like", "sort of", "kind of", "kinda", "sorta",
    "maybe", "perhaps", "possibly", "probably", "a bit", "a little bit", "somewhat", "more or less",
    "i was wondering", "i was hoping", "if that makes sense", "if that's okay", "if that's ok",
    "i'm not sure but", "i could be wrong", "i might be wrong", "just wanted to", "just wondering",
    "or something", "or anything", "or whatever", "to be fair", "it seems to me", "in a way",
)  # fmt: skip
