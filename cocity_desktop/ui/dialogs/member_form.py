"""Who joins a group: a person (known or new), a group inside a group; and that somebody got the privacy notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.people import UpdateMembership, update_membership
from cocity_desktop.application.registry import (
    AddMember,
    AddPartner,
    GiveNotice,
    NewMember,
    add_member,
    add_partner,
    give_notice,
)
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.registry import MemberRole
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, pgettext
from cocity_desktop.ui.dialogs.choosing import distinct, group_picker, is_part, only_named, read_people
from cocity_desktop.ui.dialogs.form_dialog import FormDialog
from cocity_desktop.ui.dialogs.given_form import GivenDialog
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.looking_up import LookingUp
from cocity_desktop.ui.widgets.picker import Picker
from cocity_desktop.ui.widgets.text_fields import TextField
from cocity_desktop.ui.widgets.toggles import CheckBox

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.lists import Window
    from cocity_desktop.application.views.registry import GroupDetail, GroupRow, MemberRow, PersonRow
    from cocity_desktop.domain.errors import AppError


class MemberDialog(FormDialog):
    """A person joins. One name field finds the people of the archive; a name that is nobody's yet makes a new one."""

    ACTS = ("add_member",)

    def __init__(
        self, parent: QWidget | None, services: Services, group: GroupDetail, known: Window[PersonRow]
    ) -> None:
        super().__init__(parent, _("Add a person"), group.name, primary=_("Add"))
        self._services, self._group = services, group
        self._looks_up = is_part(known)
        self.person = Picker(
            _("Name and surname"), _people(known), free=True,
            help_text=_("Choose somebody you know, or write a new name"),
        )  # fmt: skip
        if self._looks_up:
            LookingUp(self.person, lambda words: _people(read_people(services, words)))
        self.role = Choice(_("Role"), [(role, label_of(role)) for role in MemberRole])
        self.duty = TextField(_("What they do"), placeholder=_("Saturday shifts"))
        self.email, self.phone = TextField(_("E-mail")), TextField(_("Phone"))
        self.form.add("person_id", self.person)
        self.form.add_row(("role", self.role), ("duty", self.duty))
        self.form.add_row(("email", self.email), ("phone", self.phone))
        self.person.changed.connect(self._follow)
        self.show_form()

    def work(self) -> Callable[[], Changes]:
        known = self.person.value()
        given, _space, family = self.person.text().partition(" ")
        member = NewMember(
            person_id=known,
            given_name="" if known else given,
            family_name="" if known else family.strip(),
            email="" if known else self.email.text(),
            phone="" if known else self.phone.text(),
            role=self.role.value() or MemberRole.MEMBER,
            duty=self.duty.text(),
        )
        name = self.person.text()

        def add() -> Changes:
            # Who types faster than is looked up means the person of that name, as in a list that is there whole.
            found = self._known(name) if known is None and self._looks_up else None
            who = NewMember(person_id=found, role=member.role, duty=member.duty) if found else member
            return self._services.run(add_member, AddMember(group_id=self._group.id, member=who))

        return add

    def _known(self, name: str) -> str | None:
        return only_named(read_people(self._services, name).rows, name)

    def _follow(self) -> None:
        """What is known of a person is not asked again."""
        new = self.person.value() is None
        self.email.setVisible(new)
        self.phone.setVisible(new)

    def _refused(self, error: AppError) -> None:
        field = "person_id" if error.field == "given_name" else error.field
        super()._refused(UserError(error.code, field, **error.details))


class RoleDialog(FormDialog):
    """What somebody does in a group, and in which time."""

    ACTS = ("update_membership",)

    def __init__(
        self, parent: QWidget | None, services: Services, group: GroupDetail, member: MemberRow, today: date
    ) -> None:
        super().__init__(parent, member.name, group.name, width=520)
        self._services, self._member = services, member
        self.role = Choice(_("Role"), [(role, label_of(role)) for role in MemberRole])
        self.role.set_value(member.role)
        self.duty = TextField(_("What they do"), placeholder=_("Saturday shifts"))
        self.duty.set_text(member.duty)
        self.since, self.until = (
            DateField(pgettext("a day", "From"), today=today),
            DateField(_("Until"), today=today),
        )
        self.until.set_help(_("Empty while they are in the group"))
        self.since.set_value(member.since)
        self.until.set_value(member.until)
        self.form.add_row(("role", self.role), ("duty", self.duty))
        self.form.add_row(("since", self.since), ("until", self.until))
        self.show_form()

    def work(self) -> Callable[[], Changes]:
        command = UpdateMembership(
            membership_id=self._member.membership_id,
            role=self.role.value() or MemberRole.MEMBER,
            duty=self.duty.text(),
            since=self.since.value(),
            until=self.until.value(),
        )
        return lambda: self._services.run(update_membership, command)


class PartnerDialog(FormDialog):
    """A group joins an informal group of groups."""

    ACTS = ("add_partner",)

    def __init__(
        self, parent: QWidget | None, services: Services, group: GroupDetail, known: Window[GroupRow]
    ) -> None:
        super().__init__(parent, _("Add a group to this group"), group.name, primary=_("Add"))
        self._services, self._group = services, group
        inside = {one.group_id for one in group.partners} | {group.id}
        self.partner = group_picker(services, known, _("Group"), inside)
        self.lead = CheckBox(_("It is the lead partner: it stands for the others"))
        self.form.add("partner_id", self.partner)
        self.form.add_widget(self.lead)
        self.show_form()

    def accept(self) -> None:
        if self.form.check() and self.partner.value() is None:
            self.form.show_fault(UserError(ErrorCode.REQUIRED, "partner_id"))
            return
        super().accept()

    def work(self) -> Callable[[], Changes]:
        command = AddPartner(
            group_id=self._group.id, partner_id=self.partner.value() or "", is_lead=self.lead.isChecked()
        )
        return lambda: self._services.run(add_partner, command)


class NoticeDialog(GivenDialog):
    """When and how a person got the privacy notice."""

    ACTS = ("give_notice",)

    def __init__(self, parent: QWidget | None, services: Services, member: MemberRow, today: date) -> None:
        super().__init__(parent, services, _("Privacy notice given"), member.name, today)
        self._member = member

    def work(self) -> Callable[[], Changes]:
        day, way = self.given()
        command = GiveNotice(person_id=self._member.person_id, given_on=day, channel=way)
        return lambda: self.services.run(give_notice, command)


def _people(known: Window[PersonRow]) -> list[tuple[str, str]]:
    return distinct([(one.id, one.name, one.groups) for one in known.rows])
