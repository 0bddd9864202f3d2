"""An open archive as the window and the command line hold it: the read side, and one way to run a use case."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from cocity_desktop.application.document_views import MinutesDocument
from cocity_desktop.application.ports import (
    Clock,
    ItalianCodes,
    Press,
    RegulationSource,
    ReplyReader,
    Sealer,
    UnitOfWork,
)
from cocity_desktop.application.queries import Queries
from cocity_desktop.domain.entity import EntityId

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes

Command = TypeVar("Command")
Result = TypeVar("Result")
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Finding:
    """One control of the archive's files. `details` fill the words of its `code`."""

    code: str
    ok: bool
    details: dict[str, object]


class Keeper(Protocol):
    """Care of the archive as files: backup, export, health. Each raises EnvironmentFault or UserError."""

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

    def change_passphrase(self, old: str, new: str) -> None:
        """Wrap the database key anew. Raises UserError: WRONG_PASSPHRASE, PASSPHRASE_TOO_SHORT."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a page or a command may use. Run use cases with `run`, read with `queries`.

    All calls of `run` and `queries` belong on the database lane; `press`, `sealer`, `read_bytes` and `write_file`
    may run on the work lane.
    """

    queries: Queries
    new_unit_of_work: Callable[[], UnitOfWork]
    regulations: RegulationSource
    codes: ItalianCodes
    press: Press
    sealer: Sealer
    reply_reader: ReplyReader
    clock: Clock
    read_bytes: Callable[[str], bytes]
    minutes_of: Callable[[EntityId], MinutesDocument]
    keeper: Keeper
    write_file: Callable[[Path, bytes], None]
    """A whole file or none: raises EnvironmentFault (DISK_FULL, DIRECTORY_READ_ONLY, FILE_UNWRITABLE)."""
    device_name: str
    directory: Path
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


class GateState(StrEnum):
    """What stands before the archive."""

    ABSENT = "absent"
    LOCKED = "locked"


class Gate(Protocol):
    """What stands before an open archive: making one, unlocking one. Every refusal is an AppError."""

    directory: Path

    def state(self) -> GateState:
        """`GateState.ABSENT` or `GateState.LOCKED`."""
        ...

    def prepare(self) -> None:
        """Load what opening needs, ahead of time: it takes half a second."""
        ...

    def save_passphrase_sheet(self, house: str, out: Path) -> None:
        """A sheet to write the passphrase on by hand, as PDF. Raises EnvironmentFault as files do."""
        ...

    def can_remember(self) -> bool:
        """Whether the system has a key store."""
        ...

    def create(self, house: str, passphrase: str, *, remember: bool) -> Services:
        """A new archive and its house. Raises ARCHIVE_EXISTS, PASSPHRASE_TOO_SHORT, DIRECTORY_READ_ONLY, DISK_FULL."""
        ...

    def unlock(self, passphrase: str, *, remember: bool) -> Services:
        """Raises WRONG_PASSPHRASE, ARCHIVE_DAMAGED, ARCHIVE_NEWER, ARCHIVE_LOCKED."""
        ...

    def unlock_remembered(self) -> Services | None:
        """By the key store, None when it remembers nothing that opens the archive."""
        ...

    def open_sample(self) -> Services:
        """The sample house, in a directory of its own that is made anew each time."""
        ...

    def restore(self, backup: Path, passphrase: str) -> Services:
        """Bring a backup back; what was there is moved aside, never overwritten."""
        ...

    def close(self) -> None:
        """Release the archive and its lock."""
        ...


class Preferences(Protocol):
    """Small choices of this machine: language, scheme, folded sidebar. None of them is personal data."""

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or `default`."""
        ...

    def set(self, name: str, value: Any) -> None:
        """Kept at once. A machine that cannot keep it says so in the log only."""
        ...
