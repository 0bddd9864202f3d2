"""Writing in a pact of sixty articles: from key to paint, and from the last key to the sheet beside the text.

    python -m bench pact_typing

Each round is a process of its own on a fresh copy of the archive of years (the small one), with a bare QTextEdit beside
it that gets the same keys. Keys come every 30 ms, pauses fall where the text is saved and read again. Goals are printed
with the figures; nothing here fails.
"""

from __future__ import annotations

import os
from collections import defaultdict

from bench import years
from bench.live_meeting import Samples, at, child
from bench.pact_window import ARTICLES

ROUNDS = 2


def measure() -> Samples:
    """All samples by name."""
    samples: Samples = defaultdict(list)
    years.built(years.SMALL)
    for _ in range(ROUNDS):
        with years.copy_of(years.SMALL) as directory:
            for name, values in child("bench.pact_window", str(directory)).items():
                samples[name] += values
    return samples


def tell(samples: Samples) -> None:
    for words, name, percents, goal in (
        ("key to paint", "key", (50, 95, 99), "p99 ≤ 16"),
        ("… a bare QTextEdit", "bare_key", (50, 95, 99), ""),
        ("… with the sheet beside the text", "sheet_key", (50, 95, 99), "p99 ≤ 16"),
        ("last key to the sheet", "sheet", (50, 99), "≤ 500"),
        ("window stood still, writing", "block", (50, 99), ""),
        ("… with the sheet", "sheet_block", (50, 99), ""),
        ("open the pact", "open", (50,), ""),
    ):
        values = samples[name]
        figures = "".join(f"  p{percent} {at(values, percent):7.2f}" for percent in percents)
        print(f"  {words:34}{figures:42} {goal}".rstrip())


def main() -> None:
    """Print the figures."""
    print(f"writing in a pact of {ARTICLES} articles ({ROUNDS} rounds), milliseconds")
    print(f"  others on this machine: {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores")
    tell(measure())


if __name__ == "__main__":
    main()
