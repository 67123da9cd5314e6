"""`voicecoach analyse`: the measures of recordings from anywhere."""

from __future__ import annotations

import argparse
import functools
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from voicecoach.analysis import Failure, Request, analyse_files, parse_channels
from voicecoach.errors import SettingsError
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.pins import ModelName
from voicecoach.measures.recording import MeasuredRecording
from voicecoach.ports import Transcriber
from voicecoach.report.analysis_csv import analysis_csv
from voicecoach.report.analysis_json import analysis_result, failure_result
from voicecoach.report.analysis_labels import audacity_labels
from voicecoach.report.analysis_plot import plot_analysis
from voicecoach.report.analysis_table import analysis_table
from voicecoach.store.folders import find_home, make_private

EXIT_TROUBLE = 2


def run(options: argparse.Namespace) -> int:
    """Measure every file; 2 if one of them could not be measured."""
    requests = _requests(options)
    workers = options.workers or min(len(requests), os.cpu_count() or 1)
    _check_outputs(options, len(requests))
    load = None if options.no_words else _loader(options, workers)
    screen = Console(highlight=False)
    measured: dict[int, MeasuredRecording] = {}
    n_failed = 0
    with _bar() as bar:
        tasks = [bar.add_task(request.path.name, total=1.0) for request in requests]

        def tell(index: int, share: float) -> None:
            bar.update(TaskID(tasks[index]), completed=share)

        results = analyse_files(requests, workers=workers, load_transcriber=load, on_progress=tell)
        for index, result in results:
            bar.remove_task(tasks[index])
            if isinstance(result, Failure):
                n_failed += 1
                _show_failure(result, options)
            else:
                measured[index] = result
                _show(result, options, screen)
    if options.csv:
        _write(options.csv, analysis_csv(measured[index] for index in sorted(measured)))
    return EXIT_TROUBLE if n_failed else 0


def _requests(options: argparse.Namespace) -> list[Request]:
    channels = parse_channels(options.channels) if options.channels else ()
    if options.counterpart is None:
        return [Request(path, channels=channels) for path in options.files]
    if len(options.files) != 1 or channels:
        raise SettingsError(
            "--counterpart FILE goes with one FILE of the learner and without --channels"
        )
    return [Request(options.files[0], counterpart=options.counterpart)]


def _check_outputs(options: argparse.Namespace, n_files: int) -> None:
    for name in ("labels", "plot"):
        if getattr(options, name) is not None and n_files > 1:
            raise SettingsError(f"--{name} writes one file; give one recording at a time")


def _loader(options: argparse.Namespace, workers: int) -> functools.partial[Transcriber]:
    cache = make_private(find_home().cache)
    folder = locate_model(options.model, path=options.model_path, cache=cache)
    n_threads = max(1, (os.cpu_count() or 1) // workers)
    return functools.partial(_load, folder, options.model, n_threads)


def _load(folder: Path, name: ModelName, n_threads: int) -> Transcriber:
    from voicecoach.hearing.transcriber import WhisperTranscriber

    return WhisperTranscriber(folder, name=name, n_threads=n_threads)


def _bar() -> Progress:
    columns: Sequence[TextColumn | BarColumn | TimeRemainingColumn] = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:3.0f} %"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _show(result: MeasuredRecording, options: argparse.Namespace, screen: Console) -> None:
    if options.json:
        print(json.dumps(analysis_result(result), ensure_ascii=False), flush=True)
    else:
        screen.print(analysis_table(result))
    if options.labels:
        _write(options.labels, audacity_labels(result))
    if options.plot:
        plot_analysis(result, options.plot)


def _show_failure(failure: Failure, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(failure_result(failure.name, failure.message)), flush=True)
    print(f"voicecoach: {failure.message}", file=sys.stderr)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be written ({error.strerror}); name another file"
        ) from error
