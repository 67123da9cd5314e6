"""Whole numbers in English words."""

from __future__ import annotations

ONES = tuple(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen".split()
)
TENS = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())  # from twenty on
_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"))


def in_words(number: int) -> str:
    """Write a whole number as it is said, with the British "and".

    Parameters
    ----------
    number : int
        Below a thousand billion either way.

    Returns
    -------
    words : str

    Examples
    --------
    >>> in_words(18_500), in_words(1_042)
    ('eighteen thousand five hundred', 'one thousand and forty-two')
    >>> in_words(160), in_words(-3), in_words(0)
    ('one hundred and sixty', 'minus three', 'zero')
    """
    if number < 0:
        return f"minus {in_words(-number)}"
    for scale, name in _SCALES:
        if number >= scale:
            many, rest = divmod(number, scale)
            link = " and " if rest < 100 else " "
            return f"{in_words(many)} {name}" + (f"{link}{in_words(rest)}" if rest else "")
    return _below_thousand(number)


def _below_thousand(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{ONES[hundreds]} hundred" + (f" and {_below_thousand(rest)}" if rest else "")
