"""The examples in the docstrings of the measures hold."""

import doctest
import importlib
import pkgutil
import subprocess
import sys

import numpy as np
import pytest

import voicecoach.measures

NAMES = [module.name for module in pkgutil.iter_modules(voicecoach.measures.__path__)]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_hold(name: str) -> None:
    module = importlib.import_module(f"voicecoach.measures.{name}")
    failed, _ = doctest.testmod(module, extraglobs={"np": np})
    assert failed == 0


def test_measures_can_be_imported_without_anything_slow() -> None:
    program = (
        "import sys, voicecoach.measures; print('librosa' in sys.modules, 'scipy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["False", "False"]
