"""The review server keeps out everybody but the one who started it."""

from __future__ import annotations

import http.client
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voicecoach.errors import SettingsError
from voicecoach.report.server import ReviewServer, Served

PAGE = b"<!doctype html><title>page</title>"
POLICY = "default-src 'none'; media-src 'self'"
SOUND = bytes(range(256)) * 40  # 10,240 bytes, each place known by its value


@contextmanager
def serving(sound: Path) -> Iterator[ReviewServer]:
    server = ReviewServer(Served(PAGE, POLICY, sound))
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    yield server
    server.stop()
    thread.join(5)
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewServer]:
    folder = tmp_path_factory.mktemp("session")
    (folder / "sound.wav").write_bytes(SOUND)
    (folder / "journal.jsonl").write_text("secret")
    with serving(folder / "sound.wav") as server:
        yield server


class Answer:
    """What came back, whole."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers = response.status, response.headers
        self.body = response.read()


def ask(server: ReviewServer, path: str, method: str = "GET", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=names)
        return Answer(connection.getresponse())
    finally:
        connection.close()


def sound_of(server: ReviewServer) -> str:
    return f"/{server.token}/sound.wav"


def test_the_page_comes_with_the_token_and_its_policy(server: ReviewServer) -> None:
    answer = ask(server, f"/{server.token}/")
    assert (answer.status, answer.body) == (200, PAGE)
    assert answer.headers["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["/", "/page", "/sound.wav", "//sound.wav", "/x/sound.wav"])
def test_without_the_token_there_is_nothing(server: ReviewServer, path: str) -> None:
    answer = ask(server, path)
    assert (answer.status, answer.body) == (403, b"403 Forbidden\n")


def test_a_token_that_is_nearly_right_is_wrong(server: ReviewServer) -> None:
    assert ask(server, f"/{server.token[:-1]}/").status == 403
    assert ask(server, f"/{server.token}x/").status == 403
    other = ReviewServer(Served(PAGE, POLICY, None))
    other.close()
    assert other.token != server.token


@pytest.mark.parametrize(
    "host",
    (
        "evil.example evil.example:80 127.0.0.1.evil.example localhost.evil.example "
        "127.0.0.1@evil.example 2130706433 0.0.0.0 [::1] localhost:evil"
    ).split(),
)
def test_a_name_that_is_not_ours_is_refused(server: ReviewServer, host: str) -> None:
    """A page elsewhere can make its name mean this machine; it cannot make it our name."""
    assert ask(server, f"/{server.token}/", Host=host).status == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:9000"])
def test_our_own_names_are_taken_through_a_tunnel_too(server: ReviewServer, host: str) -> None:
    assert ask(server, f"/{server.token}/", Host=host).status == 200


def raw(server: ReviewServer, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    return answer


def test_two_hosts_or_none_are_refused(server: ReviewServer) -> None:
    line = f"GET /{server.token}/ HTTP/1.1\r\n".encode()
    both = line + b"Host: 127.0.0.1\r\nHost: evil.example\r\n\r\n"
    assert raw(server, both).startswith(b"HTTP/1.1 421")
    assert raw(server, line + b"\r\n").startswith(b"HTTP/1.1 421")


def test_it_listens_on_loopback_alone(server: ReviewServer) -> None:
    assert server.url.startswith(f"http://127.0.0.1:{server.port}/")
    listening = Path("/proc/net/tcp").read_text().splitlines()[1:]
    port = f":{server.port:04X}"
    local = [row.split()[1] for row in listening if row.split()[1].endswith(port)]
    assert set(local) == {f"0100007F{port}"}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"])
def test_other_methods_are_refused(server: ReviewServer, method: str) -> None:
    answer = ask(server, f"/{server.token}/", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "rest",
    (
        "journal.jsonl ../journal.jsonl ..%2fjournal.jsonl sound.wav/../journal.jsonl "
        "%2e%2e/journal.jsonl /etc/passwd sound.wav%00 SOUND.WAV open/x sound.wav/"
    ).split(),
)
def test_no_other_path_leads_anywhere(server: ReviewServer, rest: str) -> None:
    assert ask(server, f"/{server.token}/{rest}").status == 404


def test_a_link_in_place_of_the_sound_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.wav").write_bytes(SOUND)
    (tmp_path / "sound.wav").symlink_to(tmp_path / "elsewhere.wav")
    with serving(tmp_path / "sound.wav") as server:
        assert ask(server, sound_of(server)).status == 404


def test_a_pipe_in_place_of_the_sound_blocks_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "sound.wav")
    with serving(tmp_path / "sound.wav") as server:
        assert ask(server, sound_of(server)).status == 404


def test_the_address_that_a_browser_is_started_with_works_once(server: ReviewServer) -> None:
    once = server.once.removeprefix(f"http://127.0.0.1:{server.port}")
    first = ask(server, once)
    assert (first.status, first.headers["Location"]) == (303, f"/{server.token}/")
    assert ask(server, once).status == 403
    assert server.token not in once


def test_head_says_what_get_would_without_its_body(server: ReviewServer) -> None:
    page = ask(server, f"/{server.token}/", "HEAD")
    assert (page.status, page.body) == (200, b"")
    assert page.headers["Content-Length"] == str(len(PAGE))
    sound = ask(server, sound_of(server), "HEAD")
    assert (sound.status, sound.headers["Accept-Ranges"]) == (200, "bytes")
    assert sound.headers["Content-Length"] == str(len(SOUND))


@pytest.mark.parametrize(
    ("asked", "first", "end"),
    [
        ("0-", 0, 10240),
        ("0-0", 0, 1),
        ("100-199", 100, 200),
        ("-100", 10140, 10240),
        ("10239-", 10239, 10240),
        ("10200-99999", 10200, 10240),
        ("-99999", 0, 10240),
    ],
)
def test_a_part_is_just_that_part(server: ReviewServer, asked: str, first: int, end: int) -> None:
    answer = ask(server, sound_of(server), Range=f"bytes={asked}")
    assert answer.status == 206
    assert answer.headers["Content-Range"] == f"bytes {first}-{end - 1}/10240"
    assert answer.headers["Content-Length"] == str(end - first)
    assert answer.body == SOUND[first:end]


@pytest.mark.parametrize("asked", ["10240-", "99999-100000", "-0"])
def test_a_part_that_is_not_there_cannot_be_had(server: ReviewServer, asked: str) -> None:
    answer = ask(server, sound_of(server), Range=f"bytes={asked}")
    assert (answer.status, answer.body) == (416, b"")
    assert answer.headers["Content-Range"] == "bytes */10240"


@pytest.mark.parametrize(
    "asked", ["bytes=5-2", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6"]
)
def test_what_is_no_single_range_gives_the_whole(server: ReviewServer, asked: str) -> None:
    answer = ask(server, sound_of(server), Range=asked)
    assert (answer.status, answer.body) == (200, SOUND)


def test_a_part_of_an_older_version_gives_the_whole_of_this_one(server: ReviewServer) -> None:
    tag = ask(server, sound_of(server), "HEAD").headers["ETag"]
    same = ask(server, sound_of(server), Range="bytes=0-9", If_Range=tag)
    other = ask(server, sound_of(server), Range="bytes=0-9", If_Range='"old"')
    assert (same.status, other.status) == (206, 200)


def test_every_answer_is_private_and_names_no_version(server: ReviewServer) -> None:
    for path in (f"/{server.token}/", sound_of(server), "/nothing", f"/{server.token}/nothing"):
        headers = ask(server, path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Server"] == "voicecoach"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Access-Control-Allow-Origin"] is None


def test_a_browser_that_hangs_up_does_not_trouble_the_next(server: ReviewServer) -> None:
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
            request = f"GET {sound_of(server)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            connection.sendall(request.encode())
    assert ask(server, sound_of(server)).body == SOUND


def test_a_port_that_is_taken_is_named(server: ReviewServer) -> None:
    with pytest.raises(SettingsError, match="choose another, or leave out --port"):
        ReviewServer(Served(PAGE, POLICY, None), server.port)
    with pytest.raises(SettingsError, match="port 70000 cannot be used"):
        ReviewServer(Served(PAGE, POLICY, None), 70_000)


LINES = st.text(st.characters(codec="latin-1", exclude_characters="\r\n"), max_size=60)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(method=LINES, path=LINES, headers=st.lists(st.tuples(LINES, LINES), max_size=4))
def test_whatever_is_asked_nothing_is_given_away(
    server: ReviewServer, method: str, path: str, headers: list[tuple[str, str]]
) -> None:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in headers]
    answer = raw(server, "\r\n".join([*lines, "", ""]).encode("latin-1"))
    assert b"Traceback" not in answer
    assert PAGE not in answer
    assert SOUND[:300] not in answer
    # What does not say its version is answered in the way of the first one: by the body alone.
    assert answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 505", b"400 ", b"403 ")) or not answer
