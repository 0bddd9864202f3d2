"""«Confronta»: any two states of a pact as tracked changes, each with its cause; and its named versions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from PySide6.QtWidgets import QStackedLayout, QWidget

from cocity_desktop.application.pact_versions import KeepVersion, keep_version, remove_version
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.views.versions import PactComparison, VersionKey, VersionKind, VersionRow
from cocity_desktop.localization import _, pgettext
from cocity_desktop.ui.dialogs.base import ask_file_save, open_dialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.compare.dialogs import KeepDialog
from cocity_desktop.ui.pages.compare.text import ComparisonText
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.cards import Card, EmptyState, PageHeader
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.toggles import SegmentedControl
from cocity_desktop.version_words import summary, version_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.domain.errors import AppError

CHANGES, WHOLE = "changes", "whole"
_WIDEST = 420


class _Read(NamedTuple):
    rows: Sequence[VersionRow]
    comparison: PactComparison


class ComparePage(Page):
    """Opened on a pact. F3 and Shift+F3 step through the differences."""

    NAME: ClassVar[str] = "compare"
    KINDS: ClassVar[tuple[str, ...]] = (
        "pact", "pact_version", "article", "sentence", "source_link", "delivery", "article_version",
    )  # fmt: skip
    FOLDS_SIDEBAR: ClassVar[bool] = True

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._pact_id = ""
        self._old: VersionKey | None = None
        self._new = VersionKey()
        self._rows: Sequence[VersionRow] = ()
        self.comparison: PactComparison | None = None
        self._build()
        self._lay_out()
        self._connect()

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        """`record_id` is the pact's; `keep` asks for a name at once."""
        if record_id and record_id != self._pact_id:
            self._pact_id, self._old, self._new, self.comparison = record_id, None, VersionKey(), None
        self._asked = bool(arguments.get("keep"))
        self.refresh()

    def refresh(self) -> None:
        if self._pact_id:
            Operation(self, partial(self._read, self._pact_id, self._old, self._new)).on_success(
                self._show
            ).on_error(self._gone).start()

    def start(self) -> QWidget:
        return self.text

    def breadcrumb(self) -> tuple[str, ...]:
        title = self.comparison.title if self.comparison else ""
        return tuple(filter(None, (_("Pacts"), title, _("Compare"))))

    def explanation(self) -> str:
        return _(
            "Two states of the pact side by side: what was taken out is struck, what came is underlined, and beside it "
            "stands who did it, when, and what it comes from. F3 goes to the next difference, Shift+F3 back. "
            "A version is kept with Ctrl+Shift+K; Ctrl+P makes the paper."
        )

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._asked = False
        self.keep = doing(
            Button(_("Keep this version"), icon="bookmark", shortcut="Ctrl+Shift+K"), "keep_version"
        )
        self.forget = doing(IconButton("delete", _("Take the name away")), "remove_version")
        self.paper = Button(
            _("Side by side as PDF"), "primary", icon="download", shortcut="Ctrl+P", show_key=True
        )
        self.back = IconButton("arrow-left", _("Back to the text"), shortcut="F9")
        self.header = PageHeader("", "", [self.back, self.forget, self.keep, self.paper])
        self.old, self.new = ComboBox(height=36), ComboBox(height=36)
        self.old.setAccessibleName(_("The state at the left"))
        self.new.setAccessibleName(_("The state at the right"))
        for box in (self.old, self.new):
            box.setMaximumWidth(_WIDEST)
        self.view_choice: SegmentedControl[str] = SegmentedControl(
            [(CHANGES, _("What differs")), (WHOLE, _("Whole text"))], _("What to show"), shortcut="F6"
        )
        self.place = Label("", "muted")
        self.previous = IconButton("chevron-left", _("Difference before"), shortcut="Shift+F3")
        self.next = IconButton("chevron-right", _("Next difference"), shortcut="F3")
        self.hint = Label("", "small", wrap=True)
        self.text = ComparisonText()
        self.same = EmptyState("done", _("The text is the same"), _("Choose another state to compare with."))

    def _lay_out(self) -> None:
        choice = row(
            Label(pgettext("comparison", "From"), "label"), 8, (self.old, 1), 12, Label(pgettext("comparison", "To"), "label"), 8, (self.new, 1),
            16, self.view_choice, 16, self.place, self.previous, self.next, gap=0,
        )  # fmt: skip
        self._stack = QStackedLayout()
        self._stack.addWidget(holding(column((self.text, 1), margins=(24, 4, 12, 12))))
        self._stack.addWidget(self.same)
        card = Card(column((self._stack, 1), margins=(1, 1, 1, 1)))
        self.setLayout(
            column(self.header, 12, choice, 8, self.hint, 8, (card, 1), gap=0, margins=(24, 16, 24, 16))
        )

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.context.navigator.open_page("pact", self._pact_id))
        self.keep.clicked.connect(self._keep)
        self.forget.clicked.connect(self._forget)
        self.paper.clicked.connect(self._save)
        self.old.activated.connect(self._chosen)
        self.new.activated.connect(self._chosen)
        self.view_choice.chosen.connect(lambda _view: self._show_text())
        self.next.clicked.connect(lambda: self.text.step(1))
        self.previous.clicked.connect(lambda: self.text.step(-1))
        self.text.stepped.connect(self._stepped)

    # --- showing --------------------------------------------------------------------------------------------------

    def _read(self, pact_id: str, old: VersionKey | None, new: VersionKey) -> _Read:
        queries = self.context.services.queries
        rows = queries.pact_versions(pact_id)
        keys = [one.key for one in rows]
        # What was given a name or delivered last; else as it began.
        left = old if old in keys else (rows[1].key if _is_kept(rows[1:2]) else keys[-1])
        right = new if new in keys else VersionKey()
        return _Read(rows, queries.pact_comparison(pact_id, left, right))

    def _gone(self, error: AppError) -> None:
        self.context.navigator.fail(error)

    def _show(self, read: _Read) -> None:
        if read.comparison.pact_id != self._pact_id:
            return
        self._rows, self.comparison = read.rows, read.comparison
        self._old, self._new = read.comparison.old.key, read.comparison.new.key
        self.header.set_title(_("Compare"))
        self.header.set_facts(summary(read.comparison))
        for box, key in ((self.old, self._old), (self.new, self._new)):
            box.clear()
            for one in read.rows:
                box.addItem(version_line(one), one.key)
            box.setCurrentIndex([one.key for one in read.rows].index(key))
        named = [one for one in read.rows if one.key.kind is VersionKind.NAMED]
        notes = [one.note for one in (read.comparison.old, read.comparison.new) if one.note]
        nothing = "" if named else _("No version has a name yet. Ctrl+Shift+K keeps the one of now.")
        self.hint.setText(" · ".join(notes) or nothing)
        self.hint.setVisible(bool(self.hint.text()))
        self.forget.setVisible(VersionKind.NAMED in (self._old.kind, self._new.kind))
        self._show_text()
        self.context.navigator.retitle()
        if self._asked:
            self._asked = False
            self._keep()

    def _show_text(self) -> None:
        if self.comparison is None:
            return
        whole = self.view_choice.value() == WHOLE
        differs = any(article.differs for article in self.comparison.articles)
        self.text.show_comparison(self.comparison, whole=whole)
        self._stack.setCurrentIndex(0 if differs or whole else 1)

    def _stepped(self, place: int, count: int) -> None:
        self.place.setText(_("{n} of {all}").format(n=place, all=count) if count else "")
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)

    def _chosen(self) -> None:
        self._old, self._new = self.old.currentData(), self.new.currentData()
        self.refresh()

    # --- acts -----------------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        taken = [one.name for one in self._rows if one.key.kind is VersionKind.NAMED]
        dialog = KeepDialog(self, taken)
        if open_dialog(dialog):
            cmd = KeepVersion(pact_id=self._pact_id, name=dialog.name.text(), note=dialog.note.text())
            self._run(keep_version, cmd, _("Version kept"))

    def _forget(self) -> None:
        key = self._old if self._old is not None and self._old.kind is VersionKind.NAMED else self._new
        self._run(remove_version, Remove(id=key.id), _("The name is gone; the text stays in the history"))

    def _run(self, use_case: Callable[..., Changes], cmd: Any, said: str) -> None:
        def done(changes: Changes) -> None:
            self.context.bus.changed.emit(changes)
            self.context.navigator.say(said, undoable=True)

        services = self.context.services
        Operation(self, lambda: services.run(use_case, cmd)).on_success(done).on_error(
            self.context.navigator.fail
        ).start()

    def _save(self) -> None:
        if self.comparison is None:
            return
        comparison, services = self.comparison, self.context.services
        path = ask_file_save(
            self, _("Side by side as PDF"), Path.home() / _("side-by-side.pdf"), _("PDF (*.pdf)")
        )
        if path is None:
            return

        def make() -> None:
            services.write_file(path, services.press.pact_comparison(comparison))

        said = partial(self.context.navigator.say, _("Saved: {file}").format(file=path.name), undoable=False)
        Operation(self, make).on_success(lambda _none: said()).on_error(self.context.navigator.fail).start(
            "work"
        )


def _is_kept(rows: Sequence[VersionRow]) -> bool:
    return any(one.key.kind in (VersionKind.NAMED, VersionKind.DELIVERED) for one in rows)


PAGE = ComparePage
