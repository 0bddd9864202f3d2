"""The figures beside the pages' names and in the status bar, read again after every change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext, number
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import desk

if TYPE_CHECKING:
    from datetime import datetime

    from cocity_desktop.application.views.registry import HouseDetail
    from cocity_desktop.application.views.today import SidebarCounts
    from cocity_desktop.ui.pages.base import PageContext
    from cocity_desktop.ui.shell.saving import SaveWatch
    from cocity_desktop.ui.widgets.sidebar import SideBar
    from cocity_desktop.ui.widgets.status_bar import StatusBar

_TOGETHER_MS = 150
"""Changes that follow each other closely (a meeting's lines) are counted once."""


class SidebarFacts(QObject):
    """Keeps `side` and `status` true to the archive of `context`."""

    def __init__(self, context: PageContext, side: SideBar, status: StatusBar, saving: SaveWatch) -> None:
        super().__init__(side)
        self._context, self._side, self._status, self._saving = context, side, status, saving
        self._resting = False
        self._desk = desk()
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._soon.timeout.connect(self.read)
        context.bus.changed.connect(self._ask_soon)
        self._desk.changed.connect(self._ask_soon)

    def rest(self) -> None:
        """Ask nothing any more: the archive is about to be closed."""
        self._resting = True
        self._soon.stop()

    def wake(self) -> None:
        """Ask again."""
        self._resting = False
        self.read()

    def read(self) -> None:
        """Ask the archive for its figures."""
        services = self._context.services

        def job() -> tuple[SidebarCounts, HouseDetail, datetime | None]:
            return services.queries.sidebar(), services.queries.house(), services.last_saved_at()

        Operation(self, job).on_success(self._show).on_error(self._context.navigator.fail).start()

    def _who(self) -> str:
        """Who is here, once there are people to tell apart."""
        access = self._desk.access
        if access is None or access.is_house:
            return ""
        return f"{access.my_name} ({label_of(access.my_role)})"

    def _ask_soon(self) -> None:
        if not self._resting:
            self._soon.start()

    def _show(self, outcome: tuple[SidebarCounts, HouseDetail, datetime | None]) -> None:
        counts, house, saved_at = outcome
        self._side.set_house(house.name)
        self._saving.saved_at(saved_at)
        for name, count in (
            ("groups", counts.groups),
            ("people", counts.people),
            ("places", counts.places),
            ("processes", counts.processes),
            ("pacts", counts.pacts),
        ):
            self._side.item(name).set_fact(number(count) if count else "")
        self._side.item("meetings").set_fact(_("today") if counts.meeting_today else "", "primary")
        self._urgent("commitments", counts.late_commitments, "danger")
        self._urgent("deliveries", counts.deliveries_waiting, "primary")
        self._status.set_facts(
            [*filter(None, [self._who()]), *self._device(), *self._waiting(counts.deliveries_waiting)]
        )

    def _urgent(self, name: str, count: int, tone: str) -> None:
        self._side.item(name).set_fact(number(count) if count else "", tone)  # type: ignore[arg-type]

    def _device(self) -> list[str]:
        name = self._context.services.device_name
        return [_("computer “{name}”").format(name=name)] if name else []

    def _waiting(self, count: int) -> list[str]:
        return [ngettext("{n} delivery to hand over", "{n} deliveries to hand over", count)] if count else []
