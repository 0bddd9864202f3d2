"""Groups, people and places with any words in every field: written as tables and read into an empty archive, they are the same.

What a table cannot tell is left out of what is generated, and stands in docs/adr/0021: namesakes, two periods of one person in
one group, somebody without a family name in a group.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.it import codicefiscale
from stdnum.luhn import calc_check_digit

from cocity_desktop.application.belonging_cells import (
    consents_in_cell,
    consents_of_cell,
    contact_item,
    contact_of,
)
from cocity_desktop.application.cells import in_cell, of_cell
from cocity_desktop.application.export_ports import ExportForm, ExportSubject
from cocity_desktop.application.forms import without_edges
from cocity_desktop.application.house import FoundHouse, found_house
from cocity_desktop.application.importing.tables import (
    ImportTable,
    ProposeColumns,
    plan_import,
    proposed_columns,
)
from cocity_desktop.application.views.exports import ConsentOut, ContactOut
from cocity_desktop.application.views.importing import RowState
from cocity_desktop.bootstrap import open_services
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.domain.places import Place, PlaceNature, Strand
from cocity_desktop.domain.registry import (
    Consent,
    ConsentKind,
    ContactKind,
    ContactPoint,
    DecisionMaking,
    Group,
    GroupKind,
    MemberRole,
    Membership,
    NoticeChannel,
    Partnership,
    Person,
    PrivacyNotice,
)
from cocity_desktop.import_words import words_for_reason
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Durability
from tests.application.conftest import RESOURCES, SetClock, SmallHouse
from tests.application.test_export_round_trip import RING, export, state, take_in
from tests.storage.support import PASSPHRASE, QuickHost

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNS = st.characters(
    exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp", "Zs"), exclude_characters="\ufffd"
) | st.sampled_from(" ;,()\\'\"“’=+-@:\n")
texts = st.text(SIGNS, max_size=25).map(without_edges)
lines = st.text(SIGNS.filter(lambda sign: sign != "\n"), max_size=20).map(without_edges)
words = lines.map(lambda text: f"a{text}")
names = st.text(st.sampled_from("abdefgilmnoprstuvzèìòçšéÀĂ’' "), min_size=1, max_size=10).map(
    lambda text: f"N{' '.join(text.split())}"
)
days = st.dates(date(2019, 1, 1), date(2030, 1, 1))
maybe_days = st.none() | days
contacts = st.lists(st.tuples(st.sampled_from(list(ContactKind)), lines, st.booleans(), texts), max_size=4)
consents = st.lists(
    st.builds(
        ConsentOut, consent_kind=st.sampled_from(list(ConsentKind)), given_on=days, version=st.sampled_from(["", "1.0", "2, (bis)"]),
        channel=st.sampled_from(list(NoticeChannel)), withdrawn_on=maybe_days,
    ),
    max_size=4, unique_by=lambda one: (one.consent_kind, one.given_on, one.channel),
)  # fmt: skip
codes = st.lists(st.sampled_from(["it", "en", "fr", "ar", "ro"]), unique=True).map(tuple)
people = st.fixed_dictionaries(
    {
        "given_name": names, "family_name": names, "languages": codes, "needs": texts, "needs_time": texts,
        "needs_access": texts, "needs_translation": texts, "note": texts, "retain_until": maybe_days,
        "fiscal_code": st.booleans(), "contacts": contacts, "consents": consents,
    }
)  # fmt: skip
memberships = st.tuples(st.sampled_from([one for one in MemberRole if one is not MemberRole.REPRESENTATIVE]),
                        st.just("") | words, maybe_days, maybe_days)  # fmt: skip
groups = st.fixed_dictionaries(
    {
        "name": words, "group_kind": st.sampled_from(list(GroupKind)), "decision_making": st.sampled_from(list(DecisionMaking)),
        "fiscal_code": st.booleans(), "vat_number": st.booleans(), "runts_number": lines, "address": texts,
        "district": st.none() | st.integers(1, 8), "description": texts, "representation_proof": texts,
        "themes": st.lists(words, unique=True, max_size=3).map(tuple), "languages": codes, "registered_on": maybe_days,
        "retain_until": maybe_days, "contacts": contacts, "signs": st.booleans(), "partners": st.booleans(),
        "members": st.dictionaries(st.integers(0, 3), memberships, max_size=3),
    }
)  # fmt: skip
degrees = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)).map(
    lambda pair: tuple(round(one, 6) + 0.0 for one in pair)
)
places = st.fixed_dictionaries(
    {
        "name": words, "nature": st.sampled_from(list(PlaceNature)), "strand": st.none() | st.sampled_from(list(Strand)),
        "address": texts, "city": words, "district": st.none() | st.integers(1, 8), "quarter": lines, "at": degrees,
        "geometry": st.none() | st.just({"type": "Polygon", "coordinates": [RING]}), "cadastre": texts,
        "owner": texts, "constraints": texts, "state_of_use": texts, "description": texts,
    }
)  # fmt: skip


def _marks(contact: ContactOut) -> tuple[str, str, bool]:
    return contact.value, contact.note, contact.preferred


@given(
    st.lists(
        st.builds(
            ContactOut, contact_kind=st.just(ContactKind.WEB), value=words, preferred=st.booleans(),
            note=texts | st.sampled_from(["preferito", "non preferito"]),
        )
    )
)  # fmt: skip
def test_contacts_are_read_as_they_were_written(some: list[ContactOut]) -> None:
    cell = in_cell(tuple(contact_item(one) for one in some))
    assert [contact_of(item) for item in of_cell(cell)] == [_marks(one) for one in some]


@given(consents)
def test_consents_are_read_as_they_were_written(some: list[ConsentOut]) -> None:
    assert list(consents_of_cell(consents_in_cell(some))) == some


@contextmanager
def archive(place: Path) -> Iterator[SmallHouse]:
    clock = SetClock()
    made = Archive.create(
        place, PASSPHRASE, QuickHost(clock), device_name="prova", durability=Durability.NONE_FOR_TESTS
    )
    try:
        house = SmallHouse(open_services(made, RESOURCES, "prova"), clock)
        house.run(found_house, FoundHouse(name="Casa di prova"))
        with house.services.new_unit_of_work() as uow:
            for version in ("1.0", "2, (bis)"):
                uow.add(
                    PrivacyNotice(
                        id=uow.new_id(),
                        version=version,
                        valid_from=date(2019, 1, 1),
                        title="Informativa",
                        text=f"Informativa {version}",
                    )
                )
            uow.commit("found_house")
        yield house
    finally:
        made.close()


_letters = "abcdefghilmnopqrstuvz"
_numbers = count(1)


def put(house: SmallHouse, some: dict[str, list[dict[str, Any]]]) -> None:
    """All of it, as the archive keeps it; names are made different by their endings."""
    with house.services.new_unit_of_work() as uow:
        made = [_person(uow, at, dict(one)) for at, one in enumerate(some["people"])]
        known = [_group(uow, at, dict(one), made) for at, one in enumerate(some["groups"])]
        for group, wanted in zip(known, some["groups"], strict=True):
            others = [one for one in known if one is not group] if wanted["partners"] else []
            for at, other in enumerate(others):
                uow.add(Partnership(id=uow.new_id(), group_id=group.id, partner_id=other.id, is_lead=at == 0))
        for at, one in enumerate(some["places"]):
            values = dict(one)
            where = values.pop("at") or (None, None)
            values["name"] += f" {_letters[at]}"
            uow.add(Place(id=uow.new_id(), latitude=where[0], longitude=where[1], **values))
        uow.commit("found_house")


def _person(uow: Any, at: int, values: dict[str, Any]) -> Person:
    contacts_, consents_ = values.pop("contacts"), values.pop("consents")
    values["family_name"] += f" Q{_letters[at]}"
    stem = f"PRVDAA80A{10 + at}L219"
    values["fiscal_code"] = stem + codicefiscale.calc_check_digit(stem) if values["fiscal_code"] else ""
    person: Person = uow.add(Person(id=uow.new_id(), **values))
    _reached(uow, contacts_, {"person_id": person.id}, at)
    notices = {one.version: one.id for one in uow.find(PrivacyNotice)}
    for one in consents_:
        uow.add(
            Consent(
                id=uow.new_id(), person_id=person.id, notice_id=notices.get(one.version), consent_kind=one.consent_kind,
                given_on=one.given_on, channel=one.channel, withdrawn_on=one.withdrawn_on,
            )
        )  # fmt: skip
    return person


def _group(uow: Any, at: int, values: dict[str, Any], made: list[Person]) -> Group:
    contacts_, members, signs, _partners = (
        values.pop(one) for one in ("contacts", "members", "signs", "partners")
    )
    values["name"] += f" {_letters[at]}"
    for code, stem in (("fiscal_code", f"97000{at:02d}001"), ("vat_number", f"01000{at:02d}001")):
        values[code] = stem + calc_check_digit(stem) if values[code] else ""
    group: Group = uow.add(Group(id=uow.new_id(), **values))
    for turn, (place, (role, duty, since, until)) in enumerate(members.items()):
        if place >= len(made):
            continue
        if signs and turn == 0:
            group.representative_id = made[place].id
        uow.add(
            Membership(
                id=uow.new_id(), group_id=group.id, person_id=made[place].id, role=MemberRole.REPRESENTATIVE if signs and turn == 0 and since is None else role, duty=duty, since=since, until=until
            )
        )  # fmt: skip
    _reached(uow, contacts_, {"group_id": group.id}, at + 10)
    return group


def _reached(uow: Any, some: list[Any], owner: dict[str, str], at: int) -> None:
    for turn, (kind, text, preferred, note) in enumerate(some):
        value = {
            ContactKind.EMAIL: f"posta{at}.{turn}@example.org",
            ContactKind.PEC: f"pec{at}.{turn}@pec.example.org",
            ContactKind.PHONE: f"+39 011 {at:02d}{turn:02d} 123",
            ContactKind.WEB: f"https://example.org/{at}/{turn}",
        }.get(kind, f"via {text} {turn}")
        uow.add(
            ContactPoint(
                id=uow.new_id(), contact_kind=kind, value=value, note=note, preferred=preferred, **owner
            )
        )


TARGETS = (
    (ExportSubject.GROUPS, ImportTarget.GROUPS),
    (ExportSubject.GROUPS, ImportTarget.GROUPS),
    (ExportSubject.PEOPLE, ImportTarget.PEOPLE),
    (ExportSubject.PLACES, ImportTarget.PLACES),
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(
    some=st.fixed_dictionaries(
        {
            "people": st.lists(people, min_size=1, max_size=4),
            "groups": st.lists(groups, min_size=1, max_size=3),
            "places": st.lists(places, min_size=1, max_size=3),
        }
    ),
    form=st.sampled_from([ExportForm.CSV, ExportForm.XLSX, ExportForm.ODS]),
)
def test_any_registry_comes_back_to_the_same_state(some: dict[str, Any], form: ExportForm) -> None:
    with (
        TemporaryDirectory() as folder,
        archive(Path(folder) / "da") as house,
        archive(Path(folder) / "a") as bare,
    ):
        put(house, some)
        for subject, target in TARGETS:
            file = Path(folder) / f"{subject.value}.{form.value}"
            file.write_bytes(export(house, subject, form))
            take_in(bare, target, file)
            assert troubles(bare, target, file) == []
        assert state(bare) == state(house)


def troubles(house: SmallHouse, target: ImportTarget, file: Path) -> list[str]:
    """What the same table would still change, in words; groups inside a group come at the second time."""
    services = house.services
    table = services.tables.read(file)
    columns = services.run(proposed_columns, ProposeColumns(target=target, table=table))
    cmd = ImportTable(target=target, table=table, meanings=tuple(one.meaning for one in columns))
    rows = services.run(plan_import, cmd, services.codes, services.matcher).rows
    wrong = [row for row in rows if row.state in (RowState.DOUBTFUL, RowState.REFUSED)]
    return [f"{row.title}: {words_for_reason(why)}" for row in wrong for why in row.reasons]


# --- the same table later -----------------------------------------------------------------------------------------


def test_a_consent_withdrawn_on_either_side_is_withdrawn(
    house: SmallHouse, bare: SmallHouse, tmp_path: Path
) -> None:
    with house.services.new_unit_of_work() as uow:
        ada = uow.add(Person(id=uow.new_id(), given_name="Ada", family_name="Esempio"))
        for kind in (ConsentKind.PHOTOS, ConsentKind.NEWSLETTER):
            uow.add(Consent(id=uow.new_id(), person_id=ada.id, consent_kind=kind, given_on=date(2025, 2, 3)))
        uow.commit("found_house")
    file = tmp_path / "persone.csv"
    file.write_bytes(export(house, ExportSubject.PEOPLE, ExportForm.CSV))
    take_in(bare, ImportTarget.PEOPLE, file)
    withdraw(house, ConsentKind.PHOTOS, date(2026, 1, 1))
    withdraw(bare, ConsentKind.NEWSLETTER, date(2026, 2, 2))
    file.write_bytes(export(house, ExportSubject.PEOPLE, ExportForm.CSV))
    take_in(bare, ImportTarget.PEOPLE, file)
    (person,) = bare.services.outgoing.people_to_export()
    assert {one.consent_kind: one.withdrawn_on for one in person.consents} == {
        ConsentKind.PHOTOS: date(2026, 1, 1),
        ConsentKind.NEWSLETTER: date(2026, 2, 2),
    }


def withdraw(house: SmallHouse, kind: ConsentKind, day: date) -> None:
    with house.services.new_unit_of_work() as uow:
        (consent,) = uow.find(Consent, consent_kind=kind)
        consent.withdrawn_on = day
        uow.commit("withdraw_consent")


def test_the_preferred_contact_follows_the_table_unless_it_was_changed_here(
    house: SmallHouse, bare: SmallHouse, tmp_path: Path
) -> None:
    with house.services.new_unit_of_work() as uow:
        ada = uow.add(Person(id=uow.new_id(), given_name="Ada", family_name="Esempio"))
        for value, preferred in (("uno@example.org", False), ("due@example.org", True)):
            uow.add(
                ContactPoint(
                    id=uow.new_id(), contact_kind=ContactKind.EMAIL, value=value, preferred=preferred, person_id=ada.id
                )
            )  # fmt: skip
        uow.commit("found_house")
    file = tmp_path / "persone.csv"

    def again() -> str:
        file.write_bytes(export(house, ExportSubject.PEOPLE, ExportForm.CSV))
        take_in(bare, ImportTarget.PEOPLE, file)
        (person,) = bare.services.outgoing.people_to_export()
        return ", ".join(one.value for one in person.contacts if one.preferred)

    assert again() == "due@example.org"
    prefer(house, "uno@example.org")
    assert again() == "uno@example.org"
    prefer(bare, "")
    prefer(house, "due@example.org")
    assert again() == ""


def prefer(house: SmallHouse, value: str) -> None:
    with house.services.new_unit_of_work() as uow:
        for contact in uow.find(ContactPoint):
            contact.preferred = contact.value == value
        uow.commit("edit_person")
