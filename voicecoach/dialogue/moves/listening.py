"""Rules for listening and for talk about feelings."""

from __future__ import annotations

from voicecoach.dialogue.moves.rule import rule
from voicecoach.turns import MoveKind as M

_FEELING = (
    r"(?:angry|annoyed|anxious|afraid|alone|ashamed|betrayed|bitter|burnt|cheated|concerned|confused"
    r"|cornered|cross|disappointed|disrespected|down|drained|embarrassed|exhausted|fed up|flat|forgotten"
    r"|frightened|frustrated|furious|guilty|gutted|hesitant|hopeful|humiliated|hurt|ignored|keen|let down"
    r"|lonely|lost|mad|nervous|overlooked|overwhelmed|pressed|proud|pushed|rattled|relieved|reluctant"
    r"|resigned|rushed|sad|scared|shaken|shocked|sick|squeezed|stressed|stuck|sure|taken for granted"
    r"|tense|tired|torn|trapped|uncertain|uncomfortable|under pressure|undervalued|uneasy|unfair|unheard"
    r"|unsure|upset|wary|weary|weighed|worn out|worried)"
)
_HARD = (
    r"(?:hard|awful|tough|difficult|rough|horrible|dreadful|exhausting|frustrating|stressful|upsetting"
    r"|frightening|scary|maddening|infuriating|painful|miserable|a lot|grim|mortifying|terrifying"
    r"|humiliating|lonely|rotten|heavy|terrible|distressing|worrying|galling|draining|a nightmare)"
)

CHECKED_SUMMARY = "gives back and checks"
# At the end of what was given back: is it right, is it whole?
_CHECK = (
    r"(?:have i (?:got|heard|understood|read) (?:that|this|it|you)(?: all)?(?: right| correctly)?"
    r"|do i have (?:that|this|it) right|did i (?:get|hear|understand) (?:that|this|it|you)(?: right)?"
    r"|(?:did i|have i|am i) miss(?:ed|ing)? (?:anything|something)|what (?:did i|have i) miss(?:ed)?"
    r"|is that (?:right|it|fair|about right|how it was)|am i getting (?:that|this|it) right)"
)

LISTENING = (
    rule(
        M.SUMMARY,
        CHECKED_SUMMARY,
        # several clauses about them, and a check: nothing else sounds like that
        rf"\b(?:you|your|you've|you're|you'd)\b.{{12,}}(?:,| and | but ).{{8,}}\b{_CHECK}\W*$",
        0.9,
        unless=r"\b(?:agreed|agree|we have a deal|shake on)\b|^(?:is|are|do|does|did|was|were|have|has)\b",
    ),
    rule(
        M.SUMMARY,
        "says that it gives back",
        r"\b(?:let me|can i|may i|i'll)(?: just)? (?:check|see|make sure)(?: that| if)? i(?:'ve| have)?"
        r" (?:got|heard|understood|understand)\b",
        0.9,
    ),
    rule(
        M.SUMMARY,
        "gathers their points",
        r"\b(?:(?:so )?(?:let me|can i|if i|may i|i'll) (?:just )?(?:check|play (?:that|it) back|recap"
        r"|sum(?:marise|marize| up)|see if i|make sure|read (?:that|it) back|say (?:that|it) back"
        r"|repeat (?:that|it) back)|to sum up|in summary|so far (?:i've|you've|i have|we've) heard|what"
        r" i'm hearing|what i(?:'ve| have) heard|is that (?:about )?(?:it|right|fair)|have i (?:got|heard"
        r"|understood)|did i (?:get|hear|understand)|so (?:you've|you have) (?:got )?[a-z' ,]+ and)\b",
        0.7,
        unless=r"\bto sum up,? (?:i|we) (?:want|need|will)\b",
    ),
    rule(
        M.PARAPHRASE,
        "gives one point back",
        r"^(?:so|ah|oh|right|okay|mm|in other words)[, ]+(?:so )?(?:it's|it is|you(?:'re|'d| are| want"
        r"| need| feel| think| have| don't)|what you(?:'re| are) saying|for you|the [a-z ]+ (?:is|isn't)"
        r"|that's)\b(?!.*\?$)|\b(?:in other words|what you mean is|you mean)\b",
        0.5,
    ),
    rule(
        M.EMOTION_LABEL,
        "names it tentatively",
        r"\b(?:(?:it |that |this )?(?:sounds|seems|looks|feels) (?:to me )?(?:like|as (?:if|though))"
        r" (?:you|this|that|it|there|nobody|the|somebody|something|being|she|he)|you (?:sound|seem|look)"
        r" (?!at\b|for\b|after\b|into\b|like you're always)|i (?:get|have) the (?:sense|feeling"
        r"|impression)|i(?:'m| am) (?:sensing|picking up|hearing (?:some|a lot|that))|i sense|i wonder if"
        r" you(?:'re| are| feel)|(?:sounds|seems|looks) (?:like|as)|reading between the lines"
        r"|(?:maybe|perhaps) you(?:'re| are| feel| felt| were))",
        0.8,
        unless=r"sounds like a (?:bus|plan|deal)|(?:sounds|looks) good|looks like (?:rain|we|i)\b",
    ),
    rule(
        M.EMOTION_LABEL,
        "names a feeling",
        rf"\byou(?:'re| are|'ve been|'d be| feel| felt)(?: [a-z]+)? {_FEELING}\b",
        0.5,
        unless=r"\balways\b|\bi'm sorry you feel\b",
    ),
    rule(
        M.EMPATHY,
        "takes the feeling as real",
        rf"\b(?:(?:that|it|this)(?:'s| is| must| sounds| has|'d)? (?:must|has to|can't|be|been|have|really"
        rf"|so|just|such|a|an|very|pretty|incredibly|beyond)* ?{_HARD}|must (?:be|have been|feel)|i can (?:see|hear"
        r"|imagine|understand) (?:why|how|that|what)|no wonder|i(?:'d| would) (?:be|feel|have been) [a-z]+"
        r" (?:too|as well)|anyone would|nobody (?:should|deserves)|sorry (?:to hear|for your|about your"
        r"|you(?:'ve| have| had)|that happened)|i(?:'m| am) so sorry|of course you|it makes sense"
        r"|that makes sense|i hear you|you(?:'ve| have) had a|i feel for you|ouch|i don't blame you"
        r"|understandabl[ey]|i get that|can't be easy|can't have been)\b",
        0.65,
        unless=r"\bi understand,? but\b|sorry you feel that way",
    ),
    rule(
        M.APPRECIATION,
        "credits something done",
        r"\b(?:thank(?:s| you) (?:for|very much for|so much for)|i (?:really |do )?appreciate (?!it if)"
        r"|(?:i'm|i am|we're) (?:really )?(?:grateful|glad you|impressed)|(?:good|nice|kind|decent|generous)"
        r" of you|well done|credit to you|that (?:really )?helped|fair play to you|(?:it|that) (?:can't|"
        r"took))\b",
        0.65,
        unless=r"i'd appreciate it if|would appreciate it if",
    ),
    rule(
        M.APOLOGY,
        "owns a part",
        r"\b(?:(?:i'm|i am|we're|we are|i|we)?(?: so| really| truly| very)? ?(?:sorry (?:i|we|for|about"
        r" (?:the|that|my|our|how)|that (?:i|we))|apologi[sz]e)|my (?:fault|mistake|apologies|bad)"
        r"|that(?:'s| is| was) (?:on (?:me|us)|my|our|down to (?:me|us))|i (?:should have|shouldn't have"
        r"|got (?:it|that) wrong|messed up|was wrong|screwed up|dropped the ball|let you down)|we (?:should"
        r" have|shouldn't have|let you down|got (?:it|that) wrong)|i owe you an apology"
        r"|i didn't[a-z, ]* and i'm sorry)\b",
        0.75,
        unless=r"sorry (?:you|if you) |sorry,? (?:but )?no\b|sorry to hear|sorry for your",
    ),
    rule(
        M.I_MESSAGE,
        "own feeling with its cause",
        rf"\bi(?:'m| am| feel| felt| get| was)(?: [a-z]+)? {_FEELING}\b.*\b(?:when|because|since|as|so|every"
        r" time|whenever|that)\b|\bwhen\b.*\bi (?:feel|felt|get|worry)\b|\bi (?:worry|find it hard|dread)"
        r"\b",
        0.7,
        unless=r"i feel that you|i feel like you",
    ),
    rule(
        M.RAPPORT,
        "small talk",
        r"\b(?:how (?:are|is) (?:you|things|your|the (?:kids|family))|how(?:'s| was) (?:your|the)"
        r" (?:weekend|holiday|trip|day|journey|family|week|drive|morning)|good (?:morning|afternoon"
        r"|evening)|nice to (?:meet|see|talk)|pleasure to|lovely to|have a (?:good|great|nice|wonderful)"
        r"|enjoy (?:your|the)|did you (?:see|watch|catch) the|hi\b|hello\b|hey\b|haha+|lol"
        r"|good luck with|same here|me too|congratulations|what a (?:lovely|nice|beautiful))",
        0.55,
    ),
)
