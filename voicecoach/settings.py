"""What a practice can be told, with defaults; a settings file holds the same names."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from voicecoach.errors import SettingsError

ModelName = Literal["base", "tiny.en"]
Pace = Literal["real", "fast"]
PatienceName = Literal["brisk", "normal", "patient"]
Engine = Literal["auto", "hibari", "piper", "kokoro", "pyttsx3", "silent"]

CHOICES: dict[str, tuple[str, ...]] = {
    "model": ("base", "tiny.en"),
    "voice": ("auto", "hibari", "piper", "kokoro", "pyttsx3", "silent"),
    "pace": ("real", "fast"),
    "patience": ("brisk", "normal", "patient"),
}

# What a new persona can be begun as: names of `dialogue.persona`, which the command line would
# have to load pydantic for.
STARTERS: dict[str, tuple[str, ...]] = {
    "style": ("amiable", "expressive", "driver", "analyst"),
    "situation": ("interpersonal", "selling", "fees", "complaint", "employment", "contract"),
}

# How patient the counterpart is: with speech over its voice (seconds that pause it), with pauses
# in mid-turn (factor on the wait), with held silences (factor on the persona's tolerance).
PATIENCE: dict[PatienceName, tuple[float, float, float]] = {
    "brisk": (0.2, 0.8, 0.85),
    "normal": (0.25, 1.0, 1.0),
    "patient": (0.4, 1.5, 1.3),
}
RANGES = {
    "minutes": (0.1, 1440),
    "difficulty": (1, 5),
    "speaking_s": (0.1, 2.0),
    "thinking": (0.5, 4.0),
    "waiting": (0.5, 4.0),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that shapes one practice."""

    persona: str | None = None
    microphone: str | None = None  # number or part of a name
    speaker: str | None = None
    model: ModelName = "base"
    model_path: Path | None = None
    voice: Engine = "auto"
    seed: int | None = None  # None: a new one each time, kept in the journal
    minutes: float = 12.0
    patience: PatienceName = "normal"
    speaking_s: float | None = None  # these three override what `patience` says
    thinking: float | None = None
    waiting: float | None = None
    push_to_talk: bool = False
    difficulty: int | None = None  # None: the persona's own
    recording: Path | None = None
    script: Path | None = None
    prep: Path | None = None  # the sheet that the talk is compared against
    pace: Pace = "real"
    no_sound: bool = False
    json: bool = False
    read_briefing: bool = False
    captions: bool = True
    hints: bool = False
    no_recording: bool = False
    demo_without_microphone: bool = False
    typed: bool = False  # by keyboard: nothing is heard and nothing sounds

    def __post_init__(self) -> None:
        """Check what the types cannot say."""
        for name, choices in CHOICES.items():
            if getattr(self, name) not in choices:
                raise SettingsError(
                    f"{name} must be one of {', '.join(choices)}, got {getattr(self, name)!r}"
                )
        for name, (least, most) in RANGES.items():
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                raise SettingsError(f"{name} must be {least:g} to {most:g}, got {value:g}")
        if self.recording is not None and self.script is not None:
            raise SettingsError("--recording and --script exclude each other; give one of them")
        if self.pace == "fast" and not self.is_recorded:
            raise SettingsError("--pace fast needs --recording or --script; nobody talks that fast")

    @property
    def patience_figures(self) -> tuple[float, float, float]:
        """Seconds for speaking, factors for thinking and waiting."""
        speaking_s, thinking, waiting = PATIENCE[self.patience]
        return (
            self.speaking_s if self.speaking_s is not None else speaking_s,
            self.thinking if self.thinking is not None else thinking,
            self.waiting if self.waiting is not None else waiting,
        )

    @property
    def is_recorded(self) -> bool:
        """The learner is a recording."""
        return self.recording is not None or self.script is not None


# What a settings file may hold: habits of a person and a room, not of one session.
IN_FILE = (
    "microphone",
    "speaker",
    "model",
    "voice",
    "minutes",
    "difficulty",
    "read_briefing",
    "captions",
    "hints",
    "no_recording",
    "patience",
    "speaking_s",
    "thinking",
    "waiting",
    "push_to_talk",
)


# What makes no sense where nothing is heard; a settings file may hold it for other days.
NOT_TYPED = ("recording", "script", "microphone", "push_to_talk")


def with_file(given: dict[str, Any], stored: dict[str, Any], *, path: str) -> Settings:
    """Lay what was given on the command line over what the settings file holds.

    Raises
    ------
    SettingsError
        If the file holds a name or a value that makes no sense.
    """
    known = {field.name: field for field in fields(Settings)}
    if given.get("typed"):
        _check_typed(given)
    for name in stored:
        if name not in IN_FILE:
            raise SettingsError(f"{path}: no setting is called '{name}'; use {', '.join(IN_FILE)}")
    try:
        base = Settings(**{name: _as_text(name, value) for name, value in stored.items()})
    except (SettingsError, TypeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    return replace(base, **{k: v for k, v in given.items() if k in known and v is not None})


def _check_typed(given: dict[str, Any]) -> None:
    for name in NOT_TYPED:
        if given.get(name) is not None:
            option = f"--{name.replace('_', '-')}"
            raise SettingsError(
                f"--typed and {option} exclude each other: typed lines need no sound; "
                "give one of them"
            )


def _as_text(name: str, value: Any) -> Any:
    if name in ("microphone", "speaker") and isinstance(value, int):
        return str(value)
    return value
