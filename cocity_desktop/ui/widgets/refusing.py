"""A control that whoever is at the desk may not use: greyed with the reason, whatever its page says of it meanwhile.

Who may do what is asked in `ui.permitted`; here is only how a control keeps apart what its page wants and what is allowed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTextEdit, QWidget


class Refusing:
    """Mixin, before the Qt class. `setEnabled` and `setToolTip` are as ever, and wait while the control is refused."""

    _refused = ""
    _wanted = True
    _tip = ""

    def setEnabled(self, wanted: bool) -> None:
        """As its page wants it, unless it is refused."""
        self._wanted = wanted
        super().setEnabled(wanted and not self._refused)  # type: ignore[misc]

    def setToolTip(self, words: str) -> None:
        """What it does; while it is refused the reason stands in its place."""
        self._tip = words
        super().setToolTip(self._refused or words)  # type: ignore[misc]

    def refuse(self, reason: str) -> None:
        """Grey it and say why; with "" it is again as its page wants it."""
        if reason == self._refused:
            return
        control: QWidget = self  # type: ignore[assignment]
        self._refused = reason
        control.setToolTip(self._tip)
        control.setEnabled(self._wanted)
        control.setAccessibleDescription(reason)


class RefusingText:
    """Mixin for an editor, before the Qt class: while it is refused it is read only, and can still be selected and copied."""

    _refused = ""
    _read_only = False

    def setReadOnly(self, on: bool) -> None:
        """As its page wants it, and always while it is refused."""
        self._read_only = on
        super().setReadOnly(on or bool(self._refused))  # type: ignore[misc]

    def refuse(self, reason: str) -> None:
        """Nothing can be typed for `reason`; with "" it is again as its page wants it."""
        editor: QTextEdit = self  # type: ignore[assignment]
        self._refused = reason
        editor.setReadOnly(self._read_only)
        editor.setToolTip(reason)
        editor.setAccessibleDescription(reason)
