"""Rules for questions and probes."""

from __future__ import annotations

from voicecoach.dialogue.moves.rule import rule
from voicecoach.turns import MoveKind as M

# Where a question can begin: the start, after a mark, or after words that lead in.
_LEAD = (
    r"(?:^|[.?!,;:…-] ?|\b(?:so|and|but|or|okay|ok|well|right|now|then|um|uh|er|yeah|yes|no|alright"
    r"|fine|sure|oh|sorry|look|first|also|fair enough|thanks|thank you)[, ]+)"
)
# "I know what you want" and "that is what I mean" ask nothing.
_NOT_EMBEDDED = (
    r"(?<!know )(?<!see )(?<!that's )(?<!is )(?<!of )(?<!exactly )(?<!got )(?<!like )(?<!for )"
    r"(?<!heard )(?<!hear )(?<!said )(?<!to )(?<!just )(?<!than )(?<!was )(?<!not )(?<!care )"
    r"(?<!understand )(?<!you )(?<!that )(?<!about )(?<!on )(?<!with )"
)
_AUX = (
    r"(?:do|does|did|is|are|was|were|am|have|has|had|can|could|will|would|should|shall|may|might|must"
    r"|isn't|aren't|wasn't|weren't|hasn't|haven't|won't|couldn't|can't|doesn't|don't|didn't)"
)
_VERB = (
    r"(?:do|does|did|is|are|was|were|have|has|had|can|could|will|would|should|shall|might|made|makes"
    r"|happened|happens|matters|worries|bothers|went|changed|kind|sort|else|exactly)"
)

ASKING = (
    rule(
        M.OPEN_QUESTION,
        "what or how, then a verb",
        rf"{_NOT_EMBEDDED}\b(?:what(?:'s|'d|'re|'ll| {_VERB}| [a-z]+ {_VERB})"
        rf"|how(?:'s|'d|'re| {_VERB} )(?!many|much|long|often))\b(?! a (?:mess|joke|shame|load)\b)",
        0.8,
        unless=r"\bhow dare\b|what the hell is wrong|what's the point",
    ),
    rule(
        M.OPEN_QUESTION,
        "why",
        rf"{_NOT_EMBEDDED}\bwhy (?:{_AUX}|not|now|the)\b|^why\b",
        0.7,
        unless=r"that's why|which is why|i can see why|i see why",
    ),
    rule(
        M.OPEN_QUESTION,
        "asks for an account",
        r"\b(?:tell me (?!again you|you're|that)|talk me through|walk me through|take me through"
        r"|describe|explain (?:to me|how|what|why)|help me understand|say more|give me a sense"
        r"|run me through|show me where|(?:i'd|i would) (?:like|love) to (?:understand|hear)"
        r"|i'm (?:curious|interested|wondering) (?:about |to know )?(?:what|how|why))\b",
        0.85,
    ),
    rule(
        M.OPEN_QUESTION,
        "tell me about",
        r"\b(?:tell|talk to) me (?:more )?about (?!it!|your so-called)",
        0.9,
    ),
    rule(
        M.OPEN_QUESTION,
        "what about",
        # "what about a trial", "how about we" put something forward instead
        r"\b(?:what about (?!if\b|an?\b|we\b|me\b|us\b)|how about you|what (?:is|was) that like\b)",
        0.9,
    ),
    rule(
        M.OPEN_QUESTION,
        "what is behind it",
        r"\bwhat(?:'s| is| was) (?:really |actually )?(?:driving|behind|underneath|worrying)\b",
        0.9,
    ),
    rule(M.OPEN_QUESTION, "which of several", rf"{_LEAD}which (?:part|bit|bits|parts|of)\b", 0.6),
    rule(
        M.CLOSED_QUESTION,
        "verb before subject",
        rf"{_LEAD}{_AUX} (?:you|you're|we|they|i|he|she|it|that|this|there|the|your|our|anyone|anybody"
        r"|somebody|someone|these|those|my|his|her|their)\b",
        0.6,
        unless=r"\b(?:don't|wouldn't|isn't|aren't) (?:you (?:think|agree|reckon|see)|it fair)\b"
        r"|could you (?:walk|talk|take|tell|explain|describe)|can you (?:walk|talk|take|tell|explain)"
        r"|anything else",
    ),
    rule(
        M.CLOSED_QUESTION,
        "asks for one fact",
        r"\b(?:how (?:many|much|long|often|old|big|far|soon)|what (?:time|date|day|number|name|year"
        r"|colour|size)|when (?:do|does|did|is|are|was|were|will|would|can|could|should)"
        r"|who(?:'s|se)?(?: else)? (?:do|does|did|is|are|was|were|will|would|can|has|signs|decides|told"
        r"|said)|where (?:do|does|did|is|are|was|were|will|would)|which (?:one|day|week|month))\b",
        0.7,
    ),
    rule(
        M.CLOSED_QUESTION, "either or", r"\b[a-z]+ or (?:not|is it|was it|do you)\b[^.]*\??$", 0.5
    ),
    rule(M.CLOSED_QUESTION, "ends in a question mark", r"\?\s*$", 0.35),
    rule(
        M.LEADING_QUESTION,
        "pushes the answer",
        r"\b(?:don't you (?:think|agree|see|feel|want)|(?:wouldn't|won't|can't) you (?:agree|say|rather"
        r"|admit|think)|surely|isn't it (?:fair|obvious|true|time|just|about time|a bit)|isn't that"
        r"|aren't you (?:just|being)|shouldn't you|surely you|you (?:do )?(?:agree|realise|realize)"
        r",? (?:don't|do) you|wouldn't it be (?:fair|better|easier)|you'd agree|don't tell me)\b",
        0.9,
    ),
    rule(
        M.LEADING_QUESTION,
        "carries a judgement",
        r"\bwhy (?:are you|do you|did you|can't you|won't you|don't you|must you)\b.*\b(?:always|so|just"
        r"|even|keep|insist|refuse|bother|stubborn|difficult|greedy|unreasonable|petty)\b"
        r"|\bhow can you (?:possibly|seriously|expect|justify)\b|\bso (?:what )?you(?:'re| are) saying"
        r" (?:i|we|it's my)\b",
        0.9,
    ),
    rule(
        M.REASONED_QUESTION,
        "question with its reason",
        r"\b(?:i(?:'m| am)? (?:only )?ask(?:ing)? (?:because|so|as|since)|the reason i(?:'m| am)? ask"
        r"|so that i (?:don't|can)|i ask(?:,| so)|that's why i(?:'m| am)? ask)\b",
        0.9,
    ),
    rule(
        M.REASONED_QUESTION,
        "question with a contrast",
        r"\bsome (?:people|clients|folks|families|customers|firms|of|[a-z]+)\b.*\b(?:others|some|and"
        r" some)\b.*\b(?:which|what|how|where|you)\b",
        0.75,
    ),
    rule(
        M.NUDGE,
        "short go-on",
        r"^\W*(?:(?:mm+(?:[ -]?h+m+)?|m-?hm+|uh[ -]?huh|hm+|yeah|yep|yes|right|okay|ok|i see|go on"
        r"|carry on|keep going|and then|and|really|sure|oh|ah|aha|wow|got it|i'm listening|take your"
        r" time|say more|tell me more|please|then what|i'm all ears|no rush|interesting|absolutely"
        r"|exactly|gosh|what happened next)\W*){1,4}$",
        0.85,
    ),
    rule(
        M.INFORMATION_PROBE,
        "asks for detail",
        r"\b(?:for example|for instance|such as|be more specific|which (?:part|bit|one)|exactly"
        r"|in what (?:way|sense|respect)|what (?:do|did) you mean|how so|like what|give me an example"
        r"|can you (?:be|give)|what kind of|what sort of|when you say|you (?:said|mentioned))\b",
        0.55,
        unless=r"^(?:yes|yeah|that's)? ?exactly\b",
    ),
    rule(
        M.CLEARINGHOUSE_PROBE,
        "asks for whatever is left",
        r"\b(?:(?:anything|something|what|what's|who) else\b(?! (?:can i|could i|i can|do you want me))"
        r"|(?:haven't|have we not|didn't|not|have i|did i|did we|am i|are we) (?:we |i |you )?"
        r"(?:covered?|asked|missed|left out|touched|miss|missing|leave|left|mentioned)"
        r"|other (?:concerns|worries|issues|points|questions|things)|on your list|is that everything"
        r"|is that the lot|left (?:to|on|off|over)|before we (?:finish|close|wrap)"
        r"|still (?:bothering|nagging|worrying|on your mind))\b",
        0.75,
        unless=r"is there anything you can do|someone else|anything else (?:to|you can|we can) do",
    ),
    rule(
        M.INTERESTS_QUESTION,
        "asks what lies behind",
        r"\b(?:what (?:matters|worries|would (?:you|that|it) (?:need|give|mean|do)|do you (?:need|hope"
        r"|want out of|care)|are you (?:hoping|after|trying|worried)|'s (?:important|behind|driving"
        r"|underneath|at stake)|is it about|makes (?:that|it) (?:so )?important|concerns you|bothers"
        r" you|would (?:a )?good)|what's (?:important|behind|driving|at stake|your (?:biggest|main|top)"
        r"|the (?:biggest|real|main) (?:worry|concern|thing))|why (?:is|does) (?:that|it|the)"
        r"[a-z ]* (?:important|matter)|how important|which matters|most important|what are you hoping"
        r"|priorit(?:y|ies)|what would you do with)\b",
        0.7,
        unless=r"\bmy (?:first |top |main )?priority\b",
    ),
    rule(
        M.CHALLENGE_BASIS,
        "asks for the basis",
        r"\b(?:how (?:did|do|have|are) you (?:get|got|arrive|come up|work(?:ed|ing)? (?:that|it) out"
        r"|reach|reached|calculate|know)|where (?:did|does|do|are) (?:that|you|the|this) [a-z ]{0,20}"
        r"(?:come|get|getting) ?(?:from|that)?|what(?:'s| is) (?:that|it|the [a-z]+|your [a-z]+) based"
        r" on|based on what|what makes you (?:say|think|so sure)|says who|what evidence|according to"
        r" (?:who|what)|what's (?:inside|in) that|compar(?:ing|ed) (?:us|me|that|it)? ?(?:to|with)"
        r" (?:what|who))\b",
        0.8,
    ),
    rule(
        M.MONITOR_CHANGE,
        "asks what has changed or who decides",
        r"\b(?:(?:has|have|did|is|are) (?:anything|something|things|your|that|the|it|any of)[a-z' ]*"
        r"(?:changed|shifted|moved|different)|what(?:'s| has|'ve) (?:changed|shifted|moved|different)"
        r"|(?:who|anyone|anybody|someone) (?:else|above)[a-z ]*(?:decide|sign|agree|approve|say)"
        r"|is it (?:still|your call|just you)|(?:are|is) [a-z ]+ still\b|still (?:the )?(?:same|priority)"
        r"|your call)\b",
        0.65,
    ),
)
