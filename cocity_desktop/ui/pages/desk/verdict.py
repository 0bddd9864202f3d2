"""What the check says of a file: whole and signed by whom, or every single thing that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.labels import Icon, Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.notices import NoticeBar
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from cocity_desktop.application.inspection import FileDefect, Inspection


class VerdictCard(Card):
    """A valid delivery: whose, which version, the two codes to compare with the paper."""

    def __init__(self) -> None:
        super().__init__(bar="success")
        self._title, self._from = Label("", "section"), Label("", "small", wrap=True)
        self._content, self._file = Label("", "mono", select=True), Label("", "mono", select=True)
        codes = column(
            row(Label(_("content code"), "small"), 10, self._content, None, gap=0),
            row(Label(_("file code"), "small"), 10, self._file, None, gap=0),
            gap=0,
        )
        words = column(self._title, self._from, gap=0)
        self.setLayout(
            row(
                Icon("check-circle", 20, "success"),
                14,
                (words, 1),
                24,
                codes,
                gap=0,
                margins=(20, 12, 20, 12),
            )
        )

    def show_delivery(self, found: Inspection) -> None:
        pact = found.pact or {}
        title, version = pact["pact"]["title"], pact["delivery"]["version"]
        self._title.setText(_("{title}, version {n}").format(title=title, n=version))
        house = pact["house"]["name"]
        signed = _("Whole and signed: {house}, key {key}.").format(house=house, key=found.key_name)
        trust = "" if found.key_trusted else _("Compare the codes with those on paper.")
        self._from.setText(f"{signed} {trust}".strip())
        self._content.setText(found.content_code)
        self._file.setText(found.file_code)
        self.setAccessibleName(f"{self._title.text()}. {self._from.text()}")


class DefectsView(QWidget):
    """A file that is not a valid delivery: every defect, by the part of the file it is in."""

    def __init__(self) -> None:
        super().__init__()
        self.notice = NoticeBar("danger", "", stacked=True)
        self.list: ListView[FileDefect] = ListView(
            _present,
            lambda one: f"{one.code}:{one.path}:{one.words}",
            fit=True,
            lines=True,
            inset=16,
            name=_("Defects"),
        )
        inside = holding(column(self.notice, 12, Card(column(self.list)), None, gap=0))
        self.setLayout(column(ScrollPane(inside), gap=0))

    def show_defects(self, found: Inspection, name: str) -> None:
        count = len(found.defects)
        self.notice.tell(
            "danger",
            ngettext("{name} is not valid: {n} defect.", "{name} is not valid: {n} defects.", count).format(
                name=name
            ),
            _("Ask the house for the file again. Nothing in it can be answered as it is."),
        )
        self.list.set_rows(found.defects)


def _present(one: FileDefect) -> ListItem:
    return ListItem(one.words, one.path or _("the whole file"), icon="close-circle", icon_token="danger")
