"""Is every line understood as it is written? Speak all of them, transcribe them, compare.

    python benchmarks/voices.py --sample 15            # lines of each persona, drawn by seed
    python benchmarks/voices.py --json voices.json     # every line; resumed if it was stopped

Each line of each persona is spoken by its default voice in the manner of a state that it may be
spoken in, and transcribed with Whisper base. Reports the word error rate (at most 8 %), the lines
in which a figure or a date came out otherwise, and the worst lines. Spelling, contractions and
figures in words or digits do not count as errors; see `voicing/words.py`. What was heard is kept
line by line in `--work`, so that a run may be stopped and goes on where it was. Needs the extras
`voice` and `models`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from platformdirs import user_cache_path
from rich.console import Console
from rich.progress import Progress, TimeRemainingColumn
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.voicing.words import figures_in, in_one_form, word_errors
from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.styles import read_numbers
from voicecoach.hearing.models import locate_model
from voicecoach.hearing.transcriber import WhisperTranscriber
from voicecoach.speaking.neural_voice import NeuralVoice
from voicecoach.speaking.repertoire import SpokenLine, find_repertoire
from voicecoach.store.cast import load_persona
from voicecoach.store.folders import find_home
from voicecoach.store.library import shipped
from voicecoach.turns import Clip

HIGHEST_ERROR_RATE = 0.08
WORST = 25


@dataclass(frozen=True)
class Case:
    """One line in one state."""

    persona: Persona
    text: str
    state: str

    @property
    def key(self) -> str:
        manner = astuple(read_numbers().manners[self.state])
        return json.dumps([self.persona.voice.model_dump(), manner, self.text])


@dataclass(frozen=True)
class Result:
    """What a listener made of it."""

    case: Case
    heard: str

    @property
    def n_words(self) -> int:
        return len(in_one_form(self.case.text))

    @property
    def n_errors(self) -> int:
        return word_errors(in_one_form(self.case.text), in_one_form(self.heard))

    @property
    def are_figures_right(self) -> bool:
        said, heard = (figures_in(in_one_form(text)) for text in (self.case.text, self.heard))
        return said == heard

    def as_row(self) -> dict[str, object]:
        return {
            "persona": self.case.persona.id,
            "state": self.case.state,
            "text": self.case.text,
            "heard": self.heard,
            "n_words": self.n_words,
            "n_errors": self.n_errors,
            "figures": figures_in(in_one_form(self.case.text)),
            "are_figures_right": self.are_figures_right,
        }


def list_cases(names: Iterable[str], sample: int | None, seed: int) -> Iterator[Case]:
    """List the lines, each in one of the states it may be spoken in."""
    for name in names:
        persona = load_persona(name, find_home())
        lines = list(dict.fromkeys(line for line in find_repertoire(persona) if line.is_own))
        if sample is not None:
            lines = random.Random(seed).sample(lines, min(sample, len(lines)))
        for line in lines:
            yield Case(persona, line.text, state_of(line))


def state_of(line: SpokenLine) -> str:
    """Choose one of its states, the same in every run, so that all manners are heard."""
    return line.states[zlib.crc32(line.text.encode()) % len(line.states)]


class Listener:
    """Speaks and transcribes, and remembers what was heard."""

    def __init__(self, work: Path, n_threads: int) -> None:
        self._work = work
        self._heard: dict[str, str] = {}
        if work.exists():
            rows = [json.loads(line) for line in work.read_text(encoding="utf-8").splitlines()]
            self._heard = {row["key"]: row["heard"] for row in rows}
        folder = locate_model("base", path=None, cache=user_cache_path("voicecoach"))
        self._whisper = WhisperTranscriber(folder, n_threads=n_threads)
        self._voices: dict[str, NeuralVoice] = {}

    def has_heard(self, case: Case) -> bool:
        return case.key in self._heard

    def listen(self, case: Case) -> str:
        if case.key not in self._heard:
            heard = self._hear(case)
            with self._work.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"key": case.key, "heard": heard}) + "\n")
            self._heard[case.key] = heard
        return self._heard[case.key]

    def _hear(self, case: Case) -> str:
        voice = self._voices.setdefault(case.persona.id, NeuralVoice(case.persona.voice))
        sound = voice.render(case.text, read_numbers().manners[case.state])
        return self._whisper.transcribe(Clip(sound, 0.0)).text


def error_rate(results: Iterable[Result]) -> float:
    results = list(results)
    return sum(r.n_errors for r in results) / max(sum(r.n_words for r in results), 1)


def report(console: Console, results: list[Result]) -> bool:
    """Print the table and the worst lines; tell whether the targets are met."""
    table = Table("persona", "lines", "words", "errors", "rate", "with figures", "figures wrong")
    for name in sorted({result.case.persona.id for result in results}):
        _add(table, name, [r for r in results if r.case.persona.id == name])
    _add(table, "all", results)
    console.print(table)
    for result in sorted(results, key=lambda r: r.n_errors / max(r.n_words, 1))[::-1][:WORST]:
        if result.n_errors:
            console.print(f"{result.n_errors}/{result.n_words} {_describe(result)}", markup=False)
    wrong = [result for result in results if not result.are_figures_right]
    for result in wrong:
        console.print(f"FIGURE {_describe(result)}", markup=False)
    rate = error_rate(results)
    console.print(
        f"{len(results)} lines, word error rate {rate:.2%} (at most {HIGHEST_ERROR_RATE:.0%}), "
        f"figures otherwise in {len(wrong)} lines (none)"
    )
    return rate <= HIGHEST_ERROR_RATE and not wrong


def _add(table: Table, name: str, results: list[Result]) -> None:
    with_figures = [r for r in results if figures_in(in_one_form(r.case.text))]
    n_wrong = sum(not r.are_figures_right for r in results)
    counts = (len(results), sum(r.n_words for r in results), sum(r.n_errors for r in results))
    rate = f"{error_rate(results):.1%}"
    table.add_row(name, *map(str, counts), rate, str(len(with_figures)), str(n_wrong))


def _describe(result: Result) -> str:
    case = result.case
    return f"{case.persona.id}, {case.state}: {case.text}\n      heard {result.heard}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("personas", nargs="*", help="ids (all that come with the program)")
    parser.add_argument("--sample", type=int, metavar="N", help="lines of each persona (all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every line here")
    parser.add_argument("--heard", action="store_true", help="report on what was heard so far")
    parser.add_argument(
        "--work", type=Path, default=user_cache_path("voicecoach") / "benchmark-voices.jsonl"
    )
    options = parser.parse_args()
    names = options.personas or sorted(path.stem for path in shipped("personas").glob("*.yaml"))
    cases = list(list_cases(names, options.sample, options.seed))
    random.Random(options.seed).shuffle(cases)  # a run that is stopped has heard a bit of everybody
    options.work.parent.mkdir(parents=True, exist_ok=True)
    listener = Listener(options.work, options.threads)
    if options.heard:
        cases = [case for case in cases if listener.has_heard(case)]
    console = Console(width=110, highlight=False)
    results: list[Result] = []
    with Progress(*Progress.get_default_columns()[:-1], TimeRemainingColumn()) as progress:
        try:
            for case in progress.track(cases, description="lines"):
                results.append(Result(case, listener.listen(case)))
        except KeyboardInterrupt:  # what was heard until then is reported
            console.print(f"stopped after {len(results)} of {len(cases)} lines")
    is_good = report(console, results)
    if options.json:
        rows = [result.as_row() for result in results]
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0 if is_good and len(results) == len(cases) else 1


if __name__ == "__main__":
    raise SystemExit(main())
