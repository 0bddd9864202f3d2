"""«Che fine ha fatto»: every line of one meeting under what became of it, what waits for somebody first."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout

from cocity_desktop.application.capture import DeclineEntry, decline_entry
from cocity_desktop.application.views.fates import Fate, FateRow, FateSheet
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import ask_file_save, open_dialog
from cocity_desktop.ui.models.list_items import LedgerItem, RowAction
from cocity_desktop.ui.models.list_view import Ledger
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.fates import words
from cocity_desktop.ui.pages.fates.pane import DECLINE, TO_MEETING, TO_PACT, FatePane
from cocity_desktop.ui.pages.fates.reason import DeclineDialog
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.public_copies import save_public_copy
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.cards import Card, EmptyState, PageHeader
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.filter_bar import FilterBar
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.roomy import beside_its_list

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.fates import ClausePlace

_ALL = ""


class FatesPage(Page):
    """Opened on a meeting. Enter on a line goes to what became of it; N and P act on what is still open."""

    NAME: ClassVar[str] = "fates"
    KINDS: ClassVar[tuple[str, ...]] = (
        "entry", "meeting", "commitment", "decision", "reservation", "pact", "article", "sentence", "source_link", "group",
    )  # fmt: skip

    filter: FilterBar
    fates: ComboBox

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._meeting_id = ""
        self._sheet: FateSheet | None = None
        self._build()
        self._connect()
        self._stack = QStackedLayout()
        for part in (self.ledger, self.nothing, self.empty):
            self._stack.addWidget(part)
        card = Card(column((self._stack, 1), margins=(1, 1, 1, 1)))
        left = column(self.header, 16, self.filter, 12, (card, 1), gap=0, margins=(24, 16, 24, 16))
        self.setLayout(beside_its_list(left, card, self.pane))
        self.pane.hide()

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        """`record_id` is the meeting's; `entry` the line to select."""
        if record_id and record_id != self._meeting_id:
            self._meeting_id, self._sheet = record_id, None
            self.filter.clear()
            self.fates.setCurrentIndex(0)
        self._wanted = arguments.get("entry", "")
        self.refresh()

    def refresh(self) -> None:
        if self._meeting_id:
            queries, meeting_id = self.context.services.queries, self._meeting_id
            Operation(self, lambda: queries.fates(meeting_id)).on_success(self._show).on_error(
                self.context.navigator.fail
            ).start()

    def breadcrumb(self) -> tuple[str, ...]:
        if self._sheet is None:
            return (_("Meetings"), _("What became of it"))
        return (_("Meetings"), words.trail(self._sheet), _("What became of it"))

    def explanation(self) -> str:
        return _(
            "Every line of the meeting is here once: in the pact, a commitment, set aside with its reason, or still open. On "
            "an open line, P goes to the text of the pact and N says why it goes no further. Print it and hang it up."
        )

    # --- building -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._wanted = ""
        self.save = Button(_("Save as PDF"), "primary", icon="download", shortcut="Ctrl+P", show_key=True)
        self.public = doing(
            IconButton("upload", _("Public copy, without people’s data"), shortcut="Ctrl+Shift+P"),
            "note_export",
        )
        self.header = PageHeader(_("What became of it"), "", [self.public, self.save])
        self.filter = FilterBar(_("Filter by word or by who said it"))
        self.fates = ComboBox(36)
        self.fates.setAccessibleName(_("What became of it"))
        self.fates.addItem(_("All of them"), _ALL)
        for fate in words.LOOKS:
            self.fates.addItem(capital(label_of(fate)), fate.value)
        self.filter.add_choice(self.fates)
        actions = (
            RowAction(TO_PACT, _("To the text of the pact (P)"), "pact", Qt.Key.Key_P),
            RowAction(DECLINE, _("It goes no further, and why (N)"), "ban", Qt.Key.Key_N, ("decline_entry",)),
        )
        self.ledger: Ledger[FateRow] = Ledger(
            self._item, lambda one: one.entry_id, actions=actions, fit=False, selecting=True,
            name=_("What became of it"),
        )  # fmt: skip
        self.pane = FatePane()
        self.nothing = EmptyState("tick", _("Nothing here"), _("Try another word, or take a filter away."))
        back = Button(_("Back to the meetings"), "secondary", icon="calendar")
        back.clicked.connect(lambda: self.context.navigator.open_page("meetings", self._meeting_id))
        text = _("When something is said in the meeting, what becomes of it can be followed here.")
        self.empty = EmptyState("note", _("Nobody has said anything yet"), text, back)

    def _connect(self) -> None:
        self.save.clicked.connect(self.save_pdf)
        self.public.clicked.connect(self.save_public)
        self.filter.typed.connect(lambda _words: self._filter())
        self.filter.left_downwards.connect(self.ledger.setFocus)
        self.fates.activated.connect(lambda _at: self._filter())
        self.ledger.row_selected.connect(self._tell)
        self.ledger.row_activated.connect(self._follow)
        self.ledger.acted.connect(self._act)
        self.pane.asked.connect(self._act)
        self.pane.article_asked.connect(self._go_to_article)
        self.pane.commitment_asked.connect(self._go_to_commitment)

    # --- showing --------------------------------------------------------------------------------------------

    def _show(self, sheet: FateSheet) -> None:
        if sheet.meeting_id != self._meeting_id:
            return
        self._sheet = sheet
        for part in (self.save, self.public, self.filter):
            part.setVisible(bool(sheet.rows))  # an empty page has its own next step
        self.header.set_facts(words.facts(sheet))
        self.ledger.set_rows([one for fate in words.LOOKS for one in sheet.of(fate)])
        self._filter()
        if self._wanted:
            self.ledger.select(self._wanted)
            self._wanted = ""
        elif self.ledger.selected() is None and self.ledger.rows.shown():
            self.ledger.select(self.ledger.rows.row(0).entry_id)
        self._tell(self.ledger.selected())
        self.context.navigator.retitle()

    def _item(self, one: FateRow) -> LedgerItem:
        same = self._sheet.of(one.fate) if self._sheet is not None else ()
        return words.item(one, len(same))

    def _filter(self) -> None:
        wanted = self.fates.currentData()
        self.fates.lit = wanted != _ALL
        self.fates.update()
        self.ledger.where(None if wanted == _ALL else lambda one: one.fate.value == wanted)
        self.ledger.search(self.filter.words())
        has_any = self._sheet is not None and bool(self._sheet.rows)
        self._stack.setCurrentIndex(0 if self.ledger.rows.shown() else 1 if has_any else 2)

    def _tell(self, one: FateRow | None) -> None:
        self.pane.setVisible(one is not None)
        if one is not None and self._sheet is not None:
            self.pane.tell(one, bool(self._sheet.pacts))

    # --- acts -----------------------------------------------------------------------------------------------

    def _act(self, act: str, one: FateRow) -> None:
        if act == TO_MEETING:
            self.context.navigator.open_page("meeting", self._meeting_id, entry=one.entry_id)
        elif one.fate is not Fate.OPEN:
            self._follow(one)  # a key pressed on a line that already has its fate leads to it
        elif act == DECLINE:
            self._decline(one)
        elif act == TO_PACT:
            self._go_to_pact()

    def _follow(self, one: FateRow) -> None:
        """To what became of the line; an open one goes where something can become of it."""
        if one.clauses:
            self._go_to_article(one.clauses[0])
        elif one.commitment is not None:
            self._go_to_commitment(one.commitment.id)
        elif one.fate is Fate.OPEN:
            self._go_to_pact()

    def _go_to_article(self, place: ClausePlace) -> None:
        self.context.navigator.open_page("pact", place.pact_id, article=place.article_id)

    def _go_to_commitment(self, commitment_id: str) -> None:
        self.context.navigator.open_page("commitments", commitment_id)

    def _go_to_pact(self) -> None:
        """The pact of the process, or the page where one begins."""
        if self._sheet is not None and self._sheet.pacts:
            self.context.navigator.open_page("pact", self._sheet.pacts[0].id)
        else:
            self.context.navigator.open_page("pacts", None, new="1")

    def _decline(self, one: FateRow) -> None:
        dialog = DeclineDialog(self, one)
        if not open_dialog(dialog):
            return
        services = self.context.services
        command = DeclineEntry(entry_id=one.entry_id, reason=dialog.reason())
        Operation(self, lambda: services.run(decline_entry, command)).on_success(self._declined).on_error(
            self.context.navigator.fail
        ).start()

    def _declined(self, changes: Changes) -> None:
        self.context.bus.changed.emit(changes)
        self.context.navigator.say(_("Goes no further: “{name}”").format(name=changes.subject))

    def save_public(self) -> None:
        """The same without people's data."""
        if self._sheet is not None and self._sheet.rows:
            name, press = words.file_name(self._sheet), self.context.services.press
            save_public_copy(self, self.context, self._sheet, name, _("PDF (*.pdf)"), press.fate_sheet)

    def save_pdf(self) -> None:
        """Ask where, make the sheet as it stands now, say so."""
        sheet, services = self._sheet, self.context.services
        if sheet is None or not sheet.rows:
            return
        suggested = Path.home() / words.file_name(sheet)
        path = ask_file_save(self, _("Save as PDF"), suggested, _("PDF (*.pdf)"))
        if path is None:
            return

        def make() -> None:
            services.write_file(path, services.press.fate_sheet(sheet))

        said = partial(self.context.navigator.say, _("Saved: {file}").format(file=path.name), undoable=False)
        Operation(self, make).on_success(lambda _none: said()).on_error(self.context.navigator.fail).start(
            "work"
        )


PAGE = FatesPage
