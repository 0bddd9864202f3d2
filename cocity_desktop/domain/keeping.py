"""How the registry is kept: where a record came from, which two were one, what left the house, who was erased.

These records are about other records of several kinds, so they name them by kind and id (`record_kind`, `…_id`) and not
by a reference: they stay true when what they tell of has gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from cocity_desktop.domain.entity import Entity, EntityId, JsonObject, ref


class ImportTarget(StrEnum):
    """What the rows of a foreign table are about."""

    GROUPS = "groups"
    PEOPLE = "people"
    PLACES = "places"
    REGISTER = "register"
    PROCESSES = "processes"


class ExportKind(StrEnum):
    """What was written out of the archive."""

    TABLE = "table"
    ADDRESSES = "addresses"
    LABELS = "labels"
    VCARD = "vcard"
    GEOJSON = "geojson"
    PERSON = "person"
    ARCHIVE = "archive"
    PUBLIC_COPY = "public_copy"
    LIST = "list"


@dataclass(kw_only=True, slots=True)
class ImportMap(Entity):
    """What the columns of a kind of table mean, remembered from the last time one was read.

    `signature` is what its headings look like, folded and joined; `meaning` gives a column's field by its heading.
    """

    KIND: ClassVar[str] = "import_map"
    PLURAL: ClassVar[str] = "import_maps"

    target: ImportTarget
    signature: str
    source: str
    meaning: JsonObject


@dataclass(kw_only=True, slots=True)
class ImportedRow(Entity):
    """A record that came from a row of a table, so that a later edition of the table changes it and never doubles it.

    `row_key` is what tells the row from others of the same `source`. `values` are the fields as that row gave them last: a
    field that people changed here since is theirs, unless the table changed too.
    """

    KIND: ClassVar[str] = "imported_row"
    PLURAL: ClassVar[str] = "imported_rows"

    source: str
    row_key: str
    record_kind: str
    record_id: EntityId
    values: JsonObject


@dataclass(kw_only=True, slots=True)
class Merge(Entity):
    """Two records were one: `gone_id` was taken into `kept_id`, for `reasons` in words. It can be taken back."""

    KIND: ClassVar[str] = "merge"
    PLURAL: ClassVar[str] = "merges"

    record_kind: str
    kept_id: EntityId
    gone_id: EntityId
    reasons: tuple[str, ...] = ()
    merged_on: date


@dataclass(kw_only=True, slots=True)
class Distinction(Entity):
    """Two records that look alike and are not the same: «Sono diversi», said once. `first_id` sorts before `second_id`."""

    KIND: ClassVar[str] = "distinction"
    PLURAL: ClassVar[str] = "distinctions"

    record_kind: str
    first_id: EntityId
    second_id: EntityId


@dataclass(kw_only=True, slots=True)
class SavedFilter(Entity):
    """A question that a list is asked again and again, under a name."""

    KIND: ClassVar[str] = "saved_filter"
    PLURAL: ClassVar[str] = "saved_filters"

    page: str
    name: str
    question: JsonObject


@dataclass(kw_only=True, slots=True)
class ExportNote(Entity):
    """That data left the archive: what, how many records, whether about people, and who saw it leave."""

    KIND: ClassVar[str] = "export_note"
    PLURAL: ClassVar[str] = "export_notes"

    export_kind: ExportKind
    made_at: datetime
    by_id: EntityId | None = field(default=None, metadata=ref("staff_member"))
    file_name: str = ""
    records: int = 0
    with_people: bool = False
    person_id: EntityId | None = field(default=None, metadata=ref("person"))


@dataclass(kw_only=True, slots=True)
class Erasure(Entity):
    """That a person was erased on request (GDPR art. 17), without saying who: the number alone names them.

    `left` says in words what the app could not reach or must keep: locked minutes, delivered files, copies elsewhere.
    """

    KIND: ClassVar[str] = "erasure"
    PLURAL: ClassVar[str] = "erasures"

    number: int
    person_id: EntityId = field(metadata=ref("person"))
    erased_on: date
    by_id: EntityId | None = field(default=None, metadata=ref("staff_member"))
    left: tuple[str, ...] = ()
