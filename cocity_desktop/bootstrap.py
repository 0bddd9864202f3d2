"""The one place where adapters meet the application: everything else asks for what it needs by its port.

The window never imports this module (`__main__` hands it the gate); the command line and the tests do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop import __version__
from cocity_desktop.local_gate import LocalGate

if TYPE_CHECKING:
    # Only hints in dataclasses: at run time they would load SQLAlchemy before the first paint.
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from cocity_desktop.application.inspection import Verifier
    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.application.ports import Clock
    from cocity_desktop.application.services import Services
    from cocity_desktop.bundle.minisign import HouseKey
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.archive import Archive
    from cocity_desktop.system.settings import Settings

__all__ = ["LocalGate"]

SIGNING_KEY = "signing_key"
"""Under which name the archive keeps the seed of the house's signing key; it never leaves the encrypted file."""

SAMPLE_PASSPHRASE = "casa di prova del quartiere"
"""The sample house holds nobody's data: its passphrase is public on purpose."""


def open_services(
    archive: Archive, resources: Path, device_name: str, actor: EntityId | None = None
) -> Services:
    """The services over an open archive, for `actor` or for whoever opened it."""
    from cocity_desktop.application.erasing import end_what_is_left, mark_erased
    from cocity_desktop.application.services import Services
    from cocity_desktop.bundle.sealer import BundleReplyReader, BundleSealer
    from cocity_desktop.defect_messages import words_for_reply_defect
    from cocity_desktop.documents.mailing import PaperMailing
    from cocity_desktop.documents.photos import PillowPhotos
    from cocity_desktop.documents.press import PaperPress
    from cocity_desktop.documents.privacy_papers import PaperPrivacy
    from cocity_desktop.mapping.files import LocalMapFiles
    from cocity_desktop.matching.late import LateMatcher
    from cocity_desktop.recognition.late import LateRecognizer
    from cocity_desktop.storage.accounts import ArchiveAccounts
    from cocity_desktop.storage.erasure_care import ArchiveErasures
    from cocity_desktop.storage.keeper import ArchiveKeeper
    from cocity_desktop.storage.read_models.exports import SqlExportQueries
    from cocity_desktop.storage.read_models.people_data import SqlPeopleData
    from cocity_desktop.storage.read_models.queries import SqlQueries
    from cocity_desktop.system.italian_codes import StdnumCodes
    from cocity_desktop.system.regulation_library import RegulationLibrary
    from cocity_desktop.system.template_library import TemplateLibrary
    from cocity_desktop.tabular.files import OutFiles
    from cocity_desktop.tabular.reader import TabularReader

    actor = archive.slot if actor is None else actor
    regulations = RegulationLibrary(resources / "regulations")
    queries = SqlQueries(archive.reader, archive.host.clock)

    erasures = ArchiveErasures(archive, mark_erased)

    def follow_erasures() -> None:
        end_what_is_left(archive.unit_of_work(actor))
        erasures.finish()

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
        matcher=LateMatcher(),
        drafts=archive.drafts,
        clock=archive.host.clock,
        read_bytes=read_bytes,
        minutes_of=minutes_of,
        keeper=ArchiveKeeper(
            archive, resources / "schemas", lambda: signing_key(archive).public_text(), follow_erasures
        ),
        accounts=ArchiveAccounts(archive, actor, lambda: _phrase_words(resources)),
        erasures=erasures,
        people_data=SqlPeopleData(archive.reader, archive.host.clock),
        privacy_papers=PaperPrivacy(resources),
        write_file=lambda out, content: archive.host.write_file(out, [content]),
        write_pieces=archive.host.write_file,
        out_files=OutFiles(),
        mailing=PaperMailing(resources),
        outgoing=SqlExportQueries(archive.reader, archive.host.clock),
        device_name=device_name,
        directory=archive.files.directory,
        actor=actor,
        last_saved_at=lambda: archive.last_saved_at,
    )


def _phrase_words(resources: Path) -> list[str]:
    """Of which a suggested passphrase is made."""
    return (resources / "phrase_words.txt").read_text(encoding="utf-8").split()


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
