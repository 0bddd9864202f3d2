"""Where letters are large for the window things stand below each other, or closer: nothing is cut, nothing overlaps."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.ui.theme import tokens
from cocity_desktop.ui.widgets.acts import Acts
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.detail_pane import DetailPane
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding
from cocity_desktop.ui.widgets.sidebar import SideBar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget
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
