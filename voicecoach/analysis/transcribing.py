"""The words of a recording's turns, read from its file in a second pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from voicecoach.analysis.sides import Progress
from voicecoach.hearing.sound_file import open_sound
from voicecoach.ports import Transcriber
from voicecoach.turns import RATE_HZ, Clip, Samples, Turn

# What the recogniser takes at once without cutting (28 s), less the air around a clip.
LONGEST_CLIP_S = 27.0
AIR_S = 0.2  # before and after: words lose their first and last sounds without it


def transcribe_turns(
    turns: Sequence[Turn],
    place: tuple[Path, int | None],
    transcriber: Transcriber,
    on_progress: Progress,
) -> list[Turn]:
    """Give turns their words. `place` says in which file and channel they were spoken."""
    packs = [(index, pack) for index, turn in enumerate(turns) for pack in _packs(turn.speech)]
    texts: list[list[str]] = [[] for _ in turns]
    total_s = sum(end - start for _, (start, end) in packs)
    done_s = 0.0
    clips = read_clips(place, [pack for _, pack in packs])
    for (index, (start, end)), clip in zip(packs, clips, strict=True):
        texts[index].append(transcriber.transcribe(clip).text)
        done_s += end - start
        on_progress(done_s / total_s)
    return [
        replace(turn, text=" ".join(text for text in parts if text))
        for turn, parts in zip(turns, texts, strict=True)
    ]


def read_clips(
    place: tuple[Path, int | None], spans: Sequence[tuple[float, float]]
) -> Iterator[Clip]:
    """Read stretches of one channel, in order of time, holding no more than one at a time."""
    path, channel = place
    if not spans:
        return
    waiting = list(spans)
    kept: Samples = np.zeros(0, dtype=np.float32)
    first = 0  # position of kept[0]
    with open_sound(path) as file:
        for block in file.blocks():
            sound = block.mean(axis=0) if channel is None else block[channel]
            kept = np.concatenate([kept, sound])
            while waiting and _last(waiting[0]) <= first + len(kept):
                yield _cut(kept, first, waiting.pop(0))
            # What the next stretch does not need is forgotten.
            start = _first(waiting[0]) if waiting else first + len(kept)
            n_gone = min(max(0, start - first), len(kept))
            kept, first = kept[n_gone:], first + n_gone
    for span in waiting:
        yield _cut(kept, first, span)


def _packs(speech: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join neighbouring stretches as long as they fit into one clip."""
    packs: list[tuple[float, float]] = []
    for start, end in speech:
        if packs and end - packs[-1][0] <= LONGEST_CLIP_S:
            packs[-1] = (packs[-1][0], end)
        else:
            packs.append((start, end))
    return packs


def _cut(kept: Samples, first: int, span: tuple[float, float]) -> Clip:
    start, last = max(_first(span), first), _last(span)
    return Clip(kept[start - first : max(last - first, 0)].copy(), start / RATE_HZ)


def _first(span: tuple[float, float]) -> int:
    return max(0, round((span[0] - AIR_S) * RATE_HZ))


def _last(span: tuple[float, float]) -> int:
    return round((span[1] + AIR_S) * RATE_HZ)
