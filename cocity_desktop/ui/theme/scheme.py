"""Dress the application, and follow the system from light to dark while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from cocity_desktop.ui.theme import fonts, icons, tokens
from cocity_desktop.ui.theme.palette import palette, style_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from cocity_desktop.ui.theme.tokens import Scheme

Wanted = Literal["light", "dark", "system"]

_STYLE = "Fusion"
STYLE_ARGUMENTS = ("-style", _STYLE)
"""For the constructor of QApplication: Fusion looks the same on the three systems."""


class SchemeFollower(QObject):
    """Applies the wanted scheme and, when that is "system", follows it. One for each application."""

    applied = Signal(str)

    def __init__(self, app: QApplication, wanted: Wanted) -> None:
        super().__init__(app)
        self.setObjectName("scheme-follower")
        self._app = app
        self._wanted: Wanted = wanted
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        app.aboutToQuit.connect(icons.clear)
        self._apply()

    def wanted(self) -> Wanted:
        """What the person asked for."""
        return self._wanted

    def want(self, wanted: Wanted) -> None:
        """Switch at once, without restarting."""
        self._wanted = wanted
        self._apply()

    @Slot()
    def _system_changed(self) -> None:
        if self._wanted == "system":
            self._apply()

    def _apply(self) -> None:
        tokens.use(_resolve(self._wanted))
        icons.clear()
        # Qt tells every widget of both, and each paints itself again (QWidget::changeEvent). Never by going through all
        # widgets here: that hands out those that are being destroyed as well.
        self._app.setPalette(palette())
        self._app.setStyleSheet(style_sheet())
        self.applied.emit(tokens.current())


def _resolve(wanted: Wanted) -> Scheme:
    if wanted != "system":
        return wanted
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def install(
    app: QApplication,
    resources: Path,
    wanted: Wanted = "system",
    text_scale: float = 1.0,
    *,
    has_style: bool = False,
) -> SchemeFollower:
    """Fonts, icons, style and palette for `app`, from `resources` (its `fonts` and `icons` folders).

    Call before the first widget is made. Raises FileNotFoundError when the fonts are not there. `has_style`: `app` was
    made with `STYLE_ARGUMENTS` (asking for it here makes PySide look through every style it has).
    """
    tokens.set_text_scale(text_scale)
    fonts.load(resources / "fonts")
    icons.use_folder(resources / "icons")
    if not has_style:
        app.setStyle(_STYLE)
    app.setFont(fonts.font())
    return SchemeFollower(app, wanted)
