"""A recording small enough to travel inside the page: Opus in WebM, as a data address.

WebM, as every browser of today plays it and can jump in it; Ogg is newer to Safari.
"""

from __future__ import annotations

import base64
import logging
from io import BytesIO
from pathlib import Path

from voicecoach.errors import RecordingError

BITS_PER_S = 32_000  # of both voices, who seldom speak at once
OPUS_RATE_HZ = 48_000

logger = logging.getLogger(__name__)


def embedded(path: Path) -> str:
    """Compress a recording and write it as a data address.

    Raises
    ------
    RecordingError
        If it cannot be read as sound.
    """
    sound = compressed(path)
    logger.info("embedding %d bytes of sound", len(sound))
    return f"data:audio/webm;base64,{base64.b64encode(sound).decode()}"


def compressed(path: Path) -> bytes:
    """Compress a recording to Opus; what comes after damage is left out."""
    import av

    kept = BytesIO()
    try:
        with av.open(str(path)) as recording, av.open(kept, "w", format="webm") as page:
            stream = page.add_stream("libopus", rate=OPUS_RATE_HZ)
            stream.bit_rate = BITS_PER_S
            stream.layout = "stereo"
            for frame in recording.decode(audio=0):
                page.mux(stream.encode(frame))
            page.mux(stream.encode(None))
    except (av.error.FFmpegError, ValueError, IndexError, OSError) as error:
        raise RecordingError(f"{path}: cannot be embedded ({error}); leave out --embed") from error
    return kept.getvalue()
