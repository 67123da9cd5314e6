"""The commands, thin. Nothing heavy is imported before a command is known."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Sequence

from voicecoach.arguments import build_parser
from voicecoach.errors import VoicecoachError

EXIT_TROUBLE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; problems are one line on standard error and exit code 2."""
    options = build_parser().parse_args(arguments)
    # Read by numpy when it loads: on small matrices a second thread costs six times the work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    logging.basicConfig(
        level=logging.DEBUG if options.verbose else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
    )
    try:
        # Loading is part of the command: a broken installation is trouble like any other.
        command = importlib.import_module(f"voicecoach.commands.{options.module}")
        return int(command.run(options))
    except VoicecoachError as error:
        print(f"voicecoach: {error}", file=sys.stderr)
        return EXIT_TROUBLE
    except MemoryError:
        print("voicecoach: too little memory; close other programs and try again", file=sys.stderr)
        return EXIT_TROUBLE
    except BrokenPipeError:  # the reader of our output has gone, as in `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_TROUBLE
    except KeyboardInterrupt:
        print("voicecoach: interrupted", file=sys.stderr)
        return EXIT_TROUBLE
