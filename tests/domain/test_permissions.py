"""The table of who may do what has every act of the app in it, and says no where it must."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from cocity_desktop import application
from cocity_desktop.domain.errors import ErrorCode
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.domain.permissions import RULES, Capability, least_role, may, refusal

APPLICATION = Path(str(application.__file__)).parent
TURNS = {"undo", "redo"}
"""They ask for what the change asks for that they turn."""


def labels() -> set[str]:
    """What use cases commit as, read from their source."""
    calls = (
        node
        for file in APPLICATION.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "commit" and node.args
    )
    return {
        part.value
        for call in calls
        for part in ast.walk(call.args[0])
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def test_every_use_case_is_in_the_table() -> None:
    assert len(labels()) > 80
    assert labels() - TURNS - set(RULES) == set()


def test_every_capability_is_in_the_table() -> None:
    assert {one.value for one in Capability} <= set(RULES)


@pytest.mark.parametrize("label", sorted(labels() - TURNS))
def test_who_only_reads_changes_nothing(label: str) -> None:
    assert refusal(StaffRole.READ_ONLY, label) is ErrorCode.READ_ONLY_ROLE
    assert refusal(StaffRole.COORDINATOR, label) is None


def test_what_nobody_thought_of_is_the_coordinators() -> None:
    assert least_role("something new") is StaffRole.COORDINATOR
    assert refusal(StaffRole.FACILITATOR, "something new") is ErrorCode.COORDINATOR_ONLY


ONLY_COORDINATORS = {
    "add_staff", "change_archive_key", "erase_person", "export_archive", "found_house", "import_archive",
    "keep_accounts", "publish_notice", "reopen_minutes", "restore_archive", "update_house", "update_staff",
}  # fmt: skip
"""Written a second time on purpose: who moves an act from one role to another says so twice."""


def test_the_daily_work_is_the_facilitators_and_the_keys_are_not() -> None:
    assert {name for name in RULES if not may(StaffRole.FACILITATOR, name)} == ONLY_COORDINATORS
    assert {name for name in RULES if may(StaffRole.READ_ONLY, name)} == {Capability.BACK_UP.value}
    for name in ONLY_COORDINATORS:
        assert refusal(StaffRole.FACILITATOR, name) is ErrorCode.COORDINATOR_ONLY
