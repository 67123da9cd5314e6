"""Two writings of one sentence made alike: spelling, contractions, figures in words or digits.

A recogniser writes "$38,000" and "color" where the line says "thirty-eight thousand dollars" and
"colour". Neither is a word misread, so both sides are brought into one form before they are
compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from voicecoach.numerals import ONES, TENS

_SMALL = {word: value for value, word in enumerate(ONES)}
_TENS = {word: 10 * place for place, word in enumerate(TENS, start=2)}
_SCALES = {"thousand": 1_000, "grand": 1_000, "million": 1_000_000}
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        range(1, 20),
        strict=True,
    )
) | {f"{word[:-1]}ieth": 10 * place for place, word in enumerate(TENS, start=2)}
_UNITS = set("percent pound dollar euro minute hour day night week month year times point".split())
_DIGIT = "|".join([*ONES, r"\d+"])
_SIGNS = {"£": "pounds", "$": "dollars", "€": "euros"}
# Written apart by one and together by the other, or in short and in full.
_ALIKE = {
    "per cent": "percent", "okay": "ok", "o.k.": "ok", "alright": "all right", "mister": "mr",
    "missus": "mrs", "doctor": "dr", "saint": "st", "programme": "program", "cheque": "check",
    "tonne": "ton", "grey": "gray", "licence": "license", "practise": "practice", "kerb": "curb",
    "tyre": "tire", "mum": "mom", "storey": "story", "plough": "plow", "draught": "draft",
    "jewellery": "jewelry", "sceptical": "skeptical", "enquir": "inquir", "catalogue": "catalog",
    "'em": "them", "gonna": "going to", "wanna": "want to", "gotta": "got to", "cause": "because",
    "sat nav": "satnav", "shan't": "shall not", "shant": "shall not", "won't": "will not",
    "can't": "cannot", "can not": "cannot", "lets": "let us", "any more": "anymore",
    "some one": "someone", "for ever": "forever", "ma'am": "mam", "half way": "halfway",
    "y'all": "you all", "mould": "mold", "ageing": "aging", "judgement": "judgment",
    "whilst": "while", "learnt": "learned", "burnt": "burned", "spelt": "spelled",
    "leant": "leaned", "manoeuvre": "maneuver", "fulfil ": "fulfill ",
    "enrol ": "enroll ",
}  # fmt: skip
_ENDINGS = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"))
_AMERICAN = (
    (re.compile(r"([a-z][bcdfghlmnprtv])our(s|ed|ing|able|ite|ites|er|ers|ful|less)?$"), r"\1or\2"),
    (re.compile(r"([a-z]{2,})is(e|es|ed|ing|er|ers|ation|ations)$"), r"\1iz\2"),
    (re.compile(r"(?<=[aeiou])ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"(cent|theat|met|lit|fib)re(s?)$"), r"\1er\2"),
    (re.compile(r"(def|off|pret)ence(s?)$"), r"\1ense\2"),
)
_STOPS = ".?!"  # no figure goes on after the end of a sentence
_BELOW_TEN = re.compile(r"\d\.\d+$|\d(st|nd|rd|th)$")
_TOKEN = re.compile(r"[.?!](?=\s)|\d+(?:st|nd|rd|th)\b|\d+(?:\.\d+)?|[a-z]+(?:'[a-z]+)*")


def in_one_form(text: str) -> list[str]:
    """Write a sentence as words that two writings of it share.

    Examples
    --------
    >>> in_one_form("I won't pay $38,000 for that colour on May 3rd.")
    ['i', 'will', 'not', 'pay', '38000', 'dollars', 'for', 'that', 'color', 'on', 'may', '3rd']
    >>> in_one_form("thirty-eight thousand dollars; one and a half; twenty-first; ten past three")
    ['38000', 'dollars', '15', '21st', '10', 'past', '3']
    >>> in_one_form("fourteen eighty") == in_one_form("$14.80")[:1]
    True
    """
    plain = _plain(text)
    for given, common in _ALIKE.items():
        plain = re.sub(rf"(?<![a-z']){re.escape(given)}", common, plain)
    for given, common in _ENDINGS:
        plain = plain.replace(given, common)
    words = _join_figures([_american(token) for token in _TOKEN.findall(plain)])
    return [word for word in words if word not in _STOPS]


def figures_in(words: Sequence[str]) -> str:
    """Join the digits of all figures among words in one form; "" if there is none.

    Joined, since a recogniser writes "1.5" for "one, five". "One" counts only before a unit.

    Examples
    --------
    >>> figures_in(in_one_form("No one pays four thousand for one day, not this one."))
    '40001'
    """
    return "".join(
        word.rstrip("stndrh")
        for word, after in zip(words, [*words[1:], ""], strict=True)
        if word[0].isdigit() and (word != "1" or after in _UNITS)
    )


def word_errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Count the words to change, add or drop; a word written apart or together is none.

    Examples
    --------
    >>> word_errors(["a", "work", "shop", "sale"], ["the", "workshop", "sale"])
    1
    """
    before = list(range(len(heard) + 1))
    rows = [before]
    for row, word in enumerate(said, start=1):
        now = [row]
        for column, other in enumerate(heard, start=1):
            cost = min(
                rows[-1][column - 1] + (word != other), rows[-1][column] + 1, now[column - 1] + 1
            )
            if row > 1 and said[row - 2] + word == other:
                cost = min(cost, rows[-2][column - 1])
            if column > 1 and heard[column - 2] + other == word:
                cost = min(cost, rows[-1][column - 2])
            now.append(cost)
        rows.append(now)
    return rows[-1][-1]


def _plain(text: str) -> str:
    plain = text.lower().replace("’", "'").replace("‘", "'").replace("½", ".5")
    plain = re.sub(r"([£$€])\s?([\d,.]*\d(?: (?:hundred|thousand|million))?)", _after, plain)
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", plain).replace("%", " percent ")
    plain = re.sub(r"(?<=\d)(?:[:.])00(?!\d)", "", plain)
    plain = re.sub(r"(?<=\d):(?=\d\d)", ".", plain)
    plain = re.sub(r"\b([ap])\.m\.?", r"\1m", plain)
    plain = re.sub(r"\ba (?=(hundred|thousand|million)\b)", "one ", plain)
    plain = re.sub(rf"\b({_DIGIT}) and a half\b", _with_half, plain)
    plain = re.sub(rf"\b({_DIGIT}) point ({_DIGIT})\b", _with_point, plain)
    plain = re.sub(r"(?<=[a-z])'s\b", "s", plain)  # "number's up" sounds like "numbers up"
    return re.sub(r"\s*\bo'clock\b", "", re.sub(r"(?<=\d)(?=[ap]m\b)", " ", plain))


def _with_half(found: re.Match[str]) -> str:
    return f"{_SMALL.get(found[1], found[1])}.5"


def _with_point(found: re.Match[str]) -> str:
    return f"{_SMALL.get(found[1], found[1])}.{_SMALL.get(found[2], found[2])}"


def _after(found: re.Match[str]) -> str:
    return f"{found[2]} {_SIGNS[found[1]]}"


def _american(word: str) -> str:
    for pattern, to in _AMERICAN:
        word = pattern.sub(to, word)
    return word


def _join_figures(tokens: Sequence[str]) -> list[str]:
    """Turn each run of number words and digits into its digits."""
    words: list[str] = []
    place = 0
    while place < len(tokens):
        figure, n_used = _read_run(tokens[place:])
        words.append(figure if n_used else tokens[place])
        place += max(n_used, 1)
    return words


def _read_run(tokens: Sequence[str]) -> tuple[str, int]:
    """Read figures that follow each other: "fourteen eighty" is 1480, as "14.80" is."""
    digits, n_used = "", 0
    while n_used < len(tokens):
        if digits and tokens[n_used] == "oh" and _kind(*tokens[n_used + 1 : n_used + 2]):
            digits, n_used = f"{digits}0", n_used + 1
        value, n_taken, is_ordinal = _read_value(tokens[n_used:])
        if not n_taken or (is_ordinal and digits):
            break
        digits, n_used = digits + value, n_used + n_taken
        if is_ordinal:
            return f"{digits}{_suffix(digits)}", n_used
    return digits, n_used


# What may come after what inside one figure; "" is its beginning.
_FOLLOWS = {
    "": {"digits", "small", "tens", "ordinal"},
    "digits": {"hundred", "scale"},
    "small": {"hundred", "scale"},
    "tens": {"small", "digits", "hundred", "scale", "ordinal"},
    "hundred": {"small", "tens", "scale", "ordinal"},
    "scale": {"small", "tens", "digits", "ordinal"},
}


def _kind(token: str = "") -> str | None:
    if re.fullmatch(r"\d+(\.\d+)?", token):
        return "digits"
    if token in _ORDINALS or re.fullmatch(r"\d+(st|nd|rd|th)", token):
        return "ordinal"
    if token == "hundred":
        return token
    tables = {"small": _SMALL, "tens": _TENS, "scale": _SCALES}
    return next((kind for kind, table in tables.items() if token in table), None)


def _read_value(tokens: Sequence[str]) -> tuple[str, int, bool]:
    """Read one figure: its digits, how many tokens it took, and whether it is an ordinal."""
    total, current, last, n_used = Decimal(0), Decimal(0), "", 0
    while n_used < len(tokens):
        skip = tokens[n_used] == "and" and last in ("hundred", "scale")
        token = tokens[n_used + skip] if n_used + skip < len(tokens) else ""
        kind = _kind(token)
        if kind is None or kind not in _FOLLOWS[last] or not _fits(last, token):
            break
        n_used += 1 + skip
        if kind == "ordinal":
            value = _ORDINALS.get(token) or int(token[:-2])
            return _digits(total + current + value), n_used, True
        if kind == "hundred":
            current *= 100
        elif kind == "scale":
            total, current = total + current * _SCALES[token], Decimal(0)
        else:
            current += _value(token)
        last = kind
    return _digits(total + current), n_used, False


def _fits(last: str, token: str) -> bool:
    """Tell whether a token may stand after tens: "nine" and "9.5" may, "nineteen" and "9" not."""
    if last != "tens":
        return True
    return _SMALL.get(token, 0) < 10 and (not token[0].isdigit() or bool(_BELOW_TEN.match(token)))


def _value(token: str) -> Decimal:
    if token in _SMALL:
        return Decimal(_SMALL[token])
    return Decimal(_TENS[token]) if token in _TENS else Decimal(token)


def _digits(value: Decimal) -> str:
    """Write without a point, so that "14.80" and "fourteen eighty" are alike.

    A figure of whole thousands has no point; one below keeps the zeros it was written with.
    """
    is_whole = value == value.to_integral() and value >= 1000
    return f"{value.to_integral() if is_whole else value:f}".replace(".", "")


def _suffix(digits: str) -> str:
    if digits[-2:] in ("11", "12", "13"):
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th")
