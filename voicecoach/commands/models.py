"""`voicecoach models fetch`: bring the recogniser's weights here, once."""

from __future__ import annotations

import argparse

from rich.progress import Progress

from voicecoach.hearing.models import fetch_model
from voicecoach.store.folders import find_home, make_private


def run(options: argparse.Namespace) -> int:
    """Fetch the weights of one model."""
    cache = make_private(find_home().cache)
    with Progress(transient=True) as progress:
        task = progress.add_task(f"Whisper {options.model}")
        folder = fetch_model(
            options.model, cache, lambda n_done, n: progress.update(task, completed=n_done, total=n)
        )
    print(f"Whisper {options.model} is in {folder}")
    return 0
