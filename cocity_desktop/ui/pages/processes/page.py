"""Percorsi: every path from contact to pact. A list that shows who stands still, and the chosen path whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QStackedLayout

from cocity_desktop.application.export_ports import ExportSubject
from cocity_desktop.application.pacts import AssemblePact, assemble_pact
from cocity_desktop.application.processes import remove_group_from_process, remove_process
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.views.work import ProcessRow
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.domain.lifecycle import Stage
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.attachments import AttachDialog, choose_file, save_copy
from cocity_desktop.ui.dialogs.choosing import read_groups
from cocity_desktop.ui.dialogs.process_form import ProcessDialog, read_choices
from cocity_desktop.ui.dialogs.step_form import ActDialog, JoinDialog, OpinionDialog, StepDialog
from cocity_desktop.ui.exporting_button import Chosen, export_button
from cocity_desktop.ui.importing_button import importing_button
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.processes import words
from cocity_desktop.ui.pages.processes.detail import ProcessFile, ProcessPane
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.records_page import RecordsPage
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, EmptyState, PageHeader
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.filter_bar import FilterBar
from cocity_desktop.ui.widgets.layouts import column, holding
from cocity_desktop.ui.widgets.roomy import ROWS, Part, Roomy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.work import ProcessDetail
    from cocity_desktop.ui.pages.base import PageContext

_LIST, _SHARE = 408, 0.4
"""Design pixels of the list; where letters are large, its share of the page: the record beside it needs the rest."""
_ALL, _STILL, _CLOSED = "", "stalled", "closed"


class ProcessesPage(RecordsPage[ProcessRow, ProcessFile]):
    """See the module."""

    NAME: ClassVar[str] = "processes"
    KINDS: ClassVar[tuple[str, ...]] = (
        "process", "history_step", "participation", "opinion", "meeting", "entry", "pact", "delivery",
        "attachment", "commitment", "group", "place", "staff_member",
    )  # fmt: skip

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rows: Sequence[ProcessRow] = ()
        self._build()
        card = Card(column((self.list, 1), margins=(1, 1, 1, 1)))
        self._side = holding(
            column(self.header, 16, self.filter, 12, (card, 1), gap=0, margins=(24, 16, 16, 16))
        )
        self._both = Roomy(
            Part(self._side, ROWS, card, turned=lambda _beside: self._share()),
            Part(self.pane, takes=True, turned=self.pane.stand_beside),
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(self._both)
        alone = PageHeader(_("Processes"), "", [importing_button(context.navigator, ImportTarget.REGISTER)])
        self._stack.addWidget(holding(column(alone, (self.empty, 1), gap=0, margins=(24, 16, 24, 16))))
        self.setLayout(self._stack)
        self.use_list(self.list)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """The list takes its part of the width, where it has the other one beside it."""
        if self._both.beside():
            self._side.setFixedWidth(min(px(_LIST), round(_SHARE * self.width())))

    # --- hooks ----------------------------------------------------------------------------------------------

    def read_rows(self) -> Sequence[ProcessRow]:
        return self.context.services.queries.processes()

    def read_detail(self, record_id: str) -> ProcessFile:
        services = self.context.services
        process = services.queries.process(record_id)
        promised = [one for one in services.queries.commitments() if one.process_id == record_id]
        regulation = services.regulations.find(process.regulation_code)
        title = regulation.title if regulation else process.regulation_code
        return ProcessFile(process, title, promised)

    def identity(self, row: ProcessRow) -> str:
        return row.id

    def first(self) -> ProcessRow | None:
        return self.list.rows.row(0) if self.list.rows.shown() else None

    def show_rows(self, found: Sequence[ProcessRow]) -> None:
        self._rows = found
        self._stack.setCurrentIndex(0 if found else 1)
        self.header.set_facts(words.facts(found, self.today()))
        self.list.set_rows(found)

    def show_detail(self, detail: ProcessFile) -> None:
        self.pane.tell(detail, self.today())
        self.pane.show()

    def show_nothing(self) -> None:
        self.pane.hide()

    def clear_filters(self) -> None:
        self.filter.clear()
        self.stages.setCurrentIndex(0)
        self._filter()

    def new_record(self) -> None:
        self._with_choices(None, _("New process: “{name}”"))

    def goes_to(self, changes: Changes) -> str | None:
        return changes.created if changes.label == "open_process" else None

    def explanation(self) -> str:
        return _(
            "Every path from the first contact to a pact. A path in amber has stood in the same state for over 90 "
            "days. F7 records a step: only the steps that the path allows are offered, and those that need a reason "
            "or a protocol number say so. The history is never rewritten."
        )

    # --- building -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        new = doing(Button(_("New"), "primary", icon="plus", shortcut="Ctrl+N"), "open_process")
        new.setAccessibleName(_("New process"))
        new.clicked.connect(self.new_record)
        bring = importing_button(self.context.navigator, ImportTarget.REGISTER, narrow=True)
        self.export = export_button(
            self, self.context, ExportSubject.PROCESSES, self._chosen_to_export, narrow=True
        )
        self.header = PageHeader(_("Processes"), "", [bring, self.export, new])
        self.filter = FilterBar(_("Filter"))
        self.stages = ComboBox(36)
        self.stages.setAccessibleName(_("Stage"))
        for key, said in (
            (_ALL, _("All stages")),
            (_STILL, _("Standing still")),
            *((stage.value, label_of(stage)) for stage in Stage),
            (_CLOSED, _("Closed")),
        ):
            self.stages.addItem(said, key)
        self.filter.add_choice(self.stages)
        self.list: ListView[ProcessRow] = ListView(
            lambda one: words.item(one, self.today()), lambda one: one.id, lines=True, inset=16,
            name=_("Processes"),
        )  # fmt: skip
        first = doing(Button(_("New process"), "primary", icon="plus", shortcut="Ctrl+N"), "open_process")
        first.clicked.connect(self.new_record)
        self.empty = EmptyState(
            "path",
            _("No process yet"),
            _("A process joins a place and the groups that want to look after it."),
            first,
        )
        self.pane = ProcessPane()
        self._connect()

    def _connect(self) -> None:
        self.filter.typed.connect(self.list.search)
        self.filter.left_downwards.connect(self.list.setFocus)
        self.stages.activated.connect(lambda _at: self._filter())
        self.list.row_activated.connect(lambda _row: self.pane.setFocus())
        self.pane.asked.connect(self._act)
        self.pane.went.connect(
            lambda page, record, args: self.context.navigator.open_page(page, record, **args)
        )

    def _chosen_to_export(self) -> Chosen:
        """Those that pass the filter, in the order in which they stand."""
        rows = self.list.rows
        ids = tuple(rows.row(at).id for at in range(rows.shown()))
        return Chosen(len(ids), len(self._rows), more=False, ids=lambda: ids)

    def _filter(self) -> None:
        wanted = self.stages.currentData()
        self.stages.lit = wanted != _ALL
        self.stages.update()
        today = self.today()

        def passes(one: ProcessRow) -> bool:
            if wanted == _STILL:
                return words.stalled(one, today)
            return one.stage is None if wanted == _CLOSED else one.stage == wanted

        self.list.where(passes if wanted else None)

    # --- acts -----------------------------------------------------------------------------------------------

    def _act(self, act: str, process: ProcessDetail, thing: Any) -> None:
        services, today = self.context.services, self.today()
        if act == "step":
            self.ask(StepDialog(self, services, process, today), _("Step recorded: “{name}”"))
        elif act == "edit":
            self._with_choices(process, _("Saved: “{name}”"))
        elif act == "act":
            self.ask(ActDialog(self, services, process, today), _("Act recorded: “{name}”"))
        elif act == "opinion":
            self.ask(OpinionDialog(self, services, process, today), _("Opinion recorded: “{name}”"))
        elif act == "join":
            self._join(process)
        elif act == "leave":
            gone = _("{name} left the process").format(name=thing.name)
            self.act(lambda: services.run(remove_group_from_process, Remove(id=thing.participation_id)), gone)
        else:
            self._act_more(act, process, thing)

    def _act_more(self, act: str, process: ProcessDetail, thing: Any) -> None:
        services = self.context.services
        if act == "attach":
            path = choose_file(self)
            if path is not None:
                self.ask(AttachDialog(self, services, path, process_id=process.id), _("Attached: “{name}”"))
        elif act == "save_copy":
            save_copy(self, services, self.context.navigator, thing)
        elif act == "begin_pact":
            self._begin_pact(process)
        elif act == "remove":
            self.act(lambda: services.run(remove_process, Remove(id=process.id)), _("Removed: “{name}”"))

    def _with_choices(self, process: ProcessDetail | None, message: str) -> None:
        services = self.context.services
        place_id = process.place_id if process else None
        Operation(self, lambda: read_choices(services, place_id)).on_success(
            lambda choices: self.ask(ProcessDialog(self, services, choices, self.today(), process), message)
        ).on_error(self.fail).start()

    def _join(self, process: ProcessDetail) -> None:
        services = self.context.services
        Operation(self, lambda: read_groups(services)).on_success(
            lambda groups: self.ask(JoinDialog(self, services, process, groups), _("A group joined “{name}”"))
        ).on_error(self.fail).start()

    def _begin_pact(self, process: ProcessDetail) -> None:
        services = self.context.services
        command = AssemblePact(process_id=process.id)

        def begun(changes: Changes) -> None:
            self.saved(changes, _("Draft pact begun: “{name}”"))
            if changes.created is not None:
                self.context.navigator.open_page("pact", changes.created)

        Operation(self, lambda: services.run(assemble_pact, command, services.regulations)).on_success(
            begun
        ).on_error(self.fail).start()


PAGE = ProcessesPage
