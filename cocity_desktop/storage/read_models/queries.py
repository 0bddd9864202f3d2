"""The one adapter behind `application.queries.Queries`: each question opens a reading and asks its module."""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from cocity_desktop.application.merge_preview import preview
from cocity_desktop.storage.read_models import (
    called,
    commitments,
    deliveries,
    fates,
    likeness,
    list_rows,
    lists,
    meetings,
    minutes,
    names,
    names_in,
    pacts,
    people,
    place_map,
    places,
    processes,
    registry,
    search_and_history,
    sheets,
    templates,
    today,
    trash,
    versions,
)
from cocity_desktop.storage.read_models.counted import Kept
from cocity_desktop.storage.read_models.entities import SqlEntityReader
from cocity_desktop.storage.read_models.gaps import RegulationShelf
from cocity_desktop.storage.read_models.rows import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from cocity_desktop.application.likeness import RegistryFacts
    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.application.ports import Clock
    from cocity_desktop.application.views.agenda import Offer, TemplateRow
    from cocity_desktop.application.views.fates import FateSheet
    from cocity_desktop.application.views.lists import Facets, ListQuestion, SavedFilterRow, Span, Window
    from cocity_desktop.application.views.merging import MergePreview, MergeRow
    from cocity_desktop.application.views.names import Called, NamedGroup, NamesToWrite
    from cocity_desktop.application.views.pacts import DeliveryDetail, DeliveryRow, PactDetail, PactRow
    from cocity_desktop.application.views.place_map import PlaceMap
    from cocity_desktop.application.views.registry import (
        GroupDetail,
        GroupRow,
        HouseDetail,
        PersonDetail,
        PersonRow,
        PlaceDetail,
        PlaceRow,
    )
    from cocity_desktop.application.views.sheets import MeetingSheet
    from cocity_desktop.application.views.today import HistoryRow, SearchHit, SidebarCounts, TodayView
    from cocity_desktop.application.views.versions import PactComparison, PactTalk, VersionKey, VersionRow
    from cocity_desktop.application.views.work import (
        CommitmentDetail,
        CommitmentRow,
        MeetingDetail,
        MeetingRow,
        ProcessDetail,
        ProcessRow,
        RemovedEntryRow,
    )
    from cocity_desktop.domain.entity import EntityId, Ref


class SqlQueries:
    """Each method is one transaction: what it gives agrees with itself, whatever is written meanwhile."""

    def __init__(
        self, archive_reader: Callable[[], AbstractContextManager[Connection]], clock: Clock
    ) -> None:
        """`archive_reader` lends a connection inside a transaction."""
        self._archive_reader = archive_reader
        self._clock = clock
        self._shelf = RegulationShelf()
        self._kept = Kept()

    @contextmanager
    def _reading(self) -> Iterator[Reading]:
        with self._archive_reader() as connection:
            yield Reading(connection, self._clock.now())

    def house(self) -> HouseDetail:
        with self._reading() as reading:
            return registry.house(reading)

    def sidebar(self) -> SidebarCounts:
        with self._reading() as reading:
            return today.sidebar(reading)

    def today(self) -> TodayView:
        with self._reading() as reading:
            return today.today(reading, self._shelf)

    def groups(self) -> tuple[GroupRow, ...]:
        with self._reading() as reading:
            return registry.groups(reading)

    def group(self, group_id: EntityId) -> GroupDetail:
        with self._reading() as reading:
            return registry.group(reading, group_id)

    def people(self) -> tuple[PersonRow, ...]:
        with self._reading() as reading:
            return people.people(reading)

    def person(self, person_id: EntityId) -> PersonDetail:
        with self._reading() as reading:
            return people.person(reading, person_id)

    def people_window(self, question: ListQuestion, span: Span) -> Window[PersonRow]:
        with self._reading() as reading:
            return lists.window(reading, "person", question, span, partial(list_rows.people, reading))

    def groups_window(self, question: ListQuestion, span: Span) -> Window[GroupRow]:
        with self._reading() as reading:
            rows_of = partial(list_rows.groups, reading)
            return lists.window(reading, "group", question, span, rows_of, self._kept)

    def places_window(self, question: ListQuestion, span: Span) -> Window[PlaceRow]:
        with self._reading() as reading:
            return lists.window(reading, "place", question, span, partial(list_rows.places, reading))

    def facets(self, kind: str) -> Facets:
        with self._reading() as reading:
            return lists.facets(reading, kind)

    def listed_ids(self, kind: str, question: ListQuestion) -> list[EntityId]:
        with self._reading() as reading:
            return lists.all_ids(reading, kind, question)

    def saved_filters(self, page: str) -> tuple[SavedFilterRow, ...]:
        with self._reading() as reading:
            return lists.saved_filters(reading, page)

    def places(self) -> tuple[PlaceRow, ...]:
        with self._reading() as reading:
            return places.places(reading)

    def place(self, place_id: EntityId) -> PlaceDetail:
        with self._reading() as reading:
            return places.place(reading, place_id)

    def place_map(self) -> PlaceMap:
        with self._reading() as reading:
            return place_map.place_map(reading)

    def processes(self) -> tuple[ProcessRow, ...]:
        with self._reading() as reading:
            return processes.processes(reading)

    def process(self, process_id: EntityId) -> ProcessDetail:
        with self._reading() as reading:
            return processes.process(reading, process_id)

    def meetings(self) -> tuple[MeetingRow, ...]:
        with self._reading() as reading:
            return meetings.meetings(reading)

    def meeting(self, meeting_id: EntityId) -> MeetingDetail:
        with self._reading() as reading:
            return meetings.meeting(reading, meeting_id)

    def trash(self, meeting_id: EntityId) -> tuple[RemovedEntryRow, ...]:
        with self._reading() as reading:
            return trash.trash(reading, meeting_id)

    def names_in(self, texts: Iterable[str]) -> tuple[str, ...]:
        with self._reading() as reading:
            return names_in.names_in(reading, texts)

    def called(self, words: str, limit: int = 8) -> tuple[Called, ...]:
        with self._reading() as reading:
            return called.called(reading, words, limit)

    def groups_named(self, text: str) -> tuple[NamedGroup, ...]:
        with self._reading() as reading:
            return called.groups_named(reading, text)

    def names_to_write(self, meeting_id: EntityId) -> NamesToWrite:
        with self._reading() as reading:
            return names.names_to_write(reading, meeting_id)

    def minutes(self, meeting_id: EntityId) -> MinutesDocument:
        with self._reading() as reading:
            return minutes.minutes(reading, meeting_id)

    def meeting_sheet(self, meeting_id: EntityId) -> MeetingSheet:
        with self._reading() as reading:
            return sheets.meeting_sheet(reading, meeting_id)

    def templates(self) -> tuple[TemplateRow, ...]:
        with self._reading() as reading:
            return templates.templates(reading)

    def offers(self, process_id: EntityId, before: datetime) -> tuple[Offer, ...]:
        with self._reading() as reading:
            return templates.offers(reading, process_id, before)

    def fates(self, meeting_id: EntityId) -> FateSheet:
        with self._reading() as reading:
            return fates.fates(reading, meeting_id)

    def commitments(self, *, open_only: bool = True) -> tuple[CommitmentRow, ...]:
        with self._reading() as reading:
            return commitments.commitments(reading, open_only=open_only)

    def commitment(self, commitment_id: EntityId) -> CommitmentDetail:
        with self._reading() as reading:
            return commitments.commitment(reading, commitment_id)

    def pacts(self) -> tuple[PactRow, ...]:
        with self._reading() as reading:
            return pacts.pacts(reading, self._shelf)

    def pact(self, pact_id: EntityId) -> PactDetail:
        with self._reading() as reading:
            return pacts.pact(reading, pact_id)

    def pact_versions(self, pact_id: EntityId) -> tuple[VersionRow, ...]:
        with self._reading() as reading:
            return versions.versions(reading, pact_id)

    def pact_comparison(self, pact_id: EntityId, old: VersionKey, new: VersionKey) -> PactComparison:
        with self._reading() as reading:
            return versions.comparison(reading, pact_id, old, new)

    def pact_talk(self, pact_id: EntityId) -> PactTalk:
        with self._reading() as reading:
            return versions.talk(reading, pact_id)

    def deliveries(self) -> tuple[DeliveryRow, ...]:
        with self._reading() as reading:
            return deliveries.deliveries(reading)

    def delivery(self, delivery_id: EntityId) -> DeliveryDetail:
        with self._reading() as reading:
            return deliveries.delivery(reading, delivery_id)

    def search(self, words: str, limit: int = 20) -> tuple[SearchHit, ...]:
        with self._reading() as reading:
            return search_and_history.search(reading, words, limit)

    def history(self, kind: str, entity_id: EntityId) -> tuple[HistoryRow, ...]:
        with self._reading() as reading:
            return search_and_history.history(reading, kind, entity_id)

    def facts(self, kind: str, ids: Sequence[EntityId] | None = None) -> RegistryFacts:
        with self._reading() as reading:
            return likeness.facts(reading, kind, ids)

    def facts_after(self, kind: str, after: EntityId, limit: int) -> RegistryFacts:
        with self._reading() as reading:
            return likeness.facts_after(reading, kind, after, limit)

    def facts_touched(self, kind: str, refs: Collection[Ref]) -> tuple[frozenset[EntityId], RegistryFacts]:
        with self._reading() as reading:
            return likeness.facts_touched(reading, kind, refs)

    def merge_preview(self, kind: str, kept_id: EntityId, gone_id: EntityId) -> MergePreview:
        with self._reading() as reading:
            return preview(SqlEntityReader(reading), kind, kept_id, gone_id)

    def merges(self, kind: str, record_id: EntityId) -> tuple[MergeRow, ...]:
        with self._reading() as reading:
            return likeness.merges(reading, kind, record_id)
