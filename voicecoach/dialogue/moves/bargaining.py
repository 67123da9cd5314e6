"""Rules for offers, demands and what stands behind them."""

from __future__ import annotations

from voicecoach.dialogue.moves.rule import rule
from voicecoach.turns import MoveKind as M

NUMBER = (
    r"(?:[£$€]?\d[\d,.]*(?:k|m|%)?|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundred|thousand|half)"
)
_GIVE = (
    r"(?:i|we)(?:'ll| will|'d| would| can| could|'m (?:happy|willing|prepared|ready) to"
    r"|'re (?:happy|willing|prepared|ready) to| am (?:happy|willing|prepared) to)"
)

BARGAINING = (
    rule(
        M.OWN_INTEREST,
        "need with its reason",
        r"\b(?:i|we) (?:really |do |just )?(?:need|want|would like|have to have|require|'d like)\b.*\b"
        r"(?:because|since|so that|so (?:i|we)|as (?:i|we|my|our|the)|or else i|otherwise)\b"
        r"|\b(?:matters|important) to (?:me|us) (?:because|is)\b|\bwhat (?:i|we) (?:really )?(?:need|care"
        r" about)\b.*\bis\b|\bmy (?:main |real )?(?:worry|concern|priority) is\b",
        0.65,
    ),
    rule(
        M.OPTION,
        "possibility without commitment",
        r"\b(?:what if (?:we|i|you|the)|one (?:way|option|possibility|idea)|(?:we|you) could (?:also|always"
        r"|try|perhaps|maybe|look)|(?:could|might) we|another (?:way|option|possibility|idea)|how about we"
        r"|(?:maybe|perhaps) (?:we|there's a|you) (?:could|can|might|way)|suppose (?:we|i|you)|just"
        r" thinking (?:out loud|aloud)|it could be|either we|say we|one thing we could|or we could"
        r"|would it (?:help|work) if)\b",
        0.65,
    ),
    rule(
        M.PROPOSAL,
        "offers a figure",
        rf"\b(?:{_GIVE}|let's|how about|what about|i(?:'m| am)? offer(?:ing)?|we offer|i propose"
        rf"|(?:i|we)(?:'d)? suggest|make it|call it|meet (?:me|us|in the middle)? ?at)\b.*?\b{NUMBER}",
        0.75,
        unless=r"\bif you\b",
    ),
    rule(
        M.PROPOSAL,
        "offers an act",
        rf"\b(?:(?:i|we) (?:propose|offer|suggest)|my (?:offer|proposal) is|(?:i|we)(?:'m| am|'re| are)"
        rf" (?:offering|proposing)|{_GIVE} (?:do|give|pay|take|throw in|let you have|go|offer|knock|waive"
        r"|match|drop|add|include|cover|come (?:down|up)|meet))\b",
        0.6,
        unless=r"\bif you\b",
    ),
    rule(
        M.PROPOSAL,
        "a figure with its terms",
        rf"^(?:okay |well |right |then |so )*{NUMBER}(?:[ -]{NUMBER})* [a-z ,]*\b(?:and|for|per|a|plus)\b",
        0.45,
    ),
    rule(
        M.CONDITIONAL_TRADE,
        "if you, then I",
        r"\bif you(?:'ll|'d|'re| can| could| will| are| would| were)?\b.*\b(?:i|we)(?:'ll|'d| will| can"
        r"| could| would| might|'m happy|'re happy)\b|\b(?:i|we)(?:'ll|'d| will| can| could| would|'m happy"
        r" to)\b.*\b(?:if you|provided you|as long as you|in (?:return|exchange)|so long as you|on"
        r" condition)\b|\bin (?:return|exchange)(?: for)?\b",
        0.75,
        unless=r"\b(?:lawyer|court|sue|regret|police|tell everyone|solicitor|review|walk away)\b",
    ),
    rule(
        M.CONCESSION,
        "moves towards them",
        r"\b(?:(?:i|we)(?:'ll| will|'d| can| could)? ?(?:come (?:down|up)|drop (?:it|the|my|our)|let (?:it|that)"
        r" go|waive|swallow|give (?:you|up|way)|meet you|split|go (?:down|up|as (?:high|low)))|meet (?:you )?"
        r"(?:half ?way|in the middle)|you can have|you have it|i(?:'ll)? concede|fair enough,? (?:i|you|we)"
        r"|have it your way|i don't need|knock .* off|split the difference|forget (?:about )?the"
        r"|i can live with(?:out)?)\b",
        0.65,
        unless=r"\bif you\b",
    ),
    rule(
        M.OBJECTIVE_CRITERION,
        "appeals to a standard",
        r"\b(?:market (?:rate|rates|price|value)|going rate|industry (?:standard|average|norm)|benchmark"
        r"|index|inflation|precedent|regulations?|the law|legally|tribunal|guidelines?|the act|survey|"
        r"statistics|study|studies|comparable|average (?:price|rate|is|for)|according to|the (?:code|standard"
        r"|tariff|scale|guidance|figures from)|independent|valuation|surveyor|published|ombudsman|"
        r"per the contract|the contract says|trade body|quotes? from|glassdoor|gartner|data (?:shows|says)"
        r"|other (?:firms|suppliers|companies|agencies) (?:charge|pay)|rics|acas)\b",
        0.65,
    ),
    rule(
        M.POSITION,
        "a bare demand",
        r"^(?:no[, ]+)?(?:well[, ]+|look[, ]+|but[, ]+)?(?:i|we) (?:want|need|expect|insist|demand|am not"
        r"|'m not|'re not|won't|can't|don't) [^.]*$|^(?:it's|my (?:price|figure|answer) is|the (?:price|fee)"
        rf" is|as i said|like i said)\b|^{NUMBER}(?:[ -]{NUMBER})*(?: [a-z]+)?\W*$|^no\W*$|^that's my"
        r" (?:price|figure|final)",
        0.5,
        unless=r"\b(?:because|since|so that|know|think|understand|mean|remember|mind|worry|if)\b|\?",
    ),
    rule(
        M.CALM_LIMIT,
        "a no with its reason",
        r"\b(?:i|we|that)(?:'m not able to| can't| cannot| won't| couldn't|'m not going to| am not able to"
        r"| don't do)\b.*\b(?:because|since|as|or i'd|without|until|so|otherwise|our|the)\b|\b(?:i'd|i'll|we'd"
        r"|we'll) (?:have to )?(?:go (?:with|elsewhere)|walk away|look elsewhere|take the other)\b|\bmy"
        r" (?:limit|ceiling|floor) is\b|\bthe most i can\b|\b(?:can't|cannot) go (?:above|below|past|over|under"
        r"|lower|higher|beyond)\b",
        0.6,
    ),
    rule(
        M.ACCEPT,
        "takes the offer",
        r"^(?:(?:okay|ok|yes|yeah|right|alright|all right|fine|well|sure|good|great|perfect|brilliant|then)[, .!]*)*"
        r"(?:(?:you(?:'ve| have) got (?:yourself )?a |it's a |that's a |we have a )?deal\b|done\b|agreed\b|i accept"
        r"|we accept|i(?:'ll| will) take (?:it|that)|that works|that(?:'s| is) (?:fine|acceptable|agreed)"
        r"|i can (?:do|agree to|accept|live with) that|let's (?:do (?:it|that)|shake)|sold\b|i agree to (?:that|your)"
        r"|happy with that|works for (?:me|us))",
        0.75,
        unless=r"\?|\bif you\b|\bbut\b|has been done|done (?:what|the|that|it|with|this)",
    ),
)
