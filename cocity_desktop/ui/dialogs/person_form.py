"""The form of a person, new or known: the least that serves, and what they need to take part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.people import (
    PersonFields,
    RegisterPerson,
    UpdatePerson,
    register_person,
    update_person,
)
from cocity_desktop.domain.registry import ContactKind
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.fields import ContactsField, LanguagesField, first_value
from cocity_desktop.ui.dialogs.form_dialog import FormDialog
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.registry import PersonDetail


class PersonDialog(FormDialog):
    """`known` is the person to edit, None for a new one. The codice fiscale is asked only of one who signs."""

    ACTS = ("register_person", "update_person")

    def __init__(self, parent: QWidget | None, services: Services, known: PersonDetail | None = None) -> None:
        title = _("Edit the person") if known else _("New person")
        text = "" if known else _("Write only what you need: everything else can wait.")
        super().__init__(parent, title, text, primary=_("Save") if known else _("Add the person"), width=640)
        self._services, self._known = services, known
        self._make_fields()
        self._lay_out()
        if known is not None:
            self._fill(known)
        self.show_form()

    def _make_fields(self) -> None:
        self.given_name, self.family_name = TextField(_("Name")), TextField(_("Surname"))
        self.email, self.phone = TextField(_("E-mail")), TextField(_("Phone"))
        self.others, self.languages = ContactsField(), LanguagesField()
        self.needs_time = TextField(_("Times that suit"), placeholder=_("not before six, Saturdays"))
        self.needs_access = TextField(_("Access"), placeholder=_("no steps, a seat at the front"))
        self.needs_translation = TextField(_("Translation"), placeholder=_("someone who speaks Arabic"))
        self.needs = TextField(_("Anything else to take part"), placeholder=_("comes with a small child"))
        self.fiscal_code = TextField(_("Codice fiscale"), help_text=_("Only if this person signs"))
        self.note = TextArea(_("Notes"), lines=2)

    def _lay_out(self) -> None:
        form = self.form
        form.add_row(("given_name", self.given_name), ("family_name", self.family_name))
        form.add_row(("email", self.email), ("phone", self.phone))
        form.add("others", self.others)
        form.add_section(_("To take part"))
        form.add_row(("languages", self.languages), ("needs_translation", self.needs_translation))
        form.add_row(("needs_time", self.needs_time), ("needs_access", self.needs_access))
        form.add("needs", self.needs)
        form.add_section(_("For the office"))
        form.add("fiscal_code", self.fiscal_code)
        form.add("note", self.note)

    def _fill(self, known: PersonDetail) -> None:
        self.given_name.set_text(known.given_name)
        self.family_name.set_text(known.family_name)
        self.email.set_text(first_value(known.contacts, ContactKind.EMAIL))
        self.phone.set_text(first_value(known.contacts, ContactKind.PHONE))
        self.others.set_contacts(known.contacts)
        self.languages.set_codes(known.languages)
        self.needs_time.set_text(known.needs_time)
        self.needs_access.set_text(known.needs_access)
        self.needs_translation.set_text(known.needs_translation)
        self.needs.set_text(known.needs)
        self.fiscal_code.set_text(known.fiscal_code)
        self.note.set_text(known.note)

    def fields(self) -> PersonFields:
        """What is typed."""
        return PersonFields(
            given_name=self.given_name.text(),
            family_name=self.family_name.text(),
            languages=self.languages.codes(),
            needs=self.needs.text(),
            needs_time=self.needs_time.text(),
            needs_access=self.needs_access.text(),
            needs_translation=self.needs_translation.text(),
            fiscal_code=self.fiscal_code.text(),
            note=self.note.text(),
        )

    def work(self) -> Callable[[], Changes]:
        services, fields = self._services, self.fields()
        email, phone, others = self.email.text(), self.phone.text(), self.others.values()
        if self._known is None:
            new = RegisterPerson(fields=fields, email=email, phone=phone, others=others)
            return lambda: services.run(register_person, new, services.codes)
        edited = UpdatePerson(
            person_id=self._known.id, fields=fields, email=email, phone=phone, others=others
        )
        return lambda: services.run(update_person, edited, services.codes)
