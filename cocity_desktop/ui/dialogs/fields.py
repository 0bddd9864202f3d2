"""Fields that the forms of groups and people share: the languages somebody speaks, and further ways to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cocity_desktop.application.contacts import ContactFields
from cocity_desktop.domain.registry import ContactKind
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, language_code, language_name
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.field import Field, LineBox
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.views.registry import ContactRow

_FIRST_KINDS = (ContactKind.EMAIL, ContactKind.PHONE)


class LanguagesField(TextField):
    """Languages by their names, parted by commas; told as ISO 639-1 codes where there is one."""

    def __init__(self) -> None:
        super().__init__(_("Languages"), placeholder=_("Italian, Romanian"))

    def codes(self) -> tuple[str, ...]:
        """What is written, each once."""
        named = (one.strip() for one in self.text().split(","))
        return tuple(dict.fromkeys(language_code(one) for one in named if one))

    def set_codes(self, codes: Sequence[str]) -> None:
        self.set_text(", ".join(language_name(code) for code in codes))


class _Line(QWidget):
    """One contact: its kind, its value, and × to take it away."""

    def __init__(self, kind: ContactKind, known: ContactRow | None) -> None:
        super().__init__()
        self.contact_id = known.id if known else None
        self.note = known.note if known else ""
        self.kind = ComboBox()
        self.kind.setAccessibleName(_("Kind of contact"))
        for one in ContactKind:
            self.kind.addItem(capital(label_of(one)), one)
        self.kind.setCurrentIndex(list(ContactKind).index(kind))
        self.box = LineBox()
        self.box.line.setAccessibleName(_("Contact"))
        self.box.set_text(known.value if known else "")
        self.away = IconButton("close", _("Take this contact away"), size=36)
        self.setLayout(row(self.kind, (self.box, 1), self.away, gap=8))
        self.kind.setFixedWidth(px(140))

    def fields(self) -> ContactFields:
        return ContactFields(
            contact_kind=ContactKind(self.kind.currentData()),
            value=self.box.text().strip(),
            note=self.note,
            id=self.contact_id,
        )


class ContactsField(Field):
    """All ways to reach someone but the mail and the phone that come first. Empty lines are not contacts."""

    def __init__(self) -> None:
        super().__init__(_("Other contacts"), _("A second number, the PEC, a website"))
        self._lines: list[_Line] = []
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(px(8))
        self.more = Button(_("Add a contact"), "ghost", icon="plus", compact=True)
        self.more.clicked.connect(self._add_empty)
        self._build(holding(column(self._place, row(self.more, None), gap=4)), self.more)
        self.more.setAccessibleName(_("Add a contact"))

    def values(self) -> tuple[ContactFields, ...]:
        """What is written."""
        written = (line.fields() for line in self._lines)
        return tuple(one for one in written if one.value)

    def set_contacts(self, contacts: Sequence[ContactRow]) -> None:
        """Those that are not the first of the kinds that the form asks for by themselves."""
        first = {one.id for kind in _FIRST_KINDS if (one := first_contact(contacts, kind)) is not None}
        for contact in contacts:
            if contact.id not in first:
                self.add_line(contact)

    def add_line(self, known: ContactRow | None = None) -> None:
        """One more line; a new one takes the cursor."""
        line = _Line(known.contact_kind if known else ContactKind.PEC, known)
        self._lines.append(line)
        self._place.addWidget(line)
        line.away.clicked.connect(lambda: self._take_away(line))
        line.box.line.textChanged.connect(lambda _text: self.changed.emit())
        line.kind.currentIndexChanged.connect(lambda _i: self.changed.emit())
        if known is None:
            line.box.line.setFocus()
        self.updateGeometry()

    def _add_empty(self) -> None:
        self.add_line()

    def _take_away(self, line: _Line) -> None:
        self._lines.remove(line)
        self._place.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.more.setFocus()
        self.changed.emit()


def first_contact(contacts: Sequence[ContactRow], kind: ContactKind) -> ContactRow | None:
    """How someone is reached first by `kind`, as `application.contacts` understands it."""
    of_kind = [one for one in contacts if one.contact_kind is kind]
    return min(of_kind, key=lambda one: (not one.preferred, one.id), default=None)


def first_value(contacts: Sequence[ContactRow], kind: ContactKind) -> str:
    """The words of `first_contact`, "" without one."""
    found = first_contact(contacts, kind)
    return found.value if found is not None else ""
