"""Five things that people guard when they talk: status, certainty, autonomy, relatedness, fairness.

After D. Rock, "SCARF: a brain-based model", NeuroLeadership Journal 1 (2008): a popular synthesis,
used here for what it lists and not for what it says of brains. A phrase is on the list only if it
is hard to say in kindness: a threat missed costs a remark, a firm sentence taken for one costs
trust in the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Domain = Literal["status", "certainty", "autonomy", "relatedness", "fairness"]

DOMAINS: tuple[Domain, ...] = ("status", "certainty", "autonomy", "relatedness", "fairness")
_BREACHES = frozenset(
    {"threat", "personal_attack", "blame", "ultimatum", "pressure", "irritator", "leading_question"}
)
_NOW = r"(?:now|today|straight away|immediately)"
_THREATS: dict[Domain, str] = {
    "status": (
        r"as i(?:'ve| have)? (?:already |just |repeatedly )?(?:told you|explained to you|pointed out to you)"
        r"|(?:how many times (?:do|must|have) i|i(?:'ve| have) told you (?:twice|three times|a hundred times))"
        r"|even you (?:can|could|should|must|will)|let me (?:explain|put) (?:it|this) (?:slowly|simply|in (?:simple|small|short) words)"
        r"|you (?:wouldn't|would not|don't|can't|couldn't) (?:even )?(?:understand|grasp|get) (?:this|that|it|how)"
        r"|(?:that's|it's|this is) (?:above your (?:pay ?grade|head)|beneath me)|know your place"
        r"|i (?:don't|do not) expect you to understand|if you'd (?:bothered|listened|paid attention|read)"
        r"|(?:someone|anyone|people) (?:like|at) you(?:r level)? (?:wouldn't|shouldn't|can't|don't)"
    ),
    "certainty": (
        r"(?:i(?:'ll| will)|we(?:'ll| will)) (?:get back to you|let you know|come back to you|sort (?:it|that|something) out)"
        r" (?:at some point|some ?time|eventually|when i can|when we can|in due course|soonish|whenever)"
        r"|(?:at some point|some ?time or other|one of these days|sooner or later) (?:we|i|you|they|it)(?:'ll| will| might)"
        r"|we(?:'ll| will) (?:just )?(?:see|play it by ear|cross that bridge)(?: (?:what happens|how it goes|when))?[.!]*$"
        r"|(?:who knows|hard to say|can't say|no idea) when|it'll (?:be|get) done when it'?s? (?:is )?done"
    ),
    "autonomy": (
        r"you(?:'ve| have)? (?:got no|have no|don't have (?:a|any)|haven't got (?:a|any)) (?:other )?(?:choice|option|say)"
        r"|(?:there's|there is) no (?:choice|alternative) for you|you(?:'ll| will) (?:just )?(?:have to|do as)"
        r" (?:accept|take|live with|put up with|swallow|do (?:as|what)|i|you're)|(?<!above )(?<!do )(?<!does )(?<!who )you(?:'ve| have) (?:just )?(?:got to|to) "
        r"(?:accept (?:it|this|that)|do as you)|do as (?:you're|you are) told|(?:that's|this is) an order"
        rf"|you (?:must|will) (?:sign|agree|accept|pay|do (?:it|this|that))(?: (?:it|this))? {_NOW}"
        r"|it(?:'s| is)(?: not|n't) up to you|you(?:'re| are) not (?:allowed|in a position) to"
    ),
    "relatedness": (
        r"you people|you lot|(?:people|types) like you|your (?:sort|kind|type)s? (?:always|never|are|all)\b"
        r"|i(?:'m| am) not (?:here to|trying to) (?:be|make) (?:your )?friends?|we(?:'re| are) not (?:friends|on the same side)"
        r"|(?:that's|it's|this is) (?:not|n't) my problem|(?:that's|it's|this is) your problem|none of my (?:business|concern)"
        r"|i (?:don't|do not|couldn't) care (?:what|how|about (?:you|your))|couldn't care less"
    ),
    "fairness": (
        r"(?:others|other (?:people|clients|customers|suppliers|staff)|everyone else|everybody else|the others)"
        r" (?:got|get|have|pay|are getting|were given) (?:a )?(?:more|better|less|cheaper|lower)\b"
        r"|(?:there's one|it's one|that's one) rule for|the rules? (?:has|have|had) changed"
        r"|(?:we|i)(?:'ve| have)? (?:decided|changed) (?:it|that|the (?:rules?|terms)) (?:already|without)"
        r"|fair has nothing to do with|life(?:'s| is)(?: not|n't) fair|who said (?:it|anything) (?:was|about) fair"
        r"|because (?:i|we) (?:say|said) so"
    ),
}
_REWARDS: dict[Domain, str] = {
    "status": (
        r"you(?:'ll| will)? know (?:this|that|the) (?:\w+ )?(?:\w+ )?(?:better|more) than (?:i|me|we|us|any)"
        r"|(?:i(?:'d| would) (?:value|like|welcome|appreciate)|what(?:'s| is)) your (?:advice|judgement|judgment|expertise|expert)"
        r"|you(?:'re| are) the expert|with your experience|nobody knows (?:this|that|it) (?:like|better than) you"
        r"|(?:that|it) was a good (?:catch|idea|point) of yours|your idea (?:is|was) (?:good|better|right)"
    ),
    "certainty": (
        r"(?:so (?:that )?you know|just so you know|to be clear about) what (?:happens|comes|to expect)"
        r"|you(?:'ll| will) (?:have|hear|get) (?:it|that|this|from me|an answer)(?: in writing)? (?:by|on|before)"
        r" (?:monday|tuesday|wednesday|thursday|friday|tomorrow|noon|the)"
        r"|(?:no surprises|nothing will change without)|i(?:'ll| will) (?:tell|warn|ring|call|let) you(?: know)? before"
    ),
    "autonomy": (
        r"(?:it(?:'s| is)|that(?:'s| is)) (?:entirely |completely |up to )?(?:up to you|your (?:choice|call|decision))"
        r"|you (?:can|could|may) (?:choose|decide)|whichever (?:suits|works|you)"
        r"|would (?:it|that) (?:work|suit)(?: for)?(?: you)? if|which (?:of (?:the two|these|them)|one|way) (?:would you|do you|suits)"
        r"|(?:feel|you're) free to"
    ),
    "relatedness": (
        r"we(?:'re| are) (?:in (?:this|it) together|on the same side)|(?:you and i|the two of us|both of us) (?:want|can|could|both)"
        r"|we both (?:want|need|care)|i(?:'d| would) (?:like|want|hate|rather) (?:to (?:keep|lose|go on)|us to (?:keep|go on))"
        r" (?:you|working|work|this|our)|i(?:'m| am) on your side|i(?:'m| am) glad (?:we|you)"
    ),
    "fairness": (
        r"(?:the same (?:rule|rules|terms|rate)s? (?:for|as|apply)|same for everyone|applies to (?:both|everyone|us (?:as well|too)))"
        r"|(?:fair|even) to (?:both|us both|you and)|i(?:'ll| will) show you (?:how|where|the (?:working|workings|sums|basis))"
        r"|(?:here(?:'s| is)|this is) how (?:we|i) (?:got to|arrived at|worked (?:it|that) out)|if (?:i|we) (?:ask|want) (?:it|that) of you"
    ),
}


def _compile(patterns: dict[Domain, str]) -> dict[Domain, re.Pattern[str]]:
    return {domain: re.compile(rf"\b(?:{text})", re.I) for domain, text in patterns.items()}


_SHAPES = {"threat": _compile(_THREATS), "reward": _compile(_REWARDS)}


def find_scarf(text: str) -> tuple[str, ...]:
    """Name what a turn threatens or rewards, as events: "status_threat", "fairness_reward".

    Examples
    --------
    >>> find_scarf("As I already told you, you'll have to accept it.")
    ('status_threat', 'autonomy_threat')
    >>> find_scarf("Which of the two would you prefer? It's your choice.")
    ('autonomy_reward',)
    >>> find_scarf("I can't go below twenty-seven, because the hours were worked.")
    ()
    """
    plain = text.replace("’", "'")
    return tuple(
        f"{domain}_{kind}"
        for kind, shapes in _SHAPES.items()
        for domain in DOMAINS
        if shapes[domain].search(plain)
    )


def appraise_scarf(text: str, events: Iterable[str]) -> list[str]:
    """Name threats and rewards of a turn; a breach already answers for what it threatens."""
    is_breach = not _BREACHES.isdisjoint(events)
    return [event for event in find_scarf(text) if not (is_breach and event.endswith("threat"))]
