"""Step 4: the import under way, and what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cocity_desktop.localization import _, ngettext, pgettext
from cocity_desktop.ui.importing_button import IMPORT_KEY
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.acts import Acts
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.labels import Icon, Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row
from cocity_desktop.ui.widgets.progress import ProgressStrip
from cocity_desktop.ui.widgets.roomy import scrolling

if TYPE_CHECKING:
    from collections.abc import Sequence

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class DoneFace(QWidget):
    """`stopped`, `undone`, `other`, `went`: what was pressed."""

    stopped = Signal()
    undone = Signal()
    other = Signal()
    went = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.strip = ProgressStrip(thickness=6)
        self.doing = Label("", "section")
        self.so_far = Label("", "muted")
        self.stop = Button(pgettext("a job", "Cancel"), "secondary", icon="close", shortcut="Esc")
        self.said = Label("", "section", wrap=True)
        self.facts = column(gap=6)
        self.go = Button("", "primary", trailing="right")
        self.undo = doing(Button(_("Undo the import"), icon="restore"), "undo")
        self.again = Button(_("Import another table"), "ghost", icon="files", shortcut=IMPORT_KEY)
        self._stack = QStackedWidget()
        stop = row(self.stop, None)
        self._working = holding(column(self.doing, 12, self.strip, 8, self.so_far, 16, stop, None, gap=0))
        heading = row(Icon("check-circle", 32, "success"), 12, (self.said, 1), gap=0)
        leads = Acts(self.go, self.undo, self.again)
        self._told = holding(column(heading, 16, self.facts, 20, leads, None, gap=0))
        for face in (self._working, self._told):
            self._stack.addWidget(face)
        card = Card(column((self._stack, 1), margins=(32, 28, 32, 28)))
        card.setMaximumWidth(px(760))
        card.setMinimumHeight(px(240))
        inner = holding(column(12, row((card, 1), gap=0), None, gap=0))
        self.setLayout(column((scrolling(inner), 1)))
        self.stop.clicked.connect(self.stopped)
        self.undo.clicked.connect(self.undone)
        self.again.clicked.connect(self.other)
        self.go.clicked.connect(self.went)

    def begin(self, rows: int) -> None:
        """The import starts."""
        self.doing.setText(ngettext("Importing {n} row", "Importing {n} rows", rows))
        self.follow(0, rows)
        self.stop.setEnabled(True)
        self._stack.setCurrentWidget(self._working)
        self.stop.setFocus()

    def follow(self, done: int, total: int) -> None:
        """So far. Past the last step what remains is the disk."""
        whole = bool(total) and done >= total
        share = 100 * done // max(1, total)
        self.so_far.setText(_("Writing to disk…") if whole else f"{share} %")
        self.strip.show_share(done, total, words=self.so_far.text())

    def stopping(self) -> None:
        """It was asked to stop and will at the next row."""
        self.stop.setEnabled(False)
        self.so_far.setText(_("Stopping: nothing will have changed…"))

    def tell(self, said: str, facts: Sequence[str], go: str, *, undoable: bool) -> None:
        """What it did."""
        self.said.setText(said)
        clear(self.facts)
        for fact in facts:
            self.facts.addWidget(Label(fact, "body", wrap=True))
        self.go.setText(go)
        self.undo.setVisible(undoable)
        self._stack.setCurrentWidget(self._told)
        self.go.setFocus()
