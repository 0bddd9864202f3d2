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
from cocity_desktop.application.views.lists import ListQuestion, Span
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.registry import MemberRole, NoticeChannel
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, pgettext
from cocity_desktop.ui.dialogs.form_dialog import FormDialog, required_date
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.looking_up import LookingUp
from cocity_desktop.ui.widgets.picker import Picker
from cocity_desktop.ui.widgets.text_fields import TextField
from cocity_desktop.ui.widgets.toggles import CheckBox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.lists import Window
    from cocity_desktop.application.views.registry import GroupDetail, GroupRow, MemberRow, PersonRow
    from cocity_desktop.domain.errors import AppError


CHOICES = Span(limit=200)
"""So many people or groups are handed to a form; of more, those that are typed are looked up."""


def read_people(services: Services, words: str = "") -> Window[PersonRow]:
    """The people that a form may choose among, or the first of them."""
    return services.queries.people_window(ListQuestion(words=words), CHOICES)


def read_groups(services: Services, words: str = "") -> Window[GroupRow]:
    """The groups that a form may choose among, or the first of them."""
    return services.queries.groups_window(ListQuestion(words=words), CHOICES)


class MemberDialog(FormDialog):
    """A person joins. One name field finds the people of the archive; a name that is nobody's yet makes a new one."""

    def __init__(
        self, parent: QWidget | None, services: Services, group: GroupDetail, known: Window[PersonRow]
    ) -> None:
        super().__init__(parent, _("Add a person"), group.name, primary=_("Add"))
        self._services, self._group = services, group
        self._looks_up = known.total > len(known.rows)
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
        rows = read_people(self._services, name).rows
        same = [one.id for one in rows if one.name.casefold() == name.casefold()]
        return same[0] if len(same) == 1 else None

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

    def __init__(
        self, parent: QWidget | None, services: Services, group: GroupDetail, known: Window[GroupRow]
    ) -> None:
        super().__init__(parent, _("Add a group to this group"), group.name, primary=_("Add"))
        self._services, self._group = services, group
        inside = {one.group_id for one in group.partners} | {group.id}

        def others(groups: Window[GroupRow]) -> list[tuple[str, str]]:
            rows = (one for one in groups.rows if one.id not in inside)
            return distinct([(one.id, one.name, label_of(one.group_kind)) for one in rows])

        self.partner = Picker(_("Group"), others(known))
        if known.total > len(known.rows):
            LookingUp(self.partner, lambda words: others(read_groups(services, words)))
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


class NoticeDialog(FormDialog):
    """When and how a person got the privacy notice."""

    def __init__(self, parent: QWidget | None, services: Services, member: MemberRow, today: date) -> None:
        super().__init__(parent, _("Privacy notice given"), member.name, primary=_("Record it"), width=440)
        self._services, self._member = services, member
        self.given_on = DateField(_("When"), today=today)
        self.given_on.set_value(today)
        self.channel = Choice(_("How"), [(way, label_of(way)) for way in NoticeChannel])
        self.form.add_row(("given_on", self.given_on), ("channel", self.channel))
        self.show_form()

    def accept(self) -> None:
        if required_date(self.form, "given_on", self.given_on):
            super().accept()

    def work(self) -> Callable[[], Changes]:
        given = self.given_on.value()
        if given is None:
            raise UserError(ErrorCode.REQUIRED, "given_on")
        command = GiveNotice(
            person_id=self._member.person_id,
            given_on=given,
            channel=self.channel.value() or NoticeChannel.PAPER,
        )
        return lambda: self._services.run(give_notice, command)


def _people(known: Window[PersonRow]) -> list[tuple[str, str]]:
    return distinct([(one.id, one.name, one.groups) for one in known.rows])


def distinct(rows: Sequence[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """(id, words) of (id, name, what else is known), where equal names are told apart by the rest, then counted."""
    names = [name for _id, name, _rest in rows]
    used: set[str] = set()
    told = []
    for record_id, name, rest in rows:
        words = f"{name}, {rest}" if names.count(name) > 1 and rest else name
        count = 1
        unique = words
        while unique in used:
            count += 1
            unique = f"{words} ({count})"
        used.add(unique)
        told.append((record_id, unique))
    return told
