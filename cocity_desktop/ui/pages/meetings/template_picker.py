"""A template to begin an agenda with: one offered for the kind of meeting, all of them in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.meetings import NewItem
from cocity_desktop.application.templates import first_of_kind
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.layouts import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.views.agenda import TemplateRow
    from cocity_desktop.domain.meetings import MeetingKind


_WIDTH = 232


class TemplatePicker(QWidget):
    """`picked(TemplateRow)`. `suggestion` is the button that offers the template of the kind, shown on an empty agenda."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._templates: Sequence[TemplateRow] = ()
        self._kind: MeetingKind | None = None
        self.combo = ComboBox(32)
        self.combo.setPlaceholderText(_("Begin from a template"))
        self.combo.setFixedWidth(px(_WIDTH))
        self.combo.setAccessibleName(_("Begin from a template"))
        self.suggestion = Button("", "secondary", icon="list", shortcut="Alt+M")
        self.combo.activated.connect(self._pick)
        self.suggestion.clicked.connect(self._take_suggested)
        self.setLayout(row(self.combo, gap=0))

    def set_templates(self, templates: Sequence[TemplateRow]) -> None:
        """All there are, in the order they are offered."""
        self._templates = templates
        self.combo.clear()
        self.combo.addItems([words_of_template(one) for one in templates])
        self.combo.setCurrentIndex(-1)
        self.set_kind(self._kind)

    def set_kind(self, kind: MeetingKind | None) -> None:
        """Which kind of meeting it is."""
        self._kind = kind
        one = self.suggested()
        if one is not None:
            points = ngettext("{n} point", "{n} points", len(one.items))
            length = ngettext("{n} min", "{n} min", one.planned_minutes)
            words = _("Begin from “{template}”: {points}, {length}")
            self.suggestion.setText(words.format(template=one.name, points=points, length=length))
            self.suggestion.updateGeometry()

    def suggested(self) -> TemplateRow | None:
        """The template that is offered for the kind."""
        return first_of_kind(self._templates, self._kind) if self._kind is not None else None

    def _pick(self, place: int) -> None:
        self.picked.emit(self._templates[place])
        self.combo.setCurrentIndex(-1)

    def _take_suggested(self) -> None:
        if (one := self.suggested()) is not None:
            self.picked.emit(one)


def words_of_template(one: TemplateRow) -> str:
    """Its name; those that come with the app say so."""
    return _("{name} (ready-made)").format(name=one.name) if one.is_shipped else one.name


def items_of(template: TemplateRow) -> tuple[NewItem, ...]:
    """The points of a template as points of an agenda."""
    return tuple(
        NewItem(
            title=item.title,
            planned_minutes=item.planned_minutes,
            wanted_outcome=item.wanted_outcome,
            is_sub=item.is_sub,
        )
        for item in template.items
    )
