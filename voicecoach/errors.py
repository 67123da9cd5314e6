"""Everything that can go wrong, as one tree.

VoicecoachError
├── DeviceError      a microphone or loudspeaker is missing, busy or gone
├── RecordingError   a sound file cannot be read or written
├── ModelError       weights are missing or are not the pinned ones
├── VoiceError       no voice can speak a line
├── PersonaError     a persona file has a mistake
├── PrepError        a prep sheet has a mistake
├── ScriptError      a learner script has a mistake
├── SettingsError    an option or a setting makes no sense
├── StoreError       a session cannot be kept or read
└── MeasureError     an array is not what a measure needs

Each message says what, where and how to mend.
"""

__all__ = [
    "DeviceError",
    "MeasureError",
    "ModelError",
    "PersonaError",
    "PrepError",
    "RecordingError",
    "ScriptError",
    "SettingsError",
    "StoreError",
    "VoiceError",
    "VoicecoachError",
]


class VoicecoachError(Exception):
    """A problem that the person at the keyboard can mend."""


class DeviceError(VoicecoachError):
    """A microphone or loudspeaker is missing, busy or gone."""


class RecordingError(VoicecoachError):
    """A sound file cannot be read or written."""


class ModelError(VoicecoachError):
    """Weights are missing or are not the pinned ones."""


class ModelTooLargeError(ModelError):
    """The weights are in order, and there is too little memory for them."""


class VoiceError(VoicecoachError):
    """No voice can speak a line."""


class PersonaError(VoicecoachError):
    """A persona file has a mistake."""


class PrepError(VoicecoachError):
    """A prep sheet, or an answer for one, has a mistake."""


class ScriptError(VoicecoachError):
    """A learner script has a mistake."""


class SettingsError(VoicecoachError):
    """An option or a setting makes no sense."""


class StoreError(VoicecoachError):
    """A session cannot be kept or read."""


class MeasureError(VoicecoachError):
    """An array is not what a measure needs."""
