"""Notices given to many, records kept until a day, and all about one person as files that say the same."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING

import pikepdf
import pytest
from jsonschema import Draft202012Validator

from cocity_desktop.application import people_data as told
from cocity_desktop.application import registry
from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.exports import note_export
from cocity_desktop.application.people import PersonFields, RegisterPerson, register_person
from cocity_desktop.application.privacy import PublishNotice, publish_notice
from cocity_desktop.domain.errors import ErrorCode
from cocity_desktop.domain.registry import ConsentKind
from cocity_desktop.domain.retention import months_after, proposed
from tests.application.conftest import RESOURCES, TODAY, SmallHouse

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ada(house: SmallHouse) -> str:
    fields = PersonFields(given_name="Ada", family_name="Esempio", needs_access="rampa", note="Ha le chiavi")
    cmd = RegisterPerson(fields=fields, email="ada@example.org", phone="011 1234567")
    person = house.run(register_person, cmd, house.services.codes)
    member = registry.NewMember(person_id=person, duty="chiavi")
    house.run(registry.add_member, registry.AddMember(group_id=house.ids["group"], member=member))
    return person


def register(house: SmallHouse, name: str) -> str:
    cmd = RegisterPerson(fields=PersonFields(given_name=name, family_name="Prova"))
    return house.run(register_person, cmd, house.services.codes)


def publish(house: SmallHouse, text: str = "Usiamo i dati per gli incontri.", months: int | None = 24) -> str:
    cmd = PublishNotice(
        version="1", title="Informativa", text=text, valid_from=TODAY, retention_months=months
    )
    return house.run(publish_notice, cmd)


def test_the_notice_is_given_to_all_who_signed(house: SmallHouse, ada: str) -> None:
    bea = register(house, "Bea")
    publish(house)
    asked = house.services.people_data
    assert {row.id for row in asked.untold()} == {ada, bea}
    house.run(told.give_notice_to_many, told.GiveNoticeToMany(person_ids=(ada, bea, ada), given_on=TODAY))
    assert asked.untold() == ()
    detail = house.services.queries.person(ada)
    assert [(one.version, one.given_on) for one in detail.consents] == [("1", TODAY)]


def test_a_consent_is_taken_back_and_stays_on_record(house: SmallHouse, ada: str) -> None:
    photos = told.RecordConsent(person_id=ada, consent_kind=ConsentKind.PHOTOS, given_on=TODAY)
    consent = house.run(told.record_consent, photos)
    early = told.WithdrawConsent(consent_id=consent, on=date(2020, 1, 1))
    assert house.refusal(told.withdraw_consent, early) == (ErrorCode.DATES_REVERSED.value, "on")
    house.run(told.withdraw_consent, told.WithdrawConsent(consent_id=consent, on=TODAY))
    assert house.services.queries.person(ada).consents[0].withdrawn_on == TODAY
    notice = told.RecordConsent(person_id=ada, consent_kind=ConsentKind.NOTICE, given_on=TODAY)
    assert house.refusal(told.record_consent, notice)[0] == ErrorCode.INVALID_VALUE.value


def test_whom_to_look_at_again(house: SmallHouse, ada: str) -> None:
    publish(house, months=24)
    house.run(told.give_notice_to_many, told.GiveNoticeToMany(person_ids=(ada,), given_on=TODAY))
    rows = {row.id: row for row in house.services.people_data.to_review()}
    assert rows[ada].proposed == date(2029, 2, 11)
    assert rows[house.ids["group"]].kind == "group"
    later = told.Keeping("person", ada, date(2029, 2, 11))
    group = told.Keeping("group", house.ids["group"], TODAY)
    house.run(told.keep_until, told.KeepUntil(records=(later, group)))
    rows = {row.id: row for row in house.services.people_data.to_review()}
    assert ada not in rows
    assert rows[house.ids["group"]].retain_until == TODAY  # its day is today


def test_a_day_months_later() -> None:
    assert months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_after(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert proposed(None, 12) is None
    assert proposed(TODAY, None) is None


def test_all_about_one_person(house: SmallHouse, ada: str, tmp_path: Path) -> None:
    house.run(told.give_notice_to_many, told.GiveNoticeToMany(person_ids=(ada,), given_on=TODAY))
    meeting = house.meeting()
    house.run(capture_entry, CaptureEntry(meeting_id=meeting, text="Lo dice Ada Esempio: si apre alle nove"))
    services = house.services
    data = services.people_data.about(ada)
    files = told.write_person_files(data, tmp_path, services.privacy_papers, services.write_file)
    content = json.loads(files[0].read_text(encoding="utf-8"))
    schema = json.loads((RESOURCES / "schemas" / "person.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(content)
    assert content["person"]["family_name"] == "Esempio"
    assert {one["value"] for one in content["contacts"]} == {"ada@example.org", "011 1234567"}
    assert content["roles"][0]["group"] == "Orto dei vicini"
    assert [one["record"] for one in content["named_in"]] == ["entry"]
    assert any(one["field"] == "note" and one["value"] == "Ha le chiavi" for one in content["history"])
    assert not any("ada" in file.name.casefold() or "esempio" in file.name for file in files)
    with pikepdf.open(io.BytesIO(files[1].read_bytes())) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) >= 1
    house.run(note_export, told.note_of(data, files[0]))
    assert [one["file"] for one in services.people_data.about(ada).content["exports"]] == [files[0].name]


def test_the_notice_is_printed_and_an_unchecked_one_says_so(house: SmallHouse) -> None:
    services = house.services
    checked = services.people_data.notice(publish(house))
    assert not checked.to_verify
    unsure = services.people_data.notice(publish(house, text="DA FAR VERIFICARE: usiamo i dati…"))
    assert unsure.to_verify
    first = services.privacy_papers.notice(checked)
    assert first == services.privacy_papers.notice(checked)
    assert first.startswith(b"%PDF")
    assert services.privacy_papers.notice(unsure) != first
