"""Who works in the house. One who leaves stops being offered; what they wrote keeps their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.house import AddStaff, UpdateStaff, add_staff, update_staff
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.dialogs.form_dialog import FormDialog
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.pages.settings.section import Section
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.registry import HouseDetail, StaffRow
    from cocity_desktop.ui.pages.base import PageContext


class StaffSection(Section):
    """A list, with a form for one more and for changing the selected one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.list: ListView[StaffRow] = ListView(
            _present, lambda one: one.id, fit=True, lines=True, inset=16, name=_("Staff")
        )
        self.add = Button(_("Add someone"), "primary", icon="plus", shortcut="Ctrl+N", show_key=True)
        self.edit = Button(_("Change"), icon="pencil")
        self.leave = Button("", "ghost")
        self.add.clicked.connect(lambda: self._open(StaffDialog(self, context.services, None)))
        self.edit.clicked.connect(self._edit)
        self.leave.clicked.connect(self._turn)
        self.list.row_selected.connect(self._selected)
        self.list.row_activated.connect(lambda _one: self._edit())
        nobody = Label(
            _("Their names stand beside what they write, on minutes and in the history."), "muted", wrap=True
        )
        self._card = Card(column(self.list))
        buttons = row(self.add, 12, self.edit, 8, self.leave, None, gap=0)
        self.setLayout(column(nobody, 16, self._card, 16, buttons, None, gap=0))
        self._selected(None)

    def show_house(self, house: HouseDetail) -> None:
        self._card.setVisible(bool(house.staff))
        self.list.set_rows(house.staff)

    def _selected(self, one: StaffRow | None) -> None:
        self.edit.setEnabled(one is not None)
        self.leave.setVisible(one is not None)
        if one is not None:
            self.leave.setText(_("No longer works here") if one.active else _("Works here again"))
            self.leave.updateGeometry()

    def _edit(self) -> None:
        one = self.list.selected()
        if one is not None:
            self._open(StaffDialog(self, self.context.services, one))

    def _open(self, dialog: StaffDialog) -> None:
        if open_dialog(dialog) and dialog.changes is not None:
            self.context.bus.changed.emit(dialog.changes)
            self.context.navigator.say(_("Saved: {name}").format(name=dialog.changes.subject))

    def _turn(self) -> None:
        one = self.list.selected()
        if one is None:
            return
        command = UpdateStaff(staff_id=one.id, name=one.name, role=one.role, active=not one.active)
        services = self.context.services
        said = _("Saved: {name}").format(name=one.name)
        self.save(lambda: services.run(update_staff, command), said, self.context.navigator.fail)


class StaffDialog(FormDialog):
    """Name and role; the e-mail only of one who is new."""

    def __init__(self, parent: QWidget, services: Services, one: StaffRow | None) -> None:
        super().__init__(parent, _("Change") if one else _("Add someone"), width=440)
        self._services, self._one = services, one
        self.name = TextField(_("Name"), longest=120)
        self.role: Choice[StaffRole] = Choice(_("Role"), [(role, label_of(role)) for role in StaffRole])
        self.email = TextField(_("E-mail"))
        self.form.add("name", self.name)
        self.form.add("role", self.role)
        if one is None:
            self.form.add("email", self.email)
        self.name.set_text(one.name if one else "")
        self.role.set_value(one.role if one else StaffRole.FACILITATOR)
        self.show_form()

    def work(self) -> Callable[[], Changes]:
        role = self.role.value() or StaffRole.FACILITATOR
        if self._one is None:
            new = AddStaff(name=self.name.text(), role=role, email=self.email.text())
            return lambda: self._services.run(add_staff, new)
        changed = UpdateStaff(
            staff_id=self._one.id, name=self.name.text(), role=role, active=self._one.active
        )
        return lambda: self._services.run(update_staff, changed)


def _present(one: StaffRow) -> ListItem:
    away = "" if one.active else _("no longer here")
    return ListItem(one.name, icon="user", trailing=away or label_of(one.role), faint=not one.active)
