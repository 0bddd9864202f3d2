"""Importing a table: the file, its columns, the trial, and one button. Nothing is written before that button.

The reading of the file runs on the work lane, everything else on the database lane; each can be stopped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from cocity_desktop.application.history import UndoChange, undo_change
from cocity_desktop.application.importing.register import RegisterPlan
from cocity_desktop.domain.errors import AppError, UserError
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.localization import _, dated, day, local, ngettext
from cocity_desktop.ui.operation import Cancelled, Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.importing import words
from cocity_desktop.ui.pages.importing.columns_face import ColumnsFace
from cocity_desktop.ui.pages.importing.done_face import DoneFace
from cocity_desktop.ui.pages.importing.file_face import FileFace
from cocity_desktop.ui.pages.importing.jobs import JOBS, Job, Wish, day_told, looks_like_a_register
from cocity_desktop.ui.pages.importing.rows_face import RowsFace
from cocity_desktop.ui.pages.importing.step_line import StepLine
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.cards import PageHeader
from cocity_desktop.ui.widgets.layouts import column

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.importing.ports import Step, Table
    from cocity_desktop.application.views.importing import ColumnProposal, ImportPlan
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.ui.operation import Progress


class ImportingPage(Page):
    """See the module. `open(about="groups")` begins with that kind of table."""

    NAME: ClassVar[str] = "importing"
    FOLDS_SIDEBAR: ClassVar[bool] = True

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._table: Table | None = None
        self._file: Path | None = None
        self._wish: Wish | None = None
        self._plan: ImportPlan | None = None
        self._change: EntityId | None = None
        self._running: Operation[Any] | None = None
        self.steps = StepLine(words.steps())
        self.file = FileFace()
        self.columns = ColumnsFace(self._today())
        self.rows = RowsFace()
        self.done = DoneFace()
        self.other = IconButton("folder", _("Another file"), shortcut="Ctrl+O")
        self.back = Button(_("Back"), "ghost", icon="chevron-left", shortcut="Alt+Shift+Left")
        self.next = Button("", "primary", shortcut="Ctrl+Return", show_key=True)
        self.header = PageHeader(_("Import a table"), "", (self.other, self.back, self.next))
        self._stack = QStackedWidget()
        self.file.target.chosen.connect(lambda _target: self.context.navigator.retitle())
        for face in (self.file, self.columns, self.rows, self.done):
            self._stack.addWidget(face)
        self.setLayout(
            column(self.header, 12, self.steps, 16, (self._stack, 1), gap=0, margins=(24, 16, 24, 16))
        )
        self._connect()
        self._face(self.file)

    # --- what the window asks -------------------------------------------------------------------------------

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        about = next((one for one in ImportTarget if one.value == arguments.get("about")), None)
        if about in JOBS and self._stack.currentWidget() in (self.file, self.done) and self._running is None:
            self.file.target.set_value(about)
            self._face(self.file)
        super().open(record_id, **arguments)
        if self._stack.currentWidget() is self.file:
            self.file.place.choose.setFocus()

    def home(self) -> str:
        return self._job().goes_to

    def breadcrumb(self) -> tuple[str, ...]:
        return (_page_words(self._job()), _("Import a table"))

    def explanation(self) -> str:
        return _(
            "Four steps: choose the file, look at what its columns mean, see what every row would do, import. The trial "
            "changes nothing. The import is one act: it can be stopped half way, and undone as a whole. The same table "
            "again changes nothing; a newer edition changes what is new in it."
        )

    def _on_changed(self, changes: Changes) -> None:
        """Ctrl+Z takes the import back as the button does: then there is nothing to be told of it any more."""
        if changes.label == "undo" and self._change is not None and self._stack.currentWidget() is self.done:
            self._change = None
            self._face(self.file)
        super()._on_changed(changes)

    # --- step 1 ---------------------------------------------------------------------------------------------

    def take(self, file: Path, sheet: str = "") -> None:
        """Read a file and go on to its columns."""
        if self._running is not None or not allowed(*self._job().acts):
            return
        self._file = file
        services, job = self.context.services, self._job()

        def read(progress: Progress) -> Table:
            return services.tables.read(file, sheet, _stepping(progress))

        def proposed(table: Table) -> None:
            Operation(self, lambda: job.columns(services, table)).on_success(
                lambda columns: self._show_columns(table, columns)
            ).on_error(self.file.show_fault).start()

        self.file.read(file)
        self._run(
            Operation(self, read).with_progress(lambda done, total, _words: self.file.follow(done, total)),
            proposed,
            self._not_read,
            self.file.rest,
            "work",
        )

    def _not_read(self, error: AppError) -> None:
        self._face(self.file)
        self.file.show_fault(error)

    # --- step 2 ---------------------------------------------------------------------------------------------

    def _show_columns(self, table: Table, columns: tuple[ColumnProposal, ...]) -> None:
        self._table = table
        job = self._job()
        told = day_told(table, self._today()) if job.target is ImportTarget.REGISTER else None
        self.columns.show_table(job, table, columns, told)
        if told is None and looks_like_a_register(table):
            self.columns.offer_register()
        self._face(self.columns)
        self.columns.table.setFocus()

    def _try(self) -> None:
        """The dry run."""
        if self._table is None or self._running is not None:
            return
        try:
            columns = self.columns.columns()
        except UserError as error:
            self.columns.show_fault(error)
            return
        if self._job().target is ImportTarget.REGISTER and not self.columns.day.check():
            return
        self._wish = wish = Wish(self._table, columns, self.columns.day.value())
        services, job = self.context.services, self._job()
        self.next.setEnabled(False)
        self._run(
            Operation(self, lambda progress: job.plan(services, wish, _stepping(progress))).with_progress(
                self._trying
            ),
            self._show_plan,
            self.columns.show_fault,
            self._count,
        )

    def _trying(self, done: int, total: int, _words: str) -> None:
        self.header.set_facts(_("trying: {share} %").format(share=100 * done // max(1, total)))

    # --- step 3 ---------------------------------------------------------------------------------------------

    def _show_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        if self._table is None:
            return
        self.rows.show_plan(plan, self._table, _whole(plan))
        self._face(self.rows)
        self.rows.table.setFocus()

    def _import(self) -> None:
        if self._wish is None or self._running is not None:
            return
        wish = Wish(self._wish.table, self._wish.columns, self._wish.told_on, self.rows.decisions())
        services, job = self.context.services, self._job()
        self._face(self.done)
        self.done.begin(len(wish.table.rows))
        self._run(
            Operation(self, lambda progress: job.run(services, wish, _stepping(progress))).with_progress(
                lambda done, total, _words: self.done.follow(done, total)
            ),
            self._imported,
            self._not_imported,
            self._count,
        )

    def _not_imported(self, error: AppError) -> None:
        self._face(self.rows)
        self.rows.show_fault(error)

    # --- step 4 ---------------------------------------------------------------------------------------------

    def _imported(self, changes: Changes) -> None:
        self._change = changes.change_id
        self.context.bus.changed.emit(changes)
        job = self._job()
        go = _("Go to: {page}").format(page=_page_words(job))
        if changes.change_id is None:
            self.done.tell(_("Nothing to change: all of this was here already."), (), go, undoable=False)
        else:
            rows = self.rows.coming()
            said = ngettext("{n} row imported", "{n} rows imported", rows)
            facts = words.done_facts(self._plan, rows) if self._plan else ()
            self.done.tell(said, facts, go, undoable=True)
        self._count()

    def _undo(self) -> None:
        if self._change is None:
            return
        cmd, services = UndoChange(change_id=self._change), self.context.services

        def undone(changes: Changes) -> None:
            self._change = None
            self.context.bus.changed.emit(changes)
            self._face(self.file)
            self.context.navigator.say(_("Import undone: everything is as it was."), undoable=False)

        Operation(self, lambda: services.run(undo_change, cmd)).on_success(undone).on_error(
            self.context.navigator.fail
        ).start()

    # --- the way through ------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.file.given.connect(self.take)
        self.file.stopped.connect(self._stop)
        self.columns.sheet_chosen.connect(self._other_sheet)
        self.columns.register_asked.connect(self._as_register)
        self.rows.weighed.connect(self._count)
        self.done.stopped.connect(self._stop)
        self.done.undone.connect(self._undo)
        self.done.other.connect(lambda: self._face(self.file))
        self.done.went.connect(lambda: self.context.navigator.open_page(self._job().goes_to))
        self.other.clicked.connect(self.file.place.ask)
        self.back.clicked.connect(self._back)
        self.next.clicked.connect(self._next)

    def _run(
        self,
        operation: Operation[Any],
        success: Callable[..., object],
        error: Callable[[AppError], object],
        after: Callable[[], object],
        lane: str = "database",
    ) -> None:
        def ended() -> None:
            self._running = None
            after()

        self._running = operation
        operation.on_finally(ended).on_success(success).on_error(error).on_cancel(self._stopped)
        operation.start(lane)  # type: ignore[arg-type]

    def _stop(self) -> None:
        if self._running is not None:
            self.done.stopping()
            self._running.cancel()

    def _stopped(self) -> None:
        if self._stack.currentWidget() is self.done:
            self._face(self.rows)
            self.rows.tell(_("Stopped: nothing was changed."))
        self.context.navigator.say(_("Stopped: nothing was changed."), undoable=False)

    def _as_register(self) -> None:
        self.file.target.set_value(ImportTarget.REGISTER)
        if self._file is not None:
            self.take(self._file)

    def _other_sheet(self, sheet: str) -> None:
        if self._file is not None:
            self.take(self._file, sheet)

    def _back(self) -> None:
        self._face(self.columns if self._stack.currentWidget() is self.rows else self.file)

    def _next(self) -> None:
        if self._stack.currentWidget() is self.columns:
            self._try()
        elif self._stack.currentWidget() is self.rows:
            self._import()

    def _face(self, face: QWidget) -> None:
        self._stack.setCurrentWidget(face)
        self.steps.set_current(self._stack.currentIndex())
        self._count()
        self.context.navigator.retitle()

    def _count(self) -> None:
        """The buttons and the facts of the step in front."""
        face = self._stack.currentWidget()
        for button in (self.other, self.back, self.next):
            button.setVisible(face in (self.columns, self.rows))
        self.header.set_facts(words.table_facts(self._table) if self._table and face is not self.file else "")
        if face is self.columns:
            doing(self.next)
            self.next.setText(_("Try it"))
            self.next.setEnabled(self._running is None)
        elif face is self.rows:
            coming = self.rows.coming()
            doing(self.next, *self._job().acts)
            self.next.setText(ngettext("Import {n} row", "Import {n} rows", coming))
            self.next.setEnabled(bool(coming) and self._running is None)
            if not coming:
                self.header.set_facts(words.nothing_comes(self._plan))

    def _job(self) -> Job:
        return JOBS[self.file.target.value()]

    def _today(self) -> date:
        return local(self.context.services.clock.now()).date()


def _stepping(progress: Progress) -> Step:
    """A step that tells hundredths only, and stops at once."""
    last = -1

    def step(done: int, total: int) -> None:
        nonlocal last
        if progress.cancelled():
            raise Cancelled
        share = 100 * done // max(1, total)
        if share != last:
            last = share
            progress.step(done, total)

    return step


def _whole(plan: ImportPlan) -> str:
    """What is to be told of a register as a whole."""
    if not isinstance(plan, RegisterPlan):
        return ""
    said = dated(_("Register of {day}."), day=day(plan.told_on))
    if not plan.gone:
        return said
    gone = ngettext(
        "{n} process is not listed any more and stays as it is: {names}.",
        "{n} processes are not listed any more and stay as they are: {names}.",
        len(plan.gone),
    ).format(names=", ".join(plan.gone[:3]) + ("…" if len(plan.gone) > 3 else ""))
    return words.with_one_stop(f"{said} {gone}")


def _page_words(job: Job) -> str:
    return {
        "groups": _("Groups"),
        "people": _("People"),
        "places": _("Places"),
        "processes": _("Processes"),
    }[job.goes_to]


PAGE = ImportingPage
