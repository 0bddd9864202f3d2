"""At 200 % and 1366x768 nothing on the pages of the real window is cut, overlaps, or lies where nothing scrolls."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLayout,
    QLineEdit,
    QScrollArea,
    QStackedLayout,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as StillNot

from cocity_desktop.domain.house import StaffRole
from cocity_desktop.ui.theme import tokens
from cocity_desktop.ui.widgets.labels import ElidedLabel
from tests.ui.fakes import speaking
from tests.ui.shell.walking import PAGES, Town, Walk, build_town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.shell.conftest import Starts

_LAID_OUT_MS = 1500


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return build_town(tmp_path_factory.mktemp("paese"))


@pytest.fixture(params=[1.0, 2.0])
def walk(starts: Starts, built: Town, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Walk]:
    tokens.set_text_scale(request.param)
    starts.preferences.set("text_scale", request.param)
    with speaking("it"):
        yield Walk.begin(starts, built.copy(tmp_path / "casa"), StaffRole.COORDINATOR)
    tokens.set_text_scale(1.0)


def test_nothing_is_cut_and_nothing_overlaps_on_any_page(walk: Walk) -> None:
    wrong = []
    for name in PAGES:
        walk.go(name)
        wrong += [f"{name}: {one}" for one in left_over(walk)]
    assert not wrong, "\n".join(wrong)


def test_a_label_too_low_a_button_too_narrow_and_an_overlap_are_told(starts: Starts) -> None:
    window = QWidget()
    starts.bot.addWidget(window)
    label, field, beside = QLabel("Cortile di via Fleming", window), QLineEdit(window), QLabel("e", window)
    label.setGeometry(0, 0, 40, 40)
    field.setGeometry(0, 100, 40, 4)
    beside.setGeometry(580, 200, 90, 40)
    window.resize(640, 480)
    window.show()
    told = " ".join(faults(window))
    assert "narrow: Cortile" in told
    assert "small:  (QLineEdit" in told
    assert "outside: e" in told


def left_over(walk: Walk) -> list[str]:
    """The faults that are there once all is laid out."""
    try:
        walk.starts.bot.waitUntil(lambda: not any(faults(walk.window)), timeout=_LAID_OUT_MS)
    except StillNot:
        return list(faults(walk.window))
    return []


def faults(window: QWidget) -> Iterator[str]:
    """What of `window` cannot be read or reached."""
    for one in [window, *window.findChildren(QWidget)]:
        if one.isVisible():
            yield from _cut(one)
            yield from _outside(one)
            yield from _overlaps(one)


def _cut(one: QWidget) -> Iterator[str]:
    if isinstance(one, QLabel) and one.text():
        needed = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
        if one.height() < needed - 1:
            yield f"low: {_name(one)}"
        told = isinstance(one, ElidedLabel) and one.toolTip() == one.text()
        if not told and not one.wordWrap() and one.width() < one.sizeHint().width() - 1:
            yield f"narrow: {_name(one)}"
    if isinstance(one, QAbstractButton | QLineEdit | QComboBox):
        least = one.minimumSizeHint()
        if one.width() < least.width() - 1 or one.height() < least.height() - 1:
            yield f"small: {_name(one)}"
    if isinstance(one, QScrollArea) and one.horizontalScrollBar().maximum():
        yield f"wider than its pane: {_name(one)}"


def _outside(one: QWidget) -> Iterator[str]:
    """Past the edge of what it stands in; a pane scrolls down, never sideways."""
    parent = one.parentWidget()
    if parent is None or one.isWindow() or not one.width() or not one.height():
        return
    place, room = one.geometry(), parent.rect()
    scrolls = isinstance(parent.parentWidget(), QAbstractScrollArea)
    if place.right() > room.right() + 1 or place.left() < -1:
        yield f"outside: {_name(one)}"
    if not scrolls and (place.bottom() > room.bottom() + 1 or place.top() < -1):
        yield f"outside: {_name(one)}"


def _overlaps(one: QWidget) -> Iterator[str]:
    for first, second in combinations(_laid_out(one.layout()), 2):
        common = first.geometry().intersected(second.geometry())
        if common.width() > 1 and common.height() > 1:
            yield f"overlap: {_name(first)}, {_name(second)}"


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    if layout is None or isinstance(layout, QStackedLayout):
        return
    for position in range(layout.count()):
        item = layout.itemAt(position)
        widget = item.widget() if item is not None else None
        if widget is not None and widget.isVisible():
            yield widget
        elif item is not None:
            yield from _laid_out(item.layout())


def _name(one: QWidget) -> str:
    """What a person would call it, and where it is."""
    words = one.text() if isinstance(one, QLabel | QAbstractButton | QLineEdit) else ""
    parent = one.parentWidget()
    return f"{(words or one.accessibleName())[:40]} ({type(one).__name__} in {type(parent).__name__})"
