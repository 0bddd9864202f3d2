"""What lacks before delivery: at most four things in two columns, each with its verb; the rest on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cocity_desktop.domain.completeness import Gap
from cocity_desktop.domain.regulation import CheckCode
from cocity_desktop.domain.variants import CHECK
from cocity_desktop.localization import _, dated, day, local, ngettext
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.keys import words_with_key
from cocity_desktop.ui.widgets.labels import ElidedLabel, Icon, Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cocity_desktop.application.document_views import ArticleText
    from cocity_desktop.application.views.pacts import AskedGap
    from cocity_desktop.ui.theme.tokens import Token

CHANGED = "changed_by_city"
"""A row beside the gaps: an article that the Comune changed."""
ASK = "F7"
SHOWN = 4
"""Gaps that stand open: two rows of two."""
_ROW, _TALLEST = 30, 7
"""Pixels of a row, and how many rows show at once when all are asked for."""


class GapStrip(QWidget):
    """What lacks, each with its verb.

    Emits `mend_asked(gap)`, `agenda_asked(gap)` to put its question on the next agenda, and `override_asked()` when someone
    wants to deliver all the same, with reasons.
    """

    _shown: object = None
    mend_asked = Signal(object)
    agenda_asked = Signal(object)
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
        self._asked: Mapping[str, AskedGap] = {}
        self._rows: list[tuple[Gap, QWidget]] = []
        self._all = False
        self._pane = ScrollPane(holding(self._grid))
        head = row(self._icon, 8, self._title, 12, (self._facts, 1), self._more, self._override, gap=0)
        self.setLayout(column(head, 4, self._pane, gap=0, margins=(24, 10, 24, 8)))

    def show_gaps(self, gaps: Sequence[Gap], asked: Iterable[AskedGap] = (), waiting: int = 0) -> None:
        """Show what lacks; the strip leaves when nothing does.

        `asked` stand on an agenda already, `waiting` articles have sources that are not used yet.
        """
        by_gap = {one.gap: one for one in asked}
        if (gaps, by_gap, waiting) == self._shown:
            return  # somebody may be on a button of it
        self._shown = (gaps, by_gap, waiting)
        self._gaps, self._asked = gaps, by_gap
        self.setVisible(bool(gaps))
        blocking = sum(gap.blocking for gap in gaps)
        self._title.setText(
            ngettext(
                "Before delivery {n} thing is missing", "Before delivery {n} things are missing", blocking
            )
            if blocking
            else _("It can be delivered")
        )
        self._facts.set_text(_facts(len(gaps) - blocking, waiting))
        self._icon.set_icon(*(("warning-circle", "warning") if blocking else ("done", "success")))
        self._override.setVisible(bool(blocking))
        self._lay_out()

    def at_hand(self, article_id: str) -> Gap | None:
        """The gap whose row has the focus, otherwise the first one of an article."""
        for gap, widget in self._rows:
            if any(button.hasFocus() for button in widget.findChildren(QWidget)):
                return gap
        return next((gap for gap in self._gaps if gap.article_id == article_id), None)

    def _toggle(self) -> None:
        self._all = not self._all
        self._lay_out()

    def _lay_out(self) -> None:
        clear(self._grid)
        self._rows = []
        shown = self._gaps if self._all else self._gaps[:SHOWN]
        for number, gap in enumerate(shown):
            widget = self._row(gap)
            self._rows.append((gap, widget))
            self._grid.addWidget(widget, number // 2, number % 2)
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
        icon, token = _icon(gap)
        text = ElidedLabel(_brief(gap), "body")
        text.setToolTip(words(gap))
        return holding(row(Icon(icon, 16, token), 10, (text, 1), 8, *self._asking(gap), button, gap=0))

    def _asking(self, gap: Gap) -> tuple[QWidget, ...]:
        """Where its question stands, or the button that puts it there; what the Comune changed is no question."""
        if gap.check == CHANGED:
            return ()
        asked = self._asked.get(gap.code)
        if asked is not None and asked.is_waiting:
            when = day(local(asked.starts_at).date(), "d MMMM")
            told = Label(dated(_("asked on {day}"), day=when), "small")
            told.setToolTip(_("On the agenda of «{meeting}»").format(meeting=asked.meeting))
            return (told,)
        said = _("Ask at the next meeting")
        if asked is not None:
            when = day(local(asked.starts_at).date(), "d MMMM")
            said = dated(_("Talked about on {day}: ask again at the next meeting"), day=when)
        ask = doing(IconButton("calendar", words_with_key(said, ASK), size=28), "ask_gap")
        ask.setAccessibleName(f"{said}: {words(gap)}")
        ask.clicked.connect(lambda: self.agenda_asked.emit(gap))
        return (ask,)


def changed_by_city(article: ArticleText) -> Gap:
    """An article that the Comune gave another text: nothing lacks, but somebody must look."""
    subject = _("Article {n}").format(n=article.number)
    return Gap(
        f"{CHANGED}:{article.id}", CHANGED, subject, _("the Comune changed the text"), False, article.id
    )


def _facts(rest: int, waiting: int) -> str:
    told = []
    if rest:
        told.append(ngettext("and {n} thing is worth a look", "and {n} things are worth a look", rest))
    if waiting:
        told.append(ngettext("{n} article has sources to use", "{n} articles have sources to use", waiting))
    return " · ".join(told)


def _icon(gap: Gap) -> tuple[str, Token]:
    if gap.check == CHANGED:
        return "exchange-circle", "warning"
    if gap.check == "attachment":
        return "clip", "muted"
    if gap.check == CheckCode.REPRESENTATION_MISSING:
        return "sign", "muted"
    return ("circle", "muted") if gap.blocking else ("dot", "faint")


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
    if gap.check == CHANGED:
        return _("Look")
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
    if gap.check == CHECK:
        return _("Compare the texts")
    return _("Fill in") if gap.check == CheckCode.BLANK_LEFT else _("Write it")
