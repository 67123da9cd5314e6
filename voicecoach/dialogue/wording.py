"""What the words of a turn show beside its moves: whose words they are, what they ask for."""

from __future__ import annotations

import re

_ASKING_TO_ACT = re.compile(
    r"\W*(?:(?:so|okay|right|and|well|then|great|good|fine)\W+)*(?:can|could|will|would|shall) (?:you|we|i) (?:please |just )?"
    r"(?:confirm|send|email|write|call|ring|phone|text|let (?:me|us) know|get back|put (?:it|this|that)|check|meet|speak|talk"
    r"|sign|sort|set up|arrange|book|draft|review)\b",
    re.IGNORECASE,
)
# Ways to announce that one gives back what was said.
_ANNOUNCING = re.compile(
    r"\W*(?:(?:so|okay|right|and|well|then)\W+)*(?:if i(?:'ve| have)? (?:understood|understand|hear|heard|got) you|let me (?:check"
    r"|see if|make sure|sum|recap|play (?:it|that) back)|to (?:sum up|summari[sz]e|recap)|what i(?:'m| am)? hear(?:ing)?\b|in other"
    r" words|you(?:'re| are) saying)",
    re.IGNORECASE,
)
_TESTING = re.compile(
    r"\b(?:who|when|which day|what day|by when|how soon|date|sign(?:s|ed|ing)?|start(?:s|ing)?|exactly|in writing|order|commit"
    r"|agreed|is (?:that|it) a (?:yes|deal)|do we have|so (?:that's|it's) a|confirm)\b",
    re.IGNORECASE,
)
_ASKED_OFFER = re.compile(
    r"\W*(?:(?:so|okay|right|and|well|then|but)\W+)*(?:(?:what|how) about|what if (?:we|i|it)|would you (?:take|accept|do|say|go)"
    r"|could (?:we|you) (?:do|say|go|agree|settle)|can we (?:do|say|agree|settle)|shall we say|how (?:does|would) .* (?:sound|be|suit))\b",
    re.IGNORECASE,
)
_GIVING = re.compile(
    r"\b(?:i|we)(?:'ll| will| can| could|'d| would|'m happy to|'re happy to| am happy to| are happy to| am willing to)\b",
    re.IGNORECASE,
)
_GIVING_BACK = re.compile(
    r"\W*(?:(?:so|okay|right|and|well|then|to sum up|if i (?:understand|hear|heard) you(?: right)?)\W+)*"
    r"(?:from (?:where you sit|your side|your point of view)|(?:as|the way) you see it|what you(?:'re| are) (?:telling me|saying)|you(?:'re| are|'ve| have|'d| were| had)?"
    r" (?:\w+ )?(?:said|told|say|saying|feel|felt|feeling|want|wanted|need|needed|think|thought|mean|meant|were"
    r"|had|have|got|heard|lost|been|doing|did|expected|found)\b)",
    re.IGNORECASE,
)
# Words that tell of a figure, words that put one on the table, words that take it off.
_TELLING = re.compile(
    r"\b(?:is|are|was|were|has|had|have been|saved|went|came|rose|fell|costs?|said|says|told|wrote|charged|billed|sent|got|paid"
    r"|quoted|spent|lost|made|did|started|happened|rang|called|failed|lasted|took|waited|worked"
    r"|(?:i'm|i am|we're|we are) (?!thinking|going with|standing|sticking|looking at|asking)\w+ing|you want(?:ed)?)\b",
    re.IGNORECASE,
)
_OFFERING = re.compile(
    r"\b(?:offer\w*|propos\w*|suggest\w*|suppos\w*|could|would|can|will|how about|what about|let's|let us|happy|willing|prepared|ready"
    r"|give|giving|take|need|want|settle|meet you|split|call it|agree\w*|accept\w*|shall|deal|what if|if you)\b|'ll\b|'d\b",
    re.IGNORECASE,
)
_REFUSING = re.compile(
    r"\b(?:can't|cannot|can not|won't|couldn't|wouldn't|not going to|unable to|not able to|doesn't|isn't|never"
    r"|(?:is|was) not (?:something|a|what|where)|(?:looks?|looked|sounds?|sounded|feels?|felt|seems?|seemed) like an? (?:joke|insult|punishment|threat|trap|fine)"
    r"|(?:is|was) (?:too|far|way|hardly|nowhere|no)\b)",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|\b(?:percent|hundred|thousand|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty"
    r"|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:is what you|was|were) (?!thinking|hoping)", re.IGNORECASE)
# A figure at the very beginning is put on the table.
_BARE = re.compile(r"\W*(?:(?:so|okay|right|well|then)\W+)*[\d£$]")
_BUT = re.compile(r"\b(?:but|so|instead|however|although)\b|[.;!?]", re.IGNORECASE)


_RECITING = re.compile(
    r"\W*(?:(?:so|okay|right|and|well|then|now|um+|er+)\W+)*(?:as (?:you see it|i understand)|(?:in )?your (?:letter|position|line|view|page"
    r"|terms|form|offer|list)|the (?:terms|form|letter|list)\b|(?:what )?you(?:'re| are|'d|'ve)? ?(?:want|wanted|asked|ask|are asking|asking|say"
    r"|said|need|had|told))",
    re.IGNORECASE,
)
_BINDING = re.compile(
    r"\b(?:agreed?|agreement|deal|settled?|shake|done|confirm|sign)\b", re.IGNORECASE
)

# A guess at what goes on in the counterpart, whatever it is about.
_GUESSING = re.compile(
    r"\W*(?:(?:so|okay|right|and|well|then|but|now|um+|er+|look|listen)\W+)*(?:"
    r"(?:it|that|this)(?:'s| is| was)? ?(?:must|sounds?|seems?|looks?|feels?|strikes? me|can't|cannot|couldn't|got to|has to|had to|gotta)\b"
    r"|i(?:'m| am)? ?(?:bet|guess(?:ing)?|imagine|imagining|suppose|take it|wonder(?:ing)? (?:if|whether)|figure|suspect|sense|gather"
    r"|get the (?:sense|feeling|impression)|can (?:see|hear|tell|imagine)|think you)\b"
    r"|(?:sounds?|seems?|looks?|feels?) (?:like|as (?:if|though)|to me)\b"
    r"|i(?:'d| would) (?:think|imagine|guess|expect|say)\b|i reckon\b|i expect\b|maybe you|perhaps you"
    r"|it's (?:a |an )?(?:\w+ )?(?:lonely|hard|tough|rotten|horrible|difficult|strange|awful|miserable)\b"
    r"|you(?:'re|'ve| are| have| don't| didn't| never)\b"
    r"|you(?:'d| would| must| may| might| seem| sound| look| feel| felt| figure| minded| went quiet| don't strike| were| probably)\b"
    r"|(?:what|the thing that) (?:got|hurt|gets|bothers?|bothered|matters?) (?:to )?you\b)",
    re.IGNORECASE,
)
_REPROACHING = re.compile(
    r"\b(?:cold way|disgrace\w*|shameful|shabby|nonsense|ridiculous|unfair|rubbish|insult\w*|outrageous|appalling|not good enough"
    r"|you(?:'ve| have) been sitting on|you could(?:'ve| have)|you should(?:'ve| have)|nobody forced you)\b",
    re.IGNORECASE,
)
_SO = re.compile(r"so\b,? (?!much|far|be it|what|help|long|many|good|i\b|let)", re.IGNORECASE)
_ORDERING = re.compile(
    r"\bfirst\b.*\b(?:then|after|next|last|finally)\b|\bthen\b.*\b(?:then|last|finally|at the end)\b|\b(?:and )?after that\b|\bstart with\b"
    r"|\bone after the other\b|\bin order\b",
    re.IGNORECASE,
)
# What people say of the place, the weather and the way there.
_REMARKING = re.compile(
    r"\b(?:weather|rain(?:ing|y|ed)?|snow\w*|sunn?y?|sunshine|wind\w*|warm in|cold in|hot in|quiet (?:in|up|down)|smells?|view|windows?|coffee"
    r"|tea|biscuits?|cake|drive (?:up|down|over|out)|drove|drive-out|traffic|parking|park(?:ed)?|stairs|lift|elevator|corridor|signs?|mural|robin"
    r"|birds?|spring|autumn|ice|creek|garden|flowers?|blue ?bonnets|photos?|pictures?|painting|lunch|weekend|train|bridge|music|fiddle"
    r"|fridges?|sofa|chairs?|desk|clock|dog|cat|building|factory|room|office|kettle|humm?ing|tide|sky|mud|car ?park|dug up|swallows?|nest\w*|sawdust|truck you|remember when|used to (?:work|play|come|live))\b",
    re.IGNORECASE,
)


def guesses(text: str) -> bool:
    """Tell whether a turn guesses at what the counterpart feels, thinks or wants.

    Examples
    --------
    >>> guesses("It can't be easy to sit there."), guesses("I can't go below ten.")
    (True, False)
    """
    return _GUESSING.match(text.replace("’", "'")) is not None


def reproaches(text: str) -> bool:
    """Tell whether a turn finds fault, in words that nobody takes for sympathy.

    Examples
    --------
    >>> reproaches("That's a very cold way to treat people."), reproaches("That was hard on you.")
    (True, False)
    """
    return _REPROACHING.search(text.replace("’", "'")) is not None


def sums_up(text: str) -> bool:
    """Tell whether a statement draws together what was heard: "so it's ten weeks, and no more".

    Examples
    --------
    >>> sums_up("So it wasn't the dark, it was us."), sums_up("So I'll do nine.")
    (True, False)
    """
    plain = text.strip().replace("’", "'")
    is_so = _SO.match(plain) is not None and not plain.endswith("?")
    return is_so and not gives(plain) and not _ASKED_OFFER.match(plain)


def orders(text: str) -> bool:
    """Tell whether a turn puts things in an order.

    Examples
    --------
    >>> orders("We might look at the sheet, and after that at the price."), orders("Then pay.")
    (True, False)
    """
    return _ORDERING.search(text) is not None


def remarks(text: str) -> bool:
    """Tell whether a turn may be a remark on the place, the weather or the way there.

    Examples
    --------
    >>> remarks("That coffee smells good."), remarks("That bill is too high.")
    (True, False)
    """
    return _REMARKING.search(text) is not None


def recites(text: str) -> bool:
    """Tell whether a turn gives back the counterpart's own terms.

    Examples
    --------
    >>> recites("So in your letter you asked for nine thousand."), recites("So we agreed on nine.")
    (True, False)
    """
    return _RECITING.match(text) is not None


def binds(text: str) -> bool:
    """Tell whether a turn speaks of something as agreed."""
    return _BINDING.search(text) is not None


def gives_back(text: str) -> bool:
    """Tell whether a turn sets out to say what the counterpart said, thinks or feels.

    Examples
    --------
    >>> gives_back("So you were told twenty-six."), gives_back("Your bill is late.")
    (True, False)
    """
    return (_GIVING_BACK.match(text) or _ANNOUNCING.match(text)) is not None


def asks_to_act(text: str) -> bool:
    """Tell whether a turn asks for an act and not for an answer.

    Examples
    --------
    >>> asks_to_act("Can you confirm that by email?"), asks_to_act("Can you tell me why?")
    (True, False)
    """
    return _ASKING_TO_ACT.match(text) is not None


def asks_who_or_when(text: str) -> bool:
    """Tell whether a question takes a yes at its word: who, when, is it so.

    Examples
    --------
    >>> asks_who_or_when("Who signs it, and when?"), asks_who_or_when("Do you lose much fruit?")
    (True, False)
    """
    return _TESTING.search(text) is not None


def asks_with_figure(text: str) -> bool:
    """Tell whether a figure in a question is an offer: "what about twenty?"."""
    return _ASKED_OFFER.match(text.replace("’", "'")) is not None


def gives(text: str) -> bool:
    """Tell whether a turn says that the learner would do or give something.

    Examples
    --------
    >>> gives("We could send you the logs."), gives("We can't send you the logs.")
    (True, False)
    """
    plain = text.replace("’", "'")
    return _GIVING.search(plain) is not None and _REFUSING.search(plain) is None


def names_no_offer(text: str) -> bool:
    """Tell whether figures in a turn are only told of or refused.

    Examples
    --------
    >>> names_no_offer("Steel is up twenty percent."), names_no_offer("I can't wait sixty days.")
    (True, True)
    >>> names_no_offer("I can't do ten, but I could do eight."), names_no_offer("Eight thousand.")
    (False, False)
    >>> names_no_offer("1,250 a load, paid in 40 days."), names_no_offer("Forty isn't serious.")
    (False, True)
    >>> names_no_offer("Forty is not something I can sign. My board would throw it out.")
    True
    """
    plain = text.replace("’", "'")
    parts = [part for part in _BUT.split(plain) if part.strip()]
    parts = [part for part in parts if _FIGURE.search(part)] or parts
    if _BARE.match(plain) and not (_REFUSING.search(parts[0]) or _PAST.search(parts[0])):
        return False
    return bool(parts) and all(
        _REFUSING.search(part) or (_TELLING.search(part) and not _OFFERING.search(part))
        for part in parts
    )
