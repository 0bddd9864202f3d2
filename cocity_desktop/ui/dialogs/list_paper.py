"""A list that becomes paper: how far it is, then how many pages it has and what the first one looks like, then where it goes."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, ngettext, number
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.notices import NoticeBar
from cocity_desktop.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.document_views import PageImage
    from cocity_desktop.domain.errors import AppError

_WIDTH = 520
_FRAME = 30
"""The window's frame, in design pixels."""
_LOOK, _LEAST = 420, 100
"""Design pixels of the picture of the first page: how wide, where the screen has room, and how high at least."""


class Stage(Enum):
    """What the dialog shows."""

    MAKING = auto()
    READY = auto()
    PRINTING = auto()


class ListPaperDialog(Dialog):
    """`print_asked` and `save_asked` once the paper is there; `stopped` when nobody waits for it any more."""

    ACTS = ("note_export",)

    print_asked = Signal()
    save_asked = Signal()
    stopped = Signal()

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(
            parent,
            _("Print: {what}").format(what=title),
            " ",
            primary=_("Print…"),
            secondary=_("Stop"),
            width=_WIDTH,
        )
        self.stage, self.stopping = Stage.MAKING, False
        self.strip = ProgressStrip()
        self.said = Label("", "small", wrap=True)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.warning = Label("", "small", wrap=True)
        self.fault = NoticeBar("danger", "")
        self.save = Button(_("Save as PDF…"), "secondary", icon="download")
        self.save.clicked.connect(self.save_asked)
        self._working = holding(column(self.said, 8, self.strip, gap=0))
        self._looking = holding(column(self.picture, 12, self.warning, 8, row(self.save, None), gap=0))
        self.set_body(column(self.fault, self._working, self._looking, gap=0))
        self.fault.hide()
        self._turn(Stage.MAKING)
        self.follow(0, 0)

    def follow(self, done: int, total: int, *, closing: bool = False) -> None:
        """So far; `closing` once the pages are laid out and the file around them is being made, which tells no steps."""
        if self.stopping:
            return
        if self.stage is Stage.PRINTING:
            words = _("Page {page} of {pages} to the printer")
            self.said.setText(words.format(page=number(done), pages=number(total)))
        elif closing:
            self.said.setText(
                _("The pages are ready. Now the file is being closed: how long that takes is not known.")
            )
        else:
            share = round(100 * done / total) if total else 0
            self.said.setText(_("Preparing the pages: {share} %").format(share=number(share)))
        self.strip.show_share(done, total, words=self.said.text())

    def show_ready(self, records: int, pages: int, first: PageImage, *, with_people: bool) -> None:
        """The paper is there."""
        self._turn(Stage.READY)
        rows = ngettext("{n} row", "{n} rows", records)
        sheets = ngettext("{n} page", "{n} pages", pages)
        self.text.setText(
            _("{rows} on {pages}, as the list is filtered now.").format(rows=rows, pages=sheets)
        )
        people = _("It holds people’s data: do not leave it about, and destroy it when it has served.")
        noted = _("That it was printed or saved is noted in the settings.")
        self.warning.setText(f"{people} {noted}" if with_people else noted)
        image = QImage(first.pixels, first.width, first.height, first.stride, QImage.Format.Format_RGB32)
        ratio = self.devicePixelRatioF()
        room = QSize(px(_LOOK), max(px(_LEAST), self._room()))
        wide = image.scaled(
            room * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        wide.setDevicePixelRatio(ratio)
        self.picture.setPixmap(QPixmap.fromImage(wide))
        self.picture.setAccessibleName(_("The first page"))
        self._fit()

    def _room(self) -> int:
        """How much height the screen leaves to the picture."""
        self.picture.clear()
        self._fit()
        return self.screen().availableGeometry().height() - self.height() - px(_FRAME)

    def begin_printing(self, pages: int) -> None:
        """The printer takes page after page."""
        self._turn(Stage.PRINTING)
        self.follow(0, pages)

    def show_fault(self, error: AppError) -> None:
        """Why it could not be done; what is made stays."""
        if self.stage is Stage.PRINTING:
            self._turn(Stage.READY)
        self.fault.tell("danger", words_for(error), "")
        self.fault.show()
        self._working.hide()
        self.secondary.setText(_("Close"))
        self._fit()

    def _turn(self, stage: Stage) -> None:
        self.stage = stage
        ready = stage is Stage.READY
        self._working.setVisible(not ready)
        self._looking.setVisible(ready)
        self.text.setVisible(ready)
        self.primary.setVisible(ready)
        self.fault.hide()
        self.secondary.setText(_("Close") if ready else _("Stop"))
        (self.primary if ready else self.secondary).setFocus()
        self._fit()

    def _fit(self) -> None:
        """As high as what is shown; sentences that wrap are only measured once their width is known."""
        for one in (self._looking, self._working, self):
            layout = one.layout()
            if layout is not None:
                layout.invalidate()
                layout.activate()
                if one is self:
                    self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        """Fonts are only known once the dialog is shown."""
        super().showEvent(event)
        self._fit()

    def finish(self) -> None:
        """It went where it was to go."""
        super().accept()

    def accept(self) -> None:
        """The button and Enter ask for a printer, once there is something to print."""
        if self.stage is Stage.READY:
            self.print_asked.emit()

    def reject(self) -> None:
        """Esc and the button: nothing goes on after it."""
        if self.stage is not Stage.READY:
            self.stopping = True
            self.stopped.emit()
        super().reject()
