"""The live meeting on an archive of years: 500 meetings, 50,000 entries, 5,000 commitments, and on a tenth of it.

    python -m bench live_meeting

Each figure comes from processes of their own on fresh copies of both archives, in turns, so that what the machine
does at that moment counts for both and for the floor beside each: a bare QLineEdit, a bare encrypted insert, FTS5 by
rank. The archives are told once by the use cases and kept in `build/bench/`. Keys come every 30 ms. Goals are printed
with the figures; nothing here fails.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from bench import years
from bench.start import OURS, environment, timed

ROUNDS = 2
SIZES = (years.LARGE, years.SMALL)
Samples = dict[str, list[float]]


def child(module: str, *arguments: str) -> Samples:
    """What a process measured. Raises CalledProcessError when it did not end well; it has said why."""
    env = {**os.environ, "QT_LOGGING_RULES": "qt.qpa.*=false"}
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=env,
        cwd=years.ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    samples: Samples = json.loads(done.stdout.splitlines()[-1])
    return samples


def started(directory: Path) -> Samples:
    """Milliseconds until the frame is painted, and until the page of the day is there."""
    with tempfile.TemporaryDirectory() as scratch:
        env = environment(Path(scratch), years.PASSPHRASE)
        runs = {
            name: [timed(OURS, signal, "--data", str(directory), env=env) for _ in range(3)][1:]
            for name, signal in (("frame", "painted"), ("page of the day", "entered"))
        }
    return {f"start: {name}": times for name, times in runs.items()}


def measure() -> dict[str, Samples]:
    """All samples by size and name."""
    samples: dict[str, Samples] = {size.name: defaultdict(list) for size in SIZES}
    for _ in range(ROUNDS):
        for size in SIZES:
            with years.copy_of(size) as directory:
                parts = [
                    child("bench.live_reading", str(directory)),
                    child("bench.live_work", "room", str(directory)),
                    started(directory),
                ]
            for name, values in (item for part in parts for item in part.items()):
                samples[size.name][name] += values
    return samples


def at(values: list[float], percent: int) -> float:
    """The value that so many of a hundred do not exceed; 50 is the median."""
    if percent == 50 or len(values) < 2:
        return statistics.median(values)
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


class Report:
    """Lines of the table: figures in milliseconds, of the large archive and of the small one."""

    def __init__(self, samples: dict[str, Samples]) -> None:
        self.samples = samples

    def line(self, words: str, name: str, *percents: int, goal: str = "") -> None:
        sides = []
        for size in SIZES:
            values = self.samples[size.name][name]
            sides.append("".join(f"  {_place(percent)} {at(values, percent):7.2f}" for percent in percents))
        print(f"  {words:34}{sides[0]:40} |{sides[1]:40} {goal}".rstrip())

    def ratio(self, words: str, name: str, floor: str, percent: int, goal: str) -> None:
        values = (self.samples[size.name] for size in SIZES)
        large, small = (at(one[name], percent) / at(one[floor], percent) for one in values)
        print(
            f"  {words:34}{f'  {_place(percent)} {large:7.2f} x':40} |{f'  {_place(percent)} {small:7.2f} x':40} {goal}"
        )


def _place(percent: int) -> str:
    return f"p{percent}"


def tell(samples: dict[str, Samples]) -> None:
    report = Report(samples)
    print(f"  {'milliseconds':34}{'  large':40} |  small (a tenth)")
    report.line("key to paint", "key", 50, 95, 99, goal="p99 ≤ 16")
    report.line("… a bare QLineEdit", "bare_key", 50, 95, 99)
    report.line("Enter to durable, in the window", "enter", 50, 99, goal="p99 ≤ 20")
    report.line("… a bare insert meanwhile", "bare_insert", 50, 99)
    report.line("a line saved by its use case", "save", 50, 99)
    report.line("… a bare insert in turns", "bare_save", 50, 99)
    report.ratio("… times the bare insert", "save", "bare_save", 50, "≤ 3 x")
    report.ratio("", "save", "bare_save", 99, "≤ 3 x")
    report.line("open 500 entries", "open", 50, 99, goal="≤ 100")
    report.line("… the processor's part", "open_work", 50)
    report.line("… the first of a session", "open_first", 50)
    report.line("find as one types", "search", 50, 95, goal="p95 ≤ 50")
    report.line("… FTS5 alone, by rank", "raw_search", 50, 95)
    report.ratio("… times FTS5 alone", "search", "raw_search", 95, "≤ 2 x")
    for name in (
        "start: frame",
        "start: page of the day",
        "today",
        "sidebar",
        "meetings",
        "commitments",
        "groups",
    ):
        report.line(name, name, 50)


def remembered() -> None:
    """Memory over an evening."""
    with years.copy_of(years.LARGE) as directory:
        resident = child("bench.live_work", "evening", str(directory))["resident"]
    print("  memory after each half hour, MB   " + " ".join(f"{one:.1f}" for one in resident))
    print(
        f"  … growth from the first to the last {(resident[-1] / resident[0] - 1) * 100:.1f} %   goal ≤ 5 %"
    )


def main() -> None:
    """Print the figures."""
    for size in SIZES:
        years.built(size)
    print(f"live meeting ({years.LARGE.meetings} meetings, {years.LARGE.entries} entries; {ROUNDS} rounds)")
    print(f"  others on this machine: {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores")
    tell(measure())
    remembered()


if __name__ == "__main__":
    main()
