"""The furniture of a page: card, separator, headings, the empty state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import Token, px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.labels import ElidedLabel, Icon, Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row
from cocity_desktop.ui.widgets.toggles import SegmentedControl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QLayout

_MOST_SQUEEZED = 4


class Card(QFrame):
    """A surface with one 1 px line and no shadow. `bar` adds the 4 px bar on the reading side; `edge` None drops the line."""

    def __init__(
        self,
        layout: QLayout | None = None,
        *,
        fill: Token = "surface",
        edge: Token | None = "line",
        bar: Token | None = None,
    ) -> None:
        super().__init__()
        self._fill, self._edge, self._bar = fill, edge, bar
        if layout is not None:
            self.setLayout(layout)

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        with painting(self) as canvas:
            canvas.box(rect, self._fill, self._edge, 6 if self._edge else 0)
            if self._bar:
                canvas.left_bar(rect, self._bar)


class Separator(QWidget):
    """A 1 px line, across or (`vertical`) down."""

    def __init__(self, vertical: bool = False) -> None:
        super().__init__()
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "line")


class SectionHeader(QWidget):
    """18/600 with its facts in words beside, each with its own ink: [("3 late", "danger_text"), ("6 by Tuesday", "muted")]."""

    def __init__(
        self, title: str, facts: Sequence[tuple[str, Token]] = (), action: QWidget | None = None
    ) -> None:
        super().__init__()
        self._title = Label(title, "section")
        self._facts = QHBoxLayout()
        self._facts.setSpacing(px(12))
        self.setLayout(row(self._title, 12, self._facts, None, *([action] if action else []), gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_facts(facts)

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_facts(self, facts: Sequence[tuple[str, Token]]) -> None:
        clear(self._facts)
        for words, token in facts:
            self._facts.addWidget(Label(words, "small", token=token))


class PageHeader(QWidget):
    """The page's title (once, 24/600), its key facts in words, and its actions; one of them primary at most.

    A disabled primary stays in its place, and the facts say why. Where letters are large for the room, the buttons
    leave out their key caps, then words; at last the title goes, which the trail above the page says too.
    """

    def __init__(self, title: str, facts: str = "", actions: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.title = Label(title, "title")
        self.facts = ElidedLabel(facts, "muted")
        self._actions = row(*actions, gap=8)
        self._words = holding(row(self.title, 16, (self.facts, 1), 16, gap=0))
        line = row((self._words, 1), self._actions, gap=0)
        line.setAlignment(self._actions, Qt.AlignmentFlag.AlignRight)
        self.setLayout(line)
        self.setFixedHeight(px(38))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wanted(_MOST_SQUEEZED), px(38))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """As little left out as the width asks for."""
        level = next((n for n in range(_MOST_SQUEEZED) if self._wanted(n) <= self.width()), _MOST_SQUEEZED)
        self._words.setVisible(level < _MOST_SQUEEZED)
        for one in self._shown():
            if isinstance(one, Button | SegmentedControl):
                one.squeeze(level)

    def _wanted(self, level: int) -> int:
        shown = self._shown()
        able = (Button, SegmentedControl)
        widths = (one.width_at(level) if isinstance(one, able) else one.sizeHint().width() for one in shown)
        words = self.title.sizeHint().width() + px(32) if level < _MOST_SQUEEZED else 0
        return words + sum(widths) + px(8) * max(0, len(shown) - 1)

    def _shown(self) -> list[QWidget]:
        items = (self._actions.itemAt(i) for i in range(self._actions.count()))
        found = (item.widget() for item in items if item is not None)
        return [one for one in found if one is not None and not one.isHidden()]

    def set_title(self, title: str) -> None:
        self.title.setText(title)

    def set_facts(self, facts: str) -> None:
        """Words beside the title: "62 di 204, i più recenti prima"."""
        self.facts.set_text(facts)

    def set_actions(self, actions: Sequence[QWidget]) -> None:
        clear(self._actions)
        for position, action in enumerate(actions):
            self._actions.addSpacing(px(8) if position else 0)
            self._actions.addWidget(action)


class EmptyState(QWidget):
    """What goes here, and the one next step: an icon, a title, a sentence, a primary button and a lighter one."""

    asked = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        primary: Button | None = None,
        secondary: Button | None = None,
    ) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        self.title = Label(title, "section", wrap=True)
        self.text = Label(text, "muted", wrap=True)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = [button for button in (primary, secondary) if button is not None]
        offers = row(None, *buttons, None, gap=8)
        self.setLayout(
            column(
                None,
                (Icon(icon, 32, "faint"), 0, centre),
                8,
                self.title,
                2,
                self.text,
                16,
                offers,
                None,
                margins=(24, 20, 24, 20),
            )
        )
        self.text.setVisible(bool(text))
        self.setAccessibleName(f"{title}. {text}")
