"""How the window looks and speaks on this computer. Kept here, never in the archive; every choice works at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.localization import LANGUAGE_NAMES, _, current_language
from cocity_desktop.ui.pages.settings.locking import LockChoice
from cocity_desktop.ui.pages.settings.section import Section
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.toggles import SegmentedControl

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout, QWidget

    from cocity_desktop.ui.pages.base import PageContext

_SIZES = (1.0, 1.25, 1.5, 2.0)


class ComputerSection(Section):
    """Colours, language, size of the text."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        preferences = context.preferences
        schemes = (("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark")))
        self.scheme: SegmentedControl[str] = SegmentedControl(schemes, _("Colours"))
        self.scheme.set_value(str(preferences.get("scheme", "system")))
        self.language: SegmentedControl[str] = SegmentedControl(tuple(LANGUAGE_NAMES.items()), _("Language"))
        self.language.set_value(current_language())
        self.text_size: SegmentedControl[float] = SegmentedControl(
            [(size, f"{size:.0%}") for size in _SIZES], _("Text size")
        )
        kept = float(preferences.get("text_scale", 1.0))
        self.text_size.set_value(min(_SIZES, key=lambda size: abs(size - kept)))
        self.lock = LockChoice(preferences)
        self.scheme.chosen.connect(lambda value: preferences.set("scheme", value))
        self.language.chosen.connect(lambda value: preferences.set("language", value))
        self.text_size.chosen.connect(lambda value: preferences.set("text_scale", value))
        self.setLayout(
            column(
                *_choice(_("Colours"), self.scheme),
                *_choice(_("Language"), self.language),
                *_choice(_("Text size"), self.text_size),
                self.lock,
                None,
                gap=0,
            )
        )


def _choice(name: str, control: QWidget) -> tuple[QWidget | QBoxLayout | int, ...]:
    return Label(name, "strong"), 6, row(control, None), 24
