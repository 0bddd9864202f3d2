"""Doubles on a page of the registry: one quiet line above the list, a chip on the rows, the comparison, the way back.

What may be doubled is worked out after the list is shown, in the background (`doubles_search`), and followed as records
change. Of a list longer than `LONG` it is told how far the search is, and it can be stopped; when it has to begin anew it
does so only when nobody has worked on the list for a while.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView

from cocity_desktop.application.merging import DistinguishRecords, distinguish_records
from cocity_desktop.application.unmerging import Unmerge, Unmerged, unmerge
from cocity_desktop.likeness_words import doubt_words, for_words, two_words
from cocity_desktop.localization import _, ngettext, number
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.dialogs.merge_by_hand import Choices, OtherDialog, TwoDialog, read_choices
from cocity_desktop.ui.dialogs.merge_form import MergeDialog
from cocity_desktop.ui.doubles_search import DoublesSearch
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

LONG = 10_000
_PAUSE_MS, _LONG_PAUSE_MS = 400, 120_000
ICON = "files"
_TELLING = ("contact_point", "membership", "participation", "process", "distinction", "merge")
"""Kinds besides its own from which a record is known."""
_UNTOLD = frozenset({"erase_person"})
"""Acts that also write records which they do not name."""


class Doubles(QObject):
    """The part of a page about doubles of `kind`. `bar` stands above the list."""

    def __init__(self, page: RecordsPage[Any, Any], kind: str) -> None:
        super().__init__(page)
        self._page, self._kind = page, kind
        self._services = page.context.services
        self.found: tuple[Likeness, ...] = ()
        self._doubtful: frozenset[EntityId] = frozenset()
        self._merges: dict[EntityId, Sequence[MergeRow]] = {}
        self.search = DoublesSearch(self._services, kind, self)
        self.search.found.connect(self._show)
        self.search.stepped.connect(self._tell_how_far)
        self.search.stopped.connect(self._stopped)
        self._telling = self._by_hand = False
        self.notice = NoticeBar("warning", "", icon=ICON)
        self.bar = holding(column(self.notice, margins=(0, 0, 0, 12)))
        self.bar.hide()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._look)
        page.context.bus.changed.connect(self._changed)
        page.merge_asked.connect(self.choose_two)
        self._due = False
        self._total = 0
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A page that nobody sees looks for nothing; it does when it comes back."""
        if event.type() == QEvent.Type.Show and self._due:
            self._timer.start(_PAUSE_MS)
        return super().eventFilter(watched, event)

    def _changed(self, changes: Changes) -> None:
        if changes.concerns(self._kind, *_TELLING):
            self._forget({ref.id for ref in changes.touched if ref.kind == self._kind})
            self.search.note(changes)
            if changes.label in _UNTOLD:
                self.search.forget()
            self._wait(self._pause())

    def _pause(self) -> int:
        """To follow what was written takes a moment; to begin anew among many waits until nobody works on them."""
        return _PAUSE_MS if self._total <= LONG or self.search.follows else _LONG_PAUSE_MS

    def _forget(self, ids: set[EntityId]) -> None:
        """A record that was changed may not be what it was proposed for any more: a long search says it again later."""
        if self._total > LONG and not ids.isdisjoint(self._doubtful):
            self._show(
                tuple(one for one in self.found if one.first_id not in ids and one.second_id not in ids)
            )

    # --- the line and the chips -----------------------------------------------------------------------------

    def watch(self, table: WindowTable[Any]) -> None:
        """Look for doubles when the number of records in `table` becomes another one."""
        table.counted.connect(lambda _shown, total, _more: self._counted(total))

    def _counted(self, total: int) -> None:
        if total != self._total:
            first, self._total = self._total == 0, total
            self._wait(_PAUSE_MS if first else self._pause())

    def _wait(self, pause: int) -> None:
        """Look once the page has been quiet for a moment."""
        if self._total > 1:
            self._timer.start(pause)
        else:
            self.search.drop()
            self._show(())

    def chip(self, record_id: EntityId) -> Chip | None:
        """What stands beside the name of a record that may be doubled."""
        return Chip(_("perhaps twice"), "warning", ICON) if record_id in self._doubtful else None

    def _look(self) -> None:
        self._due = not self._page.isVisible()
        if not self._due:
            self.search.start(self._total)

    def _tell_how_far(self, percent: int) -> None:
        """Of a long search, while nothing better is to be said."""
        if self._total <= LONG or self.found:
            return
        strong = _("Looking for doubles: {percent} %").format(percent=number(percent))
        if not self._telling:
            self._telling = True
            stop = Button(_("Stop"), "ghost", compact=True)
            stop.clicked.connect(self.stop)
            self.notice.setToolTip("")
            self.notice.tell("neutral", strong, "", [stop], icon=ICON)
        self.notice.reword(strong)
        self.bar.show()

    def stop(self) -> None:
        """By hand: it begins again only after a change."""
        self.search.stop()
        self._by_hand = True

    def _stopped(self) -> None:
        """By hand, or since the archive was shut: then it begins anew when the page is seen again."""
        self._due, self._by_hand, self._telling = not self._by_hand, False, False
        self.bar.setVisible(bool(self.found))

    def _show(self, found: tuple[Likeness, ...]) -> None:
        self.found, self._telling = found, False
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
        ids = (one, other) if self._total > LONG else None  # how rare a name is would take a reading of all

        def read() -> tuple[MergePreview, RegistryFacts]:
            return queries.merge_preview(self._kind, one, other), queries.facts(self._kind, ids)

        known = next((pair for pair in self.found if {pair.first_id, pair.second_id} == {one, other}), None)

        def seen(both: tuple[MergePreview, RegistryFacts]) -> None:
            self._open(both[0], known or matcher.compare(both[1], one, other))

        Operation(self._page, read).on_success(seen).on_error(self._page.fail).start()

    def choose_other(self, record_id: EntityId, name: str) -> None:
        """Merge by hand: choose the other record first."""

        def find(words: str) -> Choices:
            return read_choices(self._services, self._kind, words).without(record_id)

        def ask(known: Choices) -> None:
            dialog = OtherDialog(self._page, name, known, find)
            if open_dialog(dialog) and (other := dialog.picker.value()) is not None:
                self.compare(record_id, other)

        Operation(self._page, lambda: find("")).on_success(ask).on_error(self._page.fail).start()

    def choose_two(self, first: EntityId | None) -> None:
        """Merge by hand, from anywhere: choose both."""
        services, kind = self._services, self._kind

        def ask(known: Choices) -> None:
            dialog = TwoDialog(
                self._page, two_words(kind), known, lambda words: read_choices(services, kind, words), first
            )
            one, other = dialog.one, dialog.other
            if open_dialog(dialog) and (a := one.value()) is not None and (b := other.value()) is not None:
                self.compare(a, b)

        Operation(self._page, lambda: read_choices(services, kind, "", first)).on_success(ask).on_error(
            self._page.fail
        ).start()

    def _open(self, seen: MergePreview, likeness: Likeness | None) -> None:
        dialog = MergeDialog(self._page, self._services, seen, likeness)
        if not open_dialog(dialog) or dialog.changes is None:
            return
        if dialog.changes.label == "merge_records":
            moved, seen = dialog.moved(), dialog.seen
            said = _("“{gone}” merged into “{kept}”").format(gone=seen.gone_name, kept=seen.kept_name)
            self._page.want(seen.kept_id)
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
            when = _("{when}: {what}").format(when=on_day(merge.merged_on, today), what=merge.gone_name)
            part = doing(Button(_("Separate again"), "ghost", compact=True), "unmerge")
            part.setAccessibleName(_("Separate from “{name}” again").format(name=merge.gone_name))
            part.setToolTip(", ".join(merge.reasons))
            part.clicked.connect(partial(self._part, merge))
            pane.line(DetailLine(_("A double merged"), icon="clock", below=when), part)
        other = doing(Button(_("The same as another…"), "ghost", icon=ICON), "merge_records")
        other.clicked.connect(lambda: self.choose_other(record_id, name))
        pane.add(holding(row(other, None)), 20)
