"""The read side: what can be asked of the archive without changing it. One SQL-backed adapter satisfies it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from cocity_desktop.application.likeness import RegistryFacts
    from cocity_desktop.application.minutes_views import MinutesDocument
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


class Queries(Protocol):
    """Every method reads one consistent state. Details raise UserError(NOT_FOUND) for an unknown id."""

    def house(self) -> HouseDetail:
        """Raises UserError(NOT_FOUND) in an archive without a house yet."""
        ...

    def sidebar(self) -> SidebarCounts:
        """The figures beside the pages' names, as of now."""
        ...

    def today(self) -> TodayView:
        """What needs me, as of the clock's now in Rome."""
        ...

    def groups(self) -> Sequence[GroupRow]:
        """By last contact, the most recent first."""
        ...

    def group(self, group_id: EntityId) -> GroupDetail:
        """One group."""
        ...

    def people(self) -> Sequence[PersonRow]:
        """By family name."""
        ...

    def person(self, person_id: EntityId) -> PersonDetail:
        """One person."""
        ...

    def people_window(self, question: ListQuestion, span: Span) -> Window[PersonRow]:
        """A part of the list of people. It costs what it shows, however long the list."""
        ...

    def groups_window(self, question: ListQuestion, span: Span) -> Window[GroupRow]:
        """A part of the list of groups."""
        ...

    def places_window(self, question: ListQuestion, span: Span) -> Window[PlaceRow]:
        """A part of the list of places."""
        ...

    def facets(self, kind: str) -> Facets:
        """What the list of people, groups or places (by the kind of their records) can be filtered by."""
        ...

    def listed_ids(self, kind: str, question: ListQuestion) -> Sequence[EntityId]:
        """Every record of a list that passes, in the order asked for."""
        ...

    def saved_filters(self, page: str) -> Sequence[SavedFilterRow]:
        """The questions kept for a page, by name."""
        ...

    def places(self) -> Sequence[PlaceRow]:
        """By name."""
        ...

    def place(self, place_id: EntityId) -> PlaceDetail:
        """One place."""
        ...

    def place_map(self) -> PlaceMap:
        """The places that can be drawn on a map, by name."""
        ...

    def processes(self) -> Sequence[ProcessRow]:
        """By the day they entered their state, the most recent first."""
        ...

    def process(self, process_id: EntityId) -> ProcessDetail:
        """One process."""
        ...

    def meetings(self) -> Sequence[MeetingRow]:
        """The newest first."""
        ...

    def meeting(self, meeting_id: EntityId) -> MeetingDetail:
        """One meeting, with all that was said."""
        ...

    def trash(self, meeting_id: EntityId) -> Sequence[RemovedEntryRow]:
        """The lines of a meeting taken away in the last twelve months, the last one first."""
        ...

    def names_in(self, texts: Iterable[str]) -> Sequence[str]:
        """Full names of registered people that may stand in these texts, by family name: what a NameMask needs."""
        ...

    def called(self, words: str, limit: int = 8) -> Sequence[Called]:
        """Groups and people in whose name each of the words begins one, `limit` of each, whole names first."""
        ...

    def groups_named(self, text: str) -> Sequence[NamedGroup]:
        """The groups whose whole name may stand in a text."""
        ...

    def names_to_write(self, meeting_id: EntityId) -> NamesToWrite:
        """Whom and what a line of that meeting may name."""
        ...

    def minutes(self, meeting_id: EntityId) -> MinutesDocument:
        """What the minutes are made from."""
        ...

    def meeting_sheet(self, meeting_id: EntityId) -> MeetingSheet:
        """What the invitation, the printed agenda and the attendance sheet are made from."""
        ...

    def templates(self) -> Sequence[TemplateRow]:
        """The house's own agenda templates, by name."""
        ...

    def offers(self, process_id: EntityId, before: datetime) -> Sequence[Offer]:
        """What may be taken up at a meeting of the process that starts at `before`, fresh things first."""
        ...

    def fates(self, meeting_id: EntityId) -> FateSheet:
        """What became of every line of a meeting, in the order they were said."""
        ...

    def commitments(self, *, open_only: bool = True) -> Sequence[CommitmentRow]:
        """By party, then by due day, those without a day last."""
        ...

    def commitment(self, commitment_id: EntityId) -> CommitmentDetail:
        """One commitment with its history."""
        ...

    def pacts(self) -> Sequence[PactRow]:
        """By title."""
        ...

    def pact(self, pact_id: EntityId) -> PactDetail:
        """One pact with its gaps and its sources."""
        ...

    def pact_versions(self, pact_id: EntityId) -> Sequence[VersionRow]:
        """The states of a pact that can be compared: now, named and delivered ones, then moments, the newest first."""
        ...

    def pact_comparison(self, pact_id: EntityId, old: VersionKey, new: VersionKey) -> PactComparison:
        """What makes one state of a pact another, and why."""
        ...

    def pact_talk(self, pact_id: EntityId) -> PactTalk:
        """Remarks on a pact's articles, and other texts proposed for them."""
        ...

    def deliveries(self) -> Sequence[DeliveryRow]:
        """The newest first."""
        ...

    def delivery(self, delivery_id: EntityId) -> DeliveryDetail:
        """One delivery with its answer."""
        ...

    def search(self, words: str, limit: int = 20) -> Sequence[SearchHit]:
        """Records whose name or text has all `words`, whatever their accents; the best first."""
        ...

    def history(self, kind: str, entity_id: EntityId) -> Sequence[HistoryRow]:
        """What happened to one record, the newest first."""
        ...

    def facts(self, kind: str, ids: Sequence[EntityId] | None = None) -> RegistryFacts:
        """What tells groups, people or places (`kind`), all or these, and the pairs told apart, for the matcher."""
        ...

    def facts_after(self, kind: str, after: EntityId, limit: int) -> RegistryFacts:
        """The next `limit` of all of them by id, "" at first: a long registry is read between other questions."""
        ...

    def facts_touched(self, kind: str, refs: Collection[Ref]) -> tuple[frozenset[EntityId], RegistryFacts]:
        """The records of a kind of which these tell, or told before, and the facts of those that are there now."""
        ...

    def merge_preview(self, kind: str, kept_id: EntityId, gone_id: EntityId) -> MergePreview:
        """Two records side by side. Raises UserError: NOT_FOUND, INVALID_VALUE, MERGE_OF_ERASED."""
        ...

    def merges(self, kind: str, record_id: EntityId) -> Sequence[MergeRow]:
        """The merges in effect that made a record what it is, the last first."""
        ...
