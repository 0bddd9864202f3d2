"""The form of a group, new or known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.registry import (
    GroupFields,
    RegisterGroup,
    UpdateGroup,
    register_group,
    update_group,
)
from cocity_desktop.domain.registry import ContactKind, DecisionMaking, GroupKind
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.fields import ContactsField, LanguagesField, first_value
from cocity_desktop.ui.dialogs.form_dialog import FormDialog
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.number_fields import SpinField
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.registry import GroupDetail

_NOBODY = ""


class GroupDialog(FormDialog):
    """`known` is the group to edit, None for a new one. Who signs is chosen among its members."""

    ACTS = ("register_group", "update_group")

    def __init__(self, parent: QWidget | None, services: Services, known: GroupDetail | None = None) -> None:
        title = _("Edit the group") if known else _("New group")
        super().__init__(parent, title, primary=_("Save") if known else _("Add the group"), width=640)
        self._services, self._known = services, known
        self._make_fields(known)
        self._lay_out(known)
        if known is not None:
            self._fill(known)
        self.show_form()

    def _make_fields(self, known: GroupDetail | None) -> None:
        self.name = TextField(_("Name"))
        self.group_kind = Choice(_("Kind"), [(kind, label_of(kind)) for kind in GroupKind])
        self.group_kind.set_value(GroupKind.INFORMAL_GROUP)
        self.decision = Choice(_("How it decides"), [(way, label_of(way)) for way in DecisionMaking])
        self.email, self.phone = TextField(_("E-mail")), TextField(_("Phone"))
        self.address = TextField(_("Address"))
        self.district = SpinField(_("District"), lowest=1, highest=99)
        self.fiscal_code = TextField(_("Codice fiscale"), help_text=_("Only if the group has one"))
        self.vat_number = TextField(_("Partita IVA"))
        self.runts = TextField(_("RUNTS"), help_text=_("Number in the register of the third sector"))
        self.others, self.languages = ContactsField(), LanguagesField()
        self.themes = TextField(_("Themes"), placeholder=_("green, school, bicycles"))
        self.description = TextArea(_("About the group"), lines=3)
        members = [(one.person_id, one.name) for one in known.members] if known else []
        self.representative = Choice(_("Who signs"), [(_NOBODY, _("nobody yet")), *members])
        self.proof = TextField(
            _("What proves it"), placeholder=_("minutes of the assembly of 14 January"), longest=300
        )

    def _lay_out(self, known: GroupDetail | None) -> None:
        form = self.form
        form.add("name", self.name)
        form.add_row(("group_kind", self.group_kind), ("decision_making", self.decision))
        form.add_row(("email", self.email), ("phone", self.phone))
        form.add("others", self.others)
        if known is not None:
            form.add_row(("representative_id", self.representative), ("representation_proof", self.proof))
        form.add_row(("address", self.address), ("district", self.district), stretches=(3, 1))
        form.add_row(("themes", self.themes), ("languages", self.languages))
        form.add("description", self.description)
        form.add_row(("fiscal_code", self.fiscal_code), ("vat_number", self.vat_number))
        form.add("runts_number", self.runts)

    def _fill(self, known: GroupDetail) -> None:
        self.name.set_text(known.name)
        self.group_kind.set_value(known.group_kind)
        self.decision.set_value(known.decision_making)
        self.email.set_text(first_value(known.contacts, ContactKind.EMAIL))
        self.phone.set_text(first_value(known.contacts, ContactKind.PHONE))
        self.others.set_contacts(known.contacts)
        self.languages.set_codes(known.languages)
        self.address.set_text(known.address)
        self.district.set_value(known.district)
        self.fiscal_code.set_text(known.fiscal_code)
        self.vat_number.set_text(known.vat_number)
        self.runts.set_text(known.runts_number)
        self.themes.set_text(", ".join(known.themes))
        self.description.set_text(known.description)
        self.representative.set_value(known.representative_id or _NOBODY)
        self.proof.set_text(known.representation_proof)

    def fields(self) -> GroupFields:
        """What is typed."""
        return GroupFields(
            name=self.name.text(),
            group_kind=self.group_kind.value() or GroupKind.INFORMAL_GROUP,
            decision_making=self.decision.value() or DecisionMaking.UNKNOWN,
            fiscal_code=self.fiscal_code.text(),
            vat_number=self.vat_number.text(),
            runts_number=self.runts.text(),
            address=self.address.text(),
            district=self.district.value(),
            description=self.description.text(),
            themes=tuple(self.themes.text().split(",")),
            languages=self.languages.codes(),
            representation_proof=self.proof.text(),
        )

    def work(self) -> Callable[[], Changes]:
        services = self._services
        if self._known is None:
            new = RegisterGroup(
                fields=self.fields(),
                email=self.email.text(),
                phone=self.phone.text(),
                others=self.others.values(),
            )
            return lambda: services.run(register_group, new, services.codes)
        edited = UpdateGroup(
            group_id=self._known.id,
            fields=self.fields(),
            representative_id=self.representative.value() or None,
            email=self.email.text(),
            phone=self.phone.text(),
            others=self.others.values(),
        )
        return lambda: services.run(update_group, edited, services.codes)
