"""What the application needs from the world, as protocols: adapters satisfy them, tests give fakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from cocity_desktop.application.list_paper import ListPress
from cocity_desktop.application.pact_paper import PactPress
from cocity_desktop.application.place_press import PlacePress
from cocity_desktop.application.version_press import VersionPress
from cocity_desktop.domain.deliveries import Verdict
from cocity_desktop.domain.entity import Entity, EntityId, JsonObject

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.document_views import PageImage
    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.application.views.agenda import TemplateRow
    from cocity_desktop.application.views.erasing import BlottedOut
    from cocity_desktop.application.views.fates import FateSheet
    from cocity_desktop.application.views.sheets import InvitationNotes, MeetingSheet

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Operation:
    """One field of one record took a value. What a new record began with shares one `op_id`, that of its life.

    `field` is "" for the life of the record (value True: alive, False: removed). `base` is the operation whose
    value this one replaced, None for the first. `restores` is set by undo and redo: the operation whose value is
    taken up again, "" when it is the absence of any.
    """

    op_id: EntityId
    change_id: EntityId
    hlc: str
    device: str
    actor: str
    kind: str
    entity_id: EntityId
    field: str
    value: Any
    base: EntityId | None
    restores: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """One transaction of the journal. `mode` is "do", "undo" or "redo"; the last two say what they `reverse`."""

    change_id: EntityId
    hlc: str
    device: str
    actor: str
    label: str
    subject: str
    at: datetime
    mode: str
    reverses: EntityId | None


class Clock(Protocol):
    """Where time comes from."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...


class JournalReader(Protocol):
    """What undo and history ask of the journal."""

    def last_changes(self, limit: int) -> Sequence[ChangeRecord]:
        """The newest changes of this device first."""

    def newest(self) -> Mapping[str, str]:
        """Of each device that wrote here, the moment (`hlc`) of its newest change."""
        ...

    def change(self, change_id: EntityId) -> ChangeRecord:
        """Raises UserError(NOT_FOUND)."""

    def operations_of(self, change_id: EntityId) -> Sequence[Operation]:
        """In the order they were written."""

    def overtaken(self, change_id: EntityId) -> Sequence[Operation]:
        """Those of its operations after which another one wrote the same field."""

    def to_take_back(self, change_id: EntityId) -> Sequence[Operation]:
        """Those of its operations that undo takes back: of a record that the change made, its life alone."""

    def operation(self, op_id: EntityId, field: str) -> Operation:
        """What an operation said of one field: that which made a record said several. Raises UserError(NOT_FOUND)."""

    def head(self, entity_id: EntityId, field: str) -> Operation | None:
        """The operation whose value the field has now."""

    def is_barred(self, change_id: EntityId) -> bool:
        """Whether the change is about a person who was erased since: nothing may take it back."""
        ...

    def history_of(self, entity_id: EntityId) -> Sequence[tuple[ChangeRecord, Operation]]:
        """All that happened to one record, oldest first."""


class EntityReader(Protocol):
    """Records as entities, to read only: what `UnitOfWork` gives, without a transaction of its own."""

    def get(self, cls: type[E], entity_id: EntityId) -> E:
        """Raises UserError(NOT_FOUND) for a record that is not there or was removed."""
        ...

    def find(self, cls: type[E], **equals: Any) -> list[E]:
        """As `UnitOfWork.find`."""
        ...


class UnitOfWork(AbstractContextManager["UnitOfWork"], Protocol):
    """One transaction. Leaving the block without `commit` leaves the archive as it was.

    Records handed out are tracked: what differs at `commit` is written, with its journal rows, or nothing is.
    """

    journal: JournalReader
    actor: EntityId
    """The staff member who writes, "" when nobody is named."""

    def now(self) -> datetime:
        """The moment of this transaction, the same for all its records."""
        ...

    def new_id(self) -> EntityId:
        """A fresh UUIDv7."""
        ...

    def get(self, cls: type[E], entity_id: EntityId) -> E:
        """Raises UserError(NOT_FOUND) for a record that is not there or was removed."""
        ...

    def find(self, cls: type[E], **equals: Any) -> list[E]:
        """Living records with these values ("id" too), oldest id first; None is absence, a list any of its members."""
        ...

    def find_removed(self, cls: type[E], **equals: Any) -> list[E]:
        """As `find`, among the records that were removed. What is changed in them is written; they stay removed."""
        ...

    def add(self, entity: E) -> E:
        """Track a new record."""
        ...

    def remove(self, entity: Entity) -> None:
        """The record leaves at commit. Raises UserError(STILL_REFERENCED) there if living ones refer to it."""
        ...

    def restore_field(self, operation: Operation) -> None:
        """Take back what `operation` wrote: undo's only writer. See `application.history`."""
        ...

    def take_up(self, kind: str, entity_id: EntityId, field: str, operation: Operation | None) -> None:
        """The field takes the value that `operation` gave it again (None: what it had before any), removed or not."""
        ...

    def put_bytes(self, content: bytes) -> tuple[str, int]:
        """Keep bytes once under their SHA-256 (hex). Returns it and the size."""
        ...

    def get_bytes(self, sha256: str) -> bytes:
        """Raises UserError(NOT_FOUND)."""
        ...

    def keep_draft(self, key: str, text: str) -> None:
        """What waits under `key` from this commit on, "" for nothing: see `Drafts`. Never journaled."""
        ...

    def blot_out(self, person_id: EntityId, number: int, also: frozenset[EntityId]) -> BlottedOut:
        """First in a transaction: see `application.erasing`. Raises UserError: NOT_FOUND, PERSON_ERASED."""
        ...

    def commit(
        self,
        label: str,
        created: EntityId | None = None,
        subject: str = "",
        reverses: tuple[str, EntityId] | None = None,
        step: Callable[[int, int], None] | None = None,
    ) -> Changes:
        """Write everything durably, in one transaction. `reverses` is ("undo" | "redo", change id).

        `step` is told how much of a long change is written; when it raises, nothing is.
        """
        ...


class Drafts(Protocol):
    """Texts typed and not yet sent, by where they were typed. They belong to this device, not to the archive."""

    def save(self, key: str, text: str) -> None:
        """Durable when this returns; "" forgets. Raises EnvironmentFault."""
        ...

    def load(self, key: str) -> str:
        """The text, "" when there is none."""
        ...

    def keys(self) -> tuple[str, ...]:
        """Where something waits, the oldest first."""
        ...


class ItalianCodes(Protocol):
    """Check digits of Italian codes."""

    def fiscal_code(self, text: str) -> bool:
        """Whether it is a well-formed codice fiscale, of a person (16) or of a body (11 digits)."""
        ...

    def vat_number(self, text: str) -> bool:
        """Whether it is a well-formed partita IVA."""
        ...

    def phone(self, text: str) -> str:
        """A phone number of any country as it is written abroad (ITU-T E.123), "" when it is none."""
        ...


class TemplateSource(Protocol):
    """The agenda templates that come with the app."""

    def shipped(self) -> Sequence[TemplateRow]:
        """One for each kind of meeting. Raises EnvironmentFault(FILE_UNREADABLE)."""
        ...


SUMMARY_LANGUAGES = ("it", "en", "fr", "es", "ro", "ar")
"""What people in Torino's houses read beside Italian (ISO 639-1): the languages of the summary for participants."""
PLAIN_LANGUAGES = ("it", "en")
"""The languages of the pact on one page (ISO 639-1)."""


class Press(PlacePress, ListPress, PactPress, VersionPress, Protocol):
    """Makes the documents that people read."""

    def pages(self, pdf: bytes, dpi: float) -> tuple[PageImage, ...]:
        """Every page of a PDF as a picture, `dpi` dots per inch."""
        ...

    def minutes(self, document: MinutesDocument) -> bytes:
        """The minutes of a meeting as PDF, with their data attached."""
        ...

    def minutes_docx(self, document: MinutesDocument) -> bytes:
        """The minutes as a DOCX file, to go on writing in."""
        ...

    def minutes_odt(self, document: MinutesDocument) -> bytes:
        """The minutes as an ODT file, to go on writing in."""
        ...

    def minutes_text(self, document: MinutesDocument) -> str:
        """The minutes as plain text, to paste in a mail or a chat."""
        ...

    def minutes_additions(self, document: MinutesDocument) -> bytes:
        """What was added to minutes after they were closed, as a PDF beside them."""
        ...

    def minutes_summary(self, document: MinutesDocument, language: str) -> bytes:
        """One page for who was there, as PDF, its fixed words in one of `SUMMARY_LANGUAGES`. Raises ValueError."""
        ...

    def fate_sheet(self, sheet: FateSheet) -> bytes:
        """What became of every line of a meeting, as PDF."""
        ...

    def passphrase_sheet(self, house: str, made_at: datetime, phrase: str) -> bytes:
        """The sheet with the phrase that opens the archive, as PDF: to be printed and not kept."""
        ...

    def agenda(self, sheet: MeetingSheet, notes: InvitationNotes | None = None) -> bytes:
        """The agenda of a meeting as PDF, to hand out or to pin up; with `notes`, an invitation."""
        ...

    def attendance_sheet(self, sheet: MeetingSheet) -> bytes:
        """The sheet to sign at the door, as PDF."""
        ...

    def invitation(self, sheet: MeetingSheet, notes: InvitationNotes) -> str:
        """The invitation as plain text, to paste in a mail or a chat."""
        ...

    def calendar_file(self, sheet: MeetingSheet, notes: InvitationNotes, made_at: datetime) -> bytes:
        """The meeting as an iCalendar file (RFC 5545)."""
        ...


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file of the payload: its path below `data/`, its bytes, or how to read them when they are needed."""

    path: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A delivery as it was written: `size` in bytes, hashes in lower-case hex, codes of docs/bundle-format.md."""

    path: Path
    size: int
    sha256: str
    tag_manifest_sha512: str
    content_code: str
    file_code: str


@dataclass(frozen=True, slots=True)
class BundleFacts:
    """What the tag files of a delivery say."""

    delivery_id: EntityId
    pact_id: EntityId
    version: int
    title: str
    house: str
    sealed_at: datetime
    previous_file_code: str


class Sealer(Protocol):
    """Makes the one file that goes to the Comune."""

    def write(
        self,
        facts: BundleFacts,
        pact: JsonObject,
        process: JsonObject,
        files: Sequence[BundleFile],
        documents: Callable[[str], Sequence[BundleFile]],
        out: Path,
    ) -> SealedFile:
        """Write, sign, sync, rename; `documents` gets the content code. Raises EnvironmentFault: DISK_FULL, FILE_UNWRITABLE."""
        ...


@dataclass(frozen=True, slots=True)
class ParsedReplyItem:
    """The Comune's answer to one article, as read and checked."""

    article_id: EntityId
    article_number: int
    verdict: Verdict
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParsedReply:
    """An answer as read and checked for form; which delivery it is about is checked by the use case.

    `file_code` is "" when the answer was made without the delivered file at hand.
    """

    delivery_id: EntityId
    version: int
    content_code: str
    file_code: str
    office: str
    protocol: str
    replied_on: date
    note: str
    items: tuple[ParsedReplyItem, ...]


class ReplyReader(Protocol):
    """Reads the answer file of docs/bundle-format.md."""

    def parse(self, content: bytes) -> ParsedReply:
        """Raises UserError(REPLY_INVALID) with every fault in `details`."""
        ...
