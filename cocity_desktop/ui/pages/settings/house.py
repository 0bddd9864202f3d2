"""The house as it stands on minutes and pacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.house import UpdateHouse, update_house
from cocity_desktop.localization import _
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.settings.section import Section
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.number_fields import SpinField
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from cocity_desktop.application.views.registry import HouseDetail
    from cocity_desktop.ui.pages.base import PageContext

_DISTRICTS = 8
"""The circoscrizioni of Torino."""


class HouseSection(Section):
    """A form that is filled once and then keeps what is being typed until it is saved."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.form = Form()
        self.name = TextField(_("Name of the house"), longest=120)
        self.address = TextField(_("Address"))
        self.city = TextField(_("City"))
        self.district = SpinField(_("District"), lowest=1, highest=_DISTRICTS)
        self.email = TextField(_("E-mail"))
        self.phone = TextField(_("Telephone"))
        self.regulation: Choice[str] = Choice(_("Regulation"), [])
        self.save_button = doing(
            Button(_("Save"), "primary", shortcut="Ctrl+S", show_key=True), "update_house"
        )
        self.save_button.clicked.connect(self.save_house)
        self._shown: HouseDetail | None = None
        self._lay_out()
        Operation(self, self._regulations).on_success(self._fill_regulations).on_error(
            context.navigator.fail
        ).start()

    def show_house(self, house: HouseDetail) -> None:
        if self._shown is not None and self._typed() != self._of(self._shown):
            return
        self._shown = house
        self.name.set_text(house.name)
        self.address.set_text(house.address)
        self.city.set_text(house.city)
        self.district.set_value(house.district)
        self.email.set_text(house.email)
        self.phone.set_text(house.phone)
        self.regulation.set_value(house.regulation_code)

    def save_house(self) -> None:
        """Write the form, or say which field is wrong."""
        if self._shown is None or not self.form.check():
            return
        command, services = self._typed(), self.context.services
        self._shown = None
        self.save(lambda: services.run(update_house, command), _("House saved"), self.form.show_fault)

    def _typed(self) -> UpdateHouse:
        return UpdateHouse(
            name=self.name.text(),
            address=self.address.text(),
            city=self.city.text(),
            district=self.district.value(),
            email=self.email.text(),
            phone=self.phone.text(),
            regulation_code=self.regulation.value() or "",
        )

    def _of(self, house: HouseDetail) -> UpdateHouse:
        return UpdateHouse(
            name=house.name,
            address=house.address,
            city=house.city,
            district=house.district,
            email=house.email,
            phone=house.phone,
            regulation_code=house.regulation_code,
        )

    def _lay_out(self) -> None:
        self.form.add("name", self.name)
        self.form.add("address", self.address)
        self.form.add_row(("city", self.city), ("district", self.district), stretches=(3, 1))
        self.form.add_row(("email", self.email), ("phone", self.phone))
        self.form.add("regulation_code", self.regulation)
        for field in (
            self.name,
            self.address,
            self.city,
            self.district,
            self.email,
            self.phone,
            self.regulation,
        ):
            doing(field, "update_house")
        self.setLayout(column(self.form, 20, row(self.save_button, None), None, gap=0))

    def _regulations(self) -> list[tuple[str, str]]:
        return list(self.context.services.regulations.titles())

    def _fill_regulations(self, known: list[tuple[str, str]]) -> None:
        self.regulation.set_items(known)
        if self._shown is not None:
            self.regulation.set_value(self._shown.regulation_code)
