"""Whatever the window runs is said where it is offered, under a label that the table of permissions knows.

The walk (`shell.test_permitted`) presses what is there; this reads the source, so that a form or an act that no page of
the sample house happens to show is not forgotten either.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop import ui
from cocity_desktop.domain.permissions import RULES, Capability
from cocity_desktop.ui.pages.meeting.acts import label_of_act
from tests.domain.test_permissions import APPLICATION, labels

if TYPE_CHECKING:
    from collections.abc import Iterator

UI = Path(str(ui.__file__)).parent
ASKING = {"doing", "allowed", "why_not"}
"""The functions of `ui.permitted`."""
CARRYING = {*ASKING, "_act", "_link", "_offer", "RowAction", "Command"}
"""Calls that carry labels on to them."""
NAMES = {"ACTS", "_COMMITS", "acts", "begins"}
OTHERWISE = {"leave_together": "record_departure", "return_together": "record_arrival", "type_reply": "import_reply",
             "prepare_delivery": "record_delivery"}  # fmt: skip
"""Use cases that commit under another label than their name, or whose label is committed by what follows from them."""
ASKED_BY_WHAT_SAYS_IT = {
    "ErrorDialog", "FileVerdictDialog", "InvitationDialog", "MapLayersDialog", "PhotoDialog", "TemplatesDialog", "ThrowAwayDialog",  # to look at
    "OverridesDialog", "ReasonDialog", "WordsDialog",  # one question of an act whose button says it
    "PassphraseDialog",  # one's own, whatever the role
}  # fmt: skip


@cache
def modules() -> dict[Path, tuple[ast.AST, ...]]:
    """Every module of the window with all its nodes."""
    files = sorted(UI.rglob("*.py"))
    return {file: tuple(ast.walk(ast.parse(file.read_text(encoding="utf-8")))) for file in files}


@cache
def use_cases() -> dict[str, str]:
    """Functions of the application that commit, by name: the label."""
    names = {
        node.name
        for file in APPLICATION.rglob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    return {name: name for name in names & labels()} | OTHERWISE


@cache
def run_by_the_window() -> dict[str, set[str]]:
    """Label -> the modules that import its use case."""
    found: dict[str, set[str]] = {}
    for file, nodes in modules().items():
        for node in nodes:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "cocity_desktop.application"
            ):
                for name in (one.name for one in node.names):
                    if name in use_cases():
                        found.setdefault(use_cases()[name], set()).add(file.name)
    return found


def texts(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def said(calls: set[str], names: set[str]) -> Iterator[tuple[str, str]]:
    """(module, text) of what is given to `calls`, or kept under `names`, or stands alone in a tuple."""
    for file, nodes in modules().items():
        for node in nodes:
            parts: list[ast.AST] = []
            if isinstance(node, ast.Call) and _name(node.func) in calls:
                first = 1 if _name(node.func) == "doing" else 0
                parts = [*node.args[first:], *(one.value for one in node.keywords)]
            elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                parts = [node.value] if any(_name(one) in names for one in targets) else []
            elif isinstance(node, ast.Tuple) and len(node.elts) == 1 and calls != ASKING:
                parts = [node]
            for part in parts:
                yield from ((str(file), text) for text in texts(part))


def _name(node: ast.AST) -> str:
    return getattr(node, "id", "") or getattr(node, "attr", "")


def test_what_the_window_runs_is_said_somewhere() -> None:
    known = {text for _file, text in said(CARRYING, NAMES)}
    unsaid = {label: where for label, where in run_by_the_window().items() if label not in known}
    assert len(run_by_the_window()) > 80
    assert unsaid == {}


def test_what_the_capabilities_name_is_said_too() -> None:
    known = {text for _file, text in said(CARRYING, NAMES)}
    assert {one.value for one in Capability} - known == set()


def test_what_is_said_stands_in_the_table() -> None:
    told = [(file, text) for file, text in said(ASKING, {"ACTS", "_COMMITS"}) if text.isidentifier()]
    unknown = {(Path(file).name, text) for file, text in told if text not in RULES}
    keys = {(file, text) for file, text in unknown if text in _keys(file)}
    assert len(told) > 150
    assert unknown - keys == set()


def _keys(name: str) -> set[str]:
    """The keys of the tables `_COMMITS` of a module: names of its own acts, not labels."""
    return {
        text
        for file, nodes in modules().items()
        if file.name == name
        for node in nodes
        if isinstance(node, ast.Dict)
        for key in node.keys
        if key is not None
        for text in texts(key)
    }


def dialogs() -> dict[str, ast.ClassDef]:
    """Every dialog that is opened: not those that others are made from."""
    classes = {
        node.name: node for nodes in modules().values() for node in nodes if isinstance(node, ast.ClassDef)
    }
    found = {"Dialog"}
    while (
        more := {name for name, node in classes.items() if found & {_name(base) for base in node.bases}}
        - found
    ):
        found |= more
    bases = {_name(base) for name in found for base in classes[name].bases}
    return {name: classes[name] for name in found - bases}


def test_every_form_says_what_it_writes() -> None:
    assert len(dialogs()) > 40
    silent = {
        name
        for name, node in dialogs().items()
        if not any(isinstance(part, ast.Assign) and _name(part.targets[0]) == "ACTS" for part in node.body)
    }
    assert silent == ASKED_BY_WHAT_SAYS_IT


def test_the_live_meeting_knows_the_labels_of_its_acts() -> None:
    from cocity_desktop.application import attendances, history

    assert label_of_act(attendances.return_together) == "record_arrival"
    assert label_of_act(attendances.leave_together) == "record_departure"
    assert label_of_act(history.undo_change) == "undo"
    assert label_of_act(attendances.record_arrival) in RULES
