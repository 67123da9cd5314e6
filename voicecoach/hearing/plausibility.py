"""Whether decoded words were spoken, or made up by the recogniser from noise and silence."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from voicecoach.turns import Ending

# Measured on 120 clips of silence, hiss, hum, clicks, breath and chords (0.6 to 28 s) against 80 of
# speech, tiny.en and base: speech never rose above 0.6 no-speech nor fell below -1.5 a token.
SURE_SILENCE = 0.72
SURE_LOG_PROBABILITY = -0.4  # quiet, hesitant speech is recognised better than that
LIKELY_SILENCE = 0.25
POOR_LOG_PROBABILITY = -1.2
ABSURD_LOG_PROBABILITY = -1.6
# Whisper's own limit: more than 2.4 times smaller after compression is a loop, not a sentence.
LOOP_COMPRESSION = 2.4
LOOP_SILENCE = 0.3

# What Whisper writes when it hears nothing; real when it is sure that there was speech.
HALLUCINATIONS = frozenset(
    {
        "you",
        "thank you",
        "thank you very much",
        "thank you for watching",
        "thanks for watching",
        "please subscribe",
        "im sorry",
        "bye",
        "bye bye",
        "so",
        "oh",
        "i",
        "the",
        "im",
    }
)
DOUBTFUL_SILENCE = 0.21

NOISE_TAG = re.compile(r"\[[^\]]*\]?|\([^)]*\)?|\*[^*]+\*|[♪♫]+[^♪♫]*[♪♫]*")


@dataclass(frozen=True, slots=True)
class Decoded:
    """One run of the decoder, as it came out."""

    text: str
    no_speech_probability: float
    mean_log_probability: float
    n_tokens: int
    ending: Ending | None = None


def is_loop(text: str) -> bool:
    """Tell whether the decoder repeated itself.

    Examples
    --------
    >>> is_loop("uh, " * 20), is_loop("No. No, no, no. I said no.")
    (True, False)
    """
    raw = text.encode()
    return len(raw) > LOOP_COMPRESSION * len(zlib.compress(raw))


def spoken_words(decoded: Decoded) -> str:
    """Return the words that were spoken; empty if the recogniser made them up.

    Examples
    --------
    >>> spoken_words(Decoded("[BLANK_AUDIO]", 0.1, -0.2, 5))
    ''
    >>> spoken_words(Decoded("(sighs) Eighteen thousand.", 0.1, -0.2, 9))
    'Eighteen thousand.'
    >>> spoken_words(Decoded("Thank you.", 0.5, -0.8, 4))
    ''
    >>> spoken_words(Decoded("Thank you.", 0.02, -0.2, 4))
    'Thank you.'
    """
    text = said_once(" ".join(NOISE_TAG.sub(" ", decoded.text).split()))
    if not any(character.isalnum() for character in text) or _is_made_up(text, decoded):
        return ""
    return text


def said_once(text: str) -> str:
    """Undo a loop: a phrase of two words or more that comes three times was said once.

    Examples
    --------
    >>> said_once("Let's stop here. Let's stop here. Let's stop here. Let")
    "Let's stop here."
    >>> said_once("No, no, no. I said no.")
    'No, no, no. I said no.'
    """
    words = text.split()
    for n_words in range(2, len(words) // 3 + 1):
        phrase = words[:n_words]
        if words[: 3 * n_words] == 3 * phrase:
            return " ".join(phrase)
    return text


def _is_made_up(text: str, decoded: Decoded) -> bool:
    silence, log_probability = decoded.no_speech_probability, decoded.mean_log_probability
    plain = re.sub(r"[^a-z ]", "", text.lower()).strip()
    return (
        (silence > SURE_SILENCE and log_probability < SURE_LOG_PROBABILITY)
        or log_probability < ABSURD_LOG_PROBABILITY
        or (silence > LIKELY_SILENCE and log_probability < POOR_LOG_PROBABILITY)
        or (silence > DOUBTFUL_SILENCE and plain in HALLUCINATIONS)
        or (silence > LOOP_SILENCE and is_loop(decoded.text))
    )
