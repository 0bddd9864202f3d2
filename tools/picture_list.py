"""The picture of a list that became paper: the dialog of Ctrl+P on Gruppi, once the pages are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.views.list_paper import ListColumn, ListPaper
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.dialogs.list_paper import ListPaperDialog
from cocity_desktop.ui.list_printing import LOOK_DPI

if TYPE_CHECKING:
    from cocity_desktop.ui.pages.groups.page import GroupsPage

_ROWS = 14
_STRETCH = 260


def show_list_paper(page: GroupsPage) -> None:
    """The rows that the page shows, as many as a picture wants."""
    services, model = page.context.services, page.table.model
    dialog = ListPaperDialog(page, _("Groups"))
    found = [model.row(place) for place in range(min(model.shown(), _ROWS))]
    house = services.queries.house()
    paper = ListPaper(
        title=_("Groups"),
        filters=(),
        order=_("Group"),
        house=HouseLine(house.id, house.name, house.address, house.city, house.email),
        at=services.clock.now(),
        columns=tuple(
            ListColumn(one.title, float(one.width or _STRETCH), right=one.align == "right")
            for one in model.columns
        ),
        rows=tuple(tuple(one.text(row) for one in model.columns) for row in found if row is not None),
        total=model.total(),
        with_people=True,
    )
    pdf = services.press.list_paper(paper)
    pages = services.press.page_count(pdf)
    dialog.show_ready(len(paper.rows), pages, services.press.page(pdf, 0, LOOK_DPI), with_people=True)
    open_dialog(dialog)
