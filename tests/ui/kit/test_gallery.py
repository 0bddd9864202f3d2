"""Every control of the kit is painted in every state, scheme, direction and size, without a complaint from Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cocity_desktop.ui.theme import icons, tokens
from cocity_desktop.ui.widgets.choice import Choice
from tools.gallery import SHEETS

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

WAYS = [("light", False, 1.0), ("dark", False, 1.0), ("light", True, 1.0), ("light", False, 2.0)]


@pytest.fixture
def directed(themed_app):
    yield themed_app
    themed_app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    icons.clear()


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }


@pytest.mark.parametrize(("scheme", "rtl", "scale"), WAYS, ids=["light", "dark", "right to left", "double"])
@pytest.mark.parametrize("sheet", sorted(SHEETS))
def test_every_sheet_is_painted(directed, qtbot, sheet: str, scheme, rtl: bool, scale: float) -> None:
    tokens.use(scheme)
    tokens.set_text_scale(scale)
    directed.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    page = SHEETS[sheet]()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    qtbot.waitExposed(page)
    table = tokens.TABLES[scheme]
    wanted = {table[token].lower() for token in ("text", "primary", "surface", "control")}
    qtbot.waitUntil(lambda: wanted <= colours(page.grab().toImage()))


def test_an_open_list_is_painted_and_answers_to_the_keys(themed_app, qtbot) -> None:
    choice = Choice("Tipo", [(n, f"risposta {n}") for n in range(20)])
    qtbot.addWidget(choice)
    choice.resize(300, 80)
    choice.show()
    chosen: list[int] = []
    choice.chosen.connect(chosen.append)
    QTest.mouseClick(choice.combo, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    view = choice.combo.view()
    qtbot.waitUntil(view.isVisible)
    assert tokens.LIGHT["selection"].lower() in colours(view.grab().toImage())
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert (chosen, choice.value()) == ([1], 1)
