"""From the start of the process to a window with something in it, beside the barest PySide6 window.

    python -m bench start

Each is a process of its own, in turns, timed from outside until its first paint has been done. «Ours» is the whole app
over an archive of 60 meetings and 5,000 lines: what is painted is the page that asks for the passphrase and, in the
second series, the frame of one whose computer remembers it (here: COCITY_PASSPHRASE). The archive itself is opened after
that, on another thread; the last figure tells when its page of the day is there. Bytecode is compiled before, as in
an installed app.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.read_models import Filler
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Durability
from cocity_desktop.system.host import LocalHost

if TYPE_CHECKING:
    from collections.abc import Callable

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
PASSPHRASE = "quattro parole di prova"
RUNS = 11
BARE = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))

app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
OURS = """
import os, sys
from cocity_desktop.__main__ import main

def watch(window):
    getattr(window, sys.argv[1]).connect(lambda: os._exit(0))

main(sys.argv[2:], watch)
"""


def environment(scratch: Path, passphrase: str) -> dict[str, str]:
    """Of this process, with a home for choices and bytecode that nobody else uses."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept |= {"XDG_CONFIG_HOME": str(scratch), "XDG_STATE_HOME": str(scratch), "XDG_CACHE_HOME": str(scratch)}
    kept |= {"PYTHONPYCACHEPREFIX": str(scratch / "bytecode"), "PYTHONPATH": str(ROOT)}
    kept.setdefault("QT_QPA_PLATFORM", "offscreen")
    return kept | ({"COCITY_PASSPHRASE": passphrase} if passphrase else {"COCITY_PASSPHRASE": ""})


def timed(code: str, *arguments: str, env: dict[str, str]) -> float:
    """Milliseconds of one process. Raises CalledProcessError when it did not end well."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], env=env, check=True)
    return (time.perf_counter() - begin) * 1000


def fill(directory: Path) -> None:
    """The archive of a house of some years."""
    host = LocalHost()
    with Archive.create(directory, PASSPHRASE, host, durability=Durability.NONE_FOR_TESTS) as archive:
        Filler(archive).fill()


def measure(scratch: Path) -> dict[str, list[float]]:
    """Milliseconds to the first paint by series, after one run of each to warm the disk's cache."""
    data = scratch / "archive"
    fill(data)
    asks, knows = environment(scratch, ""), environment(scratch, PASSPHRASE)
    series: dict[str, Callable[[], float]] = {
        "bare PySide6 window": lambda: timed(BARE, env=asks),
        "page of the passphrase": lambda: timed(OURS, "painted", "--data", str(data), env=asks),
        "frame, passphrase known": lambda: timed(OURS, "painted", "--data", str(data), env=knows),
        "page of the day, read": lambda: timed(OURS, "entered", "--data", str(data), env=knows),
    }
    rounds = [{name: run() for name, run in series.items()} for _ in range(RUNS + 1)][1:]
    return {name: [one[name] for one in rounds] for name in series}


def main() -> float:
    """Print the figures and return the ratio (goal: at most 2), the larger of the two first paints."""
    with tempfile.TemporaryDirectory(prefix="cocity-start-") as name:
        took = measure(Path(name))
    print(f"start to first paint (60 meetings, 5,000 entries; {RUNS} runs in turns)")
    for name, times in took.items():
        print(f"  {name:26} median {statistics.median(times):6.0f} ms   best {min(times):6.0f} ms")
    bare, asks, knows, _read = (statistics.median(times) for times in took.values())
    ratio = max(asks, knows) / bare
    print(f"start_ratio: {ratio:.2f}")
    return ratio


if __name__ == "__main__":
    main()
