"""Files as strangers, disks and editors would leave them: seeds, bent a little or a lot."""

from __future__ import annotations

import json
import random
from typing import Any

TOKENS = [
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"\r\n", b"{", b"[", b"]}", b"- ", b": ",
    b"&a ", b"*a", b"!!int x", b"null", b"NaN", b"-Infinity", b"1e999", b"-1", b"0", b"9" * 20,
    b"true", b'""', b'"\\ud800"', b"\\u0000", b"../../../etc/passwd", b"/dev/zero", b"%s%n",
    b"[[[[" * 40, b"9" * 400, "£—é".encode(), b"\xc3\x28", b"RIFF", b"fLaC", b"ID3",
]  # fmt: skip
VALUES: list[Any] = [
    None, True, False, 0, -1, 1e308, 2**70, 0.5, "", "x", "\ud800", "a" * 5000, [], {}, [[]],
    [None], {"a": {}}, float("nan"), float("inf"), "2025-02-30T99:00:00", "learner_spoke", [1, 2],
    [[2, 1]], "../..",
]  # fmt: skip
MOST_BYTES = 400_000


def bend_bytes(data: bytes, rng: random.Random) -> bytes:
    """Change one to eight places of a file."""
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        data = rng.choice(_BENDS)(data, rng)[:MOST_BYTES]
    return data


def _flip(data: bytes, rng: random.Random) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _flip_early(data: bytes, rng: random.Random) -> bytes:
    """Headers are where lengths and kinds stand."""
    at = rng.randrange(min(len(data), 64) or 1)
    return data[:at] + bytes([rng.choice((0, 1, 127, 128, 255))]) + data[at + 1 :]


def _insert(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(TOKENS) + data[at:]


def _replace(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(TOKENS) + data[at + rng.randint(1, 40) :]


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randint(0, len(data))]


def _drop(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + data[at + rng.randint(1, 200) :]


def _repeat(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + data[at : at + rng.randint(1, 400)] * rng.randint(2, 4) + data[at:]


_BENDS = [_flip, _flip_early, _insert, _replace, _cut, _drop, _repeat]


def bend_lines(text: str, rng: random.Random) -> str:
    """Drop, repeat, swap or bend whole lines, as an editor would."""
    lines = text.splitlines()
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(lines))
        other = rng.randrange(len(lines))
        match rng.randrange(4):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                name, colon, _ = lines[at].partition(":")
                lines[at] = f"{name}{colon} {rng.choice(VALUES)!s}"
    return "\n".join(lines) + "\n"


def bend_json(value: Any, rng: random.Random) -> Any:
    """Put something else into one place of plain data, or take it out."""
    if isinstance(value, dict) and value and rng.random() < 0.9:
        name = rng.choice(list(value))
        if rng.random() < 0.1:
            return {key: part for key, part in value.items() if key != name}
        return value | {name: bend_json(value[name], rng)}
    if isinstance(value, list) and value and rng.random() < 0.8:
        at = rng.randrange(len(value))
        return [*value[:at], bend_json(value[at], rng), *value[at + 1 :]]
    return rng.choice(VALUES)


def bend_rows(data: bytes, rng: random.Random) -> bytes:
    """Bend JSON lines: the data of one or two of them, or only their bytes."""
    if rng.random() < 0.4:
        return bend_bytes(data, rng)
    rows = [json.loads(line) for line in data.splitlines()]
    for _ in range(rng.randint(1, 2)):
        at = rng.randrange(len(rows))
        rows[at] = bend_json(rows[at], rng)
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)
