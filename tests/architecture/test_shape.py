"""What every file of ours has, and what none may have. The rules stand in CONTRIBUTING.md."""

from __future__ import annotations

import ast
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.architecture.source import PACKAGE, ROOT, modules, python_files

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_FILE = 400
LONGEST_MAIN_WINDOW = 300

# Calls that hide a race behind a pause, re-enter the event loop, or make one widget for every row.
FORBIDDEN_CALLS = {"sleep", "processEvents", "setIndexWidget", "setItemWidget"}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_outgrows_its_reader() -> None:
    long = {str(module): lines_of(module.path) for module in modules()}
    assert {name: count for name, count in long.items() if count > LONGEST_FILE} == {}


def test_the_main_window_is_a_shell() -> None:
    assert lines_of(ROOT / PACKAGE / "ui" / "main_window.py") <= LONGEST_MAIN_WINDOW


@cache
def parsed() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in python_files()]


def test_every_file_says_why_it_exists() -> None:
    assert [relative(path) for path, tree in parsed() if not ast.get_docstring(tree)] == []


def test_every_file_with_code_delays_its_annotations() -> None:
    def delays(tree: ast.Module) -> bool:
        return any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)

    assert [relative(path) for path, tree in parsed() if len(tree.body) > 1 and not delays(tree)] == []


@pytest.mark.parametrize("call", sorted(FORBIDDEN_CALLS))
def test_nobody_waits_blindly_or_pumps_events(call: str) -> None:
    assert [where for path, tree in parsed() for where in calls_of(path, tree, call)] == []


def test_no_test_waits_for_a_while() -> None:
    waits = [where for path, tree in parsed() for where in calls_of(path, tree, "wait", owner="qtbot")]
    assert waits == []


def calls_of(path: Path, tree: ast.Module, name: str, owner: str | None = None) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if (
            not isinstance(node, ast.Call)
            or getattr(node.func, "attr", getattr(node.func, "id", None)) != name
        ):
            continue
        if owner is None or (isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == owner):
            found.append(f"{relative(path)}:{node.lineno} calls {name}")
    return found


# In pieces, so that this file does not hold what it looks for.
ADDRESSES = ["py" + "pi.org", "python" + "hosted", "registry." + "npmjs", "deb." + "debian.org"]
MACHINE_PATHS = ["/" + "work/", "/" + "root/", "/" + "home/", "/" + "tmp/", "C:\\" + "Users"]


def committed_texts() -> list[tuple[Path, str]]:
    """Every text file of the project, wherever it may be checked out or unpacked."""
    inner = (
        "cocity_desktop",
        "tests",
        "tools",
        "bench",
        "packaging",
        "requirements",
        "resources",
        "i18n",
        "docs",
    )
    # In a linked working tree `.git` is a file that says where the repository is.
    paths = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    paths += [path for folder in inner for path in (ROOT / folder).rglob("*") if path.is_file()]
    texts = []
    for path in paths:
        if "__pycache__" not in path.parts and path.suffix != ".mo":
            try:
                texts.append((path, path.read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                continue  # pictures, fonts, fixture databases
    return texts


@pytest.mark.parametrize("pattern", [*ADDRESSES, *MACHINE_PATHS])
def test_no_registry_address_and_no_machine_path_is_committed(pattern: str) -> None:
    assert [relative(path) for path, text in committed_texts() if pattern in text] == []
