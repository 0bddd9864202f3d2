"""Doubles on a page of the registry: one quiet line above the list, a chip on the rows, the comparison, the way back.

What may be doubled is worked out after the list is shown, off the main thread; a list that is longer than `MOST` is
looked through only on the command line (`cocity duplicates`), since it would take the machine from whoever works.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView

from cocity_desktop.application.merging import DistinguishRecords, distinguish_records
from cocity_desktop.application.unmerging import Unmerge, Unmerged, unmerge
from cocity_desktop.likeness_words import doubt_words, for_words
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.dialogs.choosing import distinct
from cocity_desktop.ui.dialogs.merge_form import MergeDialog, OtherDialog
from cocity_desktop.ui.models.columns import Chip
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import on_day
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.detail_pane import DetailLine
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.notices import NoticeBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.likeness import Likeness, RegistryFacts
    from cocity_desktop.application.views.merging import MergePreview, MergeRow
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.ui.models.window_table import WindowTable
    from cocity_desktop.ui.records_page import RecordsPage
    from cocity_desktop.ui.widgets.detail_pane import DetailPane

MOST = 10_000
_PAUSE_MS = 400
ICON = "files"
_TELLING = ("contact_point", "membership", "participation", "distinction", "merge")
"""Kinds besides its own from which a record is known."""


class Doubles(QObject):
    """The part of a page about doubles of `kind`. `bar` stands above the list."""

    def __init__(self, page: RecordsPage[Any, Any], kind: str) -> None:
        super().__init__(page)
        self._page, self._kind = page, kind
        self._services = page.context.services
        self.found: tuple[Likeness, ...] = ()
        self._doubtful: frozenset[EntityId] = frozenset()
        self._merges: dict[EntityId, Sequence[MergeRow]] = {}
        self._asked = 0
        self.notice = NoticeBar("warning", "", icon=ICON)
        self.bar = holding(column(self.notice, margins=(0, 0, 0, 12)))
        self.bar.hide()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._look)
        page.context.bus.changed.connect(self._changed)
        self._due = False
        self._total = 0
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A page that nobody sees looks for nothing; it does when it comes back."""
        if event.type() == QEvent.Type.Show and self._due:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _changed(self, changes: Changes) -> None:
        if changes.concerns(self._kind, *_TELLING):
            self._wait()

    # --- the line and the chips -----------------------------------------------------------------------------

    def watch(self, table: WindowTable[Any]) -> None:
        """Look for doubles when the number of records in `table` becomes another one."""
        table.counted.connect(lambda _shown, total, _more: self._counted(total))

    def _counted(self, total: int) -> None:
        if total != self._total:
            self._total = total
            self._wait()

    def _wait(self) -> None:
        """Look once the page has been quiet for a moment."""
        if 1 < self._total <= MOST:
            self._timer.start()
        else:
            self._show(())

    def chip(self, record_id: EntityId) -> Chip | None:
        """What stands beside the name of a record that may be doubled."""
        return Chip(_("perhaps twice"), "warning", ICON) if record_id in self._doubtful else None

    def _look(self) -> None:
        self._due = not self._page.isVisible()
        if self._due:
            return
        self._asked += 1
        turn = self._asked
        queries = self._services.queries
        Operation(self._page, lambda: queries.facts(self._kind)).on_success(
            partial(self._compare, turn)
        ).on_error(self._page.fail).start()

    def _compare(self, turn: int, facts: RegistryFacts) -> None:
        matcher = self._services.matcher
        Operation(self._page, lambda: tuple(matcher.likely(facts))).on_success(
            lambda found: self._show(found) if turn == self._asked else None
        ).on_error(self._page.fail).start("work")

    def _show(self, found: tuple[Likeness, ...]) -> None:
        self.found = found
        self._doubtful = frozenset(i for one in found for i in (one.first_id, one.second_id))
        if found:
            first = found[0]
            compare = doing(Button(_("Compare"), "ghost", compact=True), "merge_records")
            compare.clicked.connect(lambda: self.compare(first.first_id, first.second_id))
            apart = doing(Button(_("They are different"), "ghost", compact=True), "distinguish_records")
            apart.clicked.connect(partial(self._tell_apart, first))
            names = _("{one} and {other}").format(one=first.first_name, other=first.second_name)
            strong = doubt_words(self._kind, len(found))
            self.notice.setToolTip(", ".join(for_words(first)))
            self.notice.tell("warning", strong, names, [compare, apart], icon=ICON)
        self.bar.setVisible(bool(found))
        for view in self._page.findChildren(QAbstractItemView):
            view.viewport().update()

    # --- acts -----------------------------------------------------------------------------------------------

    def compare(self, one: EntityId, other: EntityId) -> None:
        """Read both records and show them side by side."""
        queries, matcher = self._services.queries, self._services.matcher

        def read() -> tuple[MergePreview, RegistryFacts]:
            return queries.merge_preview(self._kind, one, other), queries.facts(self._kind)

        known = next((pair for pair in self.found if {pair.first_id, pair.second_id} == {one, other}), None)

        def seen(both: tuple[MergePreview, RegistryFacts]) -> None:
            self._open(both[0], known or matcher.compare(both[1], one, other))

        Operation(self._page, read).on_success(seen).on_error(self._page.fail).start()

    def choose_other(self, record_id: EntityId, name: str) -> None:
        """Merge by hand: choose the other record first."""
        queries = self._services.queries

        def others() -> list[tuple[EntityId, str]]:
            return _named(queries.facts(self._kind), record_id)

        def ask(found: list[tuple[EntityId, str]]) -> None:
            dialog = OtherDialog(self._page, name, found)
            if open_dialog(dialog) and (other := dialog.picker.value()) is not None:
                self.compare(record_id, other)

        Operation(self._page, others).on_success(ask).on_error(self._page.fail).start()

    def _open(self, seen: MergePreview, likeness: Likeness | None) -> None:
        dialog = MergeDialog(self._page, self._services, seen, likeness)
        if not open_dialog(dialog) or dialog.changes is None:
            return
        if dialog.changes.label == "merge_records":
            moved, seen = dialog.moved(), dialog.seen
            said = _("“{gone}” merged into “{kept}”").format(gone=seen.gone_name, kept=seen.kept_name)
            self._tell(dialog.changes, f"{said}: {moved}" if moved else said)
        else:
            self._told_apart(dialog.changes)

    def _tell_apart(self, pair: Likeness) -> None:
        cmd = DistinguishRecords(kind=self._kind, one_id=pair.first_id, other_id=pair.second_id)
        Operation(self._page, lambda: self._services.run(distinguish_records, cmd)).on_success(
            self._told_apart
        ).on_error(self._page.fail).start()

    def _told_apart(self, changes: Changes) -> None:
        self._tell(changes, _("Noted: they are different. They are not proposed again."))

    def _part(self, merge: MergeRow) -> None:
        Operation(self._page, lambda: self._services.run(unmerge, Unmerge(merge_id=merge.id))).on_success(
            partial(self._parted, merge)
        ).on_error(self._page.fail).start()

    def _parted(self, merge: MergeRow, changes: Unmerged) -> None:
        said = _("“{gone}” and “{kept}” are two again").format(gone=merge.gone_name, kept=merge.kept_name)
        if changes.left_out:
            left = ngettext(
                "{n} thing could not come back: what it belongs to is no longer there.",
                "{n} things could not come back: what they belong to is no longer there.",
                len(changes.left_out),
            )
            said = f"{said}. {left}"
        self._tell(changes, said)

    def _tell(self, changes: Changes, said: str) -> None:
        self._page.context.bus.changed.emit(changes)
        self._page.context.navigator.say(said)

    # --- beside the list ------------------------------------------------------------------------------------

    def read(self, record_id: EntityId) -> None:
        """Read the merges of a record: on the database lane, with the rest of what is told beside the list."""
        self._merges = {record_id: self._services.queries.merges(self._kind, record_id)}

    def write_in(self, pane: DetailPane, record_id: EntityId, name: str) -> None:
        """The merges of the record, each with the way back, and the way to merge by hand."""
        today, merges = self._page.today(), self._merges.get(record_id, ())
        if merges and self._kind == "place":
            pane.section(_("History"))
        for merge in merges:
            said = _("{when}, a double merged").format(when=on_day(merge.merged_on, today))
            part = doing(Button(_("Separate again"), "ghost", compact=True), "unmerge")
            part.setAccessibleName(_("Separate from “{name}” again").format(name=merge.gone_name))
            part.setToolTip(", ".join(merge.reasons))
            part.clicked.connect(partial(self._part, merge))
            pane.line(DetailLine(said, icon="clock", below=merge.gone_name), part)
        other = doing(Button(_("The same as another…"), "ghost", icon=ICON), "merge_records")
        other.clicked.connect(lambda: self.choose_other(record_id, name))
        pane.add(holding(row(other, None)), 20)


def _named(facts: RegistryFacts, without: EntityId) -> list[tuple[EntityId, str]]:
    """All others by name; of equal names each with how it is reached or where it is, and only then counted."""
    rows = [
        (one.id, f"{one.given_name} {one.family_name}".strip(), next(iter((*one.mails, *one.phones)), ""))
        for one in facts.people
    ]
    rows += [(one.id, one.name, next(iter((*one.mails, *one.phones)), one.address)) for one in facts.groups]
    rows += [(one.id, one.name, one.address) for one in facts.places]
    others = sorted((row for row in rows if row[0] != without), key=lambda row: row[1].casefold())
    return distinct(others)
