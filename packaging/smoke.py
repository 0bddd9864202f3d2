"""Start the packaged programs once, as a person on a new computer would, and fail on anything unusual.

    python packaging/smoke.py FOLDER

FOLDER holds the programs `cocity-desktop` and `cocity`. The window opens offscreen on a fresh data directory,
makes an archive (so every migration script is read from the package) and closes; the command line runs the
sample house through the whole job, and the file it delivers is verified.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PASSPHRASE = "quattro parole di prova"
SECONDS = 180


def run(program: Path, *arguments: str, home: Path) -> None:
    """Run a packaged program with nothing of this environment but the display setting. Raises on failure."""
    environment = {
        "HOME": str(home),
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "COCITY_PASSPHRASE": PASSPHRASE,
    }
    print("smoke:", program.name, *arguments, flush=True)
    subprocess.run([str(program), *arguments], env=environment, cwd=home, check=True, timeout=SECONDS)


def main(folder: Path) -> int:
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        run(folder / "cocity-desktop", "--data", str(home / "data"), "--smoke", home=home)
        run(folder / "cocity", "demo", "--out", str(home / "demo"), home=home)
        delivered = sorted((home / "demo").glob("*.zip"))
        if len(delivered) < 2:
            print("smoke: the demo should leave two deliveries, it left", delivered, file=sys.stderr)
            return 1
        for bundle in delivered:
            run(folder / "cocity", "verify", str(bundle), home=home)
        run(folder / "cocity", "--data", str(home / "data"), "doctor", home=home)
    print("smoke: all well")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]).resolve()))
