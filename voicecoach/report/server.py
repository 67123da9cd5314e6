"""Serves one page and its sound to one person: on loopback, behind a token, nothing else.

What it keeps out: other machines (it binds 127.0.0.1), pages of other origins that point a name of
theirs at this machine (the Host header must name loopback), other users of this machine (the token
is random; the address that a browser is started with works once, as a command line can be read by
anybody), and paths (none is ever made from a request).
"""

from __future__ import annotations

import hmac
import logging
import os
import re
import secrets
import stat
import threading
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from voicecoach.errors import SettingsError

LOOPBACK = "127.0.0.1"
OUR_NAMES = (LOOPBACK, "localhost")
TOKEN_BYTES = 32
IDLE_S = 30.0  # a connection that asks nothing for so long is closed
CHUNK_BYTES = 256 * 1024
SOUND = "sound.wav"
HOST = re.compile(r"([a-z0-9.-]+)(?::\d{1,5})?", re.IGNORECASE)
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
# In every answer, page or not.
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
REFUSED = "default-src 'none'; frame-ancestors 'none'"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Served:
    """What there is to be had."""

    page: bytes
    policy: str  # the page's own; a header adds what a page cannot say of itself
    sound: Path | None


class ReviewServer:
    """A page on loopback, until it is stopped."""

    def __init__(self, served: Served, port: int = 0) -> None:
        self.served = served
        self.token = secrets.token_urlsafe(TOKEN_BYTES)
        self._ticket: str | None = secrets.token_urlsafe(TOKEN_BYTES)
        self._lock = threading.Lock()
        review = self

        class Handler(_Handler):
            server_of = review

        try:
            self._server = _Server((LOOPBACK, port), Handler)
        except (OSError, OverflowError) as error:
            raise SettingsError(
                f"port {port} cannot be used ({error}); choose another, or leave out --port"
            ) from error

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """The address of the page, to be kept to oneself."""
        return f"http://{LOOPBACK}:{self.port}/{self.token}/"

    @property
    def once(self) -> str:
        """An address that leads to the page once."""
        return f"http://{LOOPBACK}:{self.port}/open/{self._ticket}"

    def serve(self) -> None:
        """Answer until `stop` is called from another thread, or Ctrl-C."""
        try:
            self._server.serve_forever(poll_interval=0.2)
        finally:
            self.close()

    def close(self) -> None:
        """Give the port back."""
        self._server.server_close()

    def stop(self) -> None:
        """Stop serving."""
        self._server.shutdown()

    def takes(self, ticket: str) -> bool:
        """Take the ticket, the first time it is shown."""
        with self._lock:
            if self._ticket is None or not _same(ticket, self._ticket):
                return False
            self._ticket = None
            return True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # on Windows it would let others take the port over


class _Handler(BaseHTTPRequestHandler):
    """One request: who asks, for what, and which part of it."""

    server_of: ReviewServer
    protocol_version = "HTTP/1.1"
    timeout = IDLE_S

    def do_GET(self) -> None:
        """Answer with what was asked for."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        if not self._names_us():
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
            return
        first, _, rest = self.path.partition("?")[0].removeprefix("/").partition("/")
        if first == "open" and with_body and self.server_of.takes(rest):
            self._send_on()
        elif not _same(first, self.server_of.token):
            self._refuse(HTTPStatus.FORBIDDEN)
        elif rest == "":
            self._send_page(with_body=with_body)
        elif rest == SOUND and self.server_of.served.sound is not None:
            self._send_sound(self.server_of.served.sound, with_body=with_body)
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _names_us(self) -> bool:
        """Tell whether the request was meant for loopback, whatever port a tunnel gives it."""
        hosts = self.headers.get_all("Host") or []
        host = HOST.fullmatch(hosts[0].strip()) if len(hosts) == 1 else None
        return host is not None and host[1].lower() in OUR_NAMES

    def _send_on(self) -> None:
        self._begin(HTTPStatus.SEE_OTHER, {"Location": f"/{self.server_of.token}/"}, n_bytes=0)

    def _send_page(self, *, with_body: bool) -> None:
        served = self.server_of.served
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": f"{served.policy}; frame-ancestors 'none'",
        }
        self._begin(HTTPStatus.OK, headers, n_bytes=len(served.page))
        if with_body:
            self.wfile.write(served.page)

    def _send_sound(self, path: Path, *, with_body: bool) -> None:
        try:
            file = open(path, "rb", opener=_open_inside)  # noqa: SIM115 (Path.open has no opener)
        except OSError:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        with file:
            status = os.fstat(file.fileno())
            tag = f'"{status.st_size:x}-{status.st_mtime_ns:x}"'
            size = status.st_size
            headers = {"Content-Type": "audio/wav", "Accept-Ranges": "bytes", "ETag": tag}
            wanted = self._wanted_part(size, tag)
            if wanted is None:
                first, end = 0, size
                self._begin(HTTPStatus.OK, headers, n_bytes=size)
            elif wanted[0] < wanted[1]:
                first, end = wanted
                headers["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
                self._begin(HTTPStatus.PARTIAL_CONTENT, headers, n_bytes=end - first)
            else:
                first, end = 0, 0
                headers = {"Content-Range": f"bytes */{size}"}
                self._begin(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers, n_bytes=0)
            if with_body:
                self._copy(file, first, end)

    def _wanted_part(self, size: int, tag: str) -> tuple[int, int] | None:
        """First byte and end of the part asked for; None for the whole, empty if there is none.

        As RFC 9110 has it: what is no range of bytes is ignored, as are several at once.
        """
        if self.headers.get("If-Range", tag) != tag or self.command != "GET":
            return None
        match = RANGE.fullmatch(self.headers.get("Range", "").strip())
        if match is None or match.groups() == ("", ""):
            return None
        if not match[1]:
            return max(size - int(match[2]), 0), size
        first = int(match[1])
        if match[2] and int(match[2]) < first:
            return None
        return first, min(int(match[2]) + 1, size) if match[2] else size

    def _copy(self, file: BinaryIO, first: int, end: int) -> None:
        file.seek(first)
        left = end - first
        while left > 0:
            chunk = file.read(min(left, CHUNK_BYTES))
            if not chunk:  # it became shorter meanwhile
                self.close_connection = True
                return
            self.wfile.write(chunk)
            left -= len(chunk)

    def _begin(self, status: HTTPStatus, headers: dict[str, str], *, n_bytes: int) -> None:
        self.send_response(status)
        for name, value in (HEADERS | {"Content-Security-Policy": REFUSED} | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(n_bytes))
        self.end_headers()

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer without a word of what was asked."""
        body = f"{status.value} {status.phrase}\n".encode()
        self.close_connection = True
        headers = {"Content-Type": "text/plain; charset=utf-8", "Connection": "close"}
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = "GET, HEAD"
        self._begin(status, headers, n_bytes=len(body))
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer the library's own refusals as ours: no echo of the request."""
        del message, explain
        if code == HTTPStatus.NOT_IMPLEMENTED:  # its word for a method without a handler
            code = HTTPStatus.METHOD_NOT_ALLOWED
        self._refuse(HTTPStatus(code))

    def handle(self) -> None:
        """Let a browser that has heard enough hang up."""
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def version_string(self) -> str:
        """Name no versions."""
        return "voicecoach"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log what came of a request; its path holds the token."""
        logger.debug("%s answered with %s, %s bytes", self.command, code, size)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Log nothing that a stranger wrote."""
        logger.debug("a request was refused: %d details", len(args) if format else 0)


def _open_inside(path: str, flags: int) -> int:
    """Open a file of the session itself: no link that leads elsewhere, no pipe that blocks."""
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError("not a file")
    return descriptor


def _same(given: str, expected: str) -> bool:
    """Compare in a time that tells nothing."""
    return hmac.compare_digest(given.encode(errors="replace"), expected.encode())
