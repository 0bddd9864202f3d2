"""Where letters are large for the window things stand below each other, or closer: nothing is cut, nothing overlaps."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.theme import tokens
from cocity_desktop.ui.widgets.acts import Acts
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.detail_pane import DetailPane
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding
from cocity_desktop.ui.widgets.progress import PathStations, Station
from cocity_desktop.ui.widgets.roomy import Part, Roomy, beside_its_list
from cocity_desktop.ui.widgets.sidebar import SideBar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


pytestmark = pytest.mark.usefixtures("themed_app")


@pytest.fixture(params=[1.0, 2.0])
def scale(request: pytest.FixtureRequest) -> Iterator[float]:
    before = tokens.text_scale()
    tokens.set_text_scale(request.param)
    yield request.param
    tokens.set_text_scale(before)


def test_acts_stand_below_each_other_where_they_do_not_fit(qtbot: QtBot, scale: float) -> None:
    buttons = [Button(words) for words in ("Segna un passo", "Modifica", "Apri il patto")]
    acts = Acts(*buttons)
    page = holding(column(acts, None))
    qtbot.addWidget(page)
    page.resize(480, 400)
    page.show()
    assert acts.beside() is (scale == 1.0)
    qtbot.waitUntil(lambda: all(one.geometry().right() < acts.width() for one in buttons))
    assert acts.minimumSizeHint().width() == max(one.sizeHint().width() for one in buttons)


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    shown, hidden = Button("Modifica"), Button("Cancella per sempre e senza ritorno")
    acts = Acts(shown, hidden)
    page = holding(column(acts, None))
    qtbot.addWidget(page)
    hidden.hide()
    page.resize(hidden.sizeHint().width() + 4, 100)
    page.show()
    assert acts.beside()
    hidden.show()
    qtbot.waitUntil(lambda: not acts.beside())


def test_the_places_of_a_low_window_do_not_overlap(qtbot: QtBot, scale: float) -> None:
    side = SideBar("Co-City", "Casa di prova")
    names = (
        "today",
        "groups",
        "people",
        "places",
        "processes",
        "meetings",
        "commitments",
        "pacts",
        "deliveries",
    )
    items: list[QWidget] = [side.add(name, name.title(), "group") for name in names]
    side.add_separator()
    items += [side.add(name, name.title(), "settings") for name in ("desk", "settings")]
    qtbot.addWidget(side)
    side.resize(side.width(), 768)
    side.show()
    qtbot.waitUntil(lambda: items[0].y() > 0)
    for above, below in pairwise(items):
        assert above.geometry().bottom() < below.geometry().top()
        assert above.height() >= tokens.px(20)
    assert (items[0].height() == tokens.px(36)) is (scale == 1.0)


def test_two_columns_become_one(qtbot: QtBot, scale: float) -> None:
    pane = DetailPane(None)
    pane.begin("1")
    wide, narrow = pane.split()
    one, other = Label("Storia", "body"), Label("Gruppi", "body")
    pane.into(wide)
    pane.add(one)
    pane.into(narrow)
    pane.add(other)
    pane.finish()
    qtbot.addWidget(pane)
    pane.resize(780, 600)
    pane.show()

    def is_beside() -> bool:
        return one.mapTo(pane, one.rect().topLeft()).x() < other.mapTo(pane, other.rect().topLeft()).x()

    qtbot.waitUntil(lambda: is_beside() is (scale == 1.0))
    below = one.mapTo(pane, one.rect().bottomLeft()).y() < other.mapTo(pane, other.rect().topLeft()).y()
    assert below is (scale == 2.0)


def test_three_columns_stand_one_above_the_other_the_middle_on_top(qtbot: QtBot) -> None:
    left, text, right = (QLineEdit() for _column in range(3))
    left.setFixedWidth(200)
    parts = Roomy(Part(left, 80), Part(text, 200, takes=True), Part(right, 80), lines=True, first=1)
    qtbot.addWidget(parts)
    parts.resize(900, 250)
    parts.show()
    qtbot.waitUntil(lambda: left.x() < text.x() < right.x() and left.width() == 200)
    parts.resize(500, 250)
    qtbot.waitUntil(lambda: text.y() < left.y() < right.y() and left.width() == parts.viewport().width())
    parts.resize(900, 250)
    qtbot.waitUntil(lambda: left.x() < text.x() < right.x() and left.width() == 200)


def test_what_gets_the_keys_is_scrolled_to(qtbot: QtBot) -> None:
    above, below = Button("Sopra"), Button("Sotto")
    parts = Roomy(
        Part(holding(column(above, None)), 300, takes=True), Part(holding(column(None, below)), 300)
    )
    qtbot.addWidget(parts)
    parts.resize(500, 320)
    parts.show()
    parts.activateWindow()
    qtbot.waitUntil(parts.isActiveWindow)
    qtbot.waitUntil(lambda: parts.verticalScrollBar().maximum() > 0)
    below.setFocus()
    assert parts.viewport().rect().contains(below.mapTo(parts.viewport(), below.rect().bottomLeft()))
    above.setFocus()
    assert above.mapTo(parts.viewport(), above.rect().topLeft()).y() >= 0


def test_what_is_told_below_a_list_is_as_tall_as_what_it_tells(qtbot: QtBot) -> None:
    pane = DetailPane()
    pane.begin("1")
    for number in range(30):
        pane.add(Label(str(number)))
    pane.finish()
    rows = QLineEdit()
    page = QWidget()
    page.setLayout(beside_its_list(column(rows), rows, pane))
    qtbot.addWidget(page)
    page.resize(900, 300)
    page.show()
    qtbot.waitUntil(lambda: pane.height() <= 300)
    page.resize(500, 300)
    qtbot.waitUntil(lambda: pane.height() > 30 * 20)


def test_stations_that_do_not_fit_stand_below_each_other(qtbot: QtBot, scale: float) -> None:
    names = ("Contatto", "Proposta", "Co-progettazione", "Bozza al Comune", "Firmato", "In vita")
    path = PathStations([Station("tick", name, "done", "11 giu 2026") for name in names])
    qtbot.addWidget(path)
    path.resize(1200, path.height())
    path.show()
    assert path.beside() is (scale == 1.0)
    assert (path.height() > 6 * tokens.px(40)) is (scale == 2.0)


def test_a_dialog_is_never_taller_than_the_screen(qtbot: QtBot, scale: float) -> None:
    dialog = Dialog(None, "Titolo", "Una frase che va a capo. " * 5)
    dialog.set_body(column(*(Label(f"Riga {number}") for number in range(8))))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    for label in dialog.findChildren(Label):
        qtbot.waitUntil(lambda one=label: one.height() >= one.heightForWidth(one.width()))
