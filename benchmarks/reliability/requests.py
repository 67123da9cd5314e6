"""Bent requests to the review server: it answers or hangs up, and shows nothing without its key."""

from __future__ import annotations

import random
import socket
import threading
from pathlib import Path

from benchmarks.reliability.mutating import bend_bytes
from voicecoach.report.server import ReviewServer, Served

PAGE = b"<title>the page itself</title>"
SOUND = b"RIFF" + b"the sound itself" * 100
PATIENCE_S = 5.0


def ask_many(n: int, seed: int, root: Path) -> list[str]:
    """Send so many requests and tell what was wrong with the answers."""
    path = root / "sound.wav"
    path.write_bytes(SOUND)
    (root / "journal.jsonl").write_text("what was said")
    server = ReviewServer(Served(PAGE, "default-src 'none'", path))
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        wrong = [found for number in range(n) if (found := _ask_once(server, seed, number))]
        if PAGE not in _answer(server, _request(server.token, "/", "127.0.0.1")):
            wrong.append("after all this the page is no longer served")
    finally:
        server.stop()
        thread.join(PATIENCE_S)
    return wrong


def _ask_once(server: ReviewServer, seed: int, number: int) -> str:
    case = f"requests:{seed}:{number}"
    rng = random.Random(case)
    knows_key = rng.random() < 0.5
    key = server.token if knows_key else "A" * 43
    rest = rng.choice(("/", "/sound.wav", "/../journal.jsonl", "/%2e%2e/journal.jsonl", ""))
    host = rng.choice((f"127.0.0.1:{server.port}", "localhost", "evil.example"))
    asked = bend_bytes(_request(key, rest, host), rng)
    try:
        told = _answer(server, asked)
    except TimeoutError:
        return f"{case}: no answer within {PATIENCE_S:g} s"
    if told and not told.startswith((b"HTTP/1.", b"<", b"4", b"5", PAGE[:4])):
        return f"{case}: answers {told[:40]!r}"
    if b"what was said" in told:
        return f"{case}: shows a file that was not to be had"
    if (PAGE in told or b"the sound itself" in told) and server.token.encode() not in asked:
        return f"{case}: shows what is behind the key"
    return ""


def _request(key: str, rest: str, host: str) -> bytes:
    lines = [f"GET /{key}{rest} HTTP/1.1", f"Host: {host}", "Range: bytes=0-99", "Accept: */*"]
    return ("\r\n".join([*lines, "Connection: close"]) + "\r\n\r\n").encode()


def _answer(server: ReviewServer, asked: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_S) as connection:
        told = b""
        try:
            connection.sendall(asked)
            connection.shutdown(socket.SHUT_WR)
            while chunk := connection.recv(65_536):
                told += chunk
        except (ConnectionError, BrokenPipeError):
            pass
        return told
