"""The one place where adapters meet the application: everything else asks for what it needs by its port.

The window never imports this module (`__main__` hands it the gate); the command line and the tests do.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cocity_desktop import __version__

if TYPE_CHECKING:
    # Only hints in dataclasses: at run time they would load SQLAlchemy before the first paint.
    from collections.abc import Callable
    from datetime import date

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.gate import GateState
    from cocity_desktop.application.inspection import Verifier
    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.application.ports import Clock  # noqa: TC004
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.health import Finding
    from cocity_desktop.bundle.minisign import HouseKey
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.archive import Archive  # noqa: TC004
    from cocity_desktop.system.host import LocalHost
    from cocity_desktop.system.settings import Settings

_log = logging.getLogger(__name__)

SIGNING_KEY = "signing_key"
"""Under which name the archive keeps the seed of the house's signing key; it never leaves the encrypted file."""

SAMPLE_PASSPHRASE = "casa di prova del quartiere"
"""The sample house holds nobody's data: its passphrase is public on purpose."""


def open_services(archive: Archive, resources: Path, device_name: str, actor: EntityId = "") -> Services:
    """The services over an open archive."""
    from cocity_desktop.application.services import Services
    from cocity_desktop.bundle.sealer import BundleReplyReader, BundleSealer
    from cocity_desktop.defect_messages import words_for_reply_defect
    from cocity_desktop.documents.photos import PillowPhotos
    from cocity_desktop.documents.press import PaperPress
    from cocity_desktop.mapping.files import LocalMapFiles
    from cocity_desktop.recognition.late import LateRecognizer
    from cocity_desktop.storage.keeper import ArchiveKeeper
    from cocity_desktop.storage.read_models.queries import SqlQueries
    from cocity_desktop.system.italian_codes import StdnumCodes
    from cocity_desktop.system.regulation_library import RegulationLibrary
    from cocity_desktop.system.template_library import TemplateLibrary
    from cocity_desktop.tabular.reader import TabularReader

    regulations = RegulationLibrary(resources / "regulations")
    queries = SqlQueries(archive.reader, archive.host.clock)

    def read_bytes(sha256: str) -> bytes:
        with archive.unit_of_work(actor) as uow:
            return uow.get_bytes(sha256)

    def minutes_of(meeting_id: EntityId) -> MinutesDocument:
        return queries.minutes(meeting_id)

    return Services(
        queries=queries,
        new_unit_of_work=lambda: archive.unit_of_work(actor),
        regulations=regulations,
        codes=StdnumCodes(),
        tables=TabularReader(),
        templates=TemplateLibrary(resources / "agenda_templates.toml"),
        press=PaperPress(resources),
        photos=PillowPhotos(),
        maps=LocalMapFiles(resources),
        sealer=BundleSealer(
            lambda: signing_key(archive), resources / "viewer", f"Co-City Desktop {__version__}"
        ),
        reply_reader=BundleReplyReader(resources / "schemas", words_for_reply_defect),
        verifier=verifier(),
        recognizer=LateRecognizer(),
        drafts=archive.drafts,
        clock=archive.host.clock,
        read_bytes=read_bytes,
        minutes_of=minutes_of,
        keeper=ArchiveKeeper(archive, resources / "schemas", lambda: signing_key(archive).public_text()),
        write_file=lambda out, content: archive.host.write_file(out, [content]),
        device_name=device_name,
        directory=archive.files.directory,
        last_saved_at=lambda: archive.last_saved_at,
    )


def verifier() -> Verifier:
    """Who judges delivered files: needs no archive."""
    from cocity_desktop.bundle.inspector import BundleVerifier
    from cocity_desktop.defect_messages import words_for_defect

    return BundleVerifier(shipped()[0] / "schemas", words_for_defect)


def schema(name: str) -> str:
    """The JSON Schema called `name`, as shipped."""
    return (shipped()[0] / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")


def write_file(path: Path, content: bytes) -> None:
    """A whole file or none. Raises EnvironmentFault: DISK_FULL, DIRECTORY_READ_ONLY, FILE_UNWRITABLE."""
    from cocity_desktop.system.files import write_atomically

    write_atomically(path, [content])


def build_sample_house(
    gate: LocalGate, passphrase: str, out: Path, base_day: date, say: Callable[[str], None] = lambda _: None
) -> dict[tuple[str, str], EntityId]:
    """The sample house in the gate's directory, closed again; what it delivered lies in `out`.

    Returns its records by (kind, key of the sample's file). Raises EnvironmentFault(ARCHIVE_EXISTS).
    """
    from cocity_desktop.sample.build import build_sample

    def gate_at(clock: Clock) -> LocalGate:
        return LocalGate(gate.directory, gate.resources, gate.device_name, clock)

    return build_sample(gate_at, verifier(), gate.resources / "sample", passphrase, out, base_day, say).ids


def default_directory() -> Path:
    """Where the archive of this user lies when nobody said otherwise."""
    from cocity_desktop.system.paths import default_data_directory

    return default_data_directory()


def shipped() -> tuple[Path, Path]:
    """Where resources and compiled catalogues lie."""
    from cocity_desktop.system import paths

    return paths.resources(), paths.catalogues()


def local_preferences(directory: Path | None = None) -> Settings:
    """The choices of this machine, kept in `directory` or where the platform keeps such things."""
    from cocity_desktop.system.paths import config_directory
    from cocity_desktop.system.settings import Settings

    return Settings((directory or config_directory()) / "window.json")


def start_log() -> None:
    """Keep what goes wrong where the platform keeps logs."""
    from cocity_desktop.system import logs, paths

    logs.start_log(paths.log_directory())


def signing_key(archive: Archive) -> HouseKey:
    """The house's Ed25519 key, made the first time it is needed."""
    from cocity_desktop.bundle.minisign import HouseKey

    stored = archive.local.get(SIGNING_KEY)
    if stored is not None:
        return HouseKey.from_seed(bytes.fromhex(stored))
    key = HouseKey.from_seed(archive.host.random_bytes(32))
    archive.local.put(SIGNING_KEY, key.seed.hex())
    return key


def _keep_daily_backup(archive: Archive) -> None:
    """Once a day, on leaving. A copy that cannot be made keeps nobody from leaving: `doctor` tells of it."""
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.storage.backup import daily_backup

    try:
        daily_backup(archive)
    except AppError as error:
        _log.warning("The daily backup was not made: %s", error)


@dataclass
class LocalGate:
    """What stands before an archive in one directory of this machine. Satisfies `application.gate.Gate`."""

    directory: Path
    resources: Path
    device_name: str
    clock: Clock | None = None
    _open: list[Archive] = field(default_factory=list)

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
            out, [render_passphrase_sheet(HouseLine("", house, "", "", ""), host.clock.now(), self.resources)]
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

        archive = Archive.open(self.directory, passphrase, self._host())
        if remember:
            self._remember(archive, passphrase)
        return self._hold(archive)

    def unlock_remembered(self) -> Services | None:
        """See `application.gate.Gate.unlock_remembered`."""
        from cocity_desktop.domain.errors import UserError
        from cocity_desktop.storage.archive import Archive
        from cocity_desktop.system import key_store

        key = key_store.recall(self.directory)
        if key is None:
            return None
        try:
            return self._hold(Archive.open(self.directory, key, self._host()))
        except UserError:
            key_store.forget(self.directory)
            return None

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
        while self._open:
            archive = self._open.pop()
            try:
                _keep_daily_backup(archive)
            finally:
                archive.close()

    def _host(self) -> LocalHost:
        from cocity_desktop.system.host import LocalHost

        return LocalHost(self.clock)

    def _hold(self, archive: Archive, **named: Any) -> Services:
        self._open.append(archive)
        return open_services(archive, self.resources, self.device_name, **named)

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
            self._remember(self.archive(), remembered)
        return services

    def _remember(self, archive: Archive, passphrase: str) -> None:
        from cocity_desktop.system import key_store

        key_store.remember(self.directory, archive.host.unlock_key(archive.files.key, passphrase))
