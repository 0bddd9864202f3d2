"""Start the packaged programs once, as a person on a new computer would, and fail on anything unusual.

    python packaging/smoke.py FOLDER

FOLDER holds the programs `cocity-desktop` and `cocity`. The window opens offscreen on a fresh data directory,
makes an archive (so every migration script is read from the package) and closes; the command line runs the
sample house through the whole job, and the file it delivers is verified; then it writes the papers of a meeting,
for which libraries read templates and languages of their own from the package.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PASSPHRASE = "quattro parole di prova"
SECONDS = 180


def run(program: Path, *arguments: str, home: Path) -> str:
    """Run a packaged program with nothing of this environment but the display setting: the last line it says.

    Raises on failure.
    """
    environment = {
        "HOME": str(home),
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "COCITY_PASSPHRASE": PASSPHRASE,
    }
    print("smoke:", program.name, *arguments, flush=True)
    done = subprocess.run(
        [str(program), *arguments], env=environment, cwd=home, check=True, timeout=SECONDS, text=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    print(done.stdout, end="", flush=True)
    return (done.stdout.strip().splitlines() or [""])[-1]


def papers(program: Path, data: Path, home: Path) -> None:
    """The papers of a meeting, each in a file that is not empty."""

    def cocity(*arguments: str) -> str:
        return run(program, "--data", str(data), *arguments, home=home)

    cocity("init", "--house", "Casa di prova")
    process = cocity("process", "open", "Cortile")
    meeting = cocity("meeting", "add", process, "Tavolo", "--at", "2026-11-20T18:00")
    cocity("meeting", "run", meeting)
    cocity("meeting", "say", meeting, "Chi tiene le chiavi?", "--kind", "question")
    for form in ("pdf", "docx", "odt"):
        cocity("meeting", "minutes", meeting, "--as", form, "--out", str(home / f"minutes.{form}"))
    for language in ("fr", "es", "ro", "ar"):
        cocity("meeting", "summary", meeting, "--language", language, "--out", str(home / f"{language}.pdf"))
    cocity("meeting", "fates", meeting, "--out", str(home / "fates.pdf"))


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
        papers(folder / "cocity", home / "papers", home)
    print("smoke: all well")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]).resolve()))
