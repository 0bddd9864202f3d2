"""What lacks before delivery: at most four things in two columns, each with its verb; the rest on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cocity_desktop.domain.regulation import CheckCode
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.labels import ElidedLabel, Icon, Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.domain.completeness import Gap

SHOWN = 4
"""Gaps that stand open: two rows of two."""
_ROW, _TALLEST = 30, 7
"""Pixels of a row, and how many rows show at once when all are asked for."""


class GapStrip(QWidget):
    """Emits `mend_asked(gap)`, and `override_asked()` when someone wants to deliver all the same, with reasons."""

    mend_asked = Signal(object)
    override_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("warning-circle", 20, "warning")
        self._title = Label("", "strong")
        self._facts = ElidedLabel("", "small")
        self._more = Button("", "ghost", compact=True)
        self._more.clicked.connect(self._toggle)
        self._override = doing(Button(_("Deliver all the same…"), "ghost", compact=True), "record_delivery")
        self._override.clicked.connect(self.override_asked)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, px(8), 0)
        self._grid.setHorizontalSpacing(px(32))
        self._grid.setVerticalSpacing(0)
        self._gaps: Sequence[Gap] = ()
        self._all = False
        self._pane = ScrollPane(holding(self._grid))
        head = row(self._icon, 8, self._title, 12, (self._facts, 1), self._more, self._override, gap=0)
        self.setLayout(column(head, 4, self._pane, gap=0, margins=(24, 10, 24, 8)))

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show what lacks; the strip leaves when nothing does."""
        self._gaps = gaps
        self.setVisible(bool(gaps))
        blocking = sum(gap.blocking for gap in gaps)
        self._title.setText(
            ngettext(
                "Before delivery {n} thing is missing", "Before delivery {n} things are missing", blocking
            )
            if blocking
            else _("It can be delivered")
        )
        rest = len(gaps) - blocking
        self._facts.set_text(
            ngettext("and {n} thing is worth a look", "and {n} things are worth a look", rest) if rest else ""
        )
        self._override.setVisible(bool(blocking))
        self._lay_out()

    def _toggle(self) -> None:
        self._all = not self._all
        self._lay_out()

    def _lay_out(self) -> None:
        clear(self._grid)
        shown = self._gaps if self._all else self._gaps[:SHOWN]
        for number, gap in enumerate(shown):
            self._grid.addWidget(self._row(gap), number // 2, number % 2)
        for place in (0, 1):
            self._grid.setColumnStretch(place, 1)
        rows = min((len(shown) + 1) // 2, _TALLEST)
        self._pane.setFixedHeight(rows * px(_ROW))
        self._more.setVisible(len(self._gaps) > SHOWN)
        self._more.setText(_("Show fewer") if self._all else _("Show all {n}").format(n=len(self._gaps)))

    def _row(self, gap: Gap) -> QWidget:
        button = doing(Button(verb(gap), "ghost", trailing="right", compact=True), *_commits(gap))
        button.setAccessibleName(f"{verb(gap)}: {words(gap)}")
        button.clicked.connect(lambda: self.mend_asked.emit(gap))
        icon, token = ("circle", "muted") if gap.blocking else ("dot", "faint")
        text = ElidedLabel(_brief(gap), "body")
        text.setToolTip(words(gap))
        return holding(row(Icon(icon, 16, token), 10, (text, 1), 8, button, gap=0))  # type: ignore[arg-type]


def words(gap: Gap) -> str:
    """A gap in words: what or whom it is about, and what is asked."""
    return f"{gap.subject}: {gap.question}" if gap.subject else gap.question


def _brief(gap: Gap) -> str:
    """The same in a short line: an empty article is told by its title, its question waits in the tooltip."""
    if gap.check == CheckCode.EMPTY_HEADING:
        return _("{title}: it is empty").format(title=gap.subject)
    return words(gap)


def _commits(gap: Gap) -> tuple[str, ...]:
    """The label of the change that mending it makes at once; where it only leads on, nothing (`ui.permitted`)."""
    if gap.check == "attachment":
        return ("attach_file",)
    if gap.check == CheckCode.NO_TERM:
        return ("update_pact",)
    return ("add_commitment",) if gap.check == CheckCode.PARTY_WITHOUT_COMMITMENT else ()


def verb(gap: Gap) -> str:
    """What mends it."""
    if gap.check == "attachment":
        return _("Attach")
    if gap.check == "party":
        return _("Open the process")
    if gap.check in (CheckCode.REPRESENTATION_MISSING, CheckCode.PRIVACY_NOTICE_MISSING):
        return _("Open the group")
    if gap.check == CheckCode.PARTY_WITHOUT_COMMITMENT:
        return _("Add a commitment")
    if gap.check == CheckCode.NO_TERM:
        return _("Choose the days")
    return _("Fill in") if gap.check == CheckCode.BLANK_LEFT else _("Write it")
