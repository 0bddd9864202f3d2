"""Impostazioni: the house, who works in it, this computer, the privacy notice, care of the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtWidgets import QStackedWidget, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.settings.about import AboutSection
from cocity_desktop.ui.pages.settings.archive import ArchiveSection
from cocity_desktop.ui.pages.settings.computer import ComputerSection
from cocity_desktop.ui.pages.settings.exports import ExportsSection
from cocity_desktop.ui.pages.settings.house import HouseSection
from cocity_desktop.ui.pages.settings.personal_data import PersonalDataSection
from cocity_desktop.ui.pages.settings.privacy import PrivacySection
from cocity_desktop.ui.pages.settings.regulations import RegulationsSection
from cocity_desktop.ui.pages.settings.section import MakesSection
from cocity_desktop.ui.pages.settings.staff import StaffSection
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.cards import PageHeader
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.roomy import Part, Roomy
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from cocity_desktop.application.views.access import AccessView
    from cocity_desktop.application.views.registry import HouseDetail
    from cocity_desktop.ui.pages.settings.section import Section

_SIDE = 150
"""How tall the list of the parts is where it stands above them, in design pixels."""
_NEARLY_ALL = 100
"""Beside a stretch of 1: the section takes its width first."""


class _Place(NamedTuple):
    """A section in the list at the side."""

    name: str
    words: str
    icon: str
    make: MakesSection


class SettingsPage(Page):
    """`open(section="archive")` goes to one of them."""

    NAME: ClassVar[str] = "settings"
    KINDS: ClassVar[tuple[str, ...]] = (
        "house",
        "staff_member",
        "privacy_notice",
        "consent",
        "person",
        "export_note",
    )

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._places = _places()
        self.sections: dict[str, Section] = {place.name: place.make(context) for place in self._places}
        self.side: ListView[_Place] = ListView(
            lambda place: ListItem(place.words, icon=place.icon), lambda place: place.name, name=_("Settings")
        )
        self.side.setFixedWidth(px(208))
        self._stack = QStackedWidget()
        for place in self._places:
            self._stack.addWidget(self._pane(place))
        self.side.set_rows(self._places)
        self.side.row_selected.connect(self._selected)
        self.side.select(self._places[0].name)
        self.header = PageHeader(_("Settings"))
        body = Roomy(Part(self.side, _SIDE), Part(self._stack, takes=True, turned=self._stand_beside), gap=32)
        self.setLayout(column(self.header, 16, (body, 1), gap=0, margins=(24, 16, 12, 0)))

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        if (section := arguments.get("section")) is not None:
            self.side.select(section)
        super().open(record_id, **arguments)

    def refresh(self) -> None:
        services = self.context.services

        def job() -> tuple[HouseDetail, AccessView]:
            return services.queries.house(), services.accounts.view()

        Operation(self, job).on_success(self._show).on_error(self.context.navigator.fail).start()

    def breadcrumb(self) -> tuple[str, ...]:
        place = self.side.selected()
        return (_("Settings"), place.words) if place else (_("Settings"),)

    def explanation(self) -> str:
        return _(
            "The house as it stands on paper, who works in it, how the window looks here, the privacy notice, and the "
            "care of the archive: make a backup now and then, and keep it somewhere else."
        )

    def _stand_beside(self, beside: bool) -> None:
        for position in range(self._stack.count()):
            pane = self._stack.widget(position)
            if isinstance(pane, ScrollPane):
                pane.show_whole(not beside)

    def section(self, name: str) -> Section:
        """Raises KeyError for a section that there is not."""
        return self.sections[name]

    def _pane(self, place: _Place) -> ScrollPane:
        section = self.sections[place.name]
        section.setMaximumWidth(px(section.WIDTH))
        not_mine = Label("", "small", wrap=True)
        not_mine.hide()
        section.restricted.connect(not_mine.setText)
        section.restricted.connect(lambda words: not_mine.setVisible(bool(words)))
        inside = column(Label(place.words, "section"), 4, not_mine, 8, section, gap=0, margins=(2, 2, 12, 24))
        return ScrollPane(holding(row((inside, _NEARLY_ALL), None, gap=0)))

    def _selected(self, place: _Place | None) -> None:
        if place is not None:
            self._stack.setCurrentIndex(self._places.index(place))
            self.context.navigator.retitle()

    def _show(self, read: tuple[HouseDetail, AccessView]) -> None:
        house, access = read
        self.header.set_facts(_("the sample house: nobody's data") if house.is_sample else house.name)
        for section in self.sections.values():
            section.show_house(house)
            section.show_access(access)


def _places() -> tuple[_Place, ...]:
    return (
        _Place("house", _("The house"), "house", HouseSection),
        _Place("staff", _("Who works here"), "group", StaffSection),
        _Place("regulations", _("Regulations"), "file", RegulationsSection),
        _Place("computer", _("This computer"), "software", ComputerSection),
        _Place("privacy", _("Privacy notice"), "locked", PrivacySection),
        _Place("personal_data", _("People’s data"), "user", PersonalDataSection),
        _Place("exports", _("What left this house"), "upload", ExportsSection),
        _Place("archive", _("Archive and backups"), "box", ArchiveSection),
        _Place("about", _("Key and version"), "info-circle", AboutSection),
    )


PAGE = SettingsPage
