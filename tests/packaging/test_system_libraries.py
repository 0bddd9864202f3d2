"""What is missing on a machine is named by its package, and installed only where that is allowed."""

from __future__ import annotations

from tools.system_libraries import GROUPS, Need, unmet

PRESENT = [Need("libc6", "libc.so.6"), Need("coreutils", command="ls"), Need("python3", module="json")]
ABSENT = [
    Need("libnowhere1", "libnowhere.so.1"),
    Need("nowhere", command="no-such-command"),
    Need("python3-nowhere", module="no_such_module"),
]


def test_what_can_be_loaded_run_or_imported_is_there() -> None:
    assert unmet(PRESENT) == []


def test_what_cannot_is_named_by_its_package() -> None:
    assert unmet([*PRESENT, *ABSENT]) == ["libnowhere1", "nowhere", "python3-nowhere"]


def test_tests_need_whatever_the_window_needs() -> None:
    assert GROUPS["test"][0] == GROUPS["window"][0]
