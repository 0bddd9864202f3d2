"""The whole job once, in the real window, by keyboard and mouse: from the first run to the second version.

No use case is called here. What is checked is read as a person would, or from the files that left the house.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, Qt

from cocity_desktop import __main__ as program
from cocity_desktop import bootstrap
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.labels import label_of
from cocity_desktop.localization import ROME, ngettext
from cocity_desktop.sample.reply import answer_as_the_city
from cocity_desktop.ui.dialogs.base import Doors, replace_doors
from tests.ui.person import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.main_window import MainWindow
    from cocity_desktop.ui.operation import Lanes

CTRL_N = (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
PASSPHRASE = "cinque parole a caso bastano"
PROMISE, REASON = "Tiene in ordine le aiuole ogni sabato", "Di notte il cortile va chiuso."
GROUP, PLACE, PROCESS = "Gruppo di prova «Orti»", "Cortile di prova", "Orti nel cortile di prova"


class FileDoors(Doors):
    """Dialogs open as in life; the system's own file dialogs, that no test can type into, answer with `file`."""

    file: Path | None = None

    def save_file(self, parent: QWidget | None, title: str, suggested: Path, kinds: str) -> Path | None:
        return self.file

    def open_file(self, parent: QWidget | None, title: str, folder: Path | None, kinds: str) -> Path | None:
        return self.file


@pytest.fixture
def files() -> Iterator[FileDoors]:
    made = FileDoors()
    with replace_doors(made):
        yield made


@pytest.fixture
def window(
    tmp_path: Path, themed_app: QApplication, lanes: Lanes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The program as it starts on a machine that never saw it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("COCITY_PASSPHRASE", raising=False)
    asked = program.arguments(["--data", str(tmp_path / "casa"), "--language", "it"])
    made = program.make_window(themed_app, lanes, asked)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible() and lanes.idle(), timeout=15_000)
    made.deleteLater()


@pytest.fixture
def person(window: MainWindow, lanes: Lanes, qtbot: QtBot) -> Person:
    return Person(qtbot, window, lanes)


def page(window: MainWindow) -> Any:
    """The page in front."""
    return window.frame.stack.page()


def first_run(person: Person, window: MainWindow) -> None:
    form = window.welcome.form
    person.write(form.house, "Casa di prova")
    person.write(form.passphrase, PASSPHRASE)
    person.write(form.again, PASSPHRASE)
    person.keys(Qt.Key.Key_Space, on=form.written)
    with person.bot.waitSignal(window.entered, timeout=30_000):
        person.press("Create the house")
    person.until(lambda: page(window) is not None)


def go(person: Person, window: MainWindow, name: str) -> Any:
    """To a page, by its line in the sidebar."""
    item = window.frame.side.item(name)
    person.click(item)
    person.until(lambda: page(window) is not None and page(window).NAME == name)
    return page(window)


def register_group(person: Person, window: MainWindow) -> None:
    groups = go(person, window, "groups")

    def fill(dialog: Any) -> None:
        person.fill(dialog.form, name=GROUP, group_kind=label_of(GroupKind.ASSOCIATION))
        person.click(dialog.primary)

    person.in_dialog(lambda: person.keys(CTRL_N, on=groups), fill)
    person.until(lambda: groups.table.selected() is not None)


def register_place(person: Person, window: MainWindow) -> None:
    places = go(person, window, "places")

    def fill(dialog: Any) -> None:
        person.fill(dialog.form, name=PLACE, address="via di Prova 1")
        person.click(dialog.primary)

    person.in_dialog(lambda: person.keys(CTRL_N, on=places), fill)


def open_process(person: Person, window: MainWindow) -> Any:
    processes = go(person, window, "processes")

    def fill(dialog: Any) -> None:
        person.fill(dialog.form, title=PROCESS)
        person.pick(dialog.form.field("place_id"), PLACE)
        person.pick(dialog.form.field("group_id"), GROUP)
        person.click(dialog.primary)

    person.in_dialog(lambda: person.keys(CTRL_N, on=processes), fill)
    return processes


def schedule_meeting(person: Person, window: MainWindow, title: str, *points: str) -> Any:
    meetings = go(person, window, "meetings")

    def fill(dialog: Any) -> None:
        person.write(dialog.form.process, PROCESS)
        person.write(dialog.form.title, title)
        for point in points:
            person.write(dialog.agenda.title, point)
            person.keys(Qt.Key.Key_Return, on=dialog.agenda.title.line)
        person.click(dialog.primary)

    person.in_dialog(lambda: person.keys(CTRL_N, on=meetings), fill)
    person.until(lambda: meetings.detail is not None and meetings.detail.row.title == title)
    return meetings


def hold_meeting(person: Person, window: MainWindow) -> None:
    meetings = schedule_meeting(person, window, "Primo tavolo", "Orari", "Attrezzi")
    person.keys(Qt.Key.Key_F5, on=meetings)
    person.until(lambda: page(window).NAME == "meeting" and page(window).meeting is not None)
    live = page(window)
    line = live.speech.line.edit
    for key, words in (
        (Qt.Key.Key_1, "Il cancello si apre dalle nove."),
        (Qt.Key.Key_2, "Aprire anche il mercoledì."),
        (Qt.Key.Key_5, "Si prova il sabato mattina fino a giugno."),
        (Qt.Key.Key_6, PROMISE),
    ):
        person.keys((key, Qt.KeyboardModifier.ControlModifier), on=line)
        person.keys(words, Qt.Key.Key_Return, on=line)
        person.until(lambda: not line.text())
    person.until(lambda: len(live.meeting.entries) == 4)
    person.press("Close the meeting")
    person.until(lambda: page(window).NAME == "minutes" or live.meeting.closed_at is not None)


def see_the_commitment(person: Person, window: MainWindow) -> None:
    commitments = go(person, window, "commitments")
    person.row(
        person.until(
            lambda: commitments.ledger if commitments.ledger.model().rowCount(QModelIndex()) else None
        ),
        PROMISE,
    )


def write_the_pact(person: Person, window: MainWindow) -> None:
    processes = go(person, window, "processes")
    person.press("Begin the pact", processes)
    person.until(lambda: page(window).NAME == "pact")
    person.until(page(window).article.editor.isVisible)
    pact = page(window)
    person.keys("Il cortile resta aperto a tutti. Nessuno paga.", on=pact.article.editor)
    # The text is saved by itself once nobody has typed for a moment; then it is told as two sentences of ours.
    said = ngettext("{n} sentence added in drafting", "{n} sentences added in drafting", 2)
    person.until(lambda: said in pact.article.facts.text())


def deliver(person: Person, window: MainWindow, files: FileDoors, file: Path) -> None:
    pact = page(window)
    files.file = file

    def explain(dialog: Any) -> None:
        for field in dialog.fields.values():
            person.write(field, "Lo scriviamo nella prossima versione.")
        person.click(dialog.primary)

    person.in_dialog(lambda: person.press("Deliver all the same…", pact), explain)
    person.until(lambda: file.exists() and page(window).NAME == "delivery")


def take_the_answer_in(person: Person, window: MainWindow, files: FileDoors, answer: Path) -> None:
    deliveries = go(person, window, "deliveries")
    files.file = answer
    person.keys(CTRL_N, on=deliveries)
    person.until(lambda: page(window).NAME == "delivery" and page(window).answer.isVisible())


def decide(person: Person, window: MainWindow) -> None:
    """Talk about the rejected article at the next meeting: the key 2 of the second card."""
    delivery = page(window)
    person.keys(Qt.Key.Key_2, on=delivery)
    person.until(delivery.next.isEnabled)
    person.click(delivery.next)
    person.until(lambda: page(window).NAME == "pact" and page(window).gaps.isVisible())


def agenda_of_the_next_meeting(person: Person, window: MainWindow) -> None:
    meetings = schedule_meeting(person, window, "Secondo tavolo", "Che cosa ha risposto il Comune")
    person.until(
        lambda: any(item.from_reply and REASON in item.background for item in meetings.detail.agenda)
    )


def answer_of_the_city(delivered: Path, answer: Path) -> None:
    """What the Comune sends back, made from the file alone: the first article rejected, the rest accepted."""
    rejected = {"heading": "object", "verdict": "rejected", "reason": REASON}
    table = {"office": "Ufficio Beni Comuni", "protocol": "", "note": "", "items": [rejected]}
    answer.write_bytes(answer_as_the_city(bootstrap.verifier(), delivered, table, datetime.now(ROME).date()))


def test_the_whole_job(window: MainWindow, person: Person, files: FileDoors, tmp_path: Path) -> None:
    first_run(person, window)
    register_group(person, window)
    register_place(person, window)
    open_process(person, window)
    hold_meeting(person, window)
    see_the_commitment(person, window)
    write_the_pact(person, window)
    first, second, answer = (tmp_path / name for name in ("v1.zip", "v2.zip", "risposta.json"))
    deliver(person, window, files, first)
    answer_of_the_city(first, answer)
    take_the_answer_in(person, window, files, answer)
    decide(person, window)
    deliver(person, window, files, second)
    agenda_of_the_next_meeting(person, window)
    assert [bootstrap.verifier().verify(file).valid for file in (first, second)] == [True, True]
