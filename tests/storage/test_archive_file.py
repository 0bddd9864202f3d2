"""The archive as an open file: the same bytes again, merged without loss, refused with the place of the fault."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest

from cocity_desktop.application.history import UndoChange, undo_change, undo_last
from cocity_desktop.application.house import FoundHouse, found_house
from cocity_desktop.domain.entity import Ref
from cocity_desktop.domain.errors import AppError, EnvironmentFault, ErrorCode
from cocity_desktop.domain.house import House
from cocity_desktop.domain.meetings import Meeting
from cocity_desktop.domain.pacts import Attachment
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import Process
from cocity_desktop.domain.registry import Group, Membership, Person
from cocity_desktop.storage import finding, local_values
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.archive_file import import_archive_file, write_archive_file
from cocity_desktop.storage.archive_schema import archive_schema
from cocity_desktop.storage.engine import Durability
from cocity_desktop.storage.replay import differences
from tests.storage.history_model import Pair
from tests.storage.old_journal import unpacked
from tests.storage.support import PASSPHRASE, QuickHost
from tests.storage.test_history_properties import ACTIONS, act

ROOT = Path(__file__).resolve().parents[2]
MakeArchive = Callable[[str], Archive]


@pytest.fixture
def make(tmp_path: Path, new_archive: Callable[[Path], Archive]) -> MakeArchive:
    """Archives of different devices."""

    def make_one(name: str) -> Archive:
        archive = new_archive(tmp_path / name)
        archive.local.put(local_values.DEVICE_ID, local_values.new_device(archive.host))
        archive.close()
        return Archive.open(tmp_path / name, PASSPHRASE, archive.host, durability=Durability.NONE_FOR_TESTS)

    return make_one


@pytest.fixture
def house(make: MakeArchive) -> Archive:
    """A house with a little of everything: a removal, an undo, an attachment, JSON, numbers."""
    archive = make("house")
    uow = archive.unit_of_work("")
    found_house(FoundHouse(name="Casa di prova"), uow)
    with uow:
        anna = uow.add(Person(id=uow.new_id(), given_name="Anna", languages=("it", "ar")))
        group = uow.add(
            Group(id=uow.new_id(), name="Genitori dell’Università", representative_id=anna.id, district=4)
        )
        uow.add(Membership(id=uow.new_id(), group_id=group.id, person_id=anna.id))
        gone = uow.add(Group(id=uow.new_id(), name="Non più"))
        point = {"type": "Point", "coordinates": [7.68, 45.07]}
        place = uow.add(Place(id=uow.new_id(), name="Cortile", latitude=45, longitude=7.68, geometry=point))
        process = uow.add(
            Process(id=uow.new_id(), title="Cortile", opened_on=date(2027, 1, 2), place_id=place.id)
        )
        starts_at = datetime(2027, 2, 11, 17, 0, tzinfo=UTC)
        uow.add(Meeting(id=uow.new_id(), process_id=process.id, title="Primo", starts_at=starts_at))
        sha256, size = uow.put_bytes(b"planimetria \x00\xff")
        file = Attachment(
            id=uow.new_id(),
            name="planimetria.png",
            media_type="image/png",
            sha256=sha256,
            size=size,
            added_at=uow.now(),
            place_id=place.id,
        )
        uow.add(file)
        uow.commit("register", subject="tutto")
    with uow:
        uow.remove(uow.get(Group, gone.id))
        uow.get(Group, group.id).name = "Genitori e nonni"
        uow.commit("change")
    undo_last(uow)
    with uow:
        uow.remove(uow.get(Group, gone.id))
        uow.commit("remove")
    return archive


def exported(archive: Archive) -> bytes:
    out = archive.files.directory / "export.json"
    write_archive_file(archive, out)
    return out.read_bytes()


def imported(archive: Archive, content: bytes | dict[str, Any]) -> Any:
    file = archive.files.directory / "import.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return import_archive_file(archive, file)


def refused(archive: Archive, content: bytes | dict[str, Any]) -> AppError:
    before = exported(archive)
    with pytest.raises(AppError) as error:
        imported(archive, content)
    assert exported(archive) == before
    return error.value


def names(archive: Archive) -> set[str]:
    with archive.unit_of_work("") as uow:
        return {group.name for group in uow.find(Group)}


def assert_sound(archive: Archive) -> None:
    with archive.database.exclusive():
        assert list(differences(archive.database.raw)) == []


def test_export_import_export_gives_the_same_bytes(house: Archive, make: MakeArchive) -> None:
    first, empty = exported(house), make("empty")
    changes = imported(empty, first)
    assert changes.change_id is None
    assert len(changes.touched) == 9
    assert exported(empty) == first == exported(house)
    assert_sound(empty)


def test_importing_twice_changes_nothing(house: Archive, make: MakeArchive) -> None:
    content, empty = exported(house), make("empty")
    imported(empty, content)
    for archive in (empty, house):
        again = imported(archive, content)
        assert (again.change_id, again.touched, again.saved_at) == (None, frozenset(), None)
        assert exported(archive) == content


def test_what_was_imported_can_be_used(house: Archive, make: MakeArchive) -> None:
    empty = make("empty")
    imported(empty, exported(house))
    with empty.unit_of_work("") as uow:
        group = uow.find(Group)[0]
        attachment = uow.find(Attachment)[0]
        assert uow.get_bytes(attachment.sha256) == b"planimetria \x00\xff"
        renamed = [op for change, op in uow.journal.history_of(group.id) if change.label == "change"]
        assert [op.field for op in renamed] == ["name"]
    with empty.reader() as connection:
        assert finding.find(connection, "universita") == [Ref("group", group.id)]
    with empty.unit_of_work("") as uow:
        uow.get(Group, group.id).name = "Dopo"
        saved = uow.commit("update")
        moments = [change.hlc for change in uow.journal.last_changes(1)]
    assert saved.change_id is not None
    assert moments > [row["hlc"] for row in json.loads(exported(house))["operations"]][-1:]


def test_the_house_named_to_get_to_the_menu_makes_way(house: Archive, make: MakeArchive) -> None:
    fresh = make("fresh")
    found_house(FoundHouse(name="Provvisoria"), fresh.unit_of_work(""))
    imported(fresh, exported(house))
    assert exported(fresh) == exported(house)
    with fresh.unit_of_work("") as uow:
        assert [found.name for found in uow.find(House)] == ["Casa di prova"]


def test_an_archive_in_use_does_not_take_another_house(house: Archive, make: MakeArchive) -> None:
    other = make("other")
    uow = other.unit_of_work("")
    found_house(FoundHouse(name="Un’altra casa"), uow)
    with uow:
        uow.add(Group(id=uow.new_id(), name="I suoi gruppi"))
        uow.commit("register_group")
    error = refused(other, exported(house))
    assert (error.code, error.details["house"]) == (ErrorCode.ARCHIVE_OTHER_HOUSE, "Casa di prova")


def test_two_laptops_merge_alike_in_either_order(house: Archive, make: MakeArchive) -> None:
    left, right = make("left"), make("right")
    for laptop in (left, right):
        imported(laptop, exported(house))
    for laptop, name in ((left, "Nome da sinistra"), (right, "Nome da destra")):
        with laptop.unit_of_work("") as uow:
            uow.find(Group)[0].name = name
            uow.add(Group(id=uow.new_id(), name=f"Nuovo: {name}"))
            uow.commit("register_group")
    of_left, of_right = exported(left), exported(right)
    imported(left, of_right)
    imported(right, of_left)
    assert exported(left) == exported(right)
    # Whoever wrote last wins; within one millisecond it is the same laptop's for both.
    winners = names(left) - {"Nuovo: Nome da sinistra", "Nuovo: Nome da destra"}
    assert winners in ({"Nome da sinistra"}, {"Nome da destra"})
    assert len(names(left)) == 3
    assert_sound(left)


def test_undo_reaches_only_what_this_laptop_did(house: Archive, make: MakeArchive) -> None:
    other = make("other")
    imported(other, exported(house))
    with pytest.raises(AppError) as error:
        undo_last(other.unit_of_work(""))
    assert error.value.code is ErrorCode.NOTHING_TO_UNDO
    last = json.loads(exported(house))["changes"][-1]
    undo_change(UndoChange(change_id=last["change_id"]), other.unit_of_work(""))
    assert "Non più" in names(other)


def test_a_long_history_comes_through_whole(make: MakeArchive) -> None:
    source, target = make("source"), make("target")
    pair = Pair(source, Random(12))
    for number in range(600):
        act(pair, pair.random.choice(ACTIONS))
        if number == 300:
            imported(target, exported(source))
    imported(target, exported(source))
    assert exported(target) == exported(source)
    assert_sound(target)


def test_a_file_of_version_1_merges_as_its_births_would(house: Archive, make: MakeArchive) -> None:
    content = json.loads(exported(house))
    old = {**content, "version": 1, "operations": list(unpacked(content["operations"], QuickHost().new_id))}
    assert len(old["operations"]) > len(content["operations"])
    target = make("target")
    assert len(imported(target, old).touched) == 9
    assert_sound(target)
    assert {**json.loads(exported(target)), "operations": []} == {**content, "operations": []}
    assert not imported(target, old).touched
    last = content["changes"][-1]
    undo_change(UndoChange(change_id=last["change_id"]), target.unit_of_work(""))
    assert "Non più" in names(target)


def test_a_record_that_two_laptops_took_from_one_file_is_one(make: MakeArchive) -> None:
    """Each has a birth of it: of every field that a file names the latest word wins, and an edit of another stays."""
    left, right = make("left"), make("right")
    record = {"id": GROUP, "name": "Scout", "district": 3}
    file = {"format": "cocity-archive", "version": 1, "groups": [record]}
    imported(left, file)
    with left.unit_of_work("") as uow:
        uow.get(Group, GROUP).description = "Gite"
        uow.commit("update_group")
    imported(right, {**file, "groups": [{**record, "name": "Scout di San Paolo"}]})
    of_left, of_right = exported(left), exported(right)
    imported(left, of_right)
    imported(right, of_left)
    assert exported(left) == exported(right)
    assert_sound(left)
    with left.unit_of_work("") as uow:
        group = uow.get(Group, GROUP)
        assert (group.name, group.district, group.description) == ("Scout di San Paolo", 3, "Gite")
        group.name = "Altro"
        changed = uow.commit("update_group").change_id
    undo_change(UndoChange(change_id=changed or ""), left.unit_of_work(""))
    assert names(left) == {"Scout di San Paolo"}


# --- Files of other programs ------------------------------------------------------------------------------


def ids(count: int) -> list[str]:
    host = QuickHost()
    return [host.new_id() for _ in range(count)]


def test_a_file_without_a_journal_becomes_one_change_that_can_be_undone(archive: Archive) -> None:
    group, person = ids(2)
    content = {
        "format": "cocity-archive",
        "version": 1,
        "groups": [{"id": group, "name": "Scout", "representative_id": person}],
        "people": [{"id": person, "given_name": "Bruna"}],
    }
    changes = imported(archive, content)
    assert changes.touched == {Ref("group", group), Ref("person", person)}
    assert imported(archive, content).change_id is None
    content["groups"] = [{"id": group, "name": "Scout di San Paolo"}]
    assert imported(archive, content).touched == {Ref("group", group)}
    with archive.unit_of_work("") as uow:
        assert uow.get(Group, group).representative_id == person
    for _ in range(2):
        undo_last(archive.unit_of_work(""))
    assert names(archive) == set()
    assert imported(archive, content).change_id is not None
    assert names(archive) == {"Scout di San Paolo"}


def birth(
    *, life: Any = None, base: str | None = None, restores: str | None = None, **fields: Any
) -> dict[str, Any]:
    """The operation that makes a group."""
    device, value = "d", fields if life is None else {"": life, **fields}
    return {
        "op_id": GROUP, "change_id": PERSON, "hlc": f"{1:012x}-0000-{device}", "device": device, "actor": "",
        "kind": "group", "entity_id": OTHER, "field": "", "value": value, "base": base, "restores": restores,
    }  # fmt: skip


# Fixed, since they stand in the names of tests: every worker must collect the same.
GROUP, PERSON, OTHER = (f"01900000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ({"groups": [{"id": GROUP}]}, "groups[0].name"),
        ({"groups": [{"id": GROUP, "name": "a"}, {"id": OTHER, "name": 5}]}, "groups[1].name"),
        ({"groups": [{"id": GROUP, "name": "a", "colour": "red"}]}, "groups[0].colour"),
        ({"groups": [{"id": "1", "name": "a"}]}, "groups[0].id"),
        ({"groups": [{"name": "a"}]}, "groups[0].id"),
        ({"groups": ["a"]}, "groups[0]"),
        ({"groups": {"id": GROUP}}, "groups"),
        ({"groups": [{"id": GROUP, "name": "a", "registered_on": "2027-13-01"}]}, "groups[0].registered_on"),
        ({"groups": [{"id": GROUP, "name": "a", "group_kind": "club"}]}, "groups[0].group_kind"),
        ({"groups": [{"id": GROUP, "name": "a", "district": True}]}, "groups[0].district"),
        ({"groups": [{"id": GROUP, "name": "a", "district": 10**30}]}, "groups[0].district"),
        ({"groups": [{"id": GROUP, "name": "\ud800"}]}, "groups[0].name"),
        ({"groups": [{"id": GROUP, "name": "a", "themes": [1]}]}, "groups[0].themes"),
        ({"clubs": []}, "clubs"),
        ({"version": "1"}, "version"),
        ({"contents": [{"sha256": "0" * 64, "base64": "YQ=="}]}, "contents[0].sha256"),
        ({"contents": [{"sha256": "0" * 64, "base64": "è"}]}, "contents[0].base64"),
        ({"contents": [{"sha256": 3, "base64": ""}]}, "contents[0].sha256"),
        ({"operations": [{}]}, "operations[0].actor"),
        ({"changes": [3]}, "changes[0]"),
        ({"operations": [birth()]}, "operations[0].value"),
        ({"operations": [birth(life=1)]}, "operations[0].value."),
        ({"operations": [birth(life=True, base=PERSON)]}, "operations[0].value"),
        ({"operations": [birth(life=True, restores="")]}, "operations[0].value"),
        ({"operations": [birth(life=True, clubs=1)]}, "operations[0].value.field"),
        ({"operations": [birth(life=True, district=True)]}, "operations[0].value.district"),
    ],
)
def test_the_place_of_what_does_not_fit_is_told(archive: Archive, part: dict[str, Any], place: str) -> None:
    error = refused(archive, {"format": "cocity-archive", "version": 1, **part})
    assert (error.code, error.details["place"]) == (ErrorCode.ARCHIVE_FILE_WRONG, place)


def test_the_same_id_twice_is_told(archive: Archive) -> None:
    twice = [{"id": GROUP, "name": "a"}, {"id": GROUP, "name": "b"}]
    error = refused(archive, {"format": "cocity-archive", "version": 1, "groups": twice})
    assert (error.code, error.details["place"]) == (ErrorCode.ARCHIVE_FILE_ID_TWICE, "groups[1].id")


@pytest.mark.parametrize(
    ("part", "place", "value"),
    [
        (
            {"groups": [{"id": GROUP, "name": "a", "representative_id": PERSON}]},
            f"groups/{GROUP}.representative_id",
            PERSON,
        ),
        (
            {
                "attachments": [
                    {
                        "id": GROUP,
                        "name": "a",
                        "media_type": "a/b",
                        "sha256": "0" * 64,
                        "size": 1,
                        "added_at": "2027-01-02T03:04:05Z",
                    }
                ]
            },
            "attachments[0].sha256",
            "0" * 64,
        ),
    ],
)
def test_what_is_referred_to_must_be_there(
    archive: Archive, part: dict[str, Any], place: str, value: str
) -> None:
    error = refused(archive, {"format": "cocity-archive", "version": 1, **part})
    assert error.code is ErrorCode.ARCHIVE_FILE_REFERENCE
    assert (error.details["place"], error.details["value"]) == (place, value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b'{"format": "something else", "version": 1}',
        b'{"format": "cocity-archive", "version": 1, "groups": [NaN]}',
        b'{"format": "cocity-archive"' + b" " * 10 + b"\xff}",
        b"[" * 100_000,
        b'{"a":' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_archive_file_is_told_as_such(archive: Archive, content: bytes) -> None:
    assert refused(archive, content).code is ErrorCode.ARCHIVE_FILE_SYNTAX


def test_the_line_of_a_slip_is_told(archive: Archive) -> None:
    error = refused(archive, b'{\n"format": "cocity-archive",\n"version": 1,,\n}')
    assert error.details["line"] == 3


@pytest.mark.parametrize("part", [{"version": 3}, {"schema": "0099"}])
def test_a_file_of_a_newer_app_is_refused(archive: Archive, part: dict[str, Any]) -> None:
    error = refused(archive, {"format": "cocity-archive", "version": 1, **part})
    assert error.code is ErrorCode.ARCHIVE_FILE_NEWER


def test_a_file_that_is_not_there(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as error:
        import_archive_file(archive, tmp_path / "niente.json")
    assert error.value.code is ErrorCode.FILE_UNREADABLE


# --- Files that contradict themselves ---------------------------------------------------------------------


def edited(house: Archive, edit: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    content = json.loads(exported(house))
    edit(content)
    return dict(content)


def rename_group(content: dict[str, Any]) -> None:
    content["groups"][0]["name"] = "Cambiato a mano"


def drop_group(content: dict[str, Any]) -> None:
    content["memberships"].pop()


def drop_operation(content: dict[str, Any]) -> None:
    birth = next(op for op in content["operations"] if op["kind"] == "group")
    del birth["value"]["district"]


def drop_change(content: dict[str, Any]) -> None:
    content["changes"].pop()


def change_author(content: dict[str, Any]) -> None:
    content["operations"][0]["actor"] = "someone else"


def same_moment(content: dict[str, Any]) -> None:
    content["operations"][1]["hlc"] = content["operations"][0]["hlc"]


@pytest.mark.parametrize(
    "edit", [rename_group, drop_group, drop_operation, drop_change, change_author, same_moment]
)
def test_records_and_journal_that_disagree_are_refused(
    house: Archive, make: MakeArchive, edit: Callable[[dict[str, Any]], None]
) -> None:
    empty = make("empty")
    error = refused(empty, edited(house, edit))
    assert error.code is ErrorCode.ARCHIVE_FILE_DAMAGED
    assert "/" in str(error.details["places"])


def test_history_that_was_rewritten_is_refused(house: Archive) -> None:
    def rewrite(content: dict[str, Any]) -> None:
        birth = next(op for op in content["operations"] if op["kind"] == "group")
        birth["value"]["district"] = 5
        content["groups"][0]["district"] = 5

    error = refused(house, edited(house, rewrite))
    assert error.code is ErrorCode.ARCHIVE_FILE_DAMAGED


def test_an_operation_based_on_nothing_is_refused(house: Archive, make: MakeArchive) -> None:
    def cut(content: dict[str, Any]) -> None:
        content["operations"][-1]["base"] = GROUP

    error = refused(make("empty"), edited(house, cut))
    assert (error.code, error.details["value"]) == (ErrorCode.ARCHIVE_FILE_REFERENCE, GROUP)


def test_a_merge_that_would_leave_a_reference_to_nobody_is_refused(house: Archive, make: MakeArchive) -> None:
    left, right = make("left"), make("right")
    for laptop in (left, right):
        imported(laptop, exported(house))
    with left.unit_of_work("") as uow:
        process = uow.find(Process)[0]
        process.place_id = None
        attachment = uow.find(Attachment)[0]
        attachment.place_id = None
        uow.remove(uow.find(Place)[0])
        uow.commit("remove_place")
    with right.unit_of_work("") as uow:
        opened = uow.now().date()
        uow.add(Process(id=uow.new_id(), title="Altro", opened_on=opened, place_id=uow.find(Place)[0].id))
        uow.commit("open_process")
    error = refused(left, exported(right))
    assert error.code is ErrorCode.ARCHIVE_FILE_REFERENCE
    assert str(error.details["place"]).endswith(".place_id")


# --- The published schema ---------------------------------------------------------------------------------


def test_the_published_schema_is_the_one_derived_from_the_domain() -> None:
    published = ROOT / "resources" / "schemas" / "archive.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == archive_schema(), (
        "run tools/archive_schema.py"
    )


def test_what_is_exported_satisfies_the_schema(house: Archive) -> None:
    schema = archive_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(exported(house)))


def test_the_file_is_the_same_wherever_it_is_written(house: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    before = exported(house)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    assert exported(house) == before
    monkeypatch.undo()
    time.tzset()
    assert json.loads(before)["groups"][0]["name"] == "Genitori dell’Università"
