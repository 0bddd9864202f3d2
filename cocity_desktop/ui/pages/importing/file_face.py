"""Step 1: what the table is about, and the file. Whatever is wrong with the file stands here, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, pgettext
from cocity_desktop.ui.dialogs.drop_place import FilePlace
from cocity_desktop.ui.pages.importing import words
from cocity_desktop.ui.pages.importing.jobs import JOBS
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.notices import NoticeBar
from cocity_desktop.ui.widgets.progress import ProgressStrip
from cocity_desktop.ui.widgets.roomy import scrolling
from cocity_desktop.ui.widgets.toggles import SegmentedControl

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.domain.keeping import ImportTarget


class FileFace(QWidget):
    """`given(Path)` for a file, `stopped` when reading it should end, `chosen` when it is about something else."""

    given = Signal(object)
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        offered = [(target, said) for target, said in words.targets() if target in JOBS]
        self.target: SegmentedControl[ImportTarget] = SegmentedControl(offered, _("What the table is about"))
        self.about = Label("", "muted", wrap=True)
        self.place = FilePlace(
            "files",
            _("Drop the table here"),
            _(
                "A CSV, XLSX or ODS as you keep it: the separator, the letters, the dates and the row of headings are "
                "recognised. Nothing is written before you say so."
            ),
            _("Choose the file"),
            _("Which table?"),
            _("Tables (*.csv *.tsv *.txt *.xlsx *.ods);;All files (*)"),
        )
        self.fault = NoticeBar("danger", "")
        self.fault.hide()
        self.strip = ProgressStrip()
        self.stop = Button(pgettext("a job", "Cancel"), "ghost", icon="close")
        self._reading = QWidget()
        self._reading.setLayout(row((self.strip, 1), 12, self.stop, gap=0))
        self._reading.hide()
        inner = holding(
            column(
                row(Label(_("What the table is about"), "label"), None),
                6,
                row(self.target, None),
                8,
                self.about,
                12,
                self.fault,
                12,
                (self.place, 1),
                12,
                self._reading,
                gap=0,
            )
        )
        doing(self.place.choose, "import_table")
        self.place.setMinimumHeight(px(200))
        self.setLayout(column((scrolling(inner), 1)))
        self.place.given.connect(self.given)
        self.stop.clicked.connect(self.stopped)
        self.target.chosen.connect(self._say_about)
        self._say_about(self.target.value())

    def show_fault(self, error: AppError) -> None:
        """Why the file cannot be read, and what to do."""
        self.fault.tell("danger", words_for(error))
        self.fault.show()

    def read(self, file: Path) -> None:
        """The file is being read."""
        self.fault.hide()
        self.follow(0, 0)
        self.strip.setAccessibleName(_("Reading {name}").format(name=file.name))
        self._reading.show()
        self.stop.setFocus()
        self.place.setEnabled(False)

    def follow(self, done: int, total: int) -> None:
        """So far."""
        self.strip.show_share(done, total)

    def rest(self) -> None:
        """Nothing is being read any more."""
        self._reading.hide()
        self.place.setEnabled(True)
        if self.isVisible():
            self.place.choose.setFocus()

    def _say_about(self, target: ImportTarget) -> None:
        self.about.setText(words.about(target))
