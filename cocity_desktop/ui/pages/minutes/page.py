"""The minutes of one meeting: the points at the left, the text in the middle, at the right what needs somebody."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from cocity_desktop.application.minutes_approval import lost_reservations
from cocity_desktop.application.minutes_views import MinutesDocument
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.domain.meetings import ParagraphRole
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day, local, ngettext
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.minutes.acts import MinutesActs
from cocity_desktop.ui.pages.minutes.drafts import TypedText, left_behind
from cocity_desktop.ui.pages.minutes.editor import MinutesEditor
from cocity_desktop.ui.pages.minutes.exports import Exports
from cocity_desktop.ui.pages.minutes.side import SidePanel
from cocity_desktop.ui.permitted import doing, why_not
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, EmptyState, PageHeader, Separator
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.roomy import Part, Roomy

if TYPE_CHECKING:
    from cocity_desktop.application.minutes_views import ParagraphLine
    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.errors import AppError

OUTLINE_WIDTH = 260
_BESIDE = 840
"""Below this width, in design pixels, the three stand one above the other, the text on top."""
_OUTLINE, _TEXT = 140, 270
"""Heights then at least, in design pixels."""


class MinutesFile(NamedTuple):
    """The minutes, and what was typed in them and never saved, by paragraph."""

    document: MinutesDocument
    typed: dict[str, str]


def read_minutes(services: Services, meeting_id: str) -> MinutesFile:
    """Read on the database lane. Raises UserError(NOT_FOUND)."""
    return MinutesFile(services.minutes_of(meeting_id), left_behind(services.drafts, meeting_id))


class MinutesPage(Page):
    """See the module."""

    NAME: ClassVar[str] = "minutes"
    KINDS: ClassVar[tuple[str, ...]] = (
        "minutes", "minutes_paragraph", "minutes_addition", "meeting", "agenda_item", "attendance", "entry", "decision",
        "reservation", "commitment",
    )  # fmt: skip
    FOLDS_SIDEBAR: ClassVar[bool] = True

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._meeting_id = ""
        self._document: MinutesDocument | None = None
        self._recovering = False
        self._acts = MinutesActs(context, self)
        self._exports = Exports(context, self)
        self._typed = TypedText(context.services.drafts, self)
        self._build()
        self._lay_out()
        self._connect()

    def open(self, record_id: str | None = None, **_arguments: str) -> None:
        if record_id and record_id != self._meeting_id:
            self.editor.save()
            self._meeting_id, self._document, self._recovering = record_id, None, True
        self.refresh()

    def refresh(self) -> None:
        if self._meeting_id:
            services, meeting_id = self.context.services, self._meeting_id
            Operation(self, lambda: read_minutes(services, meeting_id)).on_success(self._show).on_error(
                self.context.navigator.fail
            ).start()

    def breadcrumb(self) -> tuple[str, ...]:
        if self._document is None:
            return (_("Meetings"),)
        return (_("Meetings"), self._document.title, _("Minutes"))

    def explanation(self) -> str:
        return _(
            "The minutes, written from the notes: edit them as you like, one paragraph after the other. When the notes "
            "change, what you wrote stays, and both texts wait for you at the right (F8). Alt+Down goes to the next point. "
            "Approved minutes hold the notes still; locked ones never change."
        )

    def may_leave(self) -> bool:
        self.editor.save()
        self._typed.flush()
        return True

    # --- Building

    def _build(self) -> None:
        self.update_ = doing(
            Button(_("Update from the notes"), "secondary", icon="refresh", shortcut="Ctrl+R"),
            "regenerate_minutes",
        )
        self.reopen = doing(Button(_("Back to a draft…"), "ghost"), "reopen_minutes")
        self.ways = Button(_("Print or send"), "secondary", trailing="down", shortcut="Ctrl+P")
        self.approve = doing(Button(_("Approve…"), "primary", shortcut="Ctrl+Return"), "approve_minutes")
        self.lock = doing(Button(_("Lock…"), "primary"), "lock_minutes")
        self.add = doing(Button(_("Add a note"), "primary", icon="plus", shortcut="Ctrl+N"), "add_addition")
        self._menu = QMenu(self)
        buttons = QHBoxLayout()  # its spaces go with what is hidden
        buttons.setSpacing(px(8))
        buttons.setContentsMargins(0, 0, 0, 0)
        for button in (self.reopen, self.update_, self.ways, self.approve, self.lock, self.add):
            buttons.addWidget(button)
        self.header = PageHeader("", "", [holding(buttons)])
        self.outline: ListView[ParagraphLine] = ListView(
            _point, lambda line: line.id, name=_("Points of the minutes")
        )
        self.editor = doing(MinutesEditor(), "write_paragraph")
        self.side = SidePanel()
        self.begin = doing(
            Button(_("Write the minutes from the notes"), "primary", shortcut="Ctrl+Return"),
            "regenerate_minutes",
        )
        self.empty = EmptyState(
            "note",
            _("No minutes yet"),
            _(
                "They write themselves from the agenda, who was there, the notes, decisions and commitments. Then they are yours."
            ),
            self.begin,
        )
        self.too_early = EmptyState(
            "calendar",
            _("This meeting was not held yet"),
            _("The minutes can be written once it has begun."),
            to_meeting := Button(_("Go to the meeting"), "secondary"),
        )
        to_meeting.clicked.connect(lambda: self.context.navigator.open_page("meetings", self._meeting_id))

    def _lay_out(self) -> None:
        head = row((Label(_("Points"), "section"), 1), margins=(8, 0, 8, 0))
        left = holding(column(head, 8, (self.outline, 1), gap=0, margins=(8, 14, 8, 8)))
        left.setFixedWidth(px(OUTLINE_WIDTH))
        text = Card(column((self.editor, 1), margins=(24, 20, 12, 0)), edge=None)
        self.parts = Roomy(
            Part(left, _OUTLINE, self.outline),
            Part(text, _TEXT, takes=True),
            Part(self.side, turned=self.side.stand_beside),
            least=_BESIDE,
            lines=True,
            first=1,
        )
        self._pages = QStackedWidget()
        for page in (self.parts, self.empty, self.too_early):
            self._pages.addWidget(page)
        top = holding(column(self.header, margins=(24, 11, 24, 11)))
        self.setLayout(column(top, Separator(), (self._pages, 1), gap=0))

    def _connect(self) -> None:
        self.editor.typed.connect(lambda name, text: self._typed.keep(self._meeting_id, name, text))
        self.editor.written.connect(self._write)
        self.editor.entered.connect(self._entered)
        self.outline.row_activated.connect(lambda line: self._go_to(line.id))
        self.outline.row_selected.connect(self._chosen_point)
        self.side.choices.settled.connect(self._acts.settle)
        self.side.choices.shown.connect(self.editor.go_to)
        self.side.restore_asked.connect(self._restore)
        self.side.put_back_asked.connect(self._put_back)
        self.update_.clicked.connect(self._regenerate)
        self.begin.clicked.connect(self._regenerate)
        self.ways.clicked.connect(self._open_menu)
        for button, act in (
            (self.approve, self._acts.approve),
            (self.reopen, self._acts.reopen),
            (self.lock, self._acts.lock),
            (self.add, self._acts.add),
        ):
            button.clicked.connect(partial(self._on_document, act))
        for key, step in (("Alt+Down", 1), ("Alt+Up", -1)):
            QShortcut(QKeySequence(key), self).activated.connect(partial(self._step, step))

    # --- Showing

    def _show(self, file: MinutesFile) -> None:
        document = file.document
        if document.meeting_id != self._meeting_id:
            return
        self._document = document
        self.header.set_title(document.title)
        written = document.minutes_id is not None
        held = document.opened_at is not None
        self._pages.setCurrentIndex(0 if written else 1 if held else 2)
        self._show_actions(document, written)
        if written:
            self._show_text(document)
            self._recover(file)
        self.header.set_facts(self._facts(document))
        self.context.navigator.retitle()

    def _show_text(self, document: MinutesDocument) -> None:
        first = not self.editor.toPlainText()
        self.editor.setReadOnly(document.state is not MinutesState.DRAFT)
        self.editor.show_paragraphs(document.paragraphs)
        self.outline.set_rows([line for line in document.standing if line.role is ParagraphRole.HEADING])
        choosing = any(one.hasFocus() for one in self.side.choices.findChildren(QWidget))
        self.side.show_minutes(document)
        if document.state is MinutesState.DRAFT and (first or (choosing and self.side.choices.isHidden())):
            self.editor.setFocus()

    def _show_actions(self, document: MinutesDocument, written: bool) -> None:
        state = document.state
        draft, approved = state is MinutesState.DRAFT, state is MinutesState.APPROVED
        self.update_.setVisible(written and draft)
        self.reopen.setVisible(written and approved)
        self.ways.setVisible(written)
        self.approve.setVisible(written and draft)
        self.approve.setEnabled(not self._lacking(document))
        self.lock.setVisible(written and approved)
        self.add.setVisible(written and state is MinutesState.LOCKED)

    def _facts(self, document: MinutesDocument) -> str:
        date = day(local(document.opened_at or document.starts_at).date(), "EEE d MMMM y")
        if document.minutes_id is None:
            return date
        if document.state is not MinutesState.DRAFT:
            return " · ".join((label_of(document.state), date))
        words = sum(len(line.text.split()) for line in document.standing)
        counted = ngettext("{n} word", "{n} words", words)
        return " · ".join([label_of(document.state), *self._lacking(document), counted, date])

    def _lacking(self, document: MinutesDocument) -> list[str]:
        """Why the minutes cannot be approved yet, in words."""
        waiting = sum(line.proposed is not None for line in document.paragraphs)
        lost = len(lost_reservations(document))
        return [
            *([ngettext("{n} choice to make", "{n} choices to make", waiting)] if waiting else []),
            *([ngettext("{n} reservation is missing", "{n} reservations are missing", lost)] if lost else []),
            *([_("the meeting is not closed")] if document.closed_at is None else []),
        ]

    def _recover(self, file: MinutesFile) -> None:
        """Once, when the page comes to a meeting: what was typed before the app stopped goes into its place."""
        typed, self._recovering = (file.typed if self._recovering else {}), False
        if typed and file.document.state is MinutesState.DRAFT and not why_not("write_paragraph"):
            self._acts.recover(file.document, typed, partial(self._forget, tuple(typed)))

    def _forget(self, names: tuple[str, ...]) -> None:
        for name in names:
            self._typed.forget(self._meeting_id, name)

    # --- Writing

    def _write(self, paragraph_id: str, text: str) -> None:
        meeting_id = self._meeting_id

        def settled(error: AppError | None) -> None:
            if error is not None:
                self.editor.refused(paragraph_id)
                return
            self.editor.settled(paragraph_id, text)
            newer = self.editor.texts().get(paragraph_id, "")
            if newer in ("", text) or meeting_id != self._meeting_id:
                self._typed.forget(meeting_id, paragraph_id)
            else:  # typed while it was being saved
                self._typed.keep(meeting_id, paragraph_id, newer)

        self._acts.write(paragraph_id, text, settled)

    def _regenerate(self) -> None:
        self.editor.save()
        self._acts.regenerate(self._meeting_id)

    def _restore(self, reservation_id: str) -> None:
        """The words of a reservation, in their own paragraph again, or behind what it became."""
        if self._document is None:
            return
        self.editor.save()
        source = f"reservation {reservation_id}"
        line = next((one for one in self._document.paragraphs if one.source == source), None)
        if line is None:
            self._acts.regenerate(self._meeting_id)
        elif line.text:
            minutes_id = self._document.minutes_id or ""
            self._acts.insert(minutes_id, line.id, line.proposed or line.generated, _("Back in the text"))
        else:
            self._acts.put_back(line.id, line.proposed or line.generated)

    def _put_back(self, paragraph_id: str) -> None:
        lines = self._document.paragraphs if self._document else ()
        for line in lines:
            if line.id == paragraph_id:
                self._acts.put_back(line.id, line.generated)

    def _on_document(self, act: object) -> None:
        self.editor.save()
        if self._document is not None and callable(act):
            act(self._document)

    def _open_menu(self) -> None:
        if self._document is not None:
            self.editor.save()
            self._exports.fill(self._menu, self._document)
            self._menu.popup(self.ways.mapToGlobal(self.ways.rect().bottomLeft()))

    # --- Moving

    def _entered(self, paragraph_id: str) -> None:
        self.side.choices.show_paragraph(paragraph_id)
        heading = self._heading_of(paragraph_id)
        if heading:
            self.outline.blockSignals(True)
            self.outline.select(heading)
            self.outline.blockSignals(False)

    def _heading_of(self, paragraph_id: str) -> str:
        """The point that a paragraph stands under, "" above the first."""
        heading = ""
        for line in self._document.standing if self._document else ():
            heading = line.id if line.role is ParagraphRole.HEADING else heading
            if line.id == paragraph_id:
                return heading
        return ""

    def _chosen_point(self, line: ParagraphLine | None) -> None:
        if line is not None and self.outline.hasFocus():
            self.editor.go_to(line.id)

    def _go_to(self, paragraph_id: str) -> None:
        self.editor.go_to(paragraph_id)
        self.editor.setFocus()

    def _step(self, by: int) -> None:
        lines = self._document.standing if self._document else ()
        headings = [line.id for line in lines if line.role is ParagraphRole.HEADING]
        if not headings:
            return
        here = self._heading_of(self.editor.current())
        place = headings.index(here) + by if here in headings else (0 if by > 0 else len(headings) - 1)
        self._go_to(headings[max(0, min(place, len(headings) - 1))])


def _point(line: ParagraphLine) -> ListItem:
    number, _dot, title = line.text.partition(". ")
    if title and number.replace(".", "").isdigit():
        return ListItem(title, number=number)
    return ListItem(line.text)


PAGE = MinutesPage
