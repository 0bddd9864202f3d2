"""Amounts: whole numbers with − and +, money in euro cents, hours in minutes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import IconButton
from cocity_desktop.ui.widgets.date_reading import Unreadable
from cocity_desktop.ui.widgets.field import Field, LineBox
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.number_reading import (
    read_hours,
    read_money,
    read_whole,
    write_hours,
    write_money,
)


class _NumberField(Field):
    """A line holding an amount, with its unit in words at the end."""

    def __init__(self, label: str, help_text: str, unit: str, placeholder: str = "") -> None:
        super().__init__(label, help_text)
        self.box = LineBox(placeholder)
        self.line = self.box.line
        if unit:
            self.box.row.addWidget(Label(unit, "muted"))
            self.box.row.setContentsMargins(px(10), 2, px(12), 3)
        self._build(self.box, self.line)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.line.editingFinished.connect(self._leave)

    def _read(self) -> int | None:
        raise NotImplementedError

    def _write(self, value: int | None) -> str:
        raise NotImplementedError

    def value(self) -> int | None:
        """The amount; None when empty or unreadable (`problem` tells the two apart)."""
        try:
            return self._read()
        except Unreadable:
            return None

    def set_value(self, value: int | None) -> None:
        self.line.setText(self._write(value))

    def problem(self) -> str | None:
        try:
            self._read()
        except Unreadable as unreadable:
            return str(unreadable)
        return None

    def _leave(self) -> None:
        if self.check() and (tidy := self._write(self.value())) != self.line.text():
            self.line.setText(tidy)


class SpinField(_NumberField):
    """A whole number between `lowest` and `highest`; arrow keys and the two buttons change it by `step`."""

    def __init__(
        self,
        label: str = "",
        *,
        help_text: str = "",
        lowest: int = 0,
        highest: int = 9999,
        step: int = 1,
        unit: str = "",
    ) -> None:
        self._lowest, self._highest, self._step = lowest, highest, step
        super().__init__(label, help_text, unit)
        for icon, words, sign in (("minus", _("Less"), -1), ("plus", _("More"), 1)):
            button = IconButton(icon, words, size=32)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, s=sign: self._move(s))
            self.box.row.addWidget(button)
        self.box.row.setSpacing(px(2))
        self.box.row.setContentsMargins(px(10), 2, px(4), 3)
        self.line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress:
            signs = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
            if event.key() in signs:  # type: ignore[attr-defined]
                self._move(signs[event.key()])  # type: ignore[attr-defined]
                return True
        return super().eventFilter(watched, event)

    def _move(self, sign: int) -> None:
        value = self.value()
        moved = self._lowest if value is None else value + sign * self._step
        self.set_value(min(self._highest, max(self._lowest, moved)))

    def _read(self) -> int | None:
        return read_whole(self.line.text(), self._lowest, self._highest)

    def _write(self, value: int | None) -> str:
        return "" if value is None else str(value)


class MoneyField(_NumberField):
    """Euro, read and given back in cents."""

    def __init__(self, label: str = "", *, help_text: str = "") -> None:
        super().__init__(label, help_text, "€", "0,00")

    def _read(self) -> int | None:
        return read_money(self.line.text())

    def _write(self, value: int | None) -> str:
        return write_money(value)


class HoursField(_NumberField):
    """Hours of work ("2,5" or "2:30"), read and given back in minutes."""

    def __init__(self, label: str = "", *, help_text: str = "") -> None:
        super().__init__(label, help_text, _("hours"))

    def _read(self) -> int | None:
        return read_hours(self.line.text())

    def _write(self, value: int | None) -> str:
        return write_hours(value)
