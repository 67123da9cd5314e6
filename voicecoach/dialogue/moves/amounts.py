"""Numbers and money, in digits or in words, as an imperfect recogniser writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicecoach.numerals import ONES, TENS
from voicecoach.turns import Issue

_VALUES = {word: float(value) for value, word in enumerate(ONES)}
_VALUES |= {word: 10.0 * place for place, word in enumerate(TENS, start=2)}
_VALUES |= {"fourty": 40.0, "a": 1.0, "oh": 0.0}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "grand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mil": 1e6,
}
_FRACTIONS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
_WHAT = {
    "percent": ("%", "percent", "per cent", "pct"),
    "days": ("day", "days"),
    "weeks": ("week", "weeks"),
    "months": ("month", "months"),
    "years": ("year", "years", "yr"),
    "hours": ("hour", "hours", "hrs"),
    "minutes": ("minute", "minutes", "mins"),
    "clock": ("am", "pm", "o'clock", "a.m", "p.m"),
    "GBP": ("£", "pounds", "pound", "quid", "gbp", "sterling", "pence"),
    "USD": ("$", "dollars", "dollar", "bucks", "usd"),
    "EUR": ("€", "euros", "euro", "eur"),
}
_UNIT = {name: unit for unit, names in _WHAT.items() for name in names}
_MONEY = {"GBP", "USD", "EUR"}
_DIGITS = re.compile(
    r"(?P<sign>[£$€])?\s?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<scale>k|m|%)?"
    r"(?P<ordinal>st|nd|rd|th)?(?![a-z0-9])"
)
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[^\sa-z]+")
_NEXT = re.compile(r"[\s-]*(per cent|a\.m|p\.m|o'clock|[a-z%£$€]+)")
_AND_A = re.compile(r"\s+and\s+(?:a\s+|three\s+)?(half|quarters?|third)\b")
# "by six", "at nine", "on the third": a time or date, unless a unit says otherwise.
_TIME_BEFORE = re.compile(r"\b(by|at|till|until|past|before|after|page|clause|number|the)\s+$")
_LARGEST = 1e12


@dataclass(frozen=True, slots=True)
class Amount:
    """One figure and where it stands."""

    value: float
    unit: str | None
    start: int
    end: int
    readings: tuple[float, ...]  # what else it could have been, likeliest first
    is_time: bool = False  # looks like a time of day or a date


def find_amounts(plain: str) -> tuple[Amount, ...]:
    """Find every figure in lower case text, in order.

    Examples
    --------
    >>> [amount.value for amount in find_amounts("18 and a half, not $17,500")]
    [18.5, 17500.0]
    >>> find_amounts("seventeen five")[0].readings
    (17.5, 17500.0, 1705.0)
    """
    found = [*_in_digits(plain), *_in_words(plain)]
    return tuple(sorted(found, key=lambda amount: amount.start))


def settle(
    amounts: Sequence[Amount], issues: Sequence[Issue], plain: str
) -> tuple[tuple[float, str | None], ...]:
    """Choose the figures that an offer is about, repaired by what is plausible.

    Returns at most one figure per issue, in the issue's unit, with the issue's id, in the order
    of `issues`. Without issues the first figure that is not a time of day stands as it was heard.
    """
    if not issues:
        plain_figures = [amount for amount in amounts if not amount.is_time]
        return tuple((amount.value, None) for amount in plain_figures[:1])
    settled: dict[str, float] = {}
    used: set[int] = set()
    # An issue that is named has the first call on a figure.
    for issue in sorted(issues, key=lambda issue: not _is_named(issue, plain)):
        for number, amount in enumerate(amounts):
            if number in used or not _unit_fits(amount, issue, plain, n_issues=len(issues)):
                continue
            repaired = _repair(amount, issue.plausible)
            if repaired is not None:
                settled[issue.id] = repaired
                used.add(number)
                break
    return tuple((settled[issue.id], issue.id) for issue in issues if issue.id in settled)


def _is_named(issue: Issue, plain: str) -> bool:
    return any(re.search(rf"\b{re.escape(word)}", plain) for word in issue.words)


def _unit_fits(amount: Amount, issue: Issue, plain: str, *, n_issues: int) -> bool:
    is_money = issue.unit in _MONEY
    if amount.unit is None:
        # A bare figure is money, unless another issue is named or there is no other.
        return not amount.is_time and (is_money or n_issues == 1 or _is_named(issue, plain))
    if is_money:
        return amount.unit in _MONEY
    return amount.unit == _UNIT.get(issue.unit.lower(), issue.unit.lower())


def _repair(amount: Amount, plausible: tuple[float, float]) -> float | None:
    low, high = plausible
    # "fifty-two" in a talk about salaries is 52,000; "17.5" is 17,500; "four eighty" may be 4.80.
    scaled = [reading * factor for factor in (1e3, 1e2, 1e-2) for reading in amount.readings]
    return next((value for value in (*amount.readings, *scaled) if low <= value <= high), None)


def _in_digits(plain: str) -> Iterator[Amount]:
    for match in _DIGITS.finditer(plain):
        if match["ordinal"]:
            continue
        value = float(match["digits"].replace(",", ""))
        scale = match["scale"]
        if scale in _SCALES:
            value *= _SCALES[scale]
        end = match.end()
        value, end = _scaled(plain, value, end)
        value, end = _with_fraction(plain, value, end)
        if value > _LARGEST:
            continue
        unit = _UNIT.get(match["sign"] or "") or ("percent" if scale == "%" else None)
        unit = unit or _unit_after(plain, end)
        yield Amount(
            value, unit, match.start(), end, (value,), _is_time(plain, match.start(), unit)
        )


def _in_words(plain: str) -> Iterator[Amount]:
    run: list[re.Match[str]] = []
    for token in [*_TOKEN.finditer(plain), None]:
        word = token.group() if token else ""
        if token and (_is_number(word) or (run and _joins(word, run))):
            run.append(token)
            continue
        if token and run and word == "-":
            continue
        if run and (amount := _read(plain, run)):
            yield amount
        run = [token] if token and _is_number(word) else []


def _is_number(word: str) -> bool:
    return (word in _VALUES and word not in ("a", "oh")) or (word in _SCALES and len(word) > 2)


def _joins(word: str, run: list[re.Match[str]]) -> bool:
    return (word == "and" and run[-1].group() in _SCALES) or word == "k"


def _read(plain: str, run: list[re.Match[str]]) -> Amount | None:
    while run and run[-1].group() == "and":
        run = run[:-1]
    words = [token.group() for token in run if token.group() != "and"]
    if words in (["grand"], ["m"]) or not words:
        return None
    if words[0] in _SCALES and not re.search(r"\ba\s+$", plain[: run[0].start()]):
        return None
    readings = tuple(dict.fromkeys(_readings(words)))
    value, end = _with_fraction(plain, readings[0], run[-1].end())
    if value != readings[0]:
        readings = (value, *readings)
    unit = _unit_after(plain, end)
    is_time = _is_time(plain, run[0].start(), unit)
    return Amount(value, unit, run[0].start(), end, readings, is_time)


def _readings(words: list[str]) -> Iterator[float]:
    """Read number words the ways a speaker may mean them."""
    if any(word in _SCALES for word in words):
        yield _with_scales(words)
        return
    groups = _groups(words)
    if len(groups) == 1:
        yield groups[0]
    elif len(groups) == 2:
        yield from _pair(*groups)
    else:
        yield float("".join(str(int(group)) for group in groups)[:12])


def _pair(first: float, second: float) -> Iterator[float]:
    if second < 10:  # "seventeen five": 17.5 or 17,500, hardly 1705
        yield first + second / 10
        yield (first + second / 10) * 1e3
        yield first * 100 + second
    else:  # "four eighty", "eighteen fifty"
        yield first * 100 + second
        yield first + second / 100
        yield (first + second / 100) * 1e3


def _groups(words: list[str]) -> list[float]:
    groups: list[float] = []
    is_open = False  # a bare ten waits for its ones: "seventy" + "five"
    for word in words:
        value = _VALUES[word]
        if is_open and 0 < value < 10:
            groups[-1] += value
            is_open = False
        else:
            groups.append(value)
            is_open = value >= 20 and value % 10 == 0
    return groups


def _with_scales(words: list[str]) -> float:
    total, part = 0.0, 0.0
    for word in words:
        scale = _SCALES.get(word)
        if scale is None:
            part += _VALUES[word]
        elif scale == 1e2:
            part = (part or 1.0) * scale
        else:
            total, part = total + (part or 1.0) * scale, 0.0
    return total + part


def _scaled(plain: str, value: float, end: int) -> tuple[float, int]:
    after = _NEXT.match(plain, end)
    if after and after[1] in ("hundred", "thousand", "grand", "million", "mil"):
        return value * _SCALES[after[1]], after.end()
    return value, end


def _with_fraction(plain: str, value: float, end: int) -> tuple[float, int]:
    match = _AND_A.match(plain, end)
    if not match:
        return value, end
    part = _FRACTIONS[match[1].rstrip("s")] * (3 if "three" in match[0] else 1)
    # "a thousand and a half" is 1,500, "eighteen and a half" 18.5
    size = 1e3 if value >= 1e3 and value % 1e3 == 0 else 1.0
    return value + part * size, match.end()


def _unit_after(plain: str, end: int) -> str | None:
    after = _NEXT.match(plain, end)
    return _UNIT.get(after[1]) if after else None


def _is_time(plain: str, start: int, unit: str | None) -> bool:
    return unit == "clock" or (unit is None and bool(_TIME_BEFORE.search(plain[:start])))
