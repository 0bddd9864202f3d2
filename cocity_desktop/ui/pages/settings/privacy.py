"""The privacy notice (GDPR art. 13): the versions there are, and a form for the next one. None is ever rewritten."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.application import notice_proposal
from cocity_desktop.application.privacy import PublishNotice, publish_notice
from cocity_desktop.localization import _, dated, local, ngettext, short_day
from cocity_desktop.ui.dialogs.base import ask_file_save, open_dialog
from cocity_desktop.ui.dialogs.form_dialog import FormDialog, required_date
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.settings.section import Section
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.number_fields import SpinField
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.people_data import NoticePaper
    from cocity_desktop.application.views.registry import HouseDetail, NoticeRow
    from cocity_desktop.ui.pages.base import PageContext

_LONGEST_RETENTION = 600


class PrivacySection(Section):
    """Newest first; the selected one is shown whole below."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.list: ListView[NoticeRow] = ListView(
            _present, lambda one: one.id, fit=True, lines=True, inset=16, name=_("Privacy notices")
        )
        self.text = Label("", "serif", wrap=True, select=True)
        self.none = Label(
            _("There is no notice yet: write it before you register people."), "body", wrap=True
        )
        self.add = doing(
            Button(_("New version"), "primary", icon="plus", shortcut="Ctrl+N", show_key=True),
            "publish_notice",
        )
        self.add.clicked.connect(self._add)
        self.print = Button(_("Save the sheet to hand out"), icon="print")
        self.print.clicked.connect(self._print)
        self.print.hide()
        self.list.row_selected.connect(self._show)
        self._card = Card(column(self.list))
        why = Label(
            _("Whoever got a version keeps that one: a new text is a new version."), "muted", wrap=True
        )
        self.setLayout(
            column(
                why,
                16,
                self.none,
                self._card,
                12,
                self.text,
                16,
                row(self.add, self.print, None),
                None,
                gap=0,
            )
        )
        self._versions: set[str] = set()

    def show_house(self, house: HouseDetail) -> None:
        self.none.setVisible(not house.notices)
        self._card.setVisible(bool(house.notices))
        self.list.set_rows(house.notices)
        if house.notices and self.list.selected() is None:
            self.list.select(house.notices[0].id)
        self._versions = {notice.version for notice in house.notices}

    def _show(self, one: NoticeRow | None) -> None:
        self.text.setText(one.text if one else "")
        self.print.setVisible(one is not None)

    def _print(self) -> None:
        one = self.list.selected()
        if one is None:
            return
        suggested = Path(f"informativa-{one.version}.pdf")
        out = ask_file_save(self, _("Where to write the sheet"), suggested, _("PDF (*.pdf)"))
        if out is None:
            return
        services, navigator = self.context.services, self.context.navigator

        def write(paper: NoticePaper) -> None:
            Operation(
                self, lambda: services.write_file(out, services.privacy_papers.notice(paper))
            ).on_success(
                lambda _done: navigator.say(_("Written: {name}").format(name=out.name), undoable=False)
            ).on_error(navigator.fail).start("work")

        Operation(self, lambda: services.people_data.notice(one.id)).on_success(write).on_error(
            navigator.fail
        ).start()

    def _add(self) -> None:
        dialog = NoticeDialog(self, self.context.services, len(self._versions) + 1)
        if open_dialog(dialog) and dialog.changes is not None:
            self.context.bus.changed.emit(dialog.changes)
            self.context.navigator.say(_("New version of the privacy notice"))


class NoticeDialog(FormDialog):
    """The next version of the text."""

    ACTS = ("publish_notice",)

    def __init__(self, parent: QWidget, services: Services, number: int) -> None:
        super().__init__(parent, _("New version of the privacy notice"), primary=_("Publish"), width=640)
        self._services = services
        today = local(services.clock.now()).date()
        self.title = TextField(_("Title"), longest=160)
        self.version = TextField(_("Version"), longest=20)
        self.body = TextArea(_("Text"), lines=8, serif=True)
        self.valid_from = DateField(_("In force from"), today=today)
        self.propose = Button(_("Start from a proposed text"), "ghost", icon="file")
        self.propose.clicked.connect(self._propose)
        self.retention = SpinField(_("Kept for"), lowest=1, highest=_LONGEST_RETENTION, unit=_("months"))
        self.version.set_text(str(number))
        self.valid_from.set_value(today)
        self.form.add_row(("title", self.title), ("version", self.version), stretches=(3, 1))
        self.form.add("text", self.body)
        self.form.add_widget(holding(row(self.propose, None)))
        self.form.add_row(("valid_from", self.valid_from), ("retention_months", self.retention))
        self.show_form()

    def _propose(self) -> None:
        """It says of itself that it is to be verified; the printed sheet says so too as long as the words stand."""
        self.title.set_text(self.title.text() or notice_proposal.TITLE)
        self.body.set_text(notice_proposal.TEXT)
        self.retention.set_value(self.retention.value() or notice_proposal.MONTHS)

    def accept(self) -> None:
        if required_date(self.form, "valid_from", self.valid_from):
            super().accept()

    def work(self) -> Callable[[], Changes]:
        day = self.valid_from.value()
        if day is None:
            raise RuntimeError("accept() asks for the day")
        command = PublishNotice(
            version=self.version.text(),
            title=self.title.text(),
            text=self.body.text(),
            valid_from=day,
            retention_months=self.retention.value(),
        )
        return lambda: self._services.run(publish_notice, command)


def _present(one: NoticeRow) -> ListItem:
    since = dated(_("version {version}, from {day}"), version=one.version, day=short_day(one.valid_from))
    given = ngettext("given to {n} person", "given to {n} people", one.given)
    return ListItem(one.title, f"{since}  ·  {given}", icon="file")
