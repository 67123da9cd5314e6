"""`voicecoach replay`: the same result, from the journal alone."""

from __future__ import annotations

import argparse
import json

from voicecoach.debrief import debrief
from voicecoach.store.folders import find_home
from voicecoach.store.session_folder import find_session


def run(options: argparse.Namespace) -> int:
    """Fold a journal again and print what it comes to."""
    told = debrief(find_session(find_home().sessions, options.session))
    if options.json:
        print(json.dumps(told.result, ensure_ascii=False))
        return 0
    for turn in told.record.turns:
        who = "You" if turn.who == "learner" else told.record.persona_name
        print(f"{turn.start_s:7.1f}  {who}: {turn.text}")
    print()
    print(told.full)
    return 0
