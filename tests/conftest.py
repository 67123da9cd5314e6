from __future__ import annotations

import os
import signal

# Read by numpy when it loads, so before anything imports it: as `voicecoach` itself does.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from pathlib import Path

import pytest

from tests.sessions.conftest import DEMO, Finished, run_program

# Whoever starts the tests in the background has Ctrl-C ignored, also in the programs they start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all sessions, so that weights and lines are made once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def demo(home: Path) -> Finished:
    """The shipped script, played fast, with the real recogniser and a real voice."""
    done = run_program(
        "practice", "marlow", "--script", str(DEMO), "--pace", "fast", "--seed", "1", "--json",
        home=home,
    )  # fmt: skip
    assert done.code == 0, done.err
    return done
