"""What is doubtful in a persona that can be played: everything an author would want to hear of."""

from __future__ import annotations

from voicecoach.dialogue.persona import Persona
from voicecoach.dialogue.persona_finding import Finding, LineNumbers, Path, find_line, locate
from voicecoach.dialogue.persona_leaks import check_leaks
from voicecoach.dialogue.persona_reach import check_reach
from voicecoach.dialogue.persona_story import check_story
from voicecoach.dialogue.persona_wording import check_wording


def review_persona(persona: Persona, lines: LineNumbers) -> list[Finding]:
    """Find what would make the play poorer, though not impossible.

    Parameters
    ----------
    persona : Persona
    lines : mapping of path to int
        On which line of the file each part stands.

    Returns
    -------
    findings : list of Finding
        All of them warnings, in the order of the file.
    """

    def at(path: Path) -> str:
        line = find_line(path, lines)
        return ".".join(map(str, path)) if line is None else f"line {line}"

    spots = [spot for check in _CHECKS for spot in check(persona, at)]
    return locate(spots, lines, "warning")


_CHECKS = (check_wording, check_reach, check_story, check_leaks)
