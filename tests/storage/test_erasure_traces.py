"""Whom a name or a contact belongs to besides: told by going through lists, the same as by making everybody ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cocity_desktop.domain.erasing import plain_name
from cocity_desktop.domain.registry import ContactKind, ContactPoint, Person
from cocity_desktop.storage.erasure_traces import _borne_by_others, _normal, _shared

if TYPE_CHECKING:
    from cocity_desktop.storage.archive import Archive

ODD = ("D’Amico", "d'amico", "Damico", "De  Rosa", "de rosa", "Derosa", "Zoë", "Zoe", "İnci", "Straße", "Strasse", "O'", "A", "ﬁore", "Li-Wei", "李", "")  # fmt: skip


def letters(most: int) -> st.SearchStrategy[str]:
    """What a record may hold."""
    return st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=most)


names = st.one_of(st.sampled_from(ODD), letters(6))
contacts = st.one_of(
    st.sampled_from(("+39 011 123456", "0039011123456", "(011) 12 34 56", "011.123456", "Eva@Esempio.it", " eva@esempio.it",
                     "via  Po 3", "Via Po 3", "ÈVA@x.it", "èva@x.it", "Straße 4", "STRASSE 4", "%", "_", "3_4%5")),
    letters(8),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people=st.lists(st.tuples(names, names), min_size=1, max_size=6),
    asked=st.sets(names.map(plain_name), max_size=4),
)
@example(people=[("Zoë", "D’Amico"), ("x", "y")], asked={"zoedamico", "xy", ""})
def test_whom_a_name_belongs_to(archive: Archive, people: list[tuple[str, str]], asked: set[str]) -> None:
    with archive.unit_of_work("") as uow:
        for one in uow.find(Person):
            uow.remove(one)
        made = [
            uow.add(Person(id=uow.new_id(), given_name=given or "-", family_name=family))
            for given, family in people
        ]
        uow.commit("test")
    first, *others = made
    whole = {
        plain_name(one.given_name + one.family_name) for one in others if one.given_name and one.family_name
    }
    names_asked = asked | {plain_name("".join(pair)) for pair in people}
    assert _borne_by_others(archive.database.raw, (first.id,), names_asked) == (whole & names_asked) - {""}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mine=st.lists(contacts, max_size=4), theirs=st.lists(contacts, max_size=5))
@example(mine=["011 123456", "EVA@esempio.it"], theirs=["+39 (011) 12.34.56", "eva@ESEMPIO.it"])
def test_which_contacts_are_somebody_elses_too(archive: Archive, mine: list[str], theirs: list[str]) -> None:
    with archive.unit_of_work("") as uow:
        for one in uow.find(ContactPoint):
            uow.remove(one)
        eva, ada = (uow.add(Person(id=uow.new_id(), given_name=name)) for name in ("Eva", "Ada"))
        for owner, values in ((eva, mine), (ada, theirs)):
            for value in values:
                kind = ContactKind.POST
                uow.add(ContactPoint(id=uow.new_id(), person_id=owner.id, contact_kind=kind, value=value))
        uow.commit("test")
    others = {_normal(value) for value in theirs}
    last = {_normal(value): value for value in mine}
    expected = tuple(value for normal, value in last.items() if normal in others)
    assert _shared(archive.database.raw, frozenset((eva.id,)), (), mine) == expected
