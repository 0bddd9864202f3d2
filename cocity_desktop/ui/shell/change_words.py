"""The words of every act that can be undone, by the label its use case commits with. A test holds that none is missing."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cocity_desktop.localization import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LONGEST = 60

# Called when shown, so that the language is the one in use then.
_WORDS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "add_article": lambda: _("new article"),
        "ask_gap": lambda: _("question put on the agenda"),
        "move_article": lambda: _("article moved"),
        "remove_article": lambda: _("article removed"),
        "rename_article": lambda: _("article renamed"),
        "add_addition": lambda: _("addition to locked minutes"),
        "add_agenda_item": lambda: _("new point of the agenda"),
        "add_comment": lambda: _("remark on an article"),
        "add_commitment": lambda: _("new commitment"),
        "add_group_to_process": lambda: _("group added to the process"),
        "add_member": lambda: _("person added to the group"),
        "add_partner": lambda: _("group added to the group"),
        "add_photo": lambda: _("photo of the meeting"),
        "add_staff": lambda: _("new staff member"),
        "add_template": lambda: _("new template"),
        "approve_minutes": lambda: _("minutes approved"),
        "assemble_pact": lambda: _("new draft pact"),
        "attach_file": lambda: _("attached file"),
        "begin_next_version": lambda: _("new version of the pact"),
        "cancel_meeting": lambda: _("meeting called off"),
        "capture_entry": lambda: _("line of the meeting"),
        "capture_photo": lambda: _("photo of the meeting"),
        "choose_lead": lambda: _("lead partner chosen"),
        "choose_room_language": lambda: _("language of the room’s screen"),
        "cite_source": lambda: _("source of a sentence"),
        "close_meeting": lambda: _("meeting closed"),
        "correct_attendance": lambda: _("presence corrected"),
        "decide_reply_item": lambda: _("decision on the Comune’s answer"),
        "decline_entry": lambda: _("proposal declined"),
        "decline_variant": lambda: _("other text declined"),
        "describe_photo": lambda: _("words under a photo"),
        "move_photo": lambda: _("order of the photos"),
        "discard_delivery": lambda: _("delivery discarded"),
        "erase_person": lambda: _("person erased"),
        "extend_item": lambda: _("extra time for a point"),
        "finish_item": lambda: _("point of the agenda finished"),
        "found_house": lambda: _("new house"),
        "give_notice": lambda: _("privacy notice given"),
        "give_notice_to_many": lambda: _("privacy notice given to several people"),
        "import_archive": lambda: _("imported archive"),
        "import_processes": lambda: _("processes taken in"),
        "import_register": lambda: _("imported register"),
        "import_table": lambda: _("table taken in"),
        "import_reply": lambda: _("answer of the Comune"),
        "insert_paragraph": lambda: _("paragraph added to the minutes"),
        "join_entries": lambda: _("two lines joined"),
        "locate_entry": lambda: _("place of a line"),
        "keep_signed_copy": lambda: _("signed pact"),
        "keep_until": lambda: _("date to look at a record again"),
        "keep_version": lambda: _("version of the pact kept"),
        "lock_minutes": lambda: _("minutes locked"),
        "merge_records": lambda: _("two records merged into one"),
        "unmerge": lambda: _("merged records parted again"),
        "distinguish_records": lambda: _("two records told apart"),
        "move_agenda_item": lambda: _("point of the agenda moved"),
        "move_commitment": lambda: _("commitment updated"),
        "move_entry": lambda: _("line moved"),
        "note_export": lambda: _("something written out of the archive"),
        "open_process": lambda: _("new process"),
        "pause_item": lambda: _("point of the agenda paused"),
        "publish_notice": lambda: _("new privacy notice"),
        "propose_variant": lambda: _("other text for an article"),
        "put_source": lambda: _("sentence taken from a meeting"),
        "record_act": lambda: _("act of the Comune"),
        "record_arrival": lambda: _("arrival"),
        "record_consent": lambda: _("consent recorded"),
        "record_decision": lambda: _("decision"),
        "record_delivery": lambda: _("delivery sealed"),
        "record_departure": lambda: _("departure"),
        "record_hand_over": lambda: _("delivery handed over"),
        "record_opinion": lambda: _("opinion asked"),
        "record_receipt": lambda: _("receipt of the Comune"),
        "register_group": lambda: _("new group"),
        "redo": lambda: _("what had been undone, done again"),
        "register_person": lambda: _("new person"),
        "register_place": lambda: _("new place"),
        "regenerate_minutes": lambda: _("minutes taken from the notes"),
        "remove_filter": lambda: _("saved filter taken away"),
        "rename_filter": lambda: _("saved filter renamed"),
        "save_filter": lambda: _("filter kept"),
        "remove_agenda_item": lambda: _("point of the agenda removed"),
        "remove_attendance": lambda: _("presence taken out"),
        "remove_entry": lambda: _("line of the meeting removed"),
        "remove_attachment": lambda: _("attached file taken away"),
        "remove_comment": lambda: _("remark taken away"),
        "remove_group": lambda: _("group removed"),
        "remove_group_from_process": lambda: _("group taken out of the process"),
        "remove_meeting": lambda: _("meeting removed"),
        "remove_member": lambda: _("person taken out of the group"),
        "remove_partner": lambda: _("group taken out of the group"),
        "remove_photo": lambda: _("photo taken out"),
        "remove_person": lambda: _("person removed"),
        "import_place_features": lambda: _("places taken in from a map file"),
        "remove_place": lambda: _("place removed"),
        "remove_process": lambda: _("process removed"),
        "reopen_minutes": lambda: _("minutes back to a draft"),
        "resume_item": lambda: _("point of the agenda resumed"),
        "remove_template": lambda: _("template removed"),
        "remove_version": lambda: _("name of a version taken away"),
        "resolve_comment": lambda: _("remark dealt with"),
        "revise_entry": lambda: _("line of the meeting rewritten"),
        "run_meeting": lambda: _("meeting opened"),
        "schedule_meeting": lambda: _("new meeting"),
        "skip_item": lambda: _("point left for another time"),
        "settle_paragraph": lambda: _("paragraph of the minutes chosen"),
        "split_entry": lambda: _("line split in two"),
        "start_item": lambda: _("point of the agenda begun"),
        "strike_paragraph": lambda: _("paragraph of the minutes struck out"),
        "take_step": lambda: _("step of the process"),
        "take_variant": lambda: _("other text taken"),
        "undo": lambda: _("last change undone"),
        "update_agenda_item": lambda: _("point of the agenda changed"),
        "update_commitment": lambda: _("commitment changed"),
        "update_group": lambda: _("group changed"),
        "update_house": lambda: _("house changed"),
        "update_membership": lambda: _("what a person does in a group changed"),
        "update_meeting": lambda: _("meeting changed"),
        "update_pact": lambda: _("pact changed"),
        "update_person": lambda: _("person changed"),
        "update_place": lambda: _("place changed"),
        "update_process": lambda: _("process changed"),
        "update_staff": lambda: _("staff member changed"),
        "update_template": lambda: _("template changed"),
        "withdraw_consent": lambda: _("consent withdrawn"),
        "write_article": lambda: _("article written"),
        "write_paragraph": lambda: _("paragraph of the minutes written"),
    }
)


def labels_with_words() -> frozenset[str]:
    """For the test that no use case commits under a label without words."""
    return frozenset(_WORDS)


def words_for_change(label: str, subject: str) -> str:
    """What was done, with the record it was done to: «new group, “Genitori Fleming”». Raises KeyError."""
    words = _WORDS[label]()
    if not subject:
        return words
    short = subject if len(subject) <= _LONGEST else subject[: _LONGEST - 1].rstrip() + "…"
    return _("{act}, “{subject}”").format(act=words, subject=short)
