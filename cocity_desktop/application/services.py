"""An open archive as the window and the command line hold it: the read side, and one way to run a use case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from cocity_desktop.application.access import Accounts
from cocity_desktop.application.erasing import ErasureCare
from cocity_desktop.application.export_ports import ExportQueries, MailingPress, TableWriter
from cocity_desktop.application.importing.ports import TableReader
from cocity_desktop.application.inspection import Verifier
from cocity_desktop.application.likeness import Matcher
from cocity_desktop.application.maps import MapFiles
from cocity_desktop.application.minutes_views import MinutesDocument
from cocity_desktop.application.people_data import PeopleData, PrivacyPapers
from cocity_desktop.application.photos import Photos
from cocity_desktop.application.ports import (
    Clock,
    Drafts,
    ItalianCodes,
    Press,
    ReplyReader,
    Sealer,
    TemplateSource,
    UnitOfWork,
)
from cocity_desktop.application.queries import Queries
from cocity_desktop.application.recognition import Recognizer
from cocity_desktop.application.regulation_ports import RegulationSource, SuggestionSource
from cocity_desktop.application.signed_files import SignatureJudge
from cocity_desktop.domain.entity import EntityId

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.health import Finding

Command = TypeVar("Command")
Result = TypeVar("Result")
P = ParamSpec("P")


class Keeper(Protocol):
    """Care of the archive as files: backup, export, health. Each raises EnvironmentFault or UserError.

    To export and to import the whole archive is the coordinator's (`domain.permissions`).
    """

    def backup(self, out: Path) -> None:
        """A whole encrypted copy in one file, written or not at all."""
        ...

    def export(self, out: Path) -> None:
        """The whole archive as open JSON: readable by anyone, so the caller has asked first."""
        ...

    def import_file(self, file: Path) -> Changes:
        """Merge an archive file. Twice changes nothing."""
        ...

    def examine(self) -> tuple[Finding, ...]:
        """What is right and wrong with the files."""
        ...

    def public_key(self) -> str:
        """The house's key in minisign's format, to give to the Comune."""
        ...

    def last_backup(self) -> str:
        """When the newest backup was made and where it lies, "" when there is none."""
        ...

    def may_restore(self) -> None:
        """Whether who is here may bring a backup back. Raises UserError: COORDINATOR_ONLY, READ_ONLY_ROLE."""
        ...

    def tend(self) -> None:
        """Put the archive's files in order if they have been at rest long enough. To be called now and then.

        Raises EnvironmentFault; then nothing is lost, and the next call tries again.
        """
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a page or a command may use. Run use cases with `run`, read with `queries` and `outgoing`.

    All calls of `run`, `queries`, `outgoing` and `drafts` belong on the database lane; `tables`, `press`, `photos`, `maps`, `sealer`, `verifier`, `read_bytes` and `write_file`
    may run on the work lane.
    """

    queries: Queries
    new_unit_of_work: Callable[[], UnitOfWork]
    regulations: RegulationSource
    codes: ItalianCodes
    tables: TableReader
    templates: TemplateSource
    suggestions: SuggestionSource
    press: Press
    photos: Photos
    maps: MapFiles
    sealer: Sealer
    reply_reader: ReplyReader
    verifier: Verifier
    recognizer: Recognizer
    signatures: SignatureJudge
    matcher: Matcher
    drafts: Drafts
    clock: Clock
    read_bytes: Callable[[str], bytes]
    minutes_of: Callable[[EntityId], MinutesDocument]
    keeper: Keeper
    accounts: Accounts
    erasures: ErasureCare
    people_data: PeopleData
    privacy_papers: PrivacyPapers
    write_file: Callable[[Path, bytes], None]
    """A whole file or none: raises EnvironmentFault (DISK_FULL, DIRECTORY_READ_ONLY, FILE_UNWRITABLE)."""
    write_pieces: Callable[[Path, Iterable[bytes]], None]
    """The same, piece by piece: what the pieces raise passes through, and leaves no file."""
    outgoing: ExportQueries
    out_files: TableWriter
    mailing: MailingPress
    device_name: str
    directory: Path
    actor: EntityId = ""
    """Who has the archive open: a staff member's id, "" for the phrase of the house. As `UnitOfWork.actor`."""
    last_saved_at: Callable[[], datetime | None] = lambda: None
    watching: Callable[[], AbstractContextManager[None]] = nullcontext
    """Entered around every use case: how the window knows that something is being written, and that it failed."""

    def run(
        self,
        use_case: Callable[Concatenate[Command, UnitOfWork, P], Result],
        cmd: Command,
        *ports: P.args,
        **named: P.kwargs,
    ) -> Result:
        """`use_case(cmd, <a fresh unit of work>, *ports)`: `services.run(register_group, cmd, services.codes)`."""
        with self.watching():
            return use_case(cmd, self.new_unit_of_work(), *ports, **named)
