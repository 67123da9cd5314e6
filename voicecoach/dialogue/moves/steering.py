"""Rules for steering the talk, and for ways in which it goes wrong."""

from __future__ import annotations

from voicecoach.dialogue.moves.rule import rule
from voicecoach.turns import MoveKind as M

STEERING = (
    rule(
        M.AGENDA,
        "orders the talk",
        r"\b(?:(?:let's|can we|could we|shall we|i(?:'d| would) (?:like|suggest)|can i suggest|i thought we(?:'d)?"
        r"|why don't we|i propose)[a-z', ]*\b(?:start|begin|first|agenda|order|go through|take (?:the|it|them|each)"
        r"|cover|park|one at a time|list)|first (?:the|we|up)\b.*\b(?:then|next|after)|before we (?:talk|get to"
        r"|discuss)|(?:two|three|four) things (?:to|for|i'd)|ground rules?|one (?:person )?at a time"
        r"|on the (?:agenda|table today)|(?:last|next|then) .*\blast\b)\b",
        0.6,
    ),
    rule(
        M.CONFIRM_AGREEMENT,
        "restates terms as agreed",
        r"\b(?:(?:so )?(?:we(?:'re|'ve| are| have) (?:agreed|settled)|just to (?:confirm|be (?:clear|sure))|to confirm"
        r"|let me confirm|so that's|that's agreed|what we(?:'ve| have) agreed|just so (?:we're|there's|it's)|then"
        r" we have|the deal is|so it's|we've said|so we said)|agreed[:,])\b.*\b(?:and|by|on|from|at|with|per)\b",
        0.65,
        unless=r"fingers crossed|\bhope(?:fully)?\b",
    ),
    rule(
        M.NEXT_STEP,
        "who does what by when",
        r"\b(?:i|we|you)(?:'ll| will| can)? ?(?:send|email|call|ring|phone|draft|write|speak|talk|check|get back|come"
        r" back|report|book|put (?:it|that) in writing|review|confirm|meet|text|message)\b.*\b(?:by|on|at|tomorrow"
        r"|tonight|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next|this (?:week|afternoon|evening)"
        r"|end of)\b|\blet's (?:meet|review|talk|speak|pick this up|look at it)\b.*\b(?:again|in|on|next|by)\b",
        0.65,
    ),
    rule(
        M.NAME_TACTIC,
        "names what is going on",
        r"\b(?:i(?:'ve)? (?:notice|noticed)|that(?:'s| is) the (?:second|third|fourth) time|it feels like we(?:'re| are)"
        r"|we(?:'re| are) (?:going round|back to)|each time we|every time we|that (?:sounds|feels) like a"
        r" (?:deadline|threat|tactic|final)|keep(?:s)? (?:getting added|coming up))\b",
        0.6,
    ),
    rule(
        M.REFRAME,
        "makes it a shared problem",
        r"\b(?:we(?:'re| are)? both|both of us|neither of us|the (?:more|less) (?:i|you|we)\b.*\bthe (?:more|less)|how"
        r" (?:do|can|could) we|you(?:'d| would)? (?:want|need|like)\b.*\band (?:i|we)(?:'d| would)? (?:want|need|like)"
        r"|same (?:side|problem|boat)|together|gets us both|works for (?:both|the two))\b",
        0.5,
    ),
    rule(
        M.PAUSE_REQUEST,
        "asks for time",
        r"\b(?:(?:can|could|shall|may|let's|let) (?:we|i|me|us)?[a-z ]*\b(?:break|pause|breather|sleep on|think (?:about"
        r"|it)|come back to (?:this|it)|stop (?:here|there) for|five minutes|ten minutes|a (?:minute|moment|second))"
        r"|i(?:'d| would)? (?:like|need|want)[a-z ]*\b(?:break|time to|moment|sleep on|think (?:about|it)|a (?:minute|day"
        r"|night))|give me (?:a (?:minute|moment|second|day)|until|till|some time|five|ten|twenty)|sleep on (?:it|that"
        r"|this)|take a break|i need to think)\b",
        0.75,
    ),
)

HOSTILE = (
    rule(
        M.THREAT,
        "names a harm",
        r"\b(?:(?:or|otherwise|else|unless) .*\b(?:i|we)(?:'ll|'m| will|'re)|see you in court|(?:my|our|the)"
        r" (?:lawyer|lawyers|solicitor|solicitors|legal team|attorney)|take (?:you|this|it) to court|sue you|you'll"
        r" (?:regret|be sorry|pay|hear from)|i(?:'ll| will) (?:make sure|see to it|ruin|report you|tell everyone|post"
        r"|go to the|sue|have you)|don't be surprised (?:if|when)|or else|consequences|(?:bad|one star) review"
        r"|go (?:public|to the (?:press|papers|ombudsman))|there(?:'ll| will) be trouble|then we'll see)\b",
        0.65,
        unless=r"threaten(?:ed|ing)? me|\bno hard feelings\b",
    ),
    rule(
        M.ULTIMATUM,
        "last word",
        r"\b(?:take it or leave it|(?:my|our) final offer|now or never|my way or)\b",
        0.9,
    ),
    rule(
        M.ULTIMATUM,
        "take it or leave it",
        r"\b(?:take it or leave it|yes or no|last chance|final offer|my way or|now or never|or (?:nothing|not at all"
        r"|i walk|we walk|i'm (?:out|gone|off)|it's off|the deal's off|no deal|goodbye)|(?:either|it's) .* or"
        r" (?:i|we|you|it's)\b|in or out|that's it,? or|one last time|for the last time)\b",
        0.7,
    ),
    rule(
        M.PERSONAL_ATTACK,
        "judges the person",
        r"\b(?:(?:you(?:'re| are|r| lot are| people are)?|what an?|such an?|bloody|total|complete|absolute|little)"
        r"(?: [a-z]+){0,3} (?:liar|liars|idiot|idiots|stupid|moron|clown|joke|pathetic|useless|incompetent|crook|crooks"
        r"|greedy|selfish|rude|lazy|dumb|fool|coward|snake|disgrace|hopeless|ridiculous|amateurs?|thick|clueless|mean"
        r"|ignorant|arrogant|childish|unprofessional|a mess|dishonest|cheat|thief|bully|loser|ass(?:hole)?|bitch"
        r"|cow|pig|rat|weasel|vultures?|jerk|crazy|mental|retarded|terrible at|bad at|dense|slow)"
        r"|shut up|you always (?!wanted)|you never (?!said|told)|you people|how dare you|(?:liar|idiot|moron|stupid"
        r"|bastard|fuck|fucking|shit|bitch|asshole|dumb|screw you|piss off|go to hell|dickhead|prick|twat|cunt|suck|hate"
        r" you)|do you (?:even )?(?:ever|have a brain)|you couldn't)\b",
        0.7,
        unless=r"\bi(?:'m| am) (?:an? )?(?:idiot|stupid|useless|hopeless)\b",
    ),
    rule(
        M.BLAME,
        "one-way cause",
        r"\b(?:(?:you|your lot|your people) (?:started|caused|made me|broke|ruined|did this)|because of you|if you(?:'d|"
        r" had)(?:n't| not)?\b.*\b(?:wouldn't|would(?: have| of|'ve)|we'd|none)|(?:it's|that's|this is) (?:all )?(?:your"
        r" (?:fault|doing|mess)|down to you|on you)|thanks to you|you (?:should have|shouldn't have|should've|were supposed"
        r" to|let (?:it|this))|your fault|you brought)\b",
        0.7,
        unless=r"is (?:it|that) (?:your|my) fault",
    ),
    rule(
        M.PRESSURE,
        "pushes without argument",
        r"\b(?:just (?:sign|say yes|agree|do it|take it|pay)|hurry(?: up)?|come on|say yes|you know you want|what are"
        r" you waiting|sign (?:it|here|now|today)|right now|stop (?:stalling|thinking|wasting)|(?:need|want) (?:a|an|your)"
        r" (?:yes|answer) (?:now|today)|make up your mind|get on with it|today please|chop chop|clock's ticking)\b",
        0.6,
    ),
    rule(
        M.IRRITATOR,
        "grates",
        r"\b(?:with (?:all |the greatest |the utmost )?(?:due )?respect|be reasonable|(?:very|more than|extremely|incredibly"
        r"|perfectly|unbelievably|most) (?:generous|reasonable|fair|flexible|patient)|generous (?:offer|of me|of us)"
        r"|as (?:any|you'd know)|let me explain (?:it )?(?:slowly|simply)|(?:i'm|we're|i've been|we've been) (?:being )?(?:so"
        r" )?(?:very |more than )?(?:reasonable|generous|fair|patient)|calm down|clearly you|obviously|if you understood"
        r"|i don't think you understand|sweetheart|my dear)\b",
        0.65,
        unless=r"obviously i (?:got|was)",
    ),
)
