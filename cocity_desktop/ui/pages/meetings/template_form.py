"""The form of a template: its name, for which kind of meeting, how long, and its points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.meetings import NewItem
from cocity_desktop.application.templates import (
    AddTemplate,
    TemplateFields,
    TemplateItem,
    UpdateTemplate,
    add_template,
    update_template,
)
from cocity_desktop.application.views.agenda import with_numbers
from cocity_desktop.domain.errors import ErrorCode
from cocity_desktop.domain.meetings import MeetingKind
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meetings.agenda_editor import AgendaEditor
from cocity_desktop.ui.pages.meetings.wide_dialog import put_body
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.layouts import column, holding
from cocity_desktop.ui.widgets.number_fields import SpinField
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.agenda import TemplateRow
    from cocity_desktop.application.views.work import MeetingDetail
    from cocity_desktop.domain.errors import AppError

_WIDTH, _HEIGHT = 840, 456
_USUAL_LENGTH = 90


class TemplateDialog(Dialog):
    """A new template, one of the house to change, or a copy of a ready-made one. `changes` once it is saved."""

    ACTS = ("add_template", "update_template")

    def __init__(self, parent: QWidget | None, services: Services, one: TemplateRow | None) -> None:
        own = one is not None and not one.is_shipped
        super().__init__(parent, _("Change the template") if own else _("New template"), primary=_("Save"))
        self.changes: Changes | None = None
        self._services = services
        self._id = one.id if one is not None and own else None
        self.form = Form()
        self.name = TextField(_("Name"), longest=300)
        self.kind: Choice[MeetingKind] = Choice(
            _("For meetings of the kind"), [(kind, capital(label_of(kind))) for kind in MeetingKind]
        )
        self.minutes = SpinField(_("Length"), lowest=1, highest=1440, step=15, unit=_("min"))
        self.agenda = AgendaEditor(of_template=True)
        self._lay_out()
        if one is None:
            self.fill("", MeetingKind.CO_DESIGN_TABLE, _USUAL_LENGTH, ())
        else:
            name = one.name if own else _("{name} of our house").format(name=one.name)
            self.fill(name, one.meeting_kind, one.planned_minutes, _lines(one, own=own))
        self.name.setFocus()
        self.name.line.selectAll()

    def _lay_out(self) -> None:
        self.form.add_row(
            ("name", self.name),
            ("meeting_kind", self.kind),
            ("planned_minutes", self.minutes),
            stretches=(5, 4, 3),
        )
        self.minutes.changed.connect(lambda: self.agenda.set_planned(self.minutes.value()))
        self.setFixedWidth(min(px(_WIDTH), self.screen().availableGeometry().width()))
        put_body(
            self, holding(column(self.form, 12, (self.agenda, 1), gap=0, margins=(2, 2, 12, 2))), _HEIGHT
        )

    def fill(self, name: str, kind: MeetingKind, minutes: int, items: Sequence[NewItem]) -> None:
        """What the form begins with."""
        self.name.set_text(name)
        self.kind.set_value(kind)
        self.minutes.set_value(minutes)
        self.agenda.set_items(items)

    def accept(self) -> None:
        """Save first; close when it is on disk."""
        if self.agenda.unfinished():
            self.agenda.take()
        if not self.form.check():
            return
        self.primary.setEnabled(False)
        job = Operation(self, self._work()).on_success(self._saved).on_error(self._refused)
        job.on_finally(lambda: self.primary.setEnabled(True)).start()

    def _work(self) -> Callable[[], Changes]:
        """The use case with what is typed now."""
        fields = TemplateFields(
            name=self.name.text(),
            meeting_kind=self.kind.value() or MeetingKind.CO_DESIGN_TABLE,
            planned_minutes=self.minutes.value() or _USUAL_LENGTH,
            items=tuple(_item(line) for line in self.agenda.items()),
        )
        run = self._services.run
        if self._id is None:
            new = AddTemplate(fields=fields)
            return lambda: run(add_template, new)
        changed = UpdateTemplate(template_id=self._id, fields=fields)
        return lambda: run(update_template, changed)

    def _saved(self, changes: Changes) -> None:
        self.changes = changes
        super().accept()

    def _refused(self, error: AppError) -> None:
        if error.field == "items" and error.code is ErrorCode.REQUIRED:
            self.form.show_error(None, _("A template needs at least one point."))
            self.agenda.title.setFocus()
        else:
            self.form.show_fault(error)


def template_of(parent: QWidget | None, services: Services, meeting: MeetingDetail) -> TemplateDialog:
    """The form of a new template, filled with the agenda of a meeting: its points, without who led them."""
    dialog = TemplateDialog(parent, services, None)
    items = [
        NewItem(
            title=point.title,
            planned_minutes=point.planned_minutes,
            wanted_outcome=point.wanted_outcome,
            is_sub=point.parent_id is not None,
        )
        for _number, point in with_numbers(meeting.agenda)
    ]
    row = meeting.row
    dialog.fill(row.title, row.meeting_kind, row.planned_minutes, items)
    dialog.name.line.selectAll()
    return dialog


def _lines(one: TemplateRow, *, own: bool) -> list[NewItem]:
    """Its points; those of the house keep their ids, so that they are changed and not made again."""
    return [
        NewItem(
            title=item.title,
            planned_minutes=item.planned_minutes,
            wanted_outcome=item.wanted_outcome,
            is_sub=item.is_sub,
            item_id=item.id if own else None,
        )
        for item in one.items
    ]


def _item(line: NewItem) -> TemplateItem:
    return TemplateItem(
        title=line.title,
        planned_minutes=line.planned_minutes,
        wanted_outcome=line.wanted_outcome,
        is_sub=line.is_sub,
        item_id=line.item_id,
    )
