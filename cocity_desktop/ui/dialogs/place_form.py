"""The form of a place: what it is, where it is, whose it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cocity_desktop.application.places import (
    PlaceFields,
    RegisterPlace,
    UpdatePlace,
    register_place,
    update_place,
)
from cocity_desktop.domain.places import PlaceNature, Strand
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.attachments import decimal
from cocity_desktop.ui.dialogs.form_dialog import FormDialog
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.number_fields import SpinField
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.registry import PlaceDetail

_NO_STRAND = ""
_DIGITS = 6
_PAIR = re.compile(r"(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)")
"""What maps give when a point is copied: "45.0703, 7.6869"."""


class DegreesField(TextField):
    """Degrees with decimals, between plus and minus `highest`; a comma or a point parts the decimals."""

    def __init__(self, label: str, highest: int, *, placeholder: str = "", help_text: str = "") -> None:
        super().__init__(label, placeholder=placeholder, help_text=help_text)
        self._highest = highest

    def value(self) -> float | None:
        """None when empty or unreadable: `problem` tells the two apart."""
        try:
            return float(self.text().replace(",", ".")) if self.text() else None
        except ValueError:
            return None

    def set_value(self, value: float | None) -> None:
        self.set_text("" if value is None else decimal(value, _DIGITS))

    def problem(self) -> str | None:
        value = self.value()
        if value is None:
            return _("Write it in degrees, as 45.0703.") if self.text() else None
        if abs(value) > self._highest:
            return _("Between -{n} and {n}.").format(n=self._highest)
        return None


class PlaceDialog(FormDialog):
    """`known` is the place to edit, None for a new one."""

    ACTS = ("register_place", "update_place")

    def __init__(self, parent: QWidget | None, services: Services, known: PlaceDetail | None = None) -> None:
        title = _("Edit the place") if known else _("New place")
        super().__init__(parent, title, primary=_("Save") if known else _("Add the place"), width=640)
        self._services, self._known = services, known
        self._make_fields()
        self._lay_out()
        if known is not None:
            self._fill(known)
        self.show_form()

    def _make_fields(self) -> None:
        self.name = TextField(_("Name"))
        self.nature = Choice(_("What it is"), [(one, capital(label_of(one))) for one in PlaceNature])
        strands = [(one.value, capital(label_of(one))) for one in Strand]
        self.strand = Choice(_("Strand of Co-City"), [(_NO_STRAND, _("none")), *strands])
        self.address, self.city = TextField(_("Address")), TextField(_("City"))
        self.city.set_text(PlaceFields(name="").city)
        self.district = SpinField(_("District"), lowest=1, highest=99)
        self.quarter = TextField(_("Quarter"))
        self.latitude = DegreesField(
            _("Latitude"), 90, placeholder=decimal(45.0703, 4), help_text=_("You can paste both from a map")
        )
        self.longitude = DegreesField(_("Longitude"), 180, placeholder=decimal(7.6869, 4))
        self.latitude.changed.connect(self._split_pair)
        self.cadastre = TextField(_("Cadastre"), placeholder=_("sheet 1234, parcel 56"))
        self.owner = TextField(_("Owner"))
        self.constraints = TextArea(_("Legal constraints"), lines=2)
        self.state_of_use = TextField(_("State of use"), placeholder=_("closed since 2019"))
        self.description = TextArea(_("Description"), lines=3)

    def _lay_out(self) -> None:
        form = self.form
        form.add("name", self.name)
        form.add_row(("nature", self.nature), ("strand", self.strand), stretches=(2, 3))
        form.add_row(("address", self.address), ("city", self.city), stretches=(3, 2))
        form.add_row(("quarter", self.quarter), ("district", self.district), stretches=(3, 2))
        form.add_row(("latitude", self.latitude), ("longitude", self.longitude))
        form.add_row(("owner", self.owner), ("cadastre", self.cadastre))
        form.add("state_of_use", self.state_of_use)
        form.add("constraints", self.constraints)
        form.add("description", self.description)

    def _fill(self, known: PlaceDetail) -> None:
        for field, text in (
            (self.name, known.name),
            (self.address, known.address),
            (self.city, known.city),
            (self.quarter, known.quarter),
            (self.cadastre, known.cadastre),
            (self.owner, known.owner),
            (self.constraints, known.constraints),
            (self.state_of_use, known.state_of_use),
            (self.description, known.description),
        ):
            field.set_text(text)
        self.nature.set_value(known.nature)
        self.strand.set_value(known.strand.value if known.strand else _NO_STRAND)
        self.district.set_value(known.district)
        self.latitude.set_value(known.latitude)
        self.longitude.set_value(known.longitude)

    def fields(self) -> PlaceFields:
        """What is typed; a shape drawn elsewhere is kept as it is."""
        strand = self.strand.value()
        return PlaceFields(
            name=self.name.text(),
            nature=self.nature.value() or PlaceNature.TANGIBLE,
            strand=Strand(strand) if strand else None,
            address=self.address.text(),
            city=self.city.text(),
            district=self.district.value(),
            quarter=self.quarter.text(),
            latitude=self.latitude.value(),
            longitude=self.longitude.value(),
            geometry=self._known.geometry if self._known else None,
            cadastre=self.cadastre.text(),
            owner=self.owner.text(),
            constraints=self.constraints.text(),
            state_of_use=self.state_of_use.text(),
            description=self.description.text(),
        )

    def work(self) -> Callable[[], Changes]:
        services, fields = self._services, self.fields()
        if self._known is None:
            return lambda: services.run(register_place, RegisterPlace(fields=fields))
        edited = UpdatePlace(place_id=self._known.id, fields=fields)
        return lambda: services.run(update_place, edited)

    def _split_pair(self) -> None:
        """A point pasted as one text fills both fields."""
        pair = _PAIR.fullmatch(self.latitude.text())
        if pair is not None and "." in pair[1]:
            self.latitude.set_value(float(pair[1]))
            self.longitude.set_value(float(pair[2]))
