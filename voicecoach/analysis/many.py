"""Many recordings: on all cores, results as they finish, one bad file stops nothing."""

from __future__ import annotations

import multiprocessing
import queue
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from voicecoach.analysis.one import analyse
from voicecoach.analysis.request import Request
from voicecoach.errors import VoicecoachError
from voicecoach.measures.recording import MeasuredRecording
from voicecoach.ports import Transcriber

LoadTranscriber = Callable[[], Transcriber]
FileProgress = Callable[[int, float], None]  # index of the request, share done
LOOK_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class Failure:
    """A recording that could not be measured."""

    name: str
    message: str  # what, where, how to mend


Result = MeasuredRecording | Failure


def analyse_files(
    requests: Sequence[Request],
    *,
    workers: int = 1,
    load_transcriber: LoadTranscriber | None = None,
    on_progress: FileProgress = lambda _index, _share: None,
) -> Iterator[tuple[int, Result]]:
    """Yield (index of the request, result) as they finish.

    `load_transcriber` is called once in every worker; with several workers it must be picklable
    (a function of a module, or `functools.partial` of one).
    """
    if workers <= 1 or len(requests) <= 1:
        yield from _one_by_one(requests, load_transcriber, on_progress)
    else:
        yield from _in_workers(requests, min(workers, len(requests)), load_transcriber, on_progress)


def _one_by_one(
    requests: Sequence[Request], load: LoadTranscriber | None, on_progress: FileProgress
) -> Iterator[tuple[int, Result]]:
    transcriber = load() if load and requests else None
    for index, request in enumerate(requests):

        def tell(share: float, index: int = index) -> None:
            on_progress(index, share)

        yield index, _try(request, transcriber, tell)


def _in_workers(
    requests: Sequence[Request],
    workers: int,
    load: LoadTranscriber | None,
    on_progress: FileProgress,
) -> Iterator[tuple[int, Result]]:
    # Spawned, not forked: a forked child would inherit the threads of the runtimes half dead.
    context = multiprocessing.get_context("spawn")
    news = context.Queue()
    with ProcessPoolExecutor(workers, context, _start_worker, (load, news)) as pool:
        running = {
            pool.submit(_work, index, request): (index, request)
            for index, request in enumerate(requests)
        }
        try:
            while running:
                done, _ = wait(running, timeout=LOOK_EVERY_S, return_when=FIRST_COMPLETED)
                _pass_on(news, on_progress)
                for future in done:
                    index, request = running.pop(future)
                    yield index, _outcome(future, request)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _outcome(future: Future[Result], request: Request) -> Result:
    error = future.exception()
    if isinstance(error, VoicecoachError):
        raise error  # the transcriber could not be loaded: it would fail for every file
    if error is not None:
        return Failure(str(request.path), f"{request.path}: its worker ended ({error!r})")
    return future.result()


def _pass_on(news: Any, on_progress: FileProgress) -> None:
    while True:
        try:
            on_progress(*news.get_nowait())
        except queue.Empty:
            return


_worker: dict[str, Any] = {}  # what one worker process has loaded


def _start_worker(load: LoadTranscriber | None, news: Any) -> None:
    _worker.update(load=load, news=news)


def _work(index: int, request: Request) -> Result:
    if _worker["load"] is not None and "transcriber" not in _worker:
        _worker["transcriber"] = _worker["load"]()
    return _try(
        request,
        _worker.get("transcriber"),
        lambda share: _worker["news"].put((index, share)),
    )


def _try(
    request: Request, transcriber: Transcriber | None, tell: Callable[[float], None]
) -> Result:
    try:
        return analyse(request, transcriber=transcriber, on_progress=tell)
    except VoicecoachError as error:
        return Failure(str(request.path), str(error))
