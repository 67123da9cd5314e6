"""Sound into words: Whisper through CTranslate2, on a window only as long as the clip needs."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from voicecoach.errors import ModelError, ModelTooLargeError
from voicecoach.hearing.endings import EndingReader
from voicecoach.hearing.memory_room import reserve_little
from voicecoach.hearing.plausibility import Decoded, is_loop, spoken_words
from voicecoach.turns import RATE_HZ, Clip, Samples, Transcript

logger = logging.getLogger(__name__)

# Whisper pads every clip to 30 s and pays for all of it. It accepts less: with at least 2 s of
# padding the words stay the same, for a half (15 s) or a third (10 s) of the time. Below 10 s they
# do not: 14 of 351 words of persona lines came out otherwise with windows from 4 to 8 s.
WINDOWS_S = (10, 15, 20, 30)
SHORTEST_PADDING_S = 2.0
LONGEST_CHUNK_S = WINDOWS_S[-1] - SHORTEST_PADDING_S
SHORTEST_CLIP_S = 0.1  # less holds no word
MEL_FRAMES_PER_S = 100
# Fast talk is 5 words or 7 tokens a second; whatever is longer is a loop.
TOKENS_PER_S = 8
SPARE_TOKENS = 20
QUIET_S = 0.2
# CTranslate2 reports a want of memory as any other trouble.
_NO_MEMORY = re.compile(r"bad_alloc|alloc|memory", re.IGNORECASE)


class WhisperTranscriber:
    """The words of a clip in English, greedily, without memory of earlier clips."""

    def __init__(self, folder: Path, *, name: str = "base", n_threads: int = 2) -> None:
        # Imported here: it takes a third of a second, which `--help` should not pay.
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        start_s = time.perf_counter()
        reserve_little()
        try:
            self._whisper: Any = WhisperModel(
                str(folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=n_threads,
                local_files_only=True,
            )
        except MemoryError as error:
            raise _too_large(name) from error
        except (RuntimeError, ValueError, OSError) as error:
            if _NO_MEMORY.search(str(error)):
                raise _too_large(name) from error
            raise ModelError(
                f"{folder}: not a Whisper that CTranslate2 can load ({error}); "
                "'voicecoach models fetch' brings one that works"
            ) from error
        self.name = f"whisper {name}"
        self._tokenizer: Any = Tokenizer(
            self._whisper.hf_tokenizer,
            self._whisper.model.is_multilingual,
            task="transcribe",
            language="en",
        )
        self._endings = EndingReader(self._tokenizer)
        self._prompt = [*self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]
        logger.info("loaded %s in %.2f s", self.name, time.perf_counter() - start_s)

    def warm_up(self) -> None:
        """Run once on silence, so that the first real clip is not the slow one."""
        with self._memory():
            self._decode(np.zeros(RATE_HZ, dtype=np.float32))

    def unload(self) -> None:
        """Give the memory of the weights back: nothing can be recognised any more."""
        self._whisper.model.unload_model()

    def transcribe(self, clip: Clip) -> Transcript:
        """Recognise the words of one clip; empty text when none were spoken."""
        if clip.duration_s < SHORTEST_CLIP_S:
            return Transcript("", no_speech_probability=1.0, mean_log_probability=0.0)
        start_s = time.perf_counter()
        with self._memory():
            decoded = [self._decode(chunk) for chunk in split_at_quiet(clip.samples)]
        n_tokens = sum(part.n_tokens for part in decoded)
        log_probability = sum(part.mean_log_probability * part.n_tokens for part in decoded)
        logger.info(
            "transcribed %.1f s of speech in %.2f s",
            clip.duration_s,
            time.perf_counter() - start_s,
        )
        return Transcript(
            text=" ".join(words for part in decoded if (words := spoken_words(part))),
            no_speech_probability=min(part.no_speech_probability for part in decoded),
            mean_log_probability=log_probability / max(n_tokens, 1),
            ending=decoded[-1].ending,
        )

    @contextmanager
    def _memory(self) -> Iterator[None]:
        """Tell a want of memory from any other trouble."""
        try:
            yield
        except (MemoryError, RuntimeError) as error:
            if isinstance(error, MemoryError) or _NO_MEMORY.search(str(error)):
                raise _too_large(self.name.removeprefix("whisper ")) from error
            raise

    def _decode(self, samples: Samples) -> Decoded:
        encoded = self._encode(samples)
        decoded = self._generate(encoded, len(samples))
        if is_loop(decoded.text):  # "uh, uh, uh, ..." without end: try again without repeating
            return self._generate(encoded, len(samples), no_repeat_ngram_size=3)
        return decoded

    def _encode(self, samples: Samples) -> Any:
        from ctranslate2 import StorageView

        window_s = window_for(len(samples) / RATE_HZ)
        padded = np.zeros(window_s * RATE_HZ, dtype=np.float32)
        padded[: len(samples)] = samples
        features = self._whisper.feature_extractor(padded)[:, : window_s * MEL_FRAMES_PER_S]
        batch = np.ascontiguousarray(features[np.newaxis].astype(np.float32))
        return self._whisper.model.encode(StorageView.from_array(batch))

    def _generate(self, encoded: Any, n_samples: int, no_repeat_ngram_size: int = 0) -> Decoded:
        most_tokens = int(n_samples / RATE_HZ * TOKENS_PER_S) + SPARE_TOKENS
        result = self._whisper.model.generate(
            encoded,
            [self._prompt],
            beam_size=1,
            max_length=len(self._prompt) + most_tokens,
            no_repeat_ngram_size=no_repeat_ngram_size,
            return_scores=True,
            return_logits_vocab=True,
            return_no_speech_prob=True,
        )[0]
        tokens = result.sequences_ids[0]
        return Decoded(
            text=self._tokenizer.decode(tokens).strip(),
            no_speech_probability=float(result.no_speech_prob),
            # The score is a mean over the words; Whisper's thresholds count the end token as well.
            mean_log_probability=float(result.scores[0]) * len(tokens) / (len(tokens) + 1),
            n_tokens=len(tokens) + 1,
            ending=self._endings.read(tokens, result.logits[0]),
        )


def window_for(duration_s: float) -> int:
    """Choose the shortest window that leaves enough padding.

    Examples
    --------
    >>> [window_for(duration_s) for duration_s in (1.0, 8.0, 8.1, 13.0, 14.0, 28.0)]
    [10, 10, 15, 15, 20, 30]
    """
    return next(w for w in WINDOWS_S if w >= duration_s + SHORTEST_PADDING_S or w == WINDOWS_S[-1])


def split_at_quiet(samples: Samples) -> list[Samples]:
    """Cut what is longer than one window at the quietest place in each window's second half."""
    longest = int(LONGEST_CHUNK_S * RATE_HZ)
    chunks = []
    while len(samples) > longest:
        cut = longest // 2 + _quietest(samples[longest // 2 : longest])
        chunks.append(samples[:cut])
        samples = samples[cut:]
    return [*chunks, samples]


def _quietest(samples: Samples) -> int:
    """Find the middle of the quietest 0.2 s."""
    n_quiet = int(QUIET_S * RATE_HZ)
    energy = np.cumsum(np.square(samples, dtype=np.float64))
    return int(np.argmin(energy[n_quiet:] - energy[:-n_quiet])) + n_quiet // 2


def _too_large(name: str) -> ModelTooLargeError:
    return ModelTooLargeError(
        f"too little memory for the recogniser '{name}'; close other programs"
        + ("" if name == "tiny.en" else ", or take the smaller one with --model tiny.en")
    )
