"""`python -m bench` prints every figure; `python -m bench start` (or any other name) prints that one alone."""

from __future__ import annotations

import importlib
import sys

BENCHES = (
    "start",
    "entry_saved",
    "delivery",
    "archive_import",
    "importing",
    "exporting",
    "read_models",
    "recognition",
    "duplicates",
    "reliability",
    "live_meeting",
    "pact_typing",
    "map",
    "registry",
    "registry_doubles",
    "pact_paper",
)


def main(wanted: list[str]) -> int:
    """Run the benches named, or all. Returns 2 for a name that is none."""
    if not set(wanted) <= set(BENCHES):
        print("one of:", *BENCHES, file=sys.stderr)
        return 2
    del sys.argv[1:]  # the benches read options of their own when they are run alone
    for name in wanted or BENCHES:
        importlib.import_module(f"bench.{name}").main()
        if not wanted:
            print(flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
