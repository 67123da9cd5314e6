"""Write down every package of an install, with its version and the sha256 of its file.

    python tools/lock.py [--keep]     writes lock/default.txt, lock/voice.txt, lock/models.txt

The newest versions that fit pyproject.toml are taken; with --keep those of the present files, as
far as they still fit. One file of a package is listed, that for the Python and the kind of machine
this runs on. Install what was locked with

    pip install --require-hashes -r lock/default.txt && pip install --no-deps .
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "lock"
# What learners install; who works on the program takes what is newest.
EXTRAS: dict[str, tuple[str, ...]] = {
    "default": (),
    "voice": ("voice",),
    "models": ("models",),
}


def main() -> int:
    """Resolve and write every file; a package without a hash is an error."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", action="store_true", help="keep the versions there are")
    options = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    for name, extras in EXTRAS.items():
        path = FOLDER / f"{name}.txt"
        known = pins(path) if options.keep and path.exists() else []
        lines = [locked(package) for package in resolve(asked_for(extras), known)]
        path.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {len(lines)} packages")
    return 0


def asked_for(extras: tuple[str, ...]) -> list[str]:
    """Read what the program asks for, with these extras."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = about["optional-dependencies"]
    return [*about["dependencies"], *(line for extra in extras for line in optional[extra])]


def pins(path: Path) -> list[str]:
    """Read the versions of a lock file, without their hashes."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split()[0] for line in lines if "==" in line]


def resolve(asked: list[str], known: list[str]) -> list[dict[str, Any]]:
    """Let pip find what would be installed into an empty environment; nothing is."""
    with tempfile.TemporaryDirectory() as folder:
        constraints, report = Path(folder) / "known.txt", Path(folder) / "report.json"
        constraints.write_text("\n".join(known) + "\n", encoding="utf-8")
        command = [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--dry-run", "--ignore-installed", "--only-binary", ":all:"),
            *("--constraint", str(constraints), "--report", str(report)),
        ]
        subprocess.run([*command, *asked], check=True)
        found: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["install"]
    return found


def locked(package: dict[str, Any]) -> str:
    """Put a package as pip reads it back: where it came from is left to pip's own settings."""
    about = package["metadata"]
    digest = package["download_info"]["archive_info"]["hashes"]["sha256"]
    return f"{about['name'].lower().replace('_', '-')}=={about['version']} --hash=sha256:{digest}"


if __name__ == "__main__":
    raise SystemExit(main())
