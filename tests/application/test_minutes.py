"""Minutes on a real archive: written from notes, kept through changes, approved, locked, added to, undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cocity_desktop.application import minutes as ours
from cocity_desktop.application import minutes_approval as final
from cocity_desktop.application.attendances import RecordArrival, record_arrival
from cocity_desktop.application.capture import (
    CaptureEntry,
    DecisionFields,
    DeclineEntry,
    NewReservation,
    ReviseEntry,
    capture_entry,
    decline_entry,
    remove_entry,
    revise_entry,
)
from cocity_desktop.application.history import redo_last, undo_last
from cocity_desktop.application.meetings import NewItem
from cocity_desktop.application.minutes_papers import minutes_pdf
from cocity_desktop.application.minutes_prose import prose
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.running import CloseMeeting, RunMeeting, close_meeting, run_meeting
from cocity_desktop.domain.errors import UserError
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.domain.meetings import EntryKind, EntryOutcome
from cocity_desktop.domain.minutes import Settlement
from tests.application.conftest import SmallHouse

if TYPE_CHECKING:
    from cocity_desktop.application.minutes_views import MinutesDocument, ParagraphLine

DOUBT = "Il portone da soli non si apre"


@dataclass
class Evening:
    """A closed meeting with a note, a decision with a reservation, and a promise."""

    house: SmallHouse
    meeting: str = ""
    minutes: str = ""
    ids: dict[str, str] = field(default_factory=dict)

    def say(self, name: str, text: str, kind: EntryKind = EntryKind.NOTE, **more: Any) -> None:
        cmd = CaptureEntry(meeting_id=self.meeting, text=text, entry_kind=kind, **more)
        self.ids[name] = self.house.run(capture_entry, cmd)

    def revise(self, name: str, text: str, kind: EntryKind = EntryKind.NOTE) -> None:
        self.house.run(revise_entry, ReviseEntry(entry_id=self.ids[name], text=text, entry_kind=kind))

    def document(self) -> MinutesDocument:
        return self.house.services.minutes_of(self.meeting)

    def regenerate(self) -> None:
        cmd = ours.RegenerateMinutes(meeting_id=self.meeting)
        self.minutes = self.house.run(ours.regenerate_minutes, cmd, self.house.services.minutes_of)

    def of(self, name: str) -> ParagraphLine:
        source = f"entry {self.ids[name]}"
        return next(line for line in self.document().paragraphs if line.source == source)

    def write(self, name: str, text: str) -> None:
        self.house.run(ours.write_paragraph, ours.WriteParagraph(paragraph_id=self.of(name).id, text=text))

    def settle(self, name: str, choice: Settlement, text: str = "") -> None:
        cmd = ours.SettleParagraph(paragraph_id=self.of(name).id, choice=choice, text=text)
        self.house.run(ours.settle_paragraph, cmd)

    def approve(self, by: str = "l’assemblea", **more: Any) -> str:
        cmd = final.ApproveMinutes(minutes_id=self.minutes, approved_by=by, **more)
        return self.house.run(final.approve_minutes, cmd, self.house.services.minutes_of)

    def approval_refused(self, by: str = "l’assemblea", **more: Any) -> str:
        cmd = final.ApproveMinutes(minutes_id=self.minutes, approved_by=by, **more)
        return self.house.refusal(final.approve_minutes, cmd, self.house.services.minutes_of)[0]

    def lock(self, pdf: bytes = b"%PDF-locked", by: str = "Ada") -> None:
        at = self.house.clock.now()
        cmd = final.LockMinutes(document=final.document_to_lock(self.document(), by, at), pdf=pdf)
        self.house.run(final.lock_minutes, cmd, self.house.services.minutes_of)


@pytest.fixture
def evening(house: SmallHouse) -> Evening:
    evening = Evening(house, house.meeting("Secondo tavolo", items=(NewItem(title="Cortile"),)))
    house.run(record_arrival, RecordArrival(meeting_id=evening.meeting, label="Ada Prova"))
    evening.say("note", "Serve acqua")
    reserved = (NewReservation(raised_by="Genitori", text=DOUBT),)
    decision = DecisionFields(in_favour=3, with_reservation=1, reservations=reserved)
    evening.say("decision", "Si prova da marzo", EntryKind.DECISION, decision=decision)
    evening.say("promise", "Annaffiamo noi", EntryKind.COMMITMENT)
    house.run(close_meeting, CloseMeeting(meeting_id=evening.meeting))
    evening.regenerate()
    return evening


def test_the_first_minutes_tell_the_meeting_in_its_order(evening: Evening) -> None:
    told = prose(evening.document())
    parts = [
        "Secondo tavolo",
        "Ada Prova",
        "1. Cortile",
        "Serve acqua.",
        "Si prova da marzo",
        DOUBT,
        "Annaffiamo noi",
        "si chiude",
    ]
    places = [told.index(part) for part in parts]
    # Nothing was said under the point, so it stands before what was.
    assert places == sorted(places)
    assert not any(line.edited for line in evening.document().paragraphs)


def test_a_meeting_to_come_has_no_minutes(house: SmallHouse) -> None:
    cmd = ours.RegenerateMinutes(meeting_id=house.meeting(days=3, begin=False))
    assert house.refusal(ours.regenerate_minutes, cmd, house.services.minutes_of)[0] == "meeting_not_held"


def test_taking_the_notes_again_changes_nothing_when_nothing_changed(evening: Evening) -> None:
    before = evening.document()
    changes = evening.house.services.run(
        ours.regenerate_minutes,
        ours.RegenerateMinutes(meeting_id=evening.meeting),
        evening.house.services.minutes_of,
    )
    assert changes.change_id is None
    assert evening.document() == before


def test_corrected_notes_reach_what_nobody_wrote_and_wait_beside_what_somebody_did(evening: Evening) -> None:
    evening.write("promise", "Annaffiano loro, da aprile.")
    evening.revise("note", "Serve acqua, e tanta")
    evening.revise("promise", "Annaffiamo noi ogni sera", EntryKind.COMMITMENT)
    evening.regenerate()
    assert evening.of("note").text == "Serve acqua, e tanta."
    promise = evening.of("promise")
    assert promise.text == "Annaffiano loro, da aprile."
    assert promise.proposed is not None
    assert "ogni sera" in promise.proposed


@pytest.mark.parametrize(("choice", "left"), [
    (Settlement.MINE, "Mia."), (Settlement.THEIRS, "Serve acqua, e tanta."), (Settlement.OTHER, "Una terza."),
])  # fmt: skip
def test_a_choice_is_kept_through_the_next_regeneration(
    evening: Evening, choice: Settlement, left: str
) -> None:
    evening.write("note", "Mia.")
    evening.revise("note", "Serve acqua, e tanta")
    evening.regenerate()
    evening.settle("note", choice, "Una\nterza.")
    evening.regenerate()
    assert (evening.of("note").text, evening.of("note").proposed) == (left, None)


def test_writing_what_is_proposed_is_choosing_it(evening: Evening) -> None:
    evening.write("note", "Mia.")
    evening.revise("note", "Serve acqua, e tanta")
    evening.regenerate()
    evening.write("note", "Serve acqua, e tanta.")
    assert (evening.of("note").edited, evening.of("note").proposed) == (False, None)


def test_a_third_text_is_a_text(evening: Evening) -> None:
    cmd = ours.SettleParagraph(paragraph_id=evening.of("note").id, choice=Settlement.OTHER, text=" \n ")
    assert evening.house.refusal(ours.settle_paragraph, cmd) == ("required", "text")


def test_a_written_paragraph_whose_line_was_taken_away_asks_before_it_leaves(evening: Evening) -> None:
    evening.write("note", "Serve acqua, l’ha detto la Circoscrizione.")
    evening.house.run(remove_entry, Remove(id=evening.ids["note"]))
    evening.regenerate()
    assert evening.of("note").proposed == ""
    evening.settle("note", Settlement.THEIRS)
    assert "Circoscrizione" not in prose(evening.document())


def test_paragraphs_parted_added_and_emptied(evening: Evening) -> None:
    evening.write("note", "Serve acqua.\n\nE un rubinetto  con chiave.")
    lines = [line.text for line in evening.document().standing]
    assert lines[lines.index("Serve acqua.") + 1] == "E un rubinetto con chiave."
    first = ours.InsertParagraph(minutes_id=evening.minutes, after_id=None, text="Pioveva.")
    added = evening.house.run(ours.insert_paragraph, first)
    assert evening.document().standing[0].id == added
    evening.house.run(ours.write_paragraph, ours.WriteParagraph(paragraph_id=added, text=""))
    assert added not in {line.id for line in evening.document().paragraphs}
    nothing = ours.InsertParagraph(minutes_id=evening.minutes, after_id=None, text=" ")
    assert evening.house.refusal(ours.insert_paragraph, nothing) == ("required", "text")


def test_struck_out_is_not_printed_and_comes_back_by_undo(evening: Evening) -> None:
    evening.house.run(ours.strike_paragraph, ours.WriteParagraph(paragraph_id=evening.of("note").id, text=""))
    assert "Serve acqua" not in prose(evening.document())
    evening.regenerate()
    assert "Serve acqua" not in prose(evening.document())
    undo_last(evening.house.services.new_unit_of_work())
    assert "Serve acqua" in prose(evening.document())
    redo_last(evening.house.services.new_unit_of_work())
    assert "Serve acqua" not in prose(evening.document())


def test_approval_waits_for_every_choice(evening: Evening) -> None:
    evening.write("note", "Mia.")
    evening.revise("note", "Altro")
    evening.regenerate()
    assert evening.approval_refused() == "minutes_undecided"


def test_no_way_around_the_words_of_a_reservation(evening: Evening) -> None:
    reserved = next(line for line in evening.document().paragraphs if line.source.startswith("reservation"))
    softened = ours.WriteParagraph(paragraph_id=reserved.id, text="Qualcuno aveva dei dubbi.")
    evening.house.run(ours.write_paragraph, softened)
    with pytest.raises(UserError) as refused:
        evening.approve()
    assert refused.value.code == "reservations_missing"
    assert refused.value.details["reservations"] == f"Genitori: «{DOUBT}»"
    elsewhere = ours.InsertParagraph(
        minutes_id=evening.minutes, after_id=None, text=f"I genitori: “{DOUBT}”."
    )
    evening.house.run(ours.insert_paragraph, elsewhere)
    evening.approve()


def test_approval_needs_a_closed_meeting_a_name_and_a_day_that_has_come(
    house: SmallHouse, evening: Evening
) -> None:
    today = house.clock.moment.date()
    assert evening.approval_refused(by=" ") == "required"
    assert evening.approval_refused(approved_on=today + timedelta(days=2)) == "date_in_future"
    assert evening.approval_refused(approved_on=today - timedelta(days=2)) == "dates_reversed"
    house.run(run_meeting, RunMeeting(meeting_id=evening.meeting, reason="Chiuso per sbaglio"))
    assert evening.approval_refused() == "meeting_not_closed"


def test_approved_minutes_hold_still_until_they_are_a_draft_again(
    house: SmallHouse, evening: Evening
) -> None:
    evening.approve()
    document = evening.document()
    assert (document.state, document.approved_by) == (MinutesState.APPROVED, "l’assemblea")
    assert document.approved_on == house.clock.moment.date()
    revise = ReviseEntry(entry_id=evening.ids["note"], text="Altro", entry_kind=EntryKind.NOTE)
    assert house.refusal(revise_entry, revise)[0] == "minutes_approved"
    for use_case, cmd in (
        (ours.write_paragraph, ours.WriteParagraph(paragraph_id=evening.of("note").id, text="Mia.")),
        (ours.insert_paragraph, ours.InsertParagraph(minutes_id=evening.minutes, after_id=None, text="Mia.")),
        (
            ours.settle_paragraph,
            ours.SettleParagraph(paragraph_id=evening.of("note").id, choice=Settlement.MINE),
        ),
    ):
        assert house.refusal(use_case, cmd)[0] == "minutes_approved"
    house.run(decline_entry, DeclineEntry(entry_id=evening.ids["note"], reason="Ci pensa il Comune"))
    back = final.ReopenMinutes(minutes_id=evening.minutes, reason=" ")
    assert house.refusal(final.reopen_minutes, back)[0] == "reason_required"
    house.run(final.reopen_minutes, final.ReopenMinutes(minutes_id=evening.minutes, reason="Un refuso"))
    document = evening.document()
    assert (document.state, document.approved_on, document.step_reason) == (
        MinutesState.DRAFT,
        None,
        "Un refuso",
    )
    house.run(revise_entry, revise)


def test_locked_minutes_are_the_very_bytes_and_take_dated_additions_only(
    house: SmallHouse, evening: Evening
) -> None:
    early = final.AddAddition(minutes_id=evening.minutes, text="Erano dodici")
    assert house.refusal(final.add_addition, early)[0] == "minutes_not_locked"
    evening.approve()
    pdf = house.services.press.minutes(final.document_to_lock(evening.document(), "Ada", house.clock.moment))
    evening.lock(pdf)
    document = evening.document()
    assert (document.state, document.locked_by) == (MinutesState.LOCKED, "Ada")
    house.run(decline_entry, DeclineEntry(entry_id=evening.ids["note"], reason="Ci pensa il Comune"))
    assert minutes_pdf(evening.document(), house.services.press, house.services.read_bytes) == pdf
    house.run(final.add_addition, early)
    house.run(final.add_addition, final.AddAddition(minutes_id=evening.minutes, text="Anzi tredici"))
    document = evening.document()
    assert [line.text for line in document.additions] == ["Erano dodici", "Anzi tredici"]
    assert {line.added_by for line in document.additions} == {"Casa di prova"}
    assert all(line.added_at > document.locked_at for line in document.additions if document.locked_at)
    assert minutes_pdf(document, house.services.press, house.services.read_bytes) == pdf
    assert evening.document().sections[-1].entries[0].outcome is EntryOutcome.DECLINED


def test_nothing_leads_out_of_the_lock(house: SmallHouse, evening: Evening) -> None:
    evening.approve()
    evening.lock()
    back = final.ReopenMinutes(minutes_id=evening.minutes, reason="Ripensamento")
    assert house.refusal(final.reopen_minutes, back)[0] == "illegal_step"
    with pytest.raises(UserError) as refused:
        undo_last(house.services.new_unit_of_work())
    assert refused.value.code == "minutes_locked"
    cmd = ours.RegenerateMinutes(meeting_id=evening.meeting)
    assert house.refusal(ours.regenerate_minutes, cmd, house.services.minutes_of)[0] == "minutes_locked"


def test_what_was_printed_is_what_is_locked(house: SmallHouse, evening: Evening) -> None:
    evening.approve()
    printed = final.document_to_lock(evening.document(), "Ada", house.clock.now())
    house.run(final.reopen_minutes, final.ReopenMinutes(minutes_id=evening.minutes, reason="Un refuso"))
    evening.write("note", "Serve molta acqua.")
    evening.approve()
    cmd = final.LockMinutes(document=printed, pdf=b"%PDF-old")
    assert house.refusal(final.lock_minutes, cmd, house.services.minutes_of)[0] == "minutes_changed"
    nobody = final.LockMinutes(
        document=final.document_to_lock(evening.document(), " ", house.clock.now()), pdf=b"%PDF"
    )
    assert house.refusal(final.lock_minutes, nobody, house.services.minutes_of) == ("required", "locked_by")
