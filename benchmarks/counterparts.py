"""What every counterpart does with learners made of code: who gets where, and how fast it decides.

    python benchmarks/counterparts.py [--seeds N] [--random N] [--json FILE] [NAME ...]
    python benchmarks/counterparts.py --scarf [--eval FOLDER]

Plays each persona in `personas/` at difficulty 2 with a good learner, a label-spammer, a bully, a
random, a silent, a flattering and a capitulating one, with one that only wants to know, and with
one for each key that wants to know but never turns that key. Exits with 1 if a target is missed.

With `--scarf` it counts instead on how many labelled utterances the SCARF phrases fire.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from statistics import fmean, median, quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.dialogue.simulated_learners import (  # noqa: E402
    Anything,
    Bully,
    Capitulator,
    Flatterer,
    Good,
    LabelSpammer,
    Lacking,
    Learner,
    Prober,
    Silent,
    Talk,
    play,
)
from voicecoach.dialogue.persona import Persona  # noqa: E402
from voicecoach.dialogue.persona_file import read_persona  # noqa: E402
from voicecoach.dialogue.scarf import find_scarf  # noqa: E402
from voicecoach.dialogue.stairway import STEPS  # noqa: E402
from voicecoach.joint_value import find_joint_value  # noqa: E402

EVAL = ROOT.parent / "shared" / "eval"
# Labelled sets of people who deal with each other; convabuse is left out, being abuse.
SCARF_SETS = ("moves_written", "moves_mrda", "moves_casino", "moves_negochat")
LEARNERS = (Good, LabelSpammer, Bully, Anything, Silent, Flatterer, Capitulator, Prober)
LACKING_SEEDS = 5  # talks for each key that is never turned
LEAST_ENDED_WELL = 0.9
LEAST_RUPTURED = 0.9
BULLY_TURNS = 8
INFLUENCE_TURNS = (10, 18)
MOST_DECIDE_S = 0.010


@dataclass(frozen=True)
class Row:
    """What came of one persona; shares are of all talks with that learner."""

    persona: str
    good_ended_well: float
    good_influence_turns: tuple[int, float, int]  # least, median, most
    good_influence_share: float  # reached in INFLUENCE_TURNS
    good_joint_value: float  # of the best, mean
    facts: int
    facts_found: int  # by any learner in any talk
    facts_leaked: tuple[str, ...]  # to a learner who lacks the key
    spammer_highest: str
    bully_ruptured: float
    random_median: float  # of the highest step, as a number
    silent_agreed: int
    flatterer_joint_value: float
    capitulator_joint_value: float
    random_joint_value: float
    lines_repeated: int
    own_words: float  # share of lines that are the persona's own
    decide_p95_ms: float  # processor time

    def missed(self) -> list[str]:
        """Name the targets that were not reached."""
        targets = {
            "good ends well": self.good_ended_well >= LEAST_ENDED_WELL,
            "influence in 10 to 18": self.good_influence_share >= LEAST_ENDED_WELL,
            "facts found": self.facts_found == self.facts,
            "facts leaked": not self.facts_leaked,
            "spammer": STEPS.index(self.spammer_highest) <= STEPS.index("rapport"),
            "bully": self.bully_ruptured >= LEAST_RUPTURED,
            "random": self.random_median < STEPS.index("empathy"),
            "silent": self.silent_agreed == 0,
            "flatterer": self.flatterer_joint_value <= self.random_joint_value + 1e-9,
            "capitulator": self.capitulator_joint_value <= self.random_joint_value + 1e-9,
            "lines repeated": self.lines_repeated == 0,
            "time to decide": self.decide_p95_ms <= 1e3 * MOST_DECIDE_S,
        }
        return [name for name, is_met in targets.items() if not is_met]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="personas; all if none is named")
    parser.add_argument("--seeds", type=int, default=50, help="talks with each learner (50)")
    parser.add_argument("--random", type=int, default=10_000, help="random talks over all (10,000)")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--scarf", action="store_true", help="count where SCARF phrases fire")
    parser.add_argument("--eval", type=Path, default=EVAL, help="folder with moves_*.jsonl")
    options = parser.parse_args()
    if options.scarf:
        return count_scarf(options.eval)
    personas = read_personas(options.names)
    rows = []
    print(HEADING)
    for persona in personas:
        row = measure(persona, options.seeds)
        rows.append(row)
        print(as_line(row), flush=True)
    random = play_random(personas, options.random)
    print(
        f"{random['talks']} random talks, {random['turns']} turns: no error, "
        f"{random['lines_repeated']} lines repeated, "
        f"deciding p95 {random['decide_p95_ms']:.2f} ms"
    )
    missed = {row.persona: row.missed() for row in rows if row.missed()}
    for name, targets in missed.items():
        print(f"missed by {name}: {', '.join(targets)}")
    if options.json:
        plain = {
            "seeds": options.seeds,
            "personas": [asdict(row) for row in rows],
            "random": random,
        }
        options.json.write_text(json.dumps(plain, indent=1) + "\n")
    return 1 if missed or random["lines_repeated"] else 0


def read_personas(names: Sequence[str]) -> list[Persona]:
    files = sorted((ROOT / "personas").glob("*.yaml"))
    wanted = [file for file in files if not names or file.stem in names]
    return [read_persona(file.read_text(encoding="utf-8"), file.name) for file in wanted]


def measure(persona: Persona, n_seeds: int) -> Row:
    talks = {learner: play_all(persona, learner, n_seeds) for learner in LEARNERS}
    good = talks[Good]
    reached = [talk.turns_until("influence") for talk in good]
    turns = [n for n in reached if n is not None]
    fewest, most = INFLUENCE_TURNS
    ruptured = [talk.turns_until("ruptured", "walked_out") for talk in talks[Bully]]
    everything = [talk for many in talks.values() for talk in many]
    decided_s = [seconds for talk in everything for seconds in talk.decided_s]
    keys = [key for talk in everything for key in talk.used]
    return Row(
        persona=persona.id,
        good_ended_well=share(talk.outcome in ("agreed", "no_deal_good") for talk in good),
        good_influence_turns=(min(turns, default=0), median(turns or [0]), max(turns, default=0)),
        good_influence_share=share(n is not None and fewest <= n <= most for n in reached),
        good_joint_value=mean_joint_value(good),
        facts=len(persona.facts),
        facts_found=len(set().union(*(talk.found for talk in everything))),
        facts_leaked=find_leaked(persona),
        spammer_highest=STEPS[max(talk.highest for talk in talks[LabelSpammer])],
        bully_ruptured=share(n is not None and n <= BULLY_TURNS for n in ruptured),
        random_median=median(talk.highest for talk in talks[Anything]),
        silent_agreed=sum(talk.outcome == "agreed" for talk in talks[Silent]),
        flatterer_joint_value=mean_joint_value(talks[Flatterer]),
        capitulator_joint_value=mean_joint_value(talks[Capitulator]),
        random_joint_value=mean_joint_value(talks[Anything]),
        lines_repeated=sum(map(count_repeated, everything)),
        own_words=share(not key.startswith(("composed.", "spare.", "figure.")) for key in keys),
        decide_p95_ms=1e3 * quantiles(decided_s, n=20)[-1],
    )


def play_all(persona: Persona, learner: Callable[..., Learner], n_seeds: int) -> list[Talk]:
    return [play(persona, learner(persona, seed), seed=seed) for seed in range(n_seeds)]


def find_leaked(persona: Persona) -> tuple[str, ...]:
    """Name the facts that came out to a learner who never makes the move that opens them."""
    leaked = set()
    for key in sorted({str(fact.key) for fact in persona.facts}):
        locked = {fact.id for fact in persona.facts if fact.key == key}
        for seed in range(LACKING_SEEDS):
            leaked |= locked & play(persona, Lacking(persona, seed, key), seed=seed).found
    return tuple(sorted(leaked))


def mean_joint_value(talks: Iterable[Talk]) -> float:
    return fmean(find_joint_value(talk.issues).of_best or 0.0 for talk in talks)


def count_repeated(talk: Talk) -> int:
    return sum(n - 1 for n in Counter(reply.text for reply in talk.replies).values())


def share(truths: Iterable[bool]) -> float:
    return fmean(map(float, truths))


def play_random(personas: Sequence[Persona], n_talks: int) -> dict[str, float]:
    """Play talks at random lengths and difficulties; anything that goes wrong is raised."""
    chance = Random("random talks")
    n_turns, n_repeated, decided_s = 0, 0, [0.0, 0.0]
    for seed in range(n_talks):
        persona = personas[seed % len(personas)]
        learner, difficulty = Anything(persona, seed), chance.randint(1, 5)
        length = chance.randint(10, 40)
        talk = play(persona, learner, seed=seed, n_turns=length, difficulty=difficulty)
        n_turns += len(talk.replies)
        n_repeated += count_repeated(talk)
        decided_s += talk.decided_s
    p95_ms = 1e3 * quantiles(decided_s, n=20)[-1]
    return {
        "talks": n_talks,
        "turns": n_turns,
        "lines_repeated": n_repeated,
        "decide_p95_ms": p95_ms,
    }


def count_scarf(folder: Path) -> int:
    """Count on how many utterances each phrase list fires, and say which threats were heard."""
    n_utterances, fired = 0, Counter()
    for name in SCARF_SETS:
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            n_utterances += 1
            events = find_scarf(row["text"])
            fired.update(events)
            if any(event.endswith("threat") for event in events):
                print(f"{', '.join(events)}: {row['text']}  {row.get('labels')}")
    print(f"{n_utterances} utterances; {dict(fired)}")
    return 0


HEADING = (
    f"{'':12}{'good':>5}{'infl. turns':>13}{'in 10-18':>9}{'facts':>7}{'leak':>5}{'joint':>6} |"
    f"{'spammer':>10}{'bully':>6}{'random':>7}{'silent':>7} |{'joint: flat.':>13}{'capit.':>7}"
    f"{'random':>7} |{'own':>5}{'p95 ms':>7}"
)


def as_line(row: Row) -> str:
    least, middle, most = row.good_influence_turns
    return (
        f"{row.persona:12}{row.good_ended_well:>5.0%}{f'{least} {middle:g} {most}':>13}"
        f"{row.good_influence_share:>9.0%}{f'{row.facts_found}/{row.facts}':>7}"
        f"{len(row.facts_leaked):>5}{row.good_joint_value:>6.2f} |{row.spammer_highest:>10}"
        f"{row.bully_ruptured:>6.0%}{row.random_median:>7g}{row.silent_agreed:>7} |"
        f"{row.flatterer_joint_value:>13.2f}{row.capitulator_joint_value:>7.2f}"
        f"{row.random_joint_value:>7.2f} |{row.own_words:>5.0%}{row.decide_p95_ms:>7.2f}"
    )


if __name__ == "__main__":
    sys.exit(main())
