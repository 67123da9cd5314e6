"""Is this frame speech? Silero v6, stepped frame by frame with its state."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from voicecoach.errors import ModelError
from voicecoach.turns import FRAME_SAMPLES, Samples

CONTEXT_SAMPLES = 64
State = NDArray[np.float32]  # what the network carries from frame to frame


def silero_path() -> Path:
    """Find the Silero weights inside the faster-whisper package, without importing it."""
    spec = find_spec("faster_whisper")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("voice activity needs the package faster-whisper; pip install voicecoach")
    path = Path(spec.submodule_search_locations[0]) / "assets" / "silero_vad_v6.onnx"
    if not path.is_file():
        raise ModelError(f"{path} is missing; pip install --force-reinstall faster-whisper==1.2.1")
    return path


def open_silero() -> onnxruntime.InferenceSession:
    """Load the network, on one thread: it is small, and the recogniser wants the rest."""
    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = 1
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(
        str(silero_path()), providers=["CPUExecutionProvider"], sess_options=options
    )


def new_state() -> State:
    """Give the state in which the network has heard nothing."""
    return np.zeros((1, 1, 128), dtype=np.float32)


class VoiceActivity:
    """Speech probability of each 32 ms frame; carries its state from frame to frame."""

    def __init__(self) -> None:
        self._session = open_silero()
        self.reset()

    def reset(self) -> None:
        """Forget what was heard, as after a gap."""
        self._h, self._c = new_state(), new_state()
        self._context = np.zeros(CONTEXT_SAMPLES, dtype=np.float32)

    def probability(self, frame: Samples) -> float:
        """Probability of speech in one frame of 512 samples at 16 kHz."""
        window = np.concatenate([self._context, frame])[None]
        output, self._h, self._c = self._session.run(
            None, {"input": window, "h": self._h, "c": self._c}
        )
        self._context = frame[FRAME_SAMPLES - CONTEXT_SAMPLES :]
        return float(output[0])
