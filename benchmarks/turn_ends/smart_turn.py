"""Smart Turn v3.2 from the wheel of `pipecat-ai`, without the rest of it: a comparison."""

from __future__ import annotations

import importlib.util
import zipfile
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
import onnxruntime

from voicecoach.turns import RATE_HZ, Samples

MODEL = "pipecat/audio/turn/smart_turn/data/smart-turn-v3.2-cpu.onnx"
FEATURES = "pipecat/audio/turn/smart_turn/_whisper_features.py"
LOOKED_AT = 8 * RATE_HZ


class SmartTurn:
    """Probability that a turn is complete, from its last 8 s of sound."""

    def __init__(self, wheel: Path) -> None:
        folder = Path(mkdtemp())
        with zipfile.ZipFile(wheel) as archive:
            model, features = (archive.extract(name, folder) for name in (MODEL, FEATURES))
        spec = importlib.util.spec_from_file_location("smart_turn_features", features)
        assert spec is not None
        assert spec.loader is not None
        self._features: Any = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self._features)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(model, options)

    def __call__(self, samples: Samples) -> float:
        last = samples[-LOOKED_AT:]
        padded = np.pad(last, (LOOKED_AT - len(last), 0))
        mel = self._features.compute_whisper_log_mel_features(padded, do_normalize=True)
        output = self._session.run(None, {"input_features": mel[None].astype(np.float32)})
        return float(np.ravel(output[0])[0])
