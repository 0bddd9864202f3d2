"""What is to be written out of the archive, as what, and how much of it; how far it is; and where it went.

One dialog with three faces, so that who waits sees in one place what they asked for, how long it takes and how it ended.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices

from cocity_desktop.application.export_ports import ExportForm, ExportSubject
from cocity_desktop.application.exporting import FORMS, ExportRequest
from cocity_desktop.error_messages import words_for
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext, number
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding
from cocity_desktop.ui.widgets.notices import NoticeBar
from cocity_desktop.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.theme.tokens import Tone


_OF_PEOPLE = (ExportSubject.GROUPS, ExportSubject.PEOPLE, ExportSubject.PROCESSES)


class Face(Enum):
    """What the dialog shows."""

    ASKING = auto()
    WRITING = auto()
    DONE = auto()


class ExportDialog(Dialog):
    """`shown` records pass the page's filter (`more`: at least so many) of `total`.

    `wanted` when somebody pressed the button and a place must be asked for; `stopped` when they want no more of it.
    """

    ACTS = ("note_export",)

    wanted = Signal()
    stopped = Signal()

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
        self.face = Face.ASKING
        self.file: Path | None = None
        self._ask(shown, total, more=more)
        self.fault = NoticeBar("danger", "")
        self.fault.hide()
        self.strip = ProgressStrip()
        self.said = Label("", "small", wrap=True)
        self.where = Label("", "mono", wrap=True, select=True)
        self._questions = holding(
            column(self.form, 14, self.which, 14, self.public, 14, self.warning, 8, self.fault, gap=0)
        )
        self._working = holding(column(self.said, 8, self.strip, gap=0))
        self._faces = holding(column(self._questions, self._working, self.where, gap=0))
        self.set_body(self._faces)
        self.form.changed.connect(self._tell)
        self.public.changed.connect(self._tell)
        self._tell()
        self._turn(Face.ASKING)

    def _ask(self, shown: int, total: int, *, more: bool) -> None:
        subject = self._subject
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
        ours = _("For us: with people’s data") if subject in _OF_PEOPLE else _("For us: everything")
        self.public: Choice[bool] = Choice(
            _("For whom"), [(False, ours), (True, _("For anyone: a public copy, without people’s data"))]
        )
        self.public.set_value(False)
        self.warning = Label("", "small", wrap=True)

    # --- what was chosen ----------------------------------------------------------------------------------------

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
        self._fit()

    # --- how it goes --------------------------------------------------------------------------------------------

    def begin(self, file: Path) -> None:
        """It is being written there."""
        self.file = file
        self._turn(Face.WRITING)
        self.follow(0, 0)

    def follow(self, done: int, total: int) -> None:
        """So far."""
        share = round(100 * done / total) if total else 0
        name = self.file.name if self.file is not None else ""
        self.said.setText(_("Writing {name}: {share} %").format(name=name, share=number(share)))
        self.strip.show_share(done, total, words=self.said.text())

    def stop_asked(self) -> None:
        """It stops at the next step."""
        self.stopping = True
        self.secondary.setEnabled(False)
        self.said.setText(_("Stopping…"))
        self.stopped.emit()

    def show_stopped(self) -> None:
        """Nothing was written: the questions again."""
        self._turn(Face.ASKING)
        self._warn("neutral", _("Stopped"), _("Nothing was written."))

    def show_fault(self, error: AppError) -> None:
        """Why it could not be written: the questions again, to choose another place."""
        self._turn(Face.ASKING)
        self._warn("danger", words_for(error), _("No half file is left there. You can choose another place."))

    def show_done(self, records: int, without_address: int = 0) -> None:
        """Where it is; of labels also how many records have none."""
        self._turn(Face.DONE)
        name = self.file.name if self.file is not None else ""
        title = _("Exported: {file}").format(file=name)
        self.setWindowTitle(title)
        self.headline.setText(title)
        said = ngettext("{n} record written.", "{n} records written.", records)
        if without_address:
            left = ngettext(
                "{n} has no address, and so no label.",
                "{n} have no address, and so no label.",
                without_address,
            )
            said = f"{said} {left}"
        self.text.setText(said)
        self.where.setText(str(self.file))
        self.primary.setText(_("Open the folder"))
        self.primary.setFocus()
        self._fit()

    def _warn(self, tone: Tone, title: str, text: str) -> None:
        self.fault.tell(tone, title, text)
        self.fault.show()
        self._fit()

    def _turn(self, face: Face) -> None:
        self.face = face
        self.stopping = False
        self._questions.setVisible(face is Face.ASKING)
        self._working.setVisible(face is Face.WRITING)
        self.where.setVisible(face is Face.DONE)
        self.fault.hide()
        self.text.setVisible(face is not Face.WRITING)
        self.primary.setVisible(face is not Face.WRITING)
        self.secondary.setEnabled(True)
        words = {Face.ASKING: _("Cancel"), Face.WRITING: _("Stop"), Face.DONE: _("Close")}
        self.secondary.setText(words[face])
        (self.secondary if face is Face.WRITING else self.primary).setFocus()
        self._fit()

    def _fit(self) -> None:
        """As high as what is shown; sentences that wrap are only measured once their width is known."""
        for part in (self.fault, self._questions, self._working, self._faces, self):
            layout = part.layout()
            if layout is not None:
                layout.invalidate()
                layout.activate()
                part.updateGeometry()
                if part is self:
                    self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        """Fonts are only known once the dialog is shown."""
        super().showEvent(event)
        self._fit()

    # --- buttons ------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        if self.face is Face.ASKING:
            self.wanted.emit()
        elif self.face is Face.DONE and self.file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.file.parent)))
            super().accept()

    def reject(self) -> None:
        """While it works Esc and the button stop it; the dialog stays until it has stopped."""
        if self.face is Face.WRITING:
            self.stop_asked()
        else:
            super().reject()
