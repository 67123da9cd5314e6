"""List the licences of everything a default install brings along, and refuse the GPL in it.

    python tools/licences.py [--extra voice --extra models ...]

Looked at are the packages that `pip install voicecoach` draws in, as their installed metadata says,
and besides them whatever is loaded once every module of voicecoach has been imported: a package
that is imported without being asked for would be found there. Ends with 1 if a licence is the GPL
or AGPL (the LGPL, which lets itself be linked, is not), or if none is stated.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = "voicecoach"
ROOT = Path(__file__).resolve().parent.parent
GPL = re.compile(r"(?<![A-Za-z])A?GPL|(?<!Lesser )(?<!Library )General Public License")
LONGEST = 60  # characters: more is the text of a licence, not its name
# What is stated in the package's files and not in its metadata, with where it was read.
READ_IN_FILES: dict[str, str] = {}


def required(extras: Iterable[str]) -> set[str]:
    """Name every package that an install with these extras brings along."""
    found: set[str] = set()
    waiting = [(Requirement(line), frozenset[str]()) for line in asked_for(extras)]
    while waiting:
        requirement, given = waiting.pop()
        name = str(canonicalize_name(requirement.name))
        if name in found or not _applies(requirement, given):
            continue
        found.add(name)
        wanted = frozenset(requirement.extras)
        waiting += [(Requirement(line), wanted) for line in _requires(name)]
    return found


def asked_for(extras: Iterable[str]) -> list[str]:
    """Read what we ask for ourselves; what is installed of us may be of an earlier day."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = about["optional-dependencies"]
    return [*about["dependencies"], *(line for extra in extras for line in optional[extra])]


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def _applies(requirement: Requirement, extras: frozenset[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in (*extras, ""))


def loaded() -> set[str]:
    """Name every package of which a module is loaded once all of ours are."""
    package = importlib.import_module(PROJECT)
    for module in pkgutil.walk_packages(package.__path__, f"{PROJECT}."):
        if not module.name.endswith(("__main__", "system_worker")):  # programs, not modules
            importlib.import_module(module.name)
    owners = metadata.packages_distributions()
    tops = {name.partition(".")[0] for name in sys.modules}
    return {str(canonicalize_name(owner)) for top in tops for owner in owners.get(top, [])}


def licence_of(name: str) -> str:
    """What a package's metadata says: the expression, the short name, or the classifiers."""
    about = metadata.metadata(name)
    stated = (about.get("License-Expression") or about.get("License") or "").strip()
    if stated and len(stated) <= LONGEST and stated != "UNKNOWN":
        return stated
    names = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    return "; ".join(names) or READ_IN_FILES.get(name, "") or stated.partition("\n")[0][:LONGEST]


def main() -> int:
    """Print the table and tell whether it will do."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--extra", action="append", default=[], help="an extra to look at as well")
    options = parser.parse_args()
    names = required(options.extra)
    if not options.extra:
        names |= loaded() - {PROJECT}
    bad = []
    for name in sorted(names):
        try:
            licence = licence_of(name)
        except metadata.PackageNotFoundError:
            licence = "not installed"
        print(f"{name:<24} {metadata_version(name):<12} {licence or 'none stated'}")
        if not licence or GPL.search(licence):
            bad.append(name)
    if bad:
        print(f"not to be brought along: {', '.join(bad)}", file=sys.stderr)
    return 1 if bad else 0


def metadata_version(name: str) -> str:
    """The installed version."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "-"


if __name__ == "__main__":
    raise SystemExit(main())
