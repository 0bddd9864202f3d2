"""Persone: whom the house knows. A list to find somebody in, and the person beside it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from cocity_desktop.application.export_ports import ExportSubject
from cocity_desktop.application.people import remove_person
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.views.registry import MemberRow, PersonRow
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.domain.registry import MemberRole
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.member_form import NoticeDialog
from cocity_desktop.ui.dialogs.person_form import PersonDialog
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
from cocity_desktop.ui.pages.people import privacy_acts, words
from cocity_desktop.ui.pages.people.detail import ERASE, PersonFile, PersonPane
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.saved_filters import SavedFilters
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import EmptyState, PageHeader
from cocity_desktop.ui.widgets.filter_bar import FilterBar
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.roomy import beside_its_list

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.lists import Facets, ListQuestion, ListSort, Span, Window
    from cocity_desktop.application.views.registry import PersonDetail
    from cocity_desktop.ui.pages.base import PageContext

_TOOLS: tuple[tuple[str, Callable[[], str], str], ...] = (
    ("download", lambda: _("Write out their data"), privacy_acts.EXPORT),
    ("ban", lambda: _("Erase the person…"), ERASE),
)
"""What privacy lets do with a person: icon, words, act."""

_ACTS: Mapping[str, Callable[[PeoplePage, PersonDetail], None]] = MappingProxyType(
    {
        privacy_acts.EXPORT: privacy_acts.export_data,
        ERASE: privacy_acts.erase,
        "record_consent": privacy_acts.note_consent,
    }
)

_SORTS: dict[str, ListSort] = {"name": "name", "notice": "notice"}


class PeoplePage(ListedPage[PersonRow, PersonFile]):
    """See the module."""

    NAME: ClassVar[str] = "people"
    RECORDS = "person"
    KINDS: ClassVar[tuple[str, ...]] = (
        "person", "membership", "group", "contact_point", "consent", "privacy_notice",
    )  # fmt: skip

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.doubles = Doubles(self, "person")
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

    def read_window(self, question: ListQuestion, span: Span) -> Window[PersonRow]:
        return self.context.services.queries.people_window(question, span)

    def question(self) -> ListQuestion:
        return self.filters.question()

    def show_facets(self, facets: Facets) -> None:
        self.filters.offer(facets)

    def show_count(self, words: str, *, has_any: bool) -> None:
        for part in (self._new, self.export, self.print, self.filter):
            part.setVisible(has_any)  # an empty list has its own next step
        self.header.set_facts(words if has_any else "")

    def read_detail(self, record_id: str) -> PersonFile:
        queries = self.context.services.queries
        self.doubles.read(record_id)
        return PersonFile(queries.person(record_id), queries.history("person", record_id))

    def identity(self, row: PersonRow) -> str:
        return row.id

    def show_detail(self, detail: PersonFile) -> None:
        self.pane.tell(detail, self.today())
        self.pane.show()

    def show_nothing(self) -> None:
        self.pane.hide()

    def clear_filters(self) -> None:
        self.filters.clear()

    def new_record(self) -> None:
        self.ask(PersonDialog(self, self.context.services), _("New person: “{name}”"))

    def goes_to(self, changes: Changes) -> str | None:
        return changes.created if changes.label == "register_person" else None

    def explanation(self) -> str:
        return _(
            "Everybody the house knows, by family name. Type any part of a name, of a group or of a phone number to find "
            "somebody. F2 edits the selected person. Write down only what serves: the privacy notice is to be given "
            "once, and the list says to whom it is still due."
        )

    # --- building -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._new = doing(
            Button(_("New person"), "primary", icon="plus", shortcut="Ctrl+N", show_key=True),
            "register_person",
        )
        self._new.clicked.connect(self.new_record)
        bring = importing_button(self.context.navigator, ImportTarget.PEOPLE)
        self.export = exporting_button(
            self, self.context, ExportSubject.PEOPLE, lambda: self.table, kind=self.RECORDS
        )
        self.print = printing_button(
            self, self.context, ExportSubject.PEOPLE, lambda: self.table, lambda: self.filters
        )
        self.header = PageHeader(_("People"), "", [bring, self.export, self.print, self._new])
        self.filter = FilterBar(_("Filter by name, group or contact"))
        self.filters = ListFilters(self.filter, notices=True)
        self.saved_filters = SavedFilters(self, self.filters)
        first = doing(Button(_("New person"), "primary", icon="plus", shortcut="Ctrl+N"), "register_person")
        first.clicked.connect(self.new_record)
        empty = EmptyState(
            "user",
            _("Nobody yet"),
            _("People come in with their group, or one by one. Write down only what serves."),
            first,
        )
        self.table: WindowTable[PersonRow] = WindowTable(
            self._columns(), lambda one: one.id, self.read_window, sentence=self._sentence, sorts=_SORTS,
            empty=empty, name=_("People"),
        )  # fmt: skip
        self.table.sort_by("name")
        self.pane = PersonPane(_TOOLS)
        self.pane.more = self.doubles.write_in
        self._connect()

    def _columns(self) -> list[Column[PersonRow]]:
        def has_notice(one: PersonRow) -> bool:
            return one.notice_on is not None

        return [
            Column("name", _("Name"), lambda one: one.name, sort=lambda one: fold(one.name),
                   chip=lambda one: self.doubles.chip(one.id)),
            Column("groups", _("Groups"), lambda one: one.groups, 200, token="muted", leaves=3),
            Column("contact", _("Contact"), lambda one: one.contact, 190, token="muted", leaves=2),
            Column("languages", _("Languages"), lambda one: words.languages(one.languages), 110, token="muted", leaves=1),
            Column("notice", _("Notice"), lambda one: words.noticed(one, self.today()), 110, "right", sort=has_notice,
                   token=lambda one: "muted" if one.notice_on else "warning"),
        ]  # fmt: skip

    def _connect(self) -> None:
        self.filters.changed.connect(self.put_question)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.table.row_activated.connect(lambda one: self._read_and_edit(one.id))
        self.pane.asked.connect(self._act)
        self.pane.went.connect(self.context.navigator.open_page)

    def _sentence(self, one: PersonRow) -> str:
        notice = _("privacy notice: {when}").format(when=words.noticed(one, self.today()))
        return ", ".join(filter(None, (one.name, one.groups, one.contact, notice)))

    # --- acts -----------------------------------------------------------------------------------------------

    def _read_and_edit(self, person_id: str) -> None:
        queries = self.context.services.queries
        Operation(self, lambda: queries.person(person_id)).on_success(self._edit).on_error(self.fail).start()

    def _edit(self, person: PersonDetail) -> None:
        self.ask(PersonDialog(self, self.context.services, person), _("Saved: “{name}”"))

    def _act(self, act: str, person: PersonDetail, thing: Any) -> None:
        services = self.context.services
        if act == "edit":
            self._edit(person)
        elif act == "give_notice":
            told = _("Privacy notice recorded for {person}").format(person=person.name)
            self.ask(NoticeDialog(self, services, _as_member(person), self.today()), told)
        elif act == "withdraw_consent":
            privacy_acts.note_withdrawal(self, person, thing)
        elif act == "remove":
            self.act(lambda: services.run(remove_person, Remove(id=person.id)), _("Removed: “{name}”"))
        else:
            _ACTS[act](self, person)


def _as_member(person: PersonDetail) -> MemberRow:
    """What the form of the notice needs to know of somebody."""
    return MemberRow("", person.id, person.name, MemberRole.MEMBER, "", person.notice_on)


PAGE = PeoplePage
