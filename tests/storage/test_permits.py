"""Roles are kept where everything is written: by every commit, by undo, and by what touches the archive as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cocity_desktop.application.history import redo_last, undo_last
from cocity_desktop.application.house import (
    AddStaff,
    FoundHouse,
    UpdateHouse,
    UpdateStaff,
    add_staff,
    found_house,
    update_house,
    update_staff,
)
from cocity_desktop.application.registry import GroupFields, RegisterGroup, register_group
from cocity_desktop.domain.access import HOUSE
from cocity_desktop.domain.errors import AppError, ErrorCode
from cocity_desktop.domain.house import StaffMember, StaffRole
from cocity_desktop.domain.permissions import RULES, Capability, refusal
from cocity_desktop.domain.registry import Group
from cocity_desktop.storage import permits
from cocity_desktop.storage.accounts import ArchiveAccounts
from cocity_desktop.storage.keeper import ArchiveKeeper
from cocity_desktop.system.italian_codes import StdnumCodes

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.storage.archive import Archive

WORDS = ["uno", "due", "tre"]


@pytest.fixture
def staff(archive: Archive) -> dict[StaffRole, str]:
    """One of each role, known to a house."""
    found_house(FoundHouse(name="Casa di prova"), archive.unit_of_work(HOUSE))
    return {
        role: str(add_staff(AddStaff(name=role.value, role=role), archive.unit_of_work(HOUSE)).created)
        for role in StaffRole
    }


def refused(action: Any, *args: Any) -> ErrorCode:
    with pytest.raises(AppError) as error:
        action(*args)
    return error.value.code


def register(archive: Archive, actor: str, name: str = "Orto") -> str:
    command = RegisterGroup(fields=GroupFields(name=name))
    return str(register_group(command, archive.unit_of_work(actor), StdnumCodes()).created)


def groups(archive: Archive) -> list[str]:
    with archive.unit_of_work(HOUSE) as uow:
        return [group.name for group in uow.find(Group)]


@pytest.mark.parametrize("label", sorted(RULES))
@pytest.mark.parametrize("role", StaffRole)
def test_every_label_is_let_through_or_refused_as_the_table_says(
    archive: Archive, staff: dict[StaffRole, str], role: StaffRole, label: str
) -> None:
    code = refusal(role, label)
    with archive.unit_of_work(staff[role]) as uow:
        uow.add(Group(id=uow.new_id(), name="Orto"))
        if code is None:
            assert uow.commit(label).change_id is not None
        else:
            assert refused(uow.commit, label) is code
    assert groups(archive) == (["Orto"] if code is None else [])


def test_the_phrase_of_the_house_may_do_everything_as_ever(archive: Archive) -> None:
    found_house(FoundHouse(name="Casa di prova"), archive.unit_of_work(HOUSE))
    update_house(UpdateHouse(name="Casa"), archive.unit_of_work(HOUSE))
    register(archive, HOUSE)


def test_whoever_is_not_of_the_staff_only_reads(archive: Archive, staff: dict[StaffRole, str]) -> None:
    assert refused(register, archive, "0190a000-0000-7000-8000-000000000001") is ErrorCode.READ_ONLY_ROLE
    ada = staff[StaffRole.FACILITATOR]
    gone = UpdateStaff(staff_id=ada, name="Ada", role=StaffRole.FACILITATOR, active=False)
    update_staff(gone, archive.unit_of_work(HOUSE))
    assert refused(register, archive, ada) is ErrorCode.READ_ONLY_ROLE


def test_a_role_taken_away_counts_from_the_next_change(archive: Archive, staff: dict[StaffRole, str]) -> None:
    ada = staff[StaffRole.FACILITATOR]
    waiting = archive.unit_of_work(ada)
    less = UpdateStaff(staff_id=ada, name="Ada", role=StaffRole.READ_ONLY)
    update_staff(less, archive.unit_of_work(staff[StaffRole.COORDINATOR]))
    command = RegisterGroup(fields=GroupFields(name="Orto"))
    assert refused(register_group, command, waiting, StdnumCodes()) is ErrorCode.READ_ONLY_ROLE


def test_nobody_makes_themselves_coordinator(archive: Archive, staff: dict[StaffRole, str]) -> None:
    ada = staff[StaffRole.FACILITATOR]
    with archive.unit_of_work(ada) as uow:
        uow.get(StaffMember, ada).role = StaffRole.COORDINATOR
        assert refused(uow.commit, "update_group") is ErrorCode.COORDINATOR_ONLY


def test_undo_and_redo_ask_for_what_they_turn(archive: Archive, staff: dict[StaffRole, str]) -> None:
    ada, reader = staff[StaffRole.FACILITATOR], staff[StaffRole.READ_ONLY]
    update_house(UpdateHouse(name="Casa nuova"), archive.unit_of_work(HOUSE))
    assert refused(undo_last, archive.unit_of_work(ada)) is ErrorCode.COORDINATOR_ONLY
    undo_last(archive.unit_of_work(HOUSE))
    assert refused(redo_last, archive.unit_of_work(ada)) is ErrorCode.COORDINATOR_ONLY
    register(archive, ada)
    assert refused(undo_last, archive.unit_of_work(reader)) is ErrorCode.READ_ONLY_ROLE
    undo_last(archive.unit_of_work(ada))
    assert groups(archive) == []
    redo_last(archive.unit_of_work(ada))
    assert groups(archive) == ["Orto"]


def test_a_facilitator_does_not_take_back_what_the_coordinator_did(
    archive: Archive, staff: dict[StaffRole, str]
) -> None:
    register(archive, staff[StaffRole.COORDINATOR])
    assert (
        refused(undo_last, archive.unit_of_work(staff[StaffRole.FACILITATOR])) is ErrorCode.COORDINATOR_ONLY
    )
    undo_last(archive.unit_of_work(staff[StaffRole.COORDINATOR]))


def test_what_is_typed_and_not_sent_is_kept_for_everybody(
    archive: Archive, staff: dict[StaffRole, str]
) -> None:
    with archive.unit_of_work(staff[StaffRole.READ_ONLY]) as uow:
        uow.keep_draft("entry:1", "Mezza frase")
        uow.commit("capture_entry")
    assert archive.drafts.load("entry:1") == "Mezza frase"


def test_the_archive_as_a_whole_is_the_coordinators(
    archive: Archive, staff: dict[StaffRole, str], tmp_path: Path
) -> None:
    keeper = ArchiveKeeper(archive, tmp_path, str)
    for role, code in (
        (StaffRole.READ_ONLY, ErrorCode.READ_ONLY_ROLE),
        (StaffRole.FACILITATOR, ErrorCode.COORDINATOR_ONLY),
    ):
        archive.slot = staff[role]
        accounts = ArchiveAccounts(archive, staff[role], lambda: WORDS)
        keeper.backup(tmp_path / "copia.zip")
        for act in (
            lambda: keeper.export(tmp_path / "x.json"),
            lambda: keeper.import_file(tmp_path / "x.json"),
            keeper.may_restore,
            lambda: accounts.give_passphrase(staff[StaffRole.READ_ONLY], "una frase lunga"),  # noqa: B023
            lambda: accounts.take_away(HOUSE),  # noqa: B023
            lambda: accounts.change_key("una frase lunga"),  # noqa: B023
        ):
            assert refused(act) is code
    assert not (tmp_path / "x.json").exists()
    assert set(Capability) >= {Capability.EXPORT_ARCHIVE}


def test_a_coordinator_who_can_open_must_stay(archive: Archive, staff: dict[StaffRole, str]) -> None:
    carla = staff[StaffRole.COORDINATOR]
    accounts = ArchiveAccounts(archive, HOUSE, lambda: WORDS)
    accounts.give_passphrase(staff[StaffRole.FACILITATOR], "la frase di Ada")
    assert refused(accounts.take_away, HOUSE) is ErrorCode.LAST_COORDINATOR
    accounts.give_passphrase(carla, "la frase di Carla")
    accounts.take_away(HOUSE)
    archive.slot = carla
    accounts = ArchiveAccounts(archive, carla, lambda: WORDS)
    assert refused(accounts.take_away, carla) is ErrorCode.LAST_COORDINATOR
    for change in (
        UpdateStaff(staff_id=carla, name="Carla", role=StaffRole.FACILITATOR),
        UpdateStaff(staff_id=carla, name="Carla", role=StaffRole.COORDINATOR, active=False),
    ):
        assert refused(update_staff, change, archive.unit_of_work(carla)) is ErrorCode.LAST_COORDINATOR
    assert permits.role_of(archive.database.raw, carla) is StaffRole.COORDINATOR


def test_the_view_says_who_can_open(archive: Archive, staff: dict[StaffRole, str]) -> None:
    accounts = ArchiveAccounts(archive, HOUSE, lambda: WORDS)
    assert not accounts.view().has_accounts
    accounts.give_passphrase(staff[StaffRole.FACILITATOR], "la frase di Ada")
    view = accounts.view()
    assert view.is_house
    assert view.my_role is StaffRole.COORDINATOR
    assert [one.name for one in view.accounts if one.has_passphrase] == ["facilitator"]
    assert refused(accounts.change_own, "la frase di Ada", "un’altra lunga") is ErrorCode.WRONG_PASSPHRASE


def test_a_suggested_phrase_is_six_words(archive: Archive) -> None:
    accounts = ArchiveAccounts(archive, HOUSE, lambda: WORDS)
    phrases = {accounts.suggest() for _ in range(20)}
    assert len(phrases) > 10
    assert all(len(phrase.split()) == 6 and set(phrase.split()) <= set(WORDS) for phrase in phrases)
