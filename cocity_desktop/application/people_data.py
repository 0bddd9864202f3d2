"""Use cases around people's data: notices given and consents withdrawn, how long a record is kept, one person's data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from cocity_desktop.application.exports import NoteExport
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import ExportKind
from cocity_desktop.domain.registry import Consent, ConsentKind, Group, NoticeChannel, Person, PrivacyNotice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.views.people_data import NoticePaper, PersonData, RetentionRow, UntoldRow


class PeopleData(Protocol):
    """What is asked about people's data. On the database lane."""

    def to_review(self) -> Sequence[RetentionRow]:
        """People and groups whose day has come, the oldest first, then those without a day."""
        ...

    def untold(self) -> Sequence[UntoldRow]:
        """Who was never given the notice, by family name."""
        ...

    def about(self, person_id: EntityId) -> PersonData:
        """All that the archive holds about one person. Raises UserError(NOT_FOUND)."""
        ...

    def notice(self, notice_id: EntityId) -> NoticePaper:
        """A version of the notice, to print. Raises UserError(NOT_FOUND)."""
        ...


class PrivacyPapers(Protocol):
    """Makes the two papers about people's data, as PDF/A-3a and PDF/UA-1. On the work lane."""

    def person(self, data: PersonData) -> bytes:
        """All about one person, for that person to read."""
        ...

    def notice(self, paper: NoticePaper) -> bytes:
        """The notice, to hand out or to pin up."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveNoticeToMany:
    """These people got the notice in force on that day, as after a meeting where all signed."""

    person_ids: tuple[EntityId, ...]
    given_on: date
    channel: NoticeChannel = NoticeChannel.PAPER


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsent:
    """A person consented (GDPR art. 6(1)(a)) to photos or to the newsletter."""

    person_id: EntityId
    consent_kind: ConsentKind
    given_on: date
    channel: NoticeChannel = NoticeChannel.PAPER


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent:
    """A person takes a consent back (GDPR art. 7(3))."""

    consent_id: EntityId
    on: date


@dataclass(frozen=True, slots=True)
class Keeping:
    """A person or a group (`kind`), and the day on which the record is looked at again; None: no day is set."""

    kind: str
    id: EntityId
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepUntil:
    """Records and their days, in one change."""

    records: tuple[Keeping, ...]


def give_notice_to_many(cmd: GiveNoticeToMany, uow: UnitOfWork) -> Changes:
    """One change for all of them. Raises UserError: NOT_FOUND, PERSON_ERASED."""
    with uow:
        notices = [n for n in uow.find(PrivacyNotice) if n.valid_from <= cmd.given_on]
        newest = max(notices, key=lambda notice: notice.valid_from, default=None)
        for person_id in dict.fromkeys(cmd.person_ids):
            consent = Consent(
                id=uow.new_id(),
                person_id=uow.get(Person, person_id).id,
                notice_id=newest.id if newest else None,
                given_on=cmd.given_on,
                channel=cmd.channel,
            )
            uow.add(consent)
        return uow.commit("give_notice_to_many")


def record_consent(cmd: RecordConsent, uow: UnitOfWork) -> Changes:
    """Add a consent. Raises UserError: NOT_FOUND, INVALID_VALUE (a notice is given, not consented to), PERSON_ERASED."""
    if cmd.consent_kind is ConsentKind.NOTICE:
        raise UserError(ErrorCode.INVALID_VALUE, "consent_kind")
    with uow:
        consent = Consent(
            id=uow.new_id(),
            person_id=uow.get(Person, cmd.person_id).id,
            consent_kind=cmd.consent_kind,
            given_on=cmd.given_on,
            channel=cmd.channel,
        )
        return uow.commit("record_consent", created=uow.add(consent).id)


def withdraw_consent(cmd: WithdrawConsent, uow: UnitOfWork) -> Changes:
    """Write when it was taken back; that it was given stays. Raises UserError: NOT_FOUND, DATES_REVERSED."""
    with uow:
        consent = uow.get(Consent, cmd.consent_id)
        if cmd.on < consent.given_on:
            raise UserError(ErrorCode.DATES_REVERSED, "on")
        consent.withdrawn_on = cmd.on
        return uow.commit("withdraw_consent", created=consent.id)


def keep_until(cmd: KeepUntil, uow: UnitOfWork) -> Changes:
    """Set the day on which records are looked at again. Raises UserError: NOT_FOUND, PERSON_ERASED."""
    with uow:
        for one in cmd.records:
            if one.kind == Person.KIND:
                uow.get(Person, one.id).retain_until = one.until
            else:
                uow.get(Group, one.id).retain_until = one.until
        return uow.commit("keep_until")


def json_of(data: PersonData) -> bytes:
    """The file of resources/schemas/person.schema.json."""
    return (json.dumps(data.content, ensure_ascii=False, indent=2) + "\n").encode()


def write_person_files(
    data: PersonData, out: Path, papers: PrivacyPapers, write_file: Callable[[Path, bytes], None]
) -> tuple[Path, Path]:
    """The JSON and the PDF in the folder `out`, under a name that does not say whose they are. Raises EnvironmentFault."""
    stem = f"dati-personali-{data.person_id[-8:]}-{data.made_at:%Y%m%d}"
    files = out / f"{stem}.json", out / f"{stem}.pdf"
    write_file(files[0], json_of(data))
    write_file(files[1], papers.person(data))
    return files


def note_of(data: PersonData, file: Path) -> NoteExport:
    """What `note_export` is told once a person's files are written."""
    return NoteExport(
        kind=ExportKind.PERSON,
        file_name=file.name,
        records=data.records,
        with_people=True,
        person_id=data.person_id,
    )
