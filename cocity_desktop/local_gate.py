"""What stands before an archive in one directory of this machine: making, unlocking, shutting and leaving it.

Part of the composition root (`assembly` makes what lies behind it), apart because a window needs it before anything else.
"""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.gate import Tries
from cocity_desktop.assembly import open_services, verifier

if TYPE_CHECKING:
    # Only hints in dataclasses: at run time they would load SQLAlchemy before the first paint.
    from collections.abc import Callable  # noqa: TC004
    from datetime import date

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.gate import GateState
    from cocity_desktop.application.ports import Clock  # noqa: TC004
    from cocity_desktop.application.services import Services  # noqa: TC004
    from cocity_desktop.application.views.health import Finding
    from cocity_desktop.domain.entity import EntityId  # noqa: TC004
    from cocity_desktop.storage.archive import Archive  # noqa: TC004
    from cocity_desktop.system.host import LocalHost

_log = logging.getLogger(__name__)

SAMPLE_PASSPHRASE = "casa di prova del quartiere"
"""The sample house holds nobody's data: its passphrase is public on purpose."""


def _keep_daily_backup(archive: Archive) -> None:
    """Once a day, on leaving. A copy that cannot be made keeps nobody from leaving: `doctor` tells of it."""
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.storage.backup import daily_backup

    try:
        daily_backup(archive)
    except AppError as error:
        _log.warning("The daily backup was not made: %s", error)


def _finish_erasures(archive: Archive) -> None:
    """What a crash or a full disk kept an erasure from finishing. One that fails again waits for the next start."""
    from cocity_desktop.storage.local_values import ERASING

    if archive.local.get(ERASING) is None:
        return
    from cocity_desktop.application.erasing import mark_erased
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.storage.erasure_copies import finish

    try:
        finish(archive, mark_erased)
    except AppError as error:
        _log.warning("An erasure could not be finished in the copies: %s", error)


@dataclass
class LocalGate:
    """What stands before an archive in one directory of this machine. Satisfies `application.gate.Gate`."""

    directory: Path
    resources: Path
    device_name: str
    clock: Clock | None = None
    first: EntityId = ""
    seconds: Callable[[], float] = time.monotonic
    random_bits: Callable[[int], int] = secrets.randbits
    """What ids are drawn from, and so the codes of records; seeded where pictures must be the same again."""
    _open: list[Archive] = field(default_factory=list)
    _services: list[Services] = field(default_factory=list)
    _tries: Tries = field(default_factory=Tries)

    def state(self) -> GateState:
        """Whether there is an archive to unlock."""
        from cocity_desktop.application.gate import GateState
        from cocity_desktop.storage.layout import ArchiveFiles

        return GateState.LOCKED if ArchiveFiles(self.directory).exists() else GateState.ABSENT

    def prepare(self) -> None:
        """See `application.gate.Gate.prepare`."""
        import cocity_desktop.documents.press
        import cocity_desktop.storage.archive
        import cocity_desktop.storage.read_models.queries  # noqa: F401 (loaded, not used)

    def save_passphrase_sheet(self, house: str, out: Path) -> None:
        """See `application.gate.Gate.save_passphrase_sheet`."""
        from cocity_desktop.application.document_views import HouseLine
        from cocity_desktop.documents.passphrase_sheet import render_passphrase_sheet

        host = self._host()
        host.write_file(
            out,
            [render_passphrase_sheet(HouseLine("", house, "", "", ""), host.clock.now(), self.resources)],
        )

    def can_remember(self) -> bool:
        """Whether this system has a key store that works."""
        from cocity_desktop.system import key_store

        return key_store.available()

    def create(
        self, house: str, passphrase: str, *, remember: bool = False, is_sample: bool = False
    ) -> Services:
        """See `application.gate.Gate.create`."""
        services = self.create_empty(passphrase)
        return self._found(services, house, passphrase if remember else "", is_sample=is_sample)

    def create_empty(self, passphrase: str) -> Services:
        """A new archive without a house yet, for one that is about to be imported."""
        from cocity_desktop.storage.archive import Archive

        archive = Archive.create(self.directory, passphrase, self._host(), device_name=self.device_name)
        return self._hold(archive)

    def create_from(self, file: Path, passphrase: str) -> Changes:
        """A new archive with all that an archive file holds. When it cannot be read in, no archive is left behind.

        Raises as `application.services.Keeper.import_file` and `create`.
        """
        services = self.create_empty(passphrase)
        try:
            return services.keeper.import_file(file)
        except BaseException:
            self._withdraw()
            raise

    def unlock(self, passphrase: str, *, remember: bool = False) -> Services:
        """See `application.gate.Gate.unlock`."""
        from cocity_desktop.storage.archive import Archive

        with self._tries.one(self.seconds):
            archive = Archive.open(self.directory, passphrase, self._host(), first=self.first)
        services = self._hold(archive)
        if remember:
            self._remember(archive)
        return services

    def unlock_remembered(self) -> Services | None:
        """See `application.gate.Gate.unlock_remembered`."""
        from cocity_desktop.domain.errors import UserError
        from cocity_desktop.storage.archive import Archive
        from cocity_desktop.system import key_store

        opened = key_store.recall(self.directory)
        if opened is None:
            return None
        try:
            return self._hold(Archive.open(self.directory, opened, self._host()))
        except UserError:
            key_store.forget(self.directory)
            return None

    def suspend(self) -> None:
        """See `application.gate.Gate.suspend`."""
        if self._open and not self._open[-1].suspended:
            _keep_daily_backup(self._open[-1])
            self._open[-1].suspend()

    def resume(self, passphrase: str) -> Services:
        """See `application.gate.Gate.resume`."""
        from cocity_desktop.storage.archive import unlock

        archive = self.archive()
        with self._tries.one(self.seconds):
            opened = unlock(archive.files, passphrase, archive.host, archive.slot)
        same = opened.slot == archive.slot
        archive.resume(opened)
        try:
            return self._let_in(archive, self._services[-1] if same else None)
        except BaseException:
            archive.suspend()
            raise

    def open_sample(self) -> Services:
        """See `application.gate.Gate.open_sample`."""
        from datetime import datetime

        from cocity_desktop.localization import ROME
        from cocity_desktop.sample.build import SAMPLE_SUFFIX, clear_sample

        self.close()
        directory = self.directory.with_name(f"{self.directory.name}{SAMPLE_SUFFIX}")
        clear_sample(directory)
        sample = LocalGate(directory, self.resources, self.device_name)
        build_sample_house(sample, SAMPLE_PASSPHRASE, directory / "consegne", datetime.now(ROME).date())
        services = sample.unlock(SAMPLE_PASSPHRASE)
        self._open.extend(sample._open)
        self._services.append(services)
        return services

    def restore(self, backup: Path, passphrase: str) -> Services:
        """See `application.gate.Gate.restore`."""
        from cocity_desktop.storage.backup import restore_backup

        self.close()
        restore_backup(backup, self.directory, passphrase, self._host(), replace=True)
        return self.unlock(passphrase, remember=False)

    def examine(self, passphrase: str) -> tuple[Finding, ...]:
        """What is right and wrong with the archive's files, even where it cannot be opened. Raises nothing."""
        from cocity_desktop.storage.doctor import examine

        return examine(self.directory, passphrase, self._host())

    def archive(self) -> Archive:
        """The archive that is open, for those who care for its files. Raises IndexError when none is."""
        return self._open[-1]

    def close(self) -> None:
        """Release the archive and its lock."""
        self._services.clear()
        while self._open:
            archive = self._open.pop()
            try:
                if not archive.suspended:
                    _keep_daily_backup(archive)
            finally:
                archive.close()

    def _host(self) -> LocalHost:
        from cocity_desktop.system.clock import SystemClock
        from cocity_desktop.system.host import LocalHost
        from cocity_desktop.system.ids import IdSource

        clock = self.clock or SystemClock()
        return LocalHost(clock, IdSource(clock, self.random_bits))

    def _hold(self, archive: Archive, **named: Any) -> Services:
        self._open.append(archive)
        try:
            return self._let_in(archive, None, **named)
        except BaseException:
            self._open.pop()
            archive.close()
            raise

    def _let_in(self, archive: Archive, known: Services | None, **named: Any) -> Services:
        """The services for who opened it. Raises UserError(ACCOUNT_CLOSED) for one who is of the staff no more."""
        from cocity_desktop.storage.accounts import note_unlock

        note_unlock(archive)
        _finish_erasures(archive)
        services = known or open_services(archive, self.resources, self.device_name, **named)
        self._services = [*self._services[:-1], services]
        return services

    def _withdraw(self) -> None:
        """Take away the archive that was made a moment ago and holds nothing yet."""
        files = self.archive().files
        self.close()
        for file in (files.database, *files.side_files(), files.key):
            file.unlink(missing_ok=True)

    def _found(self, services: Services, house: str, remembered: str, *, is_sample: bool) -> Services:
        from cocity_desktop.application.house import FoundHouse, found_house

        try:
            services.run(found_house, FoundHouse(name=house, is_sample=is_sample))
        except BaseException:
            self._withdraw()
            raise
        if remembered:
            self._remember(self.archive())
        return services

    def _remember(self, archive: Archive) -> None:
        from cocity_desktop.domain.access import OpenedKey
        from cocity_desktop.system import key_store

        key_store.remember(self.directory, OpenedKey(archive.database.key, archive.slot))


def build_sample_house(
    gate: LocalGate, passphrase: str, out: Path, base_day: date, say: Callable[[str], None] = lambda _: None
) -> dict[tuple[str, str], EntityId]:
    """The sample house in the gate's directory, closed again; what it delivered lies in `out`.

    Returns its records by (kind, key of the sample's file). Raises EnvironmentFault(ARCHIVE_EXISTS).
    """
    from cocity_desktop.sample.build import build_sample

    def gate_at(clock: Clock) -> LocalGate:
        return LocalGate(
            gate.directory, gate.resources, gate.device_name, clock, random_bits=gate.random_bits
        )

    return build_sample(gate_at, verifier(), gate.resources / "sample", passphrase, out, base_day, say).ids
