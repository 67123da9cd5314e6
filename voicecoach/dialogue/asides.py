"""What a turn is when it is about the talk itself and not about the matter.

Greetings, "sorry, what was that?", "what do you mean?", a bare yes: no moves, and yet each wants
a fitting kind of answer. Only short turns that hold nothing else are taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Aside = Literal[
    "say_again", "clarify", "greeting", "goodbye", "thanks", "their_figure", "their_idea",
    "say_more", "no", "yes", "acknowledge", "how_are_you", "courtesy", "agreed",
]  # fmt: skip

_LETTERS = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-"})
_OPENERS = (
    r"(?:(?:um+|uh+|er+|erm|well|oh|ah|okay|ok|so|right|look|sorry|and|but|now|just|hang on|wait"
    r"|i'm sorry|excuse me|all right|alright|hold on|i see)[ ,.!-]+)*"
)
_CLOSERS = r"(?:[ ,]+(?:please|then|though|again|exactly|you know|by the way|at all|right now))*"
# kind: (most words in the whole turn, what the whole turn looks like)
_SHAPES: dict[Aside, tuple[int, tuple[str, ...]]] = {
    "say_again": (
        14,
        (
            r"(?:sorry|pardon|pardon me|excuse me|what|come again|say again|eh)\?",
            r"(?:i beg your pardon|pardon|come again|say (?:that |it )?again|what was that)",
            r"(?:could|can|would|will) you (?:please )?(?:say|repeat) (?:that|it|what you (?:just )?said"
            r"|the last (?:bit|part|thing))(?: (?:again|once more|for me|one more time))*",
            r"(?:please )?repeat (?:that|it|yourself)(?: for me)?",
            r"i (?:didn't|did not|couldn't|could not|don't think i) (?:quite )?(?:catch|hear|get)"
            r" (?:that|you|what you said|the last (?:bit|part|word))",
            r"i missed (?:that|what you said)",
            r"(?:i was [a-z]+ing[a-z ]*|(?:someone|somebody) was [a-z ]+|the [a-z ]+)[,.;]* (?:what did you (?:just )?say(?: just)?"
            r"|what was that(?: last (?:bit|part|thing))?)",
            r"what did you (?:just )?say(?: just)?|what was that last (?:bit|part|thing)",
            r"(?:could|can|would) you (?:speak|say that) (?:up|slower|more slowly|a bit slower)",
        ),
    ),
    "clarify": (
        14,
        (
            r"what (?:do|did|does) (?:you|that|it|this) (?:actually |really )?mean\b[^.!?]*",
            r"how do you mean",
            r"(?:meaning|meaning what|in what (?:way|sense))",
            r"i (?:don't|do not|didn't|can't) (?:quite |really )?(?:understand|follow|get it|get that)"
            r"(?: (?:that|you|what you(?:'re| are)? (?:mean|saying|said)|what that means))?",
            r"i'm not (?:quite )?(?:sure|certain) (?:i (?:follow|understand)|what you (?:mean|meant))"
            r"(?: [a-z ]*)?",
            r"(?:could|can|would) you explain (?:that|it|what you mean)(?: (?:to|for) me)?",
            r"what are you (?:saying|getting at|talking about|trying to say)",
            r"you've lost me",
        ),
    ),
    "thanks": (
        8,
        (
            r"(?:thank you|thanks|cheers|many thanks|much appreciated|ta|i appreciate (?:it|that))"
            r"(?: (?:very much|so much|a lot|again|for that|for (?:telling|saying) (?:me|so)|ever so))*",
        ),
    ),
    "agreed": (
        9,
        (
            r"(?:do|have) we (?:have |got )?a deal",
            r"(?:is|was) (?:that|it) a (?:yes|deal|promise)",
            r"does that mean (?:yes|we have a deal|you agree|we agree|we're agreed)",
            r"(?:are we|we're|so we're) (?:agreed|all agreed|settled|done|good)\?",
            r"(?:so )?(?:that's|it's) (?:a yes|agreed|settled|a deal)(?: then)?\?",
            r"do you (?:agree|accept)(?: (?:to|with) (?:it|that|this))?",
            r"(?:can|could) we shake(?: hands)?(?: on (?:it|that))?",
            r"deal\?|agreed\?",
        ),
    ),
    "courtesy": (
        12,
        (
            r"(?:can|could|may|shall) i (?:get|offer|pour|fetch|make|bring|top) you[a-z ]*",
            r"(?:would|do) you (?:like|want|fancy|take) (?:a |an |some |another )?(?:cup of |glass of |bit of )?"
            r"(?:coffee|tea|water|biscuit|cake|drink|milk|sugar)[a-z ]*",
            r"(?:may|can|could|shall) i (?:sit|come in|take (?:this|a) (?:chair|seat))[a-z ]*",
            r"(?:is this|have you got) a (?:good|bad) (?:time|moment)[a-z ]*",
        ),
    ),
    "how_are_you": (
        12,
        (
            r"(?:(?:hello|hi|hey),? )?(?:so )?how(?:'s| is| are| have) (?:you|you been|things|it going|life|everything"
            r"|your day|the day)(?: (?:doing|keeping|going|today|this (?:morning|afternoon|evening)|so far|with you"
            r"|lately|feeling))*",
        ),
    ),
    "greeting": (
        24,
        (
            r"(?:(?:hello|hi|hey|hiya|good (?:morning|afternoon|evening|day)|morning|afternoon|evening"
            r"|nice to (?:meet|see) you|(?:it's )?(?:good|nice|great|lovely) to (?:meet|see) you"
            r"|pleased to meet you|come (?:on )?in|(?:have|take|grab) a seat|sit down|please|thanks|thank you"
            r"|how are you(?: (?:doing|today|this morning|this afternoon))*|how do you do|i hope you're well"
            r"|hope you're well|welcome|(?:very much|so much|a lot) |there|everyone"
            r"|for (?:seeing|meeting|having|making|taking|coming|agreeing|letting|sparing|finding|your time|the time|inviting|joining"
            r"|fitting)(?: [a-z]+){0,7}|(?:mr|mrs|ms|miss|dr|doctor|professor)\.?(?: [a-z]+)?|NAME)(?!\w)[ ,.!?-]*)+",
        ),
    ),
    "goodbye": (
        16,
        (
            r"(?:(?:good ?bye|bye(?:[ -]bye)?|see you(?: (?:later|soon|then|around|tomorrow|next week))?"
            r"|have a (?:good|nice|great|lovely) (?:day|evening|afternoon|weekend|one)|take care|farewell"
            r"|cheerio|talk (?:to you )?soon|thanks|thank you|for your time|NAME|(?:it was|it's been) (?:good|nice"
            r"|great|lovely|a pleasure) (?:talking|speaking|meeting|to (?:talk|speak|meet))(?: (?:to|with))?(?: you)?"
            r"|i (?:have to|need to|must|should|'d better|had better) (?:go|leave|run|be off|get going)(?: now)?"
            r"|i'm (?:off|leaving)(?: now)?)(?!\w)[ ,.!-]*)+",
        ),
    ),
    "their_figure": (
        18,
        (
            r"what(?:'s| is| was| would be)(?: then)? your (?:best |lowest |highest |final |bottom |top |ideal"
            r" |opening |own |target |current )?(?:price|figure|number|offer|limit|bottom line|amount)",
            r"how much (?:do|would|will|are|did) you (?:want|like|need|ask|take|pay|accept|asking|looking|offering"
            r"|willing|prepared|expect)[a-z ]*",
            r"what (?:figure|number|price|amount|sum|rate|percentage)[a-z ]* (?:do|would|did|are|could|will) you[a-z ]*",
            r"what (?:would|will|could|can) you (?:accept|take|settle for|pay|offer|agree to|go for|go to|live with)"
            r"[a-z ]*",
            r"(?:so )?how much(?: is it| then| exactly)?",
            r"(?:name|give me) (?:me )?(?:your|a) (?:price|figure|number)",
            r"where (?:are|do) you (?:at|stand|sit) on (?:the )?(?:price|figure|number|money|fee|rate|amount)[a-z ]*",
        ),
    ),
    "their_idea": (
        16,
        (
            r"what (?:do|would|can|could|should) (?:you|we) (?:suggest|propose|recommend|do)(?: (?:about (?:it|this|that)"
            r"|now|next|here|instead|to (?:solve|fix|settle) (?:it|this)))*",
            r"what(?:'s| is| are) your (?:suggestions?|proposals?|ideas?)[a-z ]*",
            r"(?:have you got|do you have) (?:any |a )?(?:suggestions?|proposals?|ideas?)[a-z ]*",
            r"how (?:do|would|should|can|could) (?:we|you|i) (?:solve|fix|resolve|settle|sort|move|go|proceed)[a-z ]*",
            r"where do we go from here",
            r"what (?:do|did) you (?:want|need|expect)(?: (?:from (?:us|me)|us to do|me to do))?",
            r"what (?:would|could|might|will|can|do) (?:it|we|i|you)?(?: need to)? ?(?:make|put|do|take|help|need)"
            r"(?: (?:it|this|that|things|us|me|you|to|right|better|good|up|for|here|about|make|put|settle|close"
            r"|fix|agree))*",
            r"what (?:happens|now|next)(?: now| next)?",
            r"what would you (?:do|suggest) (?:in my (?:place|shoes|position)|if you were me)",
        ),
    ),
    "say_more": (
        12,
        (
            r"(?:could|can|would|will) you (?:say|tell me|explain|give me) (?:a )?(?:bit |little )?more"
            r"(?: (?:about|on) (?:that|this|it))?(?:[?.] i'd (?:honestly |really )?(?:like|love) to (?:know|hear|understand)(?: it)?)?",
            r"(?:go on|carry on)[,.] i'd (?:like|love) to hear (?:the rest|more)(?: of (?:that|this|it))?",
            r"(?:please )?(?:tell me more|go on|carry on|continue|keep going|say more|please do)"
            r"(?: about (?:that|this|it))?",
            r"(?:such as|like what|for example|for instance|how so|how come|why(?: (?:is|was|not|did|does)"
            r"(?: (?:that|it|this))?)?|because|and then|then what|really|in what way)[?]?",
        ),
    ),
    "no": (
        9,
        (
            r"(?:no|nope|nah)(?:[ ,.]+(?:no|not (?:really|yet|at all|quite|exactly)|never|thanks|thank you|sorry"
            r"|(?:i|we|it|that|you|they|he|she) (?:don't|didn't|do not|did not|haven't|hasn't|can't|won't|wasn't|isn't"
            r"|doesn't|am not|are not)(?: [a-z']+){0,4}|(?:it|that)(?:'s| is) not(?: [a-z']+){0,3}"
            r"|i'm (?:not|afraid not)(?: [a-z]+){0,2}))*",
            r"(?:not (?:really|yet|at all|quite|exactly|as such|that i know(?: of)?)|i (?:don't|do not) think so"
            r"|i'm afraid not|never|of course not|certainly not|(?:i|we) (?:don't|didn't|haven't|can't|won't))",
        ),
    ),
    "yes": (
        8,
        (
            r"(?:(?:yes|yeah|yep|yup|aye|sure|certainly|absolutely|indeed|definitely|of course|correct|exactly|true"
            r"|that's (?:right|correct|true|it)|you(?:'re| are) right|(?:i|we) (?:do|did|am|are|have|was|were|can|will)"
            r"|it (?:is|was|does|did|has)|(?:i|we) think so|please(?: do)?|very much(?: so)?|i suppose so|quite"
            r"|i know)(?!\w)[ ,.!]*)+",
        ),
    ),
    "acknowledge": (
        9,
        (
            r"(?:(?:okay|ok|fine|fair (?:enough|point|comment)|right|i see(?: (?:your point|what you mean|that))?"
            r"|i (?:understand|hear you|get (?:it|that|the point)|follow|take your point|hear that|appreciate that)"
            r"|understood|got it|gotcha|good (?:point|to know)|point taken|(?:that )?makes sense|noted|interesting"
            r"|that's (?:interesting|fair|helpful|useful|good to know|fine|understandable|good|clear|okay|a fair point)"
            r"|great|good|alright|all right|sure|sounds good|perfect|wow|oh|ah|hm+|mm+(?:-hm+)?|uh-huh|no problem"
            r"|no worries|never mind|very well|really|well|thank you|thanks)(?!\w)[ ,.!-]*)+",
        ),
    ),
}  # fmt: skip
# The same requests inside a longer turn: "forgive me, would you say the last part again? I ...".
_LONGEST_LOOSE = 34
_LOOSE: dict[Aside, str] = {
    "say_again": (
        r"\b(?:say|saying|repeat|go over|going over|run|tell me) (?:that|it|this|the last (?:bit|part|thing|word)s?)(?! story)"
        r"(?: past me)?[a-z ,]{0,24}\b(?:again|once more|one more time|more slowly|slower)\b"
        r"|\brepeat (?:that|it|yourself)\b|\bgo back a (?:bit|step|little)\b"
        r"|\b(?:didn't|did not|couldn't|don't think i) (?:quite |really )?(?:catch|hear) "
        r"|\bi (?:think i(?:'ve)? )?(?:missed|lost) (?:that|half|some|the (?:end|last|thread)|you)\b"
    ),
    "clarify": (
        r"\bwhat (?:do|did|does) (?:you|that|this|it) (?:really |actually |exactly )?mean\b"
        r"|\b(?:could|can|would|will) you (?:please )?(?:explain (?:that|it|what)|tell me what (?:you|that|it|this) means?)\b"
        r"|\b(?:didn't|don't|not sure i|don't think i)(?: quite| really)? (?:follow|followed|understand|understood|get|got)"
        r" (?:that|it|you|what you)\b"
    ),
}
# How a first turn greets, whatever civil words follow.
_LONGEST_GREETING = 26
_GREETS = (
    r"(?:(?:um+|uh+|er+|well|oh|ah|okay|ok|so|right|ma'am|sir|[a-z]+)[ ,.!-]+){0,2}?(?:hello|hi|hey|hiya|good (?:morning|afternoon"
    r"|evening|day)|morning|afternoon|evening|(?:it's |it is )?(?:good|nice|great|lovely) to (?:see|meet|be)|come (?:on )?(?:in|here)"
    r"|thanks? (?:you )?for (?:having|seeing|coming|asking|meeting|making|finding|letting|stopping|doing|putting)"
    r"|(?:i )?(?:really )?appreciate you)\b.*"
)
# Asides which leave nothing of a turn that could be a move.
IDLE: frozenset[Aside] = frozenset(
    {"say_again", "clarify", "how_are_you", "greeting", "goodbye", "courtesy"}
)


class AsideFinder:
    """Knows the shapes of asides, with the names by which this counterpart is addressed.

    Parameters
    ----------
    names : iterable of str
        Words of its name; "Hello Dana" is a greeting, "Hello stranger danger" is not.
    """

    def __init__(self, names: Iterable[str]) -> None:
        # Three letters do, so that Rosalind is Ros as well.
        stems = [re.escape(name.lower()[:3]) for name in names if len(name) >= 3]
        name = rf"(?:{'|'.join(stems)})[a-z]{{0,9}}" if stems else "(?!)"
        self._shapes = {
            kind: (
                n_words,
                re.compile(
                    _OPENERS
                    + "(?:"
                    + "|".join(shape.replace("NAME", name) for shape in shapes)
                    + f"){_CLOSERS}(?:[ ,]+(?:{name}))?[ .!?-]*"
                ),
            )
            for kind, (n_words, shapes) in _SHAPES.items()
        }

    def find(self, text: str) -> Aside | None:
        """Name the aside that the whole turn is, if it is one.

        Examples
        --------
        >>> finder = AsideFinder(["Dana", "Marlow"])
        >>> finder.find("Sorry, could you say that again?"), finder.find("Good morning, Ms Marlow.")
        ('say_again', 'greeting')
        >>> finder.find("What do you mean by too fat?"), finder.find("No, I don't think so.")
        ('clarify', 'no')
        >>> finder.find("Sorry about the bill.") is finder.find("Right, the fee is too high.") is None
        True
        """
        plain = _plain(text)
        n_words = len(plain.split())
        for kind, (most, shape) in self._shapes.items():
            if 0 < n_words <= most and shape.fullmatch(plain):
                return kind
        if n_words <= _LONGEST_LOOSE and not re.search(r"\d", plain):
            return next((kind for kind, shape in _LOOSE.items() if re.search(shape, plain)), None)
        return None


def greets(text: str) -> bool:
    """Tell whether a turn at the beginning of a talk only greets and says civil things.

    Examples
    --------
    >>> greets("Hello, Rose. Come in, sit down, and thank you for asking to meet.")
    True
    >>> greets("Hello, what happened in March?"), greets("Good morning. I can pay 9000.")
    (False, False)
    """
    plain = _plain(text)
    is_short = len(plain.split()) <= _LONGEST_GREETING
    return is_short and not re.search(r"[?\d]", plain) and bool(re.fullmatch(_GREETS, plain))


def _plain(text: str) -> str:
    return " ".join(text.lower().translate(_LETTERS).split())
