"""`voicecoach personas`: the counterparts there are."""

from __future__ import annotations

import argparse
import json

from voicecoach.store.cast import all_personas
from voicecoach.store.folders import find_home


def run(options: argparse.Namespace) -> int:
    """List the personas."""
    personas = all_personas(find_home())
    if options.json:
        rows = [
            {
                "id": p.id,
                "name": p.name,
                "role": p.role,
                "situation": p.situation,
                "style": p.style,
                "difficulty": p.difficulty,
            }
            for p in personas
        ]
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for p in personas:
        print(f"{p.id:<12} {p.name}, {p.role}")
        print(f"{'':<12} {p.situation}, {p.style}, difficulty {p.difficulty}")
    return 0
