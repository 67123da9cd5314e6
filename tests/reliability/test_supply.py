"""What an install brings along is known: by licence, by version and by hash."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.sessions.conftest import ROOT

LOCKED = re.compile(r"([a-z0-9.-]+)==(\S+) --hash=sha256:[0-9a-f]{64}")
FILES = {"default": (), "voice": ("voice",), "models": ("models",)}


def licences(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / "licences.py"), *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_default_install_brings_no_gpl_along() -> None:
    done = licences()
    assert done.returncode == 0, done.stderr
    assert re.search(r"^soxr +\S+ +LGPL", done.stdout, re.MULTILINE)  # that one is borne
    assert "piper" not in done.stdout


def test_what_is_gpl_is_found() -> None:
    done = licences("--extra", "dev")
    assert done.returncode == 1
    assert "praat-parselmouth" in done.stderr


def locked(name: str) -> dict[str, str]:
    lines = (ROOT / "lock" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    matches = [LOCKED.fullmatch(line) for line in lines]
    assert all(matches), "every line is a package, its version and a hash, and nothing else"
    return {str(canonicalize_name(m[1])): m[2] for m in matches if m}


@pytest.mark.parametrize("name", FILES)
def test_every_package_is_locked_at_a_version_that_fits(name: str) -> None:
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (about["optional-dependencies"][extra] for extra in FILES[name])
    versions = locked(name)
    for line in (*about["dependencies"], *(line for extra in extras for line in extra)):
        asked = Requirement(line)
        assert asked.specifier.contains(versions[str(canonicalize_name(asked.name))]), line


@pytest.mark.parametrize("name", FILES)
def test_no_lock_file_names_where_packages_come_from(name: str) -> None:
    text = (ROOT / "lock" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in text
