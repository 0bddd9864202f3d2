"""Two records made one and parted again: what moves, what is folded, what comes back, what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application import attendances as room
from cocity_desktop.application import minutes as ours
from cocity_desktop.application import minutes_approval as final
from cocity_desktop.application import people, processes, registry, running
from cocity_desktop.application.history import UndoChange, redo_last, undo_change, undo_last
from cocity_desktop.application.merging import (
    DistinguishRecords,
    MergeRecords,
    distinguish_records,
    merge_records,
)
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.unmerging import Unmerge, unmerge
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import Distinction, Merge
from cocity_desktop.domain.meetings import Attendance
from cocity_desktop.domain.merging import Side
from cocity_desktop.domain.registry import ContactPoint, Group, GroupKind, MemberRole, Membership, Person

if TYPE_CHECKING:
    from tests.application.conftest import SmallHouse


@pytest.fixture
def twins(house: SmallHouse) -> tuple[str, str]:
    """The group of the house, with a mail and a member, and its double with the same mail, the same member, a phone."""
    kept, codes = house.ids["group"], house.services.codes
    member = registry.NewMember(given_name="Ada", family_name="Prova", phone="011 555 123")
    house.run(registry.add_member, registry.AddMember(group_id=kept, member=member))
    person = house.services.queries.group(kept).members[0].person_id
    house.ids["person"] = person
    update = registry.GroupFields(name="Orto dei vicini", themes=("verde",))
    house.run(
        registry.update_group,
        registry.UpdateGroup(group_id=kept, fields=update, email="orto@example.org"),
        codes,
    )
    gone = house.run(
        registry.register_group,
        registry.RegisterGroup(
            fields=registry.GroupFields(
                name="Ass. Orto dei Vicini",
                group_kind=GroupKind.APS,
                themes=("verde", "gioco"),
                address="Via Esempio 1",
            ),
            email="Orto@Example.org",
            phone="011 555 124",
            members=(registry.NewMember(person_id=person, role=MemberRole.REPRESENTATIVE, duty="cassa"),),
        ),
        codes,
    )
    house.run(
        processes.add_group_to_process, processes.AddGroup(process_id=house.ids["process"], group_id=gone)
    )
    return kept, gone


def read(house: SmallHouse, cls, **equals):
    with house.services.new_unit_of_work() as uow:
        return uow.find(cls, **equals)


def join(house: SmallHouse, kept: str, gone: str, kind: str = "group", **choices: Side) -> str:
    return house.run(merge_records, MergeRecords(kind=kind, kept_id=kept, gone_id=gone, choices=choices))


def test_a_merge_fills_in_joins_and_folds(house: SmallHouse, twins: tuple[str, str]) -> None:
    kept, gone = twins
    join(house, kept, gone)
    (group,) = read(house, Group)
    assert (group.id, group.name, group.group_kind) == (kept, "Orto dei vicini", GroupKind.APS)
    assert (group.themes, group.address) == (("verde", "gioco"), "Via Esempio 1")
    assert [one.value for one in read(house, ContactPoint, group_id=kept)] == [
        "orto@example.org",
        "011 555 124",
    ]
    (membership,) = read(house, Membership)
    assert (membership.role, membership.duty) == (MemberRole.REPRESENTATIVE, "cassa")
    assert [one.group_id for one in house.services.queries.process(house.ids["process"]).groups] == [kept]


def test_a_choice_is_followed(house: SmallHouse, twins: tuple[str, str]) -> None:
    join(house, *twins, name=Side.GONE, themes=Side.KEPT, group_kind=Side.KEPT)
    (group,) = read(house, Group)
    assert (group.name, group.themes, group.group_kind) == (
        "Ass. Orto dei Vicini",
        ("verde",),
        GroupKind.INFORMAL_GROUP,
    )


def test_what_was_edited_after_the_merge_stays_and_the_rest_comes_back(
    house: SmallHouse, twins: tuple[str, str]
) -> None:
    kept, gone = twins
    before = {one.id: one for cls in (Group, ContactPoint, Membership) for one in read(house, cls)}
    merge = join(house, kept, gone)
    house.clock.moment += timedelta(days=200)
    with house.services.new_unit_of_work() as uow:
        group = uow.get(Group, kept)
        group.name, group.description = "Orto nuovo", "Scritta dopo"
        uow.find(ContactPoint, value="011 555 124")[0].note = "solo la sera"
        uow.commit("update_group")
    house.run(
        registry.add_member, registry.AddMember(group_id=kept, member=registry.NewMember(given_name="Nuova"))
    )
    changes = house.services.run(unmerge, Unmerge(merge_id=merge))
    assert changes.left_out == ()
    assert changes.created == gone
    after = {one.id: one for cls in (Group, ContactPoint, Membership) for one in read(house, cls)}
    assert after[kept].name == "Orto nuovo"
    assert after[kept].description == "Scritta dopo"
    assert after[kept].address == before[kept].address == ""
    assert after[gone] == before[gone]
    moved = next(one for one in after.values() if getattr(one, "value", "") == "011 555 124")
    assert (moved.group_id, moved.note) == (gone, "solo la sera")
    assert [one.group_id for one in after.values() if isinstance(one, Membership)] == [kept, gone, kept]
    assert read(house, Merge) == []
    undo_last(house.services.new_unit_of_work())
    assert [group.id for group in read(house, Group)] == [kept]
    redo_last(house.services.new_unit_of_work())
    assert {group.id for group in read(house, Group)} == {kept, gone}


def test_a_merge_undone_at_once_is_as_if_it_had_not_been(house: SmallHouse, twins: tuple[str, str]) -> None:
    before = [read(house, cls) for cls in (Group, ContactPoint, Membership)]
    join(house, *twins)
    undo_last(house.services.new_unit_of_work())
    assert [read(house, cls) for cls in (Group, ContactPoint, Membership)] == before


def test_a_merge_taken_back_before_the_one_on_which_it_stood(
    house: SmallHouse, twins: tuple[str, str]
) -> None:
    """B went into A, A into C. Without the first, what was B's is B's again, though the second stands."""
    kept, gone = twins
    third = house.run(
        registry.register_group,
        registry.RegisterGroup(fields=registry.GroupFields(name="Terzo")),
        house.services.codes,
    )
    first = join(house, kept, gone)
    second = join(house, third, kept)
    house.services.run(unmerge, Unmerge(merge_id=first))
    phone = read(house, ContactPoint, value="011 555 124")[0]
    assert phone.group_id == gone
    house.services.run(unmerge, Unmerge(merge_id=second))
    assert {group.id for group in read(house, Group)} == {kept, gone, third}
    assert read(house, ContactPoint, value="orto@example.org")[0].group_id == kept


def test_out_of_order_only_the_taking_back_is_offered_not_the_undo(
    house: SmallHouse, twins: tuple[str, str]
) -> None:
    kept, gone = twins
    third = house.run(
        registry.register_group,
        registry.RegisterGroup(fields=registry.GroupFields(name="Terzo")),
        house.services.codes,
    )
    change = house.services.run(
        merge_records, MergeRecords(kind="group", kept_id=kept, gone_id=gone)
    ).change_id
    join(house, third, kept)
    with pytest.raises(UserError) as refused:
        undo_change(UndoChange(change_id=change), house.services.new_unit_of_work())
    assert refused.value.code is ErrorCode.UNDO_SUPERSEDED


def test_what_belongs_to_something_removed_since_stays_away_and_is_told(
    house: SmallHouse, twins: tuple[str, str]
) -> None:
    twin = house.run(
        people.register_person,
        people.RegisterPerson(fields=people.PersonFields(given_name="Ada", family_name="Prova")),
        house.services.codes,
    )
    other = house.run(
        registry.register_group,
        registry.RegisterGroup(
            fields=registry.GroupFields(name="Altro"),
            members=(
                registry.NewMember(person_id=house.ids["person"]),
                registry.NewMember(person_id=twin),
            ),
        ),
        house.services.codes,
    )
    merge = join(house, house.ids["person"], twin, kind="person")
    house.run(registry.remove_group, Remove(id=other))
    changes = house.services.run(unmerge, Unmerge(merge_id=merge))
    assert [one.kind for one in changes.left_out] == ["membership"]
    assert {person.id for person in read(house, Person)} == {house.ids["person"], twin}


def test_closed_minutes_let_a_merge_move_who_is_meant_and_nothing_else(
    house: SmallHouse, twins: tuple[str, str]
) -> None:
    kept, gone = twins
    meeting = house.meeting()
    here = house.run(room.record_arrival, room.RecordArrival(meeting_id=meeting, group_id=gone, head_count=3))
    house.run(running.close_meeting, running.CloseMeeting(meeting_id=meeting))
    minutes_of = house.services.minutes_of
    minutes = house.run(ours.regenerate_minutes, ours.RegenerateMinutes(meeting_id=meeting), minutes_of)
    house.run(
        final.approve_minutes, final.ApproveMinutes(minutes_id=minutes, approved_by="tutti"), minutes_of
    )
    document = final.document_to_lock(minutes_of(meeting), "Ada", house.clock.now())
    house.run(final.lock_minutes, final.LockMinutes(document=document, pdf=b"%PDF"), minutes_of)
    words = [line.text for line in minutes_of(meeting).paragraphs]

    merge = join(house, kept, gone)
    assert read(house, Attendance, id=here)[0].group_id == kept
    undo_last(house.services.new_unit_of_work())
    assert read(house, Attendance, id=here)[0].group_id == gone
    redo_last(house.services.new_unit_of_work())
    house.services.run(unmerge, Unmerge(merge_id=merge))
    assert read(house, Attendance, id=here)[0].group_id == gone
    assert [line.text for line in minutes_of(meeting).paragraphs] == words

    with house.services.new_unit_of_work() as uow:
        uow.get(Attendance, here).group_id = kept
        with pytest.raises(UserError) as refused:
            uow.commit("correct_attendance")
    assert refused.value.code is ErrorCode.MINUTES_LOCKED
    with house.services.new_unit_of_work() as uow:
        uow.get(Attendance, here).head_count = 4
        uow.add(
            Merge(
                id=uow.new_id(), record_kind="group", kept_id=kept, gone_id=gone, merged_on=uow.now().date()
            )
        )
        with pytest.raises(UserError) as refused:
            uow.commit("merge_records")
    assert refused.value.code is ErrorCode.MINUTES_LOCKED


def test_refusals(house: SmallHouse, twins: tuple[str, str]) -> None:
    kept, gone = twins
    person = house.ids["person"]
    ask = lambda **named: house.refusal(merge_records, MergeRecords(**named))  # noqa: E731
    assert ask(kind="group", kept_id=kept, gone_id=kept) == ("invalid_value", "gone_id")
    assert ask(kind="meeting", kept_id=kept, gone_id=gone) == ("invalid_value", "gone_id")
    assert ask(kind="group", kept_id=kept, gone_id=person) == ("not_found", None)
    assert ask(kind="group", kept_id=kept, gone_id=gone, choices={"name": Side.BOTH}) == (
        "invalid_value",
        "name",
    )
    other = house.run(
        people.register_person,
        people.RegisterPerson(fields=people.PersonFields(given_name="X")),
        house.services.codes,
    )
    merge = join(house, person, other, kind="person")
    with house.services.new_unit_of_work() as uow:
        uow.get(Person, person).erased_number = 1
        uow.commit("erase_person")
    assert house.refusal(unmerge, Unmerge(merge_id=merge)) == ("merge_of_erased", None)


def test_what_was_told_apart_is_remembered_once(house: SmallHouse, twins: tuple[str, str]) -> None:
    kept, gone = twins
    for one, other in ((kept, gone), (gone, kept)):
        house.run(distinguish_records, DistinguishRecords(kind="group", one_id=one, other_id=other))
    assert len(read(house, Distinction)) == 1
    undo_last(house.services.new_unit_of_work())
    assert read(house, Distinction) == []


def test_two_that_were_parted_are_not_asked_about_again(house: SmallHouse, twins: tuple[str, str]) -> None:
    kept, gone = twins
    merge = join(house, kept, gone)
    house.services.run(unmerge, Unmerge(merge_id=merge))
    with house.services.new_unit_of_work() as uow:
        (apart,) = uow.find(Distinction, record_kind="group")
        assert {apart.first_id, apart.second_id} == {kept, gone}
    undo_last(house.services.new_unit_of_work())
    with house.services.new_unit_of_work() as uow:
        assert uow.find(Distinction, record_kind="group") == []
