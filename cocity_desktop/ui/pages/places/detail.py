"""One place, beside the list: where it is, whose it is, which paths are about it, which files belong to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, number
from cocity_desktop.ui.dialogs.attachments import attachment_line, decimal
from cocity_desktop.ui.record_words import capital, district, passed
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.detail_pane import DetailLine, DetailPane
from cocity_desktop.ui.widgets.layouts import row
from cocity_desktop.ui.widgets.progress import PathDots

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.registry import PlaceDetail

_STAGES = 6


class PlacePane(DetailPane):
    """`asked(act, place, thing)`: what the person wants done. `went(page, id)`: where to go."""

    asked = Signal(str, object, object)
    went = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(name=_("The selected place"))

    def tell(self, place: PlaceDetail) -> None:
        """Show one place."""
        self.begin(place.id)
        self.heading(_over(place), place.name, self._actions(place))
        self._facts(place)
        self._processes(place)
        self._attachments(place)
        remove = Button(_("Remove the place"), "ghost", icon="delete")
        remove.clicked.connect(lambda: self._ask("remove", place))
        self.add(row(remove, None), 20)
        self.finish()

    def _ask(self, act: str, place: PlaceDetail, thing: Any = None) -> None:
        self.asked.emit(act, place, thing)

    def _actions(self, place: PlaceDetail) -> list[QWidget]:
        edit = Button(_("Edit"), icon="pencil", shortcut="F2")
        edit.clicked.connect(lambda: self._ask("edit", place))
        return [edit]

    def _facts(self, place: PlaceDetail) -> None:
        self.add(row(), 6)
        self.fact(_("Address"), ", ".join(filter(None, (place.address, place.city))))
        self.fact(_("Quarter"), place.quarter)
        self.fact(_("Coordinates"), _coordinates(place) or _("not known yet"), token=_ink(place))
        self.fact(_("Strand of Co-City"), capital(label_of(place.strand)) if place.strand else "")
        self.fact(_("Owner"), place.owner)
        self.fact(_("Cadastre"), place.cadastre)
        self.fact(_("Legal constraints"), place.constraints)
        self.fact(_("State of use"), place.state_of_use)
        self.fact(_("Description"), place.description)

    def _processes(self, place: PlaceDetail) -> None:
        self.section(_("Processes"), number(len(place.processes)) if place.processes else _("none yet"))
        for process in place.processes:
            state = label_of(process.state)
            go = partial(self.went.emit, "processes", process.id)
            self.line(DetailLine(process.title, icon="path", below=capital(state), go=go))
            dots = PathDots(passed(process.stage), _STAGES, f"{process.title}: {state}")
            self.add(row(28, (dots, 1), gap=0))

    def _attachments(self, place: PlaceDetail) -> None:
        add = Button(_("Add"), "ghost", icon="plus", compact=True)
        add.setAccessibleName(_("Attach a file"))
        add.clicked.connect(lambda: self._ask("attach", place))
        count = number(len(place.attachments)) if place.attachments else _("none yet")
        self.section(_("Attachments"), count, add)
        for one in place.attachments:
            save = partial(self._ask, "save_copy", place, one)
            self.line(*attachment_line(one, save, partial(self._ask, "remove_attachment", place, one)))


def _over(place: PlaceDetail) -> str:
    return "  ·  ".join(filter(None, (capital(label_of(place.nature)), district(place.district))))


def _coordinates(place: PlaceDetail) -> str:
    """«45,070300 nord, 7,686900 est»: as text until there is a map."""
    if place.latitude is None or place.longitude is None:
        return ""
    north = _("north") if place.latitude >= 0 else _("south")
    east = _("east") if place.longitude >= 0 else _("west")
    return f"{decimal(abs(place.latitude), 5)}° {north}\n{decimal(abs(place.longitude), 5)}° {east}"


def _ink(place: PlaceDetail) -> Any:
    return "text" if place.latitude is not None else "muted"
