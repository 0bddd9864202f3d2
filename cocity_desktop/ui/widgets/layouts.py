"""Shorthand for rows and columns on the 4 px grid.

`row(label, 8, field, None)` puts 8 px between the two and a stretch (None) at the end; a tuple gives a stretch factor
(and an alignment): `row((field, 1), button)`. Without a stretch somewhere, labels swallow the spare height.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from cocity_desktop.ui.theme.tokens import px

if TYPE_CHECKING:
    from collections.abc import Sequence

Piece = QWidget | QLayout
Item = Piece | int | tuple[Piece, int] | tuple[Piece, int, Qt.AlignmentFlag] | None
Margins = tuple[int, int, int, int]
_Box = TypeVar("_Box", bound=QBoxLayout)


UNBOUND = 16_777_215
"""QWIDGETSIZE_MAX, which PySide does not give: no largest width or height."""


def row(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Side by side. `gap` and `margins` in design pixels; an int is a space of that size instead of the gap."""
    return _filled(QHBoxLayout(), items, gap, margins)


def column(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """One under the other; see `row`."""
    return _filled(QVBoxLayout(), items, gap, margins)


def holding(layout: QLayout) -> QWidget:
    """A plain widget around `layout`, where a layout cannot go."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def clear(layout: QLayout) -> None:
    """Empty `layout` and delete what it held."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()  # a layout shows new widgets a moment later: without a parent they would be windows
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _filled(layout: _Box, items: Sequence[Item], gap: int, margins: Margins) -> _Box:
    layout.setContentsMargins(*(px(m) for m in margins))
    layout.setSpacing(0)
    wants_gap = False
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(px(item))
        else:
            if wants_gap:
                layout.addSpacing(px(gap))
            _add(layout, item)
        wants_gap = not (item is None or isinstance(item, int))
    return layout


def _add(layout: QBoxLayout, item: Piece | tuple[Piece, int] | tuple[Piece, int, Qt.AlignmentFlag]) -> None:
    piece, stretch, alignment = item if isinstance(item, tuple) and len(item) == 3 else _unaligned(item)
    if isinstance(piece, QLayout):
        layout.addLayout(piece, stretch)
    else:
        layout.addWidget(piece, stretch, alignment)


def _unaligned(
    item: Piece | tuple[Piece, int] | tuple[Piece, int, Qt.AlignmentFlag],
) -> tuple[Piece, int, Qt.AlignmentFlag]:
    if isinstance(item, tuple):
        return item[0], item[1], Qt.AlignmentFlag(0)
    return item, 0, Qt.AlignmentFlag(0)
