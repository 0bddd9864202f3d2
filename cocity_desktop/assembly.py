"""Where adapters meet the application: the services over an open archive. Below the gate, which needs them, and below `bootstrap`.

All imports stand in the functions: a window paints before SQLAlchemy is loaded.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from cocity_desktop import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.application.inspection import Verifier
    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.application.services import Services
    from cocity_desktop.bundle.minisign import HouseKey
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.archive import Archive

SIGNING_KEY = "signing_key"
"""Under which name the archive keeps the seed of the house's signing key; it never leaves the encrypted file."""

ISSUERS = "trusted_issuers"
"""Under which name the archive of this computer keeps the certificates of the issuers that the house trusts."""


_NEW_OBJECTS = (500_000, 20, 100)
"""After how many new objects, and how many such looks, Python looks for garbage: a use case makes records, and hardly any
cycles. At its usual 700 a third of an import is spent looking."""


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
    from cocity_desktop.signatures.late import LateJudge
    from cocity_desktop.storage.accounts import ArchiveAccounts
    from cocity_desktop.storage.erasure_care import ArchiveErasures
    from cocity_desktop.storage.keeper import ArchiveKeeper
    from cocity_desktop.storage.read_models.exports import SqlExportQueries
    from cocity_desktop.storage.read_models.people_data import SqlPeopleData
    from cocity_desktop.storage.read_models.queries import SqlQueries
    from cocity_desktop.system.italian_codes import StdnumCodes
    from cocity_desktop.system.regulation_library import OWN_FOLDER, RegulationLibrary
    from cocity_desktop.system.suggestion_library import SuggestionLibrary
    from cocity_desktop.system.template_library import TemplateLibrary
    from cocity_desktop.tabular.files import OutFiles
    from cocity_desktop.tabular.reader import TabularReader

    gc.set_threshold(*_NEW_OBJECTS)
    actor = archive.slot if actor is None else actor
    regulations = RegulationLibrary(resources / "regulations", archive.files.directory / OWN_FOLDER)
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
        suggestions=SuggestionLibrary(resources / "suggestions"),
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
        signatures=LateJudge(
            lambda: archive.local.get(ISSUERS), lambda text: archive.local.put(ISSUERS, text)
        ),
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


def shipped() -> tuple[Path, Path]:
    """Where resources and compiled catalogues lie."""
    from cocity_desktop.system import paths

    return paths.resources(), paths.catalogues()


def signing_key(archive: Archive) -> HouseKey:
    """The house's Ed25519 key, made the first time it is needed."""
    from cocity_desktop.bundle.minisign import HouseKey

    stored = archive.local.get(SIGNING_KEY)
    if stored is not None:
        return HouseKey.from_seed(bytes.fromhex(stored))
    key = HouseKey.from_seed(archive.host.random_bytes(32))
    archive.local.put(SIGNING_KEY, key.seed.hex())
    return key
