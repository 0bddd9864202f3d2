"""Undo and redo as a person meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.history import (
    UndoChange,
    redo_candidate,
    redo_last,
    undo_candidate,
    undo_change,
    undo_last,
)
from cocity_desktop.domain.entity import Ref
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.registry import Group, Membership, Person
from tests.storage.support import employ

if TYPE_CHECKING:
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.storage.archive import Archive


@pytest.fixture
def uow(archive: Archive) -> UnitOfWork:
    employ(archive, "anna", "bruno")
    return archive.unit_of_work("anna")


def add(uow: UnitOfWork, name: str) -> str:
    with uow:
        group = uow.add(Group(id=uow.new_id(), name=name))
        uow.commit("register_group", subject=name)
    return group.id


def rename(uow: UnitOfWork, group_id: str, name: str) -> str:
    with uow:
        uow.get(Group, group_id).name = name
        return str(uow.commit("update_group", subject=name).change_id)


def names(uow: UnitOfWork) -> list[str]:
    with uow:
        return [group.name for group in uow.find(Group)]


def code_of(action: object, *args: object) -> ErrorCode:
    with pytest.raises(UserError) as error:
        action(*args)
    return error.value.code


def test_undo_and_redo_walk_back_and_forth(uow: UnitOfWork) -> None:
    group = add(uow, "Genitori")
    rename(uow, group, "Nonni")
    rename(uow, group, "Zii")
    seen = [names(uow)]
    for step in (undo_last, undo_last, undo_last, redo_last, redo_last, redo_last):
        step(uow)
        seen.append(names(uow))
    assert seen == [["Zii"], ["Nonni"], ["Genitori"], [], ["Genitori"], ["Nonni"], ["Zii"]]


def test_what_was_undone_is_told(uow: UnitOfWork) -> None:
    group = add(uow, "Genitori")
    changes = undo_last(uow)
    assert (changes.label, changes.subject, changes.touched) == ("undo", "Genitori", {Ref("group", group)})
    assert redo_last(uow).label == "redo"


def test_at_the_ends_there_is_nothing_to_do(uow: UnitOfWork) -> None:
    assert code_of(undo_last, uow) is ErrorCode.NOTHING_TO_UNDO
    add(uow, "Genitori")
    assert code_of(redo_last, uow) is ErrorCode.NOTHING_TO_REDO
    undo_last(uow)
    assert code_of(undo_last, uow) is ErrorCode.NOTHING_TO_UNDO
    redo_last(uow)
    assert code_of(redo_last, uow) is ErrorCode.NOTHING_TO_REDO


def test_a_new_change_ends_what_could_be_redone(uow: UnitOfWork) -> None:
    group = add(uow, "Genitori")
    rename(uow, group, "Nonni")
    undo_last(uow)
    rename(uow, group, "Zii")
    assert code_of(redo_last, uow) is ErrorCode.NOTHING_TO_REDO
    assert names(uow) == ["Zii"]


def test_the_candidates_can_be_named_beforehand(uow: UnitOfWork) -> None:
    add(uow, "Genitori")
    with uow:
        assert undo_candidate(uow.journal).subject == "Genitori"
    undo_last(uow)
    with uow:
        assert redo_candidate(uow.journal).subject == "Genitori"


def test_an_older_change_is_undone_alone_if_nothing_covers_it(uow: UnitOfWork) -> None:
    one, two = add(uow, "Uno"), add(uow, "Due")
    change = rename(uow, one, "Uno bis")
    rename(uow, two, "Due bis")
    undo_change(UndoChange(change_id=change), uow)
    assert names(uow) == ["Uno", "Due bis"]
    assert code_of(undo_change, UndoChange(change_id=change), uow) is ErrorCode.UNDO_SUPERSEDED


def test_a_change_that_was_covered_is_not_undone(uow: UnitOfWork) -> None:
    group = add(uow, "Genitori")
    change = rename(uow, group, "Nonni")
    rename(uow, group, "Zii")
    assert code_of(undo_change, UndoChange(change_id=change), uow) is ErrorCode.UNDO_SUPERSEDED
    undo_last(uow)
    undo_change(UndoChange(change_id=change), uow)
    assert names(uow) == ["Genitori"]


def test_an_undo_in_the_history_is_undone_once(uow: UnitOfWork) -> None:
    group = add(uow, "Genitori")
    rename(uow, group, "Nonni")
    undo = str(undo_last(uow).change_id)
    undo_change(UndoChange(change_id=undo), uow)
    assert names(uow) == ["Nonni"]
    undo_last(uow)
    # The name is again what the first undo had made it, but that undo was itself undone.
    assert code_of(undo_change, UndoChange(change_id=undo), uow) is ErrorCode.UNDO_SUPERSEDED
    redo_last(uow)
    assert names(uow) == ["Nonni"]


def test_a_removal_comes_back_with_everything(uow: UnitOfWork) -> None:
    with uow:
        group = uow.add(Group(id=uow.new_id(), name="Genitori", themes=("verde",)))
        person = uow.add(Person(id=uow.new_id(), given_name="Anna"))
        member = uow.add(Membership(id=uow.new_id(), group_id=group.id, person_id=person.id, duty="cassa"))
        uow.commit("register")
    with uow:
        for cls, record in ((Membership, member), (Group, group), (Person, person)):
            uow.remove(uow.get(cls, record.id))
        uow.commit("remove")
    assert len(undo_last(uow).touched) == 3
    with uow:
        assert (uow.get(Group, group.id), uow.get(Membership, member.id)) == (group, member)


def test_undo_respects_what_others_need_now(uow: UnitOfWork) -> None:
    with uow:
        group = uow.add(Group(id=uow.new_id(), name="Genitori"))
        making = str(uow.commit("register_group").change_id)
    with uow:
        person = uow.add(Person(id=uow.new_id(), given_name="Anna"))
        uow.add(Membership(id=uow.new_id(), group_id=group.id, person_id=person.id))
        uow.commit("add_member")
    assert code_of(undo_change, UndoChange(change_id=making), uow) is ErrorCode.STILL_REFERENCED
    assert names(uow) == ["Genitori"]


def test_a_field_that_was_never_written_goes_back_to_its_default(uow: UnitOfWork) -> None:
    group = add(uow, "Genitori")
    with uow:
        uow.get(Group, group).district = 4
        uow.commit("update_group")
    undo_last(uow)
    with uow:
        assert uow.get(Group, group).district is None
        head = uow.journal.head(group, "district")
        assert head is not None
        assert (head.value, head.restores) == (None, "")
    redo_last(uow)
    with uow:
        assert uow.get(Group, group).district == 4


def test_an_unknown_change_is_told(uow: UnitOfWork) -> None:
    assert code_of(undo_change, UndoChange(change_id="none"), uow) is ErrorCode.NOT_FOUND


def test_undo_reaches_far_back(uow: UnitOfWork) -> None:
    group = add(uow, "0")
    for number in range(1, 200):
        rename(uow, group, str(number))
    for number in range(198, -1, -1):
        undo_last(uow)
        assert names(uow) == [str(number)]
    assert redo_last(uow).label == "redo"
    assert names(uow) == ["1"]


def test_history_says_who_did_what_in_order(archive: Archive, uow: UnitOfWork) -> None:
    group = add(uow, "Genitori")
    rename(archive.unit_of_work("bruno"), group, "Nonni")
    undo_last(uow)
    with uow:
        rows = [
            (change.actor, change.mode, op.value)
            for change, op in uow.journal.history_of(group)
            if op.field == "name"
        ]
    assert rows == [("anna", "do", "Genitori"), ("bruno", "do", "Nonni"), ("anna", "undo", "Genitori")]
