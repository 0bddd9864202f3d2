"""What each role may do: the label of a change, or a capability that writes no change, and the least role that may do it.

One table for the window, the command line and the unit of work, which keeps it (`storage.permits`). It is a rule of the
app among people who trust each other: whoever opens the archive holds its key. A test holds that no label is missing;
one that is missing all the same asks for the coordinator.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cocity_desktop.domain.errors import ErrorCode
from cocity_desktop.domain.house import StaffRole

if TYPE_CHECKING:
    from collections.abc import Mapping


class Capability(StrEnum):
    """What is done with the archive as a whole and leaves no change in its journal."""

    EXPORT_ARCHIVE = "export_archive"
    RESTORE_ARCHIVE = "restore_archive"
    CHANGE_ARCHIVE_KEY = "change_archive_key"
    KEEP_ACCOUNTS = "keep_accounts"
    BACK_UP = "back_up"


_RANK: Final = (StaffRole.READ_ONLY, StaffRole.FACILITATOR, StaffRole.COORDINATOR)

_COORDINATOR: Final = frozenset(
    {
        *(one.value for one in Capability if one is not Capability.BACK_UP),
        "add_staff",
        "erase_person",
        "found_house",
        "import_archive",
        "publish_notice",
        "reopen_minutes",
        "update_house",
        "update_staff",
    }
)
_READ_ONLY: Final = frozenset({Capability.BACK_UP.value})
_FACILITATOR: Final = frozenset(
    {
        "add_addition", "add_agenda_item", "add_article", "ask_gap", "move_article", "remove_article", "rename_article",
         "add_commitment", "add_group_to_process", "add_member", "add_partner",
        "add_photo", "add_template", "approve_minutes", "assemble_pact", "attach_file", "begin_next_version",
        "cancel_meeting", "capture_entry", "capture_photo", "choose_lead", "choose_room_language", "cite_source",
        "close_meeting", "correct_attendance", "decide_reply_item", "decline_entry", "describe_photo",
        "discard_delivery", "distinguish_records", "extend_item", "finish_item", "give_notice", "give_notice_to_many",
        "import_place_features", "import_processes", "import_register", "import_reply", "import_table", "insert_paragraph",
        "join_entries", "keep_signed_copy", "keep_until", "locate_entry", "lock_minutes", "merge_records", "move_agenda_item",
        "move_commitment", "move_entry", "move_photo", "note_export", "open_process", "pause_item", "put_source", "record_act",
        "record_arrival", "record_consent", "record_decision", "record_delivery", "record_departure",
        "record_hand_over", "record_opinion", "record_receipt", "regenerate_minutes", "register_group",
        "register_person", "register_place", "remove_agenda_item", "remove_attachment", "remove_attendance",
        "remove_entry", "remove_filter", "remove_group", "remove_group_from_process", "remove_meeting",
        "remove_member", "remove_partner", "remove_person", "remove_photo", "remove_place", "remove_process",
        "remove_template", "rename_filter", "resume_item", "revise_entry", "run_meeting", "save_filter",
        "schedule_meeting", "settle_paragraph", "skip_item", "split_entry", "start_item", "strike_paragraph",
        "take_step", "undo", "redo", "unmerge", "update_agenda_item", "update_commitment", "update_group", "update_meeting",
        "update_membership", "update_pact", "update_person", "update_place", "update_process", "update_template",
        "withdraw_consent", "write_article", "write_paragraph",
        # what is said about an article before it is agreed, and the versions that got a name
        "add_comment", "decline_variant", "keep_version", "propose_variant", "remove_comment", "remove_version",
        "resolve_comment", "take_variant",
    }
)  # fmt: skip

RULES: Final[Mapping[str, StaffRole]] = MappingProxyType(
    {
        **dict.fromkeys(_READ_ONLY, StaffRole.READ_ONLY),
        **dict.fromkeys(_FACILITATOR, StaffRole.FACILITATOR),
        **dict.fromkeys(_COORDINATOR, StaffRole.COORDINATOR),
    }
)
"""The least role that may do what bears this name. «undo» and «redo» ask for what the change asks for that they turn as well."""

COORDINATORS_KINDS: Final = frozenset({"house", "staff_member", "privacy_notice"})
"""Records that only the coordinator may change, whatever the change is called."""


def least_role(name: str) -> StaffRole:
    """Who may do at least this: the label of a change, or a capability."""
    return RULES.get(name, StaffRole.COORDINATOR)


def may(role: StaffRole, name: str) -> bool:
    """Whether one of this role may do it."""
    return _RANK.index(role) >= _RANK.index(least_role(name))


def refusal(role: StaffRole, name: str) -> ErrorCode | None:
    """Why one of this role may not do it; None when they may."""
    if may(role, name):
        return None
    return ErrorCode.READ_ONLY_ROLE if role is StaffRole.READ_ONLY else ErrorCode.COORDINATOR_ONLY
