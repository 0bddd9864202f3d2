"""Gruppi: who comes to the house. A list to find a group in, and the group beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from cocity_desktop.application.attachments import remove_attachment
from cocity_desktop.application.export_ports import ExportSubject
from cocity_desktop.application.people import ChooseLead, choose_lead
from cocity_desktop.application.registry import remove_group, remove_member, remove_partner
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.views.registry import GroupRow
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.attachments import AttachDialog, choose_file, save_copy
from cocity_desktop.ui.dialogs.choosing import read_groups, read_people
from cocity_desktop.ui.dialogs.group_form import GroupDialog
from cocity_desktop.ui.dialogs.member_form import MemberDialog, NoticeDialog, PartnerDialog, RoleDialog
from cocity_desktop.ui.doubles import Doubles
from cocity_desktop.ui.exporting_button import exporting_button
from cocity_desktop.ui.importing_button import importing_button
from cocity_desktop.ui.list_filters import ListFilters
from cocity_desktop.ui.list_printing import printing_button
from cocity_desktop.ui.listed_page import ListedPage
from cocity_desktop.ui.models.columns import Column
from cocity_desktop.ui.models.row_set import fold
from cocity_desktop.ui.models.window_table import WindowTable
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.groups.detail import GroupFile, GroupPane
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import capital, near
from cocity_desktop.ui.saved_filters import SavedFilters
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import EmptyState, PageHeader
from cocity_desktop.ui.widgets.filter_bar import FilterBar
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.roomy import beside_its_list

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.lists import Facets, ListQuestion, ListSort, Span, Window
    from cocity_desktop.application.views.registry import AttachmentRow, GroupDetail, MemberRow
    from cocity_desktop.ui.pages.base import PageContext

_SORTS: dict[str, ListSort] = {
    "name": "name",
    "kind": "shape",
    "people": "people",
    "processes": "processes",
    "seen": "contact",
}


class GroupsPage(ListedPage[GroupRow, GroupFile]):
    """See the module."""

    NAME: ClassVar[str] = "groups"
    RECORDS = "group"
    KINDS: ClassVar[tuple[str, ...]] = (
        "group", "membership", "partnership", "person", "contact_point", "consent", "process", "participation",
        "place", "meeting", "attendance", "commitment", "attachment",
    )  # fmt: skip

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.doubles = Doubles(self, "group")
        self._build()
        left = column(
            self.header,
            16,
            self.filter,
            12,
            self.doubles.bar,
            (self.table, 1),
            gap=0,
            margins=(24, 16, 24, 16),
        )
        self.setLayout(beside_its_list(left, self.table, self.pane))
        self.pane.hide()
        self.use_table(self.table)
        self.doubles.watch(self.table)

    # --- hooks ----------------------------------------------------------------------------------------------

    def read_window(self, question: ListQuestion, span: Span) -> Window[GroupRow]:
        return self.context.services.queries.groups_window(question, span)

    def question(self) -> ListQuestion:
        return self.filters.question()

    def show_facets(self, facets: Facets) -> None:
        self.filters.offer(facets)

    def show_count(self, words: str, *, has_any: bool) -> None:
        for part in (self._new, self.export, self.print, self.filter):
            part.setVisible(has_any)  # an empty list has its own next step
        by_contact = self.table.question().sort == "contact"
        said = _("{n}, the last seen first").format(n=words) if by_contact else words
        self.header.set_facts(said if has_any else "")

    def read_detail(self, record_id: str) -> GroupFile:
        queries = self.context.services.queries
        self.doubles.read(record_id)
        promised = [one for one in queries.commitments() if one.group_id == record_id]
        return GroupFile(queries.group(record_id), promised, queries.history("group", record_id))

    def identity(self, row: GroupRow) -> str:
        return row.id

    def show_detail(self, detail: GroupFile) -> None:
        self.pane.tell(detail, self.today())
        self.pane.show()

    def show_nothing(self) -> None:
        self.pane.hide()

    def clear_filters(self) -> None:
        self.filters.clear()

    def new_record(self) -> None:
        self.ask(GroupDialog(self, self.context.services), _("New group: “{name}”"))

    def goes_to(self, changes: Changes) -> str | None:
        return changes.created if changes.label == "register_group" else None

    def explanation(self) -> str:
        return _(
            "Every group the house knows, those seen last first. Type any part of a name, of a person or of a place "
            "to find one. F2 edits the selected group. A person gets the privacy notice once; the warning beside a "
            "name says that it is still to be given."
        )

    # --- building -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._new = doing(
            Button(_("New group"), "primary", icon="plus", shortcut="Ctrl+N", show_key=True), "register_group"
        )
        self._new.clicked.connect(self.new_record)
        bring = importing_button(self.context.navigator, ImportTarget.GROUPS)
        self.export = exporting_button(
            self, self.context, ExportSubject.GROUPS, lambda: self.table, kind=self.RECORDS
        )
        self.print = printing_button(
            self, self.context, ExportSubject.GROUPS, lambda: self.table, lambda: self.filters
        )
        self.header = PageHeader(_("Groups"), "", [bring, self.export, self.print, self._new])
        self.filter = FilterBar(_("Filter by name, person or place"))
        self.filters = ListFilters(
            self.filter, shapes=GroupKind, shape=_("Kind"), all_shapes=_("All kinds"), notices=True
        )
        self.saved_filters = SavedFilters(self, self.filters)
        first = doing(Button(_("New group"), "primary", icon="plus", shortcut="Ctrl+N"), "register_group")
        first.clicked.connect(self.new_record)
        empty = EmptyState(
            "group",
            _("No group yet"),
            _("A group is whoever looks after a place: an association, or four neighbours."),
            first,
        )
        self.table: WindowTable[GroupRow] = WindowTable(
            self._columns(), lambda one: one.id, self.read_window, sentence=self._sentence, sorts=_SORTS,
            empty=empty, name=_("Groups"),
        )  # fmt: skip
        self.table.sort_by("seen", descending=True)
        self.pane = GroupPane()
        self.pane.more = self.doubles.write_in
        self._connect()

    def _columns(self) -> list[Column[GroupRow]]:
        def seen(one: GroupRow) -> str:
            return near(one.last_contact, self.today())

        return [
            Column("name", _("Group"), lambda one: one.name, sort=lambda one: fold(one.name),
                   chip=lambda one: self.doubles.chip(one.id)),
            Column("kind", _("Kind"), lambda one: capital(label_of(one.group_kind)), 170,
                   sort=lambda one: label_of(one.group_kind), token="muted", leaves=1),
            Column("people", _("People"), lambda one: str(one.people), 82, "right",
                   sort=lambda one: one.people, sunken_zero=True, leaves=3),
            Column("processes", _("Processes"), lambda one: str(one.processes), 88, "right",
                   sort=lambda one: one.processes, sunken_zero=True, leaves=2),
            Column("seen", _("Last contact"), seen, 136, "right",
                   sort=lambda one: one.last_contact, token="muted", leaves=4),
        ]  # fmt: skip

    def _connect(self) -> None:
        self.filters.changed.connect(self.put_question)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.table.row_activated.connect(lambda _row: self._edit_selected())
        self.pane.asked.connect(self._act)
        self.pane.went.connect(self._go)
        self.pane.meeting_asked.connect(self._meet)

    def _sentence(self, one: GroupRow) -> str:
        return f"{one.name}, {label_of(one.group_kind)}, {near(one.last_contact, self.today())}"

    # --- acts -----------------------------------------------------------------------------------------------

    def _edit_selected(self) -> None:
        chosen = self.table.selected()
        if chosen is not None:
            queries, group_id = self.context.services.queries, chosen.id
            Operation(self, lambda: queries.group(group_id)).on_success(self._edit).on_error(
                self.fail
            ).start()

    def _edit(self, group: GroupDetail) -> None:
        self.ask(GroupDialog(self, self.context.services, group), _("Saved: “{name}”"))

    def _act(self, act: str, group: GroupDetail, thing: Any) -> None:
        services = self.context.services
        if act == "edit":
            self._edit(group)
        elif act == "reread":
            self.refresh()
        elif act == "add_member":
            Operation(self, lambda: read_people(services)).on_success(
                lambda people: self.ask(
                    MemberDialog(self, services, group, people), _("Somebody joined “{name}”")
                )
            ).on_error(self.fail).start()
        elif act == "add_partner":
            Operation(self, lambda: read_groups(services)).on_success(
                lambda groups: self.ask(
                    PartnerDialog(self, services, group, groups), _("A group joined “{name}”")
                )
            ).on_error(self.fail).start()
        elif act == "remove":
            self.act(lambda: services.run(remove_group, Remove(id=group.id)), _("Removed: “{name}”"))
        elif act in ("attach", "save_copy", "remove_attachment"):
            self._act_on_file(act, group, thing)
        elif act == "choose_lead":
            leads = ChooseLead(partnership_id=thing.partnership_id)
            self.act(lambda: services.run(choose_lead, leads), _("Saved: “{name}”"))
        elif act == "remove_partner":
            gone = _("{person} left “{group}”").format(person=thing.name, group="{name}")
            self.act(lambda: services.run(remove_partner, Remove(id=thing.partnership_id)), gone)
        else:
            self._act_on_member(act, group, thing)

    def _act_on_file(self, act: str, group: GroupDetail, file: AttachmentRow) -> None:
        services = self.context.services
        if act == "save_copy":
            save_copy(self, services, self.context.navigator, file)
        elif act == "remove_attachment":
            gone = Remove(id=file.id)
            self.act(lambda: services.run(remove_attachment, gone), _("Taken away: “{name}”"))
        elif (path := choose_file(self)) is not None:
            self.ask(AttachDialog(self, services, path, group_id=group.id), _("Attached: “{name}”"))

    def _act_on_member(self, act: str, group: GroupDetail, member: MemberRow) -> None:
        services = self.context.services
        if act == "edit_member":
            self.ask(RoleDialog(self, services, group, member, self.today()), _("Saved: “{name}”"))
        if act == "remove_member":
            gone = _("{person} left “{group}”").format(person=member.name, group="{name}")
            self.act(lambda: services.run(remove_member, Remove(id=member.membership_id)), gone)
        elif act == "give_notice":
            told = _("Privacy notice recorded for {person}").format(person=member.name)
            self.ask(NoticeDialog(self, services, member, self.today()), told)

    def _meet(self, process_id: str) -> None:
        """The form of a new meeting, on the process when there is one."""
        on = {"process": process_id} if process_id else {}
        self.context.navigator.open_page("meetings", new="1", **on)

    def _go(self, page: str, record_id: str) -> None:
        if record_id:
            self.context.navigator.open_page(page, record_id)
        else:
            self.context.navigator.open_page(page, new="1")


PAGE = GroupsPage
