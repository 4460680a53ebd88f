"""Puts the peers' environments into .venv-peers; quick when nothing has changed since the last time.

python -m benchmarks.peers.setup
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
_FOLDER: Final = _HERE.parents[1] / ".venv-peers"
_REQUIREMENTS: Final = {"arq": "requirements-arq.txt"}
PEERS: Final = ("huey", "taskiq", "celery", "dramatiq", "arq", "saq", "rq")


def python_of(peer: str) -> Path:
    """The interpreter that has a peer installed; installs it first if need be."""
    wanted = _HERE / _REQUIREMENTS.get(peer, "requirements.txt")
    folder = _FOLDER / wanted.stem
    python, stamp = folder / "bin" / "python", folder / ".ready"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted.read_text(encoding="utf-8"):
        print(f"installing {wanted.name} into {_FOLDER.name} ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(wanted)]
        subprocess.run(command, check=True)
        stamp.write_text(wanted.read_text(encoding="utf-8"), encoding="utf-8")
    return python


def main() -> None:
    """Install all."""
    for peer in PEERS:
        python_of(peer)


if __name__ == "__main__":
    main()
