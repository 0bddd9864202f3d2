"""Who works in the house, what each may do, and whose phrases open the archive.

One who leaves stops being offered and their phrase opens no more; what they wrote keeps their name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.house import AddStaff, UpdateStaff, add_staff, update_staff
from cocity_desktop.domain.access import HOUSE
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day_and_clock
from cocity_desktop.ui.dialogs.base import Dialog, open_dialog
from cocity_desktop.ui.dialogs.form_dialog import FormDialog
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.settings.passphrase import PassphraseDialog
from cocity_desktop.ui.pages.settings.phrase_dialogs import ChangeKeyDialog, GivePhraseDialog
from cocity_desktop.ui.pages.settings.section import Section
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, Separator
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.access import AccessView, AccountRow
    from cocity_desktop.ui.pages.base import PageContext


class StaffSection(Section):
    """A list, with a form for one more and for changing the selected one; below, one's own phrase and the house's."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._access: AccessView | None = None
        self.list: ListView[AccountRow] = ListView(
            _present, lambda one: one.id, fit=True, lines=True, inset=16, name=_("Staff")
        )
        self.add = doing(
            Button(_("Add someone"), "primary", icon="plus", shortcut="Ctrl+N", show_key=True), "add_staff"
        )
        self.edit = doing(Button(_("Change"), icon="pencil"), "update_staff")
        self.give = doing(Button(_("Give a phrase"), icon="key"), "keep_accounts")
        self.take = doing(Button(_("Take the phrase away"), "ghost"), "keep_accounts")
        self.leave = doing(Button("", "ghost"), "update_staff")
        self.me = Label("", "body", wrap=True)
        self.own = Button(_("Change my phrase"), icon="key")
        self.switch = Button(_("Change person"), icon="logout")
        self.house = Label("", "small", wrap=True)
        self.house_give = doing(Button(_("Give the house a phrase")), "keep_accounts")
        self.house_take = doing(Button(_("Take the house’s phrase away"), "ghost"), "keep_accounts")
        self.key = doing(Button(_("Change the archive’s key")), "change_archive_key")
        self._lay_out()
        self._connect()
        self._selected(None)

    def show_access(self, access: AccessView) -> None:
        super().show_access(access)
        self._access = access
        self._card.setVisible(bool(access.accounts))
        self.list.set_rows(access.accounts)
        who = _("the phrase of the house") if access.is_house else access.my_name
        self.me.setText(_("Here you are: {who} ({role})").format(who=who, role=label_of(access.my_role)))
        self.house.setText(_house_words(access))
        self.house_take.setVisible(access.house_phrase and access.has_accounts)
        self.house_give.setVisible(not access.house_phrase)
        self._selected(self.list.selected())

    def _lay_out(self) -> None:
        names = _("Their names stand beside what they write, on minutes and in the history.")
        phrases = _(
            "With a phrase of their own each opens the archive, in their own name and with their role."
        )
        self._card = Card(column(self.list))
        key = _(
            "When somebody who knew a phrase has left: what is written from then on opens only with the phrases of now."
        )
        self.setLayout(
            column(
                Label(names, "muted", wrap=True), 2, Label(phrases, "muted", wrap=True), 16,
                self._card, 16,
                row(self.add, self.edit, self.give, None, gap=8), 8,
                row(self.take, self.leave, None, gap=8), 20,
                Separator(), 16,
                Label(_("You"), "strong"), 2, self.me, 10, row(self.own, self.switch, None, gap=8), 20,
                Separator(), 16,
                Label(_("The phrase of the house"), "strong"), 2, self.house, 10,
                row(self.house_give, self.house_take, None, gap=8), 20,
                Separator(), 16,
                Label(_("The archive’s key"), "strong"), 2, Label(key, "small", wrap=True), 10, row(self.key, None),
                None, gap=0,
            )
        )  # fmt: skip

    def _connect(self) -> None:
        services = self.context.services
        self.add.clicked.connect(lambda: self._open(StaffDialog(self, services, None)))
        self.edit.clicked.connect(self._edit)
        self.give.clicked.connect(self._give)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self._turn)
        self.own.clicked.connect(self._change_own)
        self.switch.clicked.connect(self.context.navigator.lock)
        self.house_give.clicked.connect(lambda: self._give_to(HOUSE, _("the house")))
        self.house_take.clicked.connect(self._take_houses)
        self.key.clicked.connect(self._change_key)
        self.list.row_selected.connect(self._selected)
        self.list.row_activated.connect(lambda _one: self._edit())

    def _selected(self, one: AccountRow | None) -> None:
        self.edit.setEnabled(one is not None)
        self.give.setEnabled(one is not None and one.active)
        self.take.setVisible(one is not None and one.has_passphrase)
        self.leave.setVisible(one is not None)
        if one is not None:
            self.give.setText(_("Give another phrase") if one.has_passphrase else _("Give a phrase"))
            self.leave.setText(_("No longer works here") if one.active else _("Works here again"))
            for button in (self.give, self.leave):
                button.updateGeometry()

    def _edit(self) -> None:
        one = self.list.selected()
        if one is not None:
            self._open(StaffDialog(self, self.context.services, one))

    def _open(self, dialog: StaffDialog) -> None:
        if open_dialog(dialog) and dialog.changes is not None:
            self.context.bus.changed.emit(dialog.changes)
            self.context.navigator.say(_("Saved: {name}").format(name=dialog.changes.subject))

    def _give(self) -> None:
        one = self.list.selected()
        if one is not None:
            self._give_to(one.id, one.name)

    def _give_to(self, staff_id: str, name: str) -> None:
        first = self._access is not None and not self._access.has_accounts
        dialog = GivePhraseDialog(self, self.context.services, staff_id, name, first=first)
        if open_dialog(dialog):
            self._said(_("{name} can open the archive").format(name=name))

    def _take(self) -> None:
        one = self.list.selected()
        if one is not None and self._agreed(_("Take the phrase of {name} away").format(name=one.name)):
            said = _("The phrase of {name} opens no more").format(name=one.name)
            self._do(lambda: self.context.services.accounts.take_away(one.id), said)

    def _take_houses(self) -> None:
        if self._agreed(_("Take the house’s phrase away")):
            said = _("The phrase of the house opens no more")
            self._do(lambda: self.context.services.accounts.take_away(HOUSE), said)

    def _agreed(self, title: str) -> bool:
        text = _(
            "It cannot be undone: a new phrase can be given. A copy of the archive’s files made before still opens "
            "with this phrase, until the archive’s key is changed."
        )
        return open_dialog(Dialog(self, title, text, primary=_("Take it away"), width=480))

    def _turn(self) -> None:
        """Who leaves can open no more: the phrase first, so that no fault in between leaves the door open."""
        one = self.list.selected()
        if one is None:
            return
        command = UpdateStaff(staff_id=one.id, name=one.name, role=one.role, active=not one.active)
        services = self.context.services
        said = _("Saved: {name}").format(name=one.name)
        if one.active and one.has_passphrase:
            if not self._agreed(_("{name} no longer works here").format(name=one.name)):
                return

            def job() -> Changes:
                services.accounts.take_away(one.id)
                return services.run(update_staff, command)

            self.save(job, said, self.context.navigator.fail, undoable=False)
            return
        self.save(lambda: services.run(update_staff, command), said, self.context.navigator.fail)

    def _change_own(self) -> None:
        if open_dialog(PassphraseDialog(self, self.context.services.accounts)):
            self._said(_("The secret phrase was changed"))

    def _change_key(self) -> None:
        stays = self._access is None or self._access.house_moves or not self._access.house_phrase
        if open_dialog(ChangeKeyDialog(self, self.context.services, house_stays=stays)):
            self._said(_("The archive has another key"))

    def _do(self, job: Callable[[], None], said: str) -> None:
        Operation(self, job).on_success(lambda _none: self._said(said)).on_error(
            self.context.navigator.fail
        ).start()

    def _said(self, words: str) -> None:
        self.context.navigator.say(words, undoable=False)
        self.read_access()


class StaffDialog(FormDialog):
    """Name and role; the e-mail only of one who is new."""

    ACTS = ("add_staff", "update_staff")

    def __init__(self, parent: QWidget, services: Services, one: AccountRow | None) -> None:
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


def _present(one: AccountRow) -> ListItem:
    return ListItem(
        one.name,
        detail=_account_words(one),
        icon="user",
        detail_icon="key" if one.has_passphrase else None,
        trailing=label_of(one.role),
        faint=not one.active,
    )


def _account_words(one: AccountRow) -> str:
    if not one.active:
        return _("no longer here")
    if not one.has_passphrase:
        return _("without a phrase")
    if one.last_unlock is None:
        return _("opens with their own phrase")
    return _("last opened here: {when}").format(when=day_and_clock(one.last_unlock))


def _house_words(access: AccessView) -> str:
    if not access.house_phrase:
        return _("It opens no more: only the people above do.")
    if not access.has_accounts:
        return _(
            "It opens the archive with all rights, in nobody’s name. Until somebody has a phrase of their own it is the only one."
        )
    return _(
        "It still opens the archive with all rights, in nobody’s name: take it away when everybody has their own."
    )
