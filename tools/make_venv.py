"""Make the virtual environment and install the program into it: make_venv.py FOLDER EXTRAS."""

import subprocess
import sys
import venv
from pathlib import Path

OLDEST = (3, 11)


def main() -> int:
    """Build it, or say why it cannot be built."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        print(
            f"voicecoach needs Python 3.11 or newer, this is {found}; "
            "name another one: make practice PYTHON=python3.12",
            file=sys.stderr,
        )
        return 2
    folder, extras = Path(sys.argv[1]), sys.argv[2]
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
    print(f"Installing voicecoach with {extras} into {folder} (a minute the first time) ...")
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return subprocess.run([*install, "--editable", f".[{extras}]"], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
