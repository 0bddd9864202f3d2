"""What a unit of work writes, what it refuses, and that it writes all of it or nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from cocity_desktop.domain.entity import Entity, Ref
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.kinds import KINDS, ORDER
from cocity_desktop.domain.meetings import Meeting, MeetingKind
from cocity_desktop.domain.places import Place, Strand
from cocity_desktop.domain.processes import Process
from cocity_desktop.domain.record import field_specs, to_plain
from cocity_desktop.domain.registry import Group, GroupKind, Membership, Person
from cocity_desktop.storage.replay import differences
from tests.storage.support import employ

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.storage.archive import Archive


@pytest.fixture
def uow(archive: Archive) -> UnitOfWork:
    employ(archive, "actor-1")
    return archive.unit_of_work("actor-1")


def operations(archive: Archive) -> list[tuple[str, str, str]]:
    rows = archive.database.raw.execute("SELECT kind, field, value FROM operation ORDER BY hlc")
    return [tuple(row) for row in rows]


def count(archive: Archive, table: str) -> int:
    return int(archive.database.raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def add_group(uow: UnitOfWork, name: str = "Genitori Fleming", **fields: Any) -> Group:
    with uow:
        group = uow.add(Group(id=uow.new_id(), name=name, **fields))
        uow.commit("register_group")
    return group


def refused(uow: UnitOfWork) -> UserError:
    with pytest.raises(UserError) as error:
        uow.commit("anything")
    return error.value


def test_a_creation_writes_life_and_what_differs_from_the_defaults(archive: Archive, uow: UnitOfWork) -> None:
    with uow:
        group = uow.add(
            Group(id=uow.new_id(), name="Genitori", group_kind=GroupKind.APS, themes=("verde", "gioco"))
        )
        changes = uow.commit("register_group", created=group.id, subject="Genitori")
    assert changes.created == group.id
    assert changes.touched == {Ref("group", group.id)}
    assert operations(archive) == [
        ("group", "", '{"":true,"group_kind":"aps","name":"Genitori","themes":["verde","gioco"]}')
    ]


def test_a_change_writes_only_what_changed_and_on_what_it_is_based(archive: Archive, uow: UnitOfWork) -> None:
    group = add_group(uow)
    with uow:
        uow.get(Group, group.id).name = "Genitori e nonni"
        uow.commit("update_group")
    with uow:
        first, second = (op for _, op in uow.journal.history_of(group.id) if op.field == "name")
        assert (first.base, second.base) == (None, first.op_id)
        assert second.value == "Genitori e nonni"
        assert second.hlc > first.hlc
        assert (second.actor, second.device) == ("actor-1", archive.device)


def test_without_a_difference_nothing_is_written(archive: Archive, uow: UnitOfWork) -> None:
    group = add_group(uow)
    before = count(archive, "change")
    with uow:
        again = uow.get(Group, group.id)
        again.name = str(again.name)
        again.themes = ()
        changes = uow.commit("update_group")
    assert changes.change_id is None
    assert changes.touched == frozenset()
    assert count(archive, "change") == before


def test_what_was_added_and_removed_at_once_was_never_there(archive: Archive, uow: UnitOfWork) -> None:
    with uow:
        uow.remove(uow.add(Group(id=uow.new_id(), name="Per errore")))
        assert uow.commit("nothing").change_id is None
    assert count(archive, "operation") == 0


def test_leaving_without_commit_leaves_the_archive_as_it_was(archive: Archive, uow: UnitOfWork) -> None:
    group = add_group(uow)
    with uow:
        uow.get(Group, group.id).name = "Mai salvato"
        uow.put_bytes(b"mai salvati")

    def fail() -> None:
        with uow:
            uow.add(Group(id=uow.new_id(), name="Nemmeno questo"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with uow:
        assert [one.name for one in uow.find(Group)] == ["Genitori Fleming"]
    assert count(archive, "blob") == 0


def test_a_list_or_an_object_changed_in_place_is_seen(archive: Archive, uow: UnitOfWork) -> None:
    with uow:
        place = uow.add(
            Place(id=uow.new_id(), name="Giardino", geometry={"type": "Point", "coordinates": [7.6, 45.0]})
        )
        uow.commit("register_place")
    with uow:
        found = uow.get(Place, place.id)
        assert found.geometry is not None
        found.geometry["coordinates"][0] = 7.7
        assert uow.commit("update_place").change_id is not None
    with uow:
        assert uow.get(Place, place.id).geometry == {"type": "Point", "coordinates": [7.7, 45.0]}


def test_find_sees_what_this_transaction_did(uow: UnitOfWork) -> None:
    old, other = add_group(uow, "Vecchio"), add_group(uow, "Altro")
    with uow:
        new = uow.add(Group(id=uow.new_id(), name="Nuovo"))
        uow.get(Group, old.id).name = "Rinnovato"
        uow.remove(uow.get(Group, other.id))
        assert [group.name for group in uow.find(Group)] == ["Rinnovato", "Nuovo"]
        assert uow.find(Group, name="Vecchio") == []
        assert uow.find(Group, name="Nuovo") == [new]
        assert uow.find(Group, id=old.id)[0] is uow.get(Group, old.id)
        assert uow.find(Group, representative_id=None, name=["Nuovo", "Altro"]) == [new]


def test_a_removed_record_is_not_there(uow: UnitOfWork) -> None:
    group = add_group(uow)
    with uow:
        uow.remove(uow.get(Group, group.id))
        with pytest.raises(UserError):
            uow.get(Group, group.id)
        uow.commit("remove_group")
    with uow:
        assert uow.find(Group) == []
        with pytest.raises(UserError) as error:
            uow.get(Group, group.id)
    assert error.value.code is ErrorCode.NOT_FOUND


def test_a_reference_must_be_alive(uow: UnitOfWork) -> None:
    group = add_group(uow)
    with uow:
        person = uow.add(Person(id=uow.new_id(), given_name="Anna"))
        uow.add(Membership(id=uow.new_id(), group_id=group.id, person_id=person.id))
        uow.remove(uow.get(Group, group.id))
        error = refused(uow)
    assert (error.code, error.field, error.details["kind"]) == (
        ErrorCode.REFERENCE_MISSING,
        "group_id",
        "group",
    )
    with uow:
        uow.add(Membership(id=uow.new_id(), group_id=group.id, person_id=uow.new_id()))
        assert refused(uow).field == "person_id"


def test_what_others_refer_to_stays_until_they_go(uow: UnitOfWork) -> None:
    group = add_group(uow)
    with uow:
        person = uow.add(Person(id=uow.new_id(), given_name="Anna"))
        membership = uow.add(Membership(id=uow.new_id(), group_id=group.id, person_id=person.id))
        uow.commit("add_member")
    with uow:
        uow.remove(uow.get(Person, person.id))
        error = refused(uow)
    assert (error.code, error.details["by"], error.details["count"]) == (
        ErrorCode.STILL_REFERENCED,
        "membership",
        1,
    )
    with uow:
        uow.remove(uow.get(Person, person.id))
        uow.remove(uow.get(Membership, membership.id))
        assert uow.commit("remove_person").change_id is not None


def test_a_reference_moved_in_the_same_transaction_frees_what_it_left(uow: UnitOfWork) -> None:
    with uow:
        old = uow.add(Person(id=uow.new_id(), given_name="Anna"))
        group = uow.add(Group(id=uow.new_id(), name="Genitori", representative_id=old.id))
        uow.commit("register_group")
    with uow:
        new = uow.add(Person(id=uow.new_id(), given_name="Bruno"))
        uow.get(Group, group.id).representative_id = new.id
        uow.remove(uow.get(Person, old.id))
        assert len(uow.commit("change_representative").touched) == 3


def test_records_of_one_transaction_may_refer_to_each_other_in_any_order(uow: UnitOfWork) -> None:
    with uow:
        group_id, person_id = uow.new_id(), uow.new_id()
        uow.add(Membership(id=uow.new_id(), group_id=group_id, person_id=person_id))
        uow.add(Group(id=group_id, name="Genitori", representative_id=person_id))
        uow.add(Person(id=person_id, given_name="Anna"))
        assert len(uow.commit("register_group").touched) == 3


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "metà \ud800 di una coppia"),
        ("name", "uno zero \0 dentro"),
        ("themes", ("uno zero \0 dentro",)),
        ("name", 5),
        ("name", None),
        ("district", 2**63),
        ("district", "tre"),
        ("themes", ("va bene", 3)),
        ("latitude", float("nan")),
        ("geometry", {"a": {1, 2}}),
    ],
)
def test_what_could_not_be_read_back_is_not_written(uow: UnitOfWork, field: str, value: object) -> None:
    cls = Place if field in ("latitude", "geometry") else Group
    with uow:
        record = cls(id=uow.new_id(), name="Prova")
        setattr(record, field, value)
        uow.add(record)
        error = refused(uow)
    assert (error.code, error.field) == (ErrorCode.INVALID_VALUE, field)
    with uow:
        assert uow.find(cls) == []


def test_a_moment_without_its_zone_is_refused(uow: UnitOfWork) -> None:
    with uow:
        process = uow.add(Process(id=uow.new_id(), title="Cortile", opened_on=date(2027, 1, 2)))
        uow.add(
            Meeting(
                id=uow.new_id(),
                process_id=process.id,
                title="Primo",
                starts_at=datetime(2027, 1, 3, 18),  # noqa: DTZ001
            )
        )
        assert refused(uow).field == "starts_at"


def test_every_type_comes_back_as_it_was(archive: Archive) -> None:
    uow = archive.unit_of_work("")
    starts_at = datetime(2027, 2, 11, 17, 42, 7, 250_000, tzinfo=UTC)
    with uow:
        place = uow.add(
            Place(id=uow.new_id(), name="Giardino d’angolo", strand=Strand.C, latitude=45, longitude=7.68)
        )
        process = uow.add(
            Process(id=uow.new_id(), title="Cortile", opened_on=date(2027, 1, 2), place_id=place.id)
        )
        meeting = Meeting(
            id=uow.new_id(),
            process_id=process.id,
            title="Primo\nincontro",
            starts_at=starts_at,
            meeting_kind=MeetingKind.ASSEMBLY,
        )
        uow.add(meeting)
        uow.commit("many")
    with uow:
        assert uow.get(Meeting, meeting.id) == meeting
        assert uow.get(Process, process.id) == process
        found = uow.get(Place, place.id)
        assert (found.latitude, type(found.latitude), found.strand) == (45.0, float, Strand.C)
        assert list(differences(archive.database.raw)) == []


def test_the_bytes_of_a_file_lie_once(archive: Archive, uow: UnitOfWork) -> None:
    with uow:
        assert uow.put_bytes(b"planimetria") == uow.put_bytes(b"planimetria")
        sha256, size = uow.put_bytes(b"planimetria")
        uow.add(Group(id=uow.new_id(), name="Con allegato"))
        uow.commit("attach")
    assert count(archive, "blob") == 1
    with uow:
        assert (uow.get_bytes(sha256), size) == (b"planimetria", 11)
        with pytest.raises(UserError) as error:
            uow.get_bytes("0" * 64)
    assert error.value.code is ErrorCode.NOT_FOUND


def test_programming_errors_are_told_as_such(archive: Archive, uow: UnitOfWork) -> None:
    with pytest.raises(RuntimeError):
        uow.add(Group(id=archive.host.new_id(), name="Fuori"))
    with pytest.raises(RuntimeError):
        uow.find(Group)
    with uow, pytest.raises(RuntimeError), archive.unit_of_work(""):
        pass
    with uow:
        with pytest.raises(ValueError, match="not-an-id"):
            uow.add(Group(id="not-an-id", name="Id sbagliato"))
        group = uow.add(Group(id=uow.new_id(), name="Una volta"))
        with pytest.raises(ValueError, match=group.id):
            uow.add(group)
        uow.commit("once")
        with pytest.raises(RuntimeError):
            uow.commit("twice")


def test_moments_never_run_backwards_even_if_the_clock_does(archive: Archive, uow: UnitOfWork) -> None:
    class Backwards:
        moments = iter(datetime(2027, 1, 31 - n % 28, tzinfo=UTC) for n in range(500))

        def now(self) -> datetime:
            return next(self.moments)

    archive.host.clock = Backwards()
    for number in range(20):
        add_group(uow, f"Gruppo {number}")
    rows = archive.database.raw.execute("SELECT hlc FROM operation ORDER BY op_id").fetchall()
    assert rows == sorted(rows)
    with uow:
        assert [change.label for change in uow.journal.last_changes(3)] == ["register_group"] * 3


def sample_of(cls: type[Entity], uow: UnitOfWork, known: dict[str, str]) -> Entity:
    """A record of any kind with every required field filled; references go to the records made before."""
    samples: dict[type, Any] = {str: "testo", int: 1, bool: True, float: 1.5, tuple: (), dict: {"a": [1]}}
    samples |= {date: date(2027, 1, 2), datetime: datetime(2027, 1, 2, 3, 4, tzinfo=UTC)}
    values = {}
    for spec in field_specs(cls):
        if spec.refers_to in known:
            values[spec.name] = known[spec.refers_to]
        elif spec.refers_to is None:
            values[spec.name] = (
                samples[spec.python_type] if spec.python_type in samples else next(iter(spec.python_type))
            )
    return cls(id=uow.new_id(), **values)


def test_every_kind_can_be_written_and_read_in_the_order_of_kinds(archive: Archive) -> None:
    uow = archive.unit_of_work("")
    known: dict[str, str] = {}
    with uow:
        for cls in ORDER:
            known[cls.KIND] = uow.add(sample_of(cls, uow, known)).id
        assert len(uow.commit("all").touched) == len(KINDS)
    with uow:
        for cls in ORDER:
            found = uow.get(cls, known[cls.KIND])
            assert set(to_plain(found)) == {spec.name for spec in field_specs(cls)}
        assert list(differences(archive.database.raw)) == []


def test_the_time_of_the_last_save_is_known_at_once_and_after_opening(
    archive: Archive, uow: UnitOfWork
) -> None:
    assert archive.last_saved_at is None
    with uow:
        uow.add(Group(id=uow.new_id(), name="Genitori"))
        saved_at = uow.commit("register_group").saved_at
    assert archive.last_saved_at == saved_at
    archive.writer.last_saved_at = None
    assert archive.last_saved_at == saved_at


def test_two_archives_do_not_meet(tmp_path: Path, new_archive: Any) -> None:
    one, two = new_archive(tmp_path / "one"), new_archive(tmp_path / "two")
    group = add_group(one.unit_of_work(""))
    with two.unit_of_work("") as uow, pytest.raises(UserError):
        uow.get(Group, group.id)
