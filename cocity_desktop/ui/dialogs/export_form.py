"""What is to be written out of the archive, as what, and how much of it; and where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from cocity_desktop.application.export_ports import ExportForm, ExportSubject
from cocity_desktop.application.exporting import FORMS, ExportRequest
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


_OF_PEOPLE = (ExportSubject.GROUPS, ExportSubject.PEOPLE, ExportSubject.PROCESSES)


class ExportDialog(Dialog):
    """`shown` records pass the page's filter (`more`: at least so many) of `total`."""

    def __init__(
        self, parent: QWidget, subject: ExportSubject, shown: int, total: int, *, more: bool = False
    ) -> None:
        super().__init__(
            parent,
            _("Export: {what}").format(what=label_of(subject)),
            _("A file for other programs, outside the archive."),
            primary=_("Choose where…"),
            width=520,
        )
        self._subject = subject
        self.form: Choice[ExportForm] = Choice(
            _("As what"), [(form, label_of(form)) for form in FORMS[subject]]
        )
        self.form.set_value(FORMS[subject][0])
        some = ngettext("Only the {n} record shown now", "Only the {n} records shown now", shown)
        if more:
            some = _("Only those that pass the filter")
        whole = ngettext("The only one", "All {n}", total)
        filtered = more or shown < total
        self.which: Choice[bool] = Choice(
            _("How many records"), [(False, whole), *([(True, some)] if filtered else [])]
        )
        self.which.set_value(filtered)
        self.public: Choice[bool] = Choice(
            _("For whom"),
            [
                (
                    False,
                    _("For us: with people’s data") if subject in _OF_PEOPLE else _("For us: everything"),
                ),
                (True, _("For anyone: a public copy, without people’s data")),
            ],
        )
        self.public.set_value(False)
        self.warning = Label("", "small", wrap=True)
        self.set_body(column(self.form, self.which, self.public, self.warning, gap=14))
        self.form.changed.connect(self._tell)
        self.public.changed.connect(self._tell)
        self._tell()

    def request(self) -> ExportRequest:
        """What was chosen."""
        return ExportRequest(
            subject=self._subject,
            form=self.form.value() or FORMS[self._subject][0],
            public=bool(self.public.value()) and self._may_be_public(),
        )

    def only_shown(self) -> bool:
        """Whether only what passes the filter is wanted."""
        return bool(self.which.value())

    def _may_be_public(self) -> bool:
        tables = (ExportForm.CSV, ExportForm.XLSX, ExportForm.ODS)
        return self._subject is not ExportSubject.PEOPLE and self.form.value() in tables

    def _tell(self) -> None:
        self.public.setVisible(self._may_be_public())
        request = self.request()
        with_people = (
            self._subject in _OF_PEOPLE and not request.public and request.form is not ExportForm.GEOJSON
        )
        self.warning.setText(
            _(
                "The file is not encrypted: whoever has it reads names and contacts of people. It is noted in the settings."
            )
            if with_people
            else _("The file has no people’s data that the archive knows of. It is noted in the settings.")
        )


class ExportedDialog(Dialog):
    """Where the file went."""

    def __init__(self, parent: QWidget, file: Path, records: int) -> None:
        words = ngettext("{n} record written.", "{n} records written.", records)
        super().__init__(
            parent,
            _("Exported: {file}").format(file=file.name),
            words,
            primary=_("Open the folder"),
            secondary=_("Close"),
            width=520,
        )
        self._folder = file.parent
        self.set_body(Label(str(file), "mono", wrap=True, select=True))

    def accept(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
        super().accept()
