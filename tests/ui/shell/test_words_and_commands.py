"""Ctrl+K and the words of acts: every act has words, commands are found by their beginnings, stale answers are dropped."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.registry import GroupFields, RegisterGroup, register_group
from cocity_desktop.application.views.codes import code_of
from cocity_desktop.application.views.today import SearchHit
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.shell.change_words import labels_with_words, words_for_change
from cocity_desktop.ui.shell.commands import Command, folded, matching
from cocity_desktop.ui.widgets.detail_pane import CodeLabel
from tests.architecture.source import layer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.ui.main_window import MainWindow
    from tests.ui.shell.conftest import Starts


def labels_of_use_cases() -> Iterator[str]:
    """Every label that a use case commits with, read from the source."""
    for module in layer("application"):
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "commit"
            ):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    yield first.value


def test_every_act_has_its_words() -> None:
    assert set(labels_of_use_cases()) - labels_with_words() == set()
    assert {"undo", "redo"} <= labels_with_words(), "they stand in the history of a record like any other act"


def test_an_act_is_told_with_its_record_cut_when_it_is_long() -> None:
    assert words_for_change("register_group", "") == "new group"
    assert words_for_change("register_group", "Orti") == "new group, “Orti”"
    told = words_for_change("capture_entry", "Che cosa si è detto " * 9)
    assert told.endswith("…”")
    assert len(told) < 90


def command(words: str) -> Command:
    return Command(words, words, "group", lambda: None)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nu gr", ["Nuovo gruppo"]),
        ("ESPORTA l archivio", ["Esporta l’archivio"]),
        ("perche", ["Perché"]),
        ("x", []),
    ],
)
def test_commands_are_found_by_the_beginnings_of_their_words(typed: str, found: list[str]) -> None:
    offered = [command(words) for words in ("Nuovo gruppo", "Nuovo luogo", "Esporta l’archivio", "Perché")]
    assert [one.words for one in matching(typed, offered)] == found


def test_folding_takes_accents_and_apostrophes_away() -> None:
    assert folded("L’Età dell'Oro") == "l eta dell oro"


def rows(window: MainWindow) -> list[str]:
    model = window.frame.palette_.view.list.rows
    return [model.row(position).title for position in range(model.rowCount())]


def ask(starts: Starts, window: MainWindow, words: str) -> None:
    starts.bot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.frame.top.search.line.hasFocus()
    starts.bot.keyClicks(window.frame.top.search.line, words)


def test_a_command_is_offered_at_once_and_run_with_enter(starts: Starts) -> None:
    window = starts.opened()
    ask(starts, window, "go to sett")
    assert rows(window)[0] == "Go to Settings"
    starts.bot.keyClick(window.frame.top.search.line, Qt.Key.Key_Return)
    assert window.frame.visit().name == "settings"
    assert window.frame.top.search.text() == ""


def test_a_record_is_found_by_a_word_and_opened_on_its_page(starts: Starts) -> None:
    window = starts.opened()
    services = window.frame.stack.page().context.services
    new = RegisterGroup(fields=GroupFields(name="Genitori Fléming"))
    Operation(window, lambda: services.run(register_group, new, services.codes)).start()
    starts.settled()
    ask(starts, window, "fleming")
    starts.bot.waitUntil(lambda: "Genitori Fléming" in rows(window))
    starts.bot.keyClick(window.frame.top.search.line, Qt.Key.Key_Return)
    assert window.frame.visit().name == "groups"
    assert window.frame.visit().record_id
    starts.settled()


def test_a_namesake_is_opened_by_the_code_on_the_sheet(starts: Starts) -> None:
    window = starts.opened()
    services = window.frame.stack.page().context.services
    made: list[str] = []

    def register() -> None:
        for _twin in range(3):
            changes = services.run(
                register_group, RegisterGroup(fields=GroupFields(name="Orti")), services.codes
            )
            made.append(changes.created or "")

    Operation(window, register).start()
    starts.settled()
    code = code_of(made[1])
    ask(starts, window, code.lower())
    starts.bot.waitUntil(lambda: rows(window) == ["Orti"])
    starts.bot.keyClick(window.frame.top.search.line, Qt.Key.Key_Return)
    assert (window.frame.visit().name, window.frame.visit().record_id) == ("groups", made[1])
    starts.settled()
    shown = [one.text() for one in window.frame.stack.page().findChildren(CodeLabel)]
    assert shown == [code]


def test_an_answer_to_letters_typed_over_is_dropped(starts: Starts) -> None:
    window = starts.opened()
    palette = window.frame.palette_
    ask(starts, window, "orti")
    palette._found("ort", [SearchHit("group", "g", "Una risposta vecchia", "")])
    assert "Una risposta vecchia" not in rows(window)
    palette._found("orti", [SearchHit("group", "g", "Orti", "")])
    assert "Orti" in rows(window)
