"""A line with all that it brings is one change, and takes its draft along: never both on disk, never neither."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.capture import (
    CaptureEntry,
    DecisionFields,
    DraftsAfter,
    NewReservation,
    ReviseEntry,
    capture_entry,
    revise_entry,
)
from cocity_desktop.application.commitments import CommitmentFields
from cocity_desktop.application.history import undo_last
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.meetings import EntryKind

if TYPE_CHECKING:
    from cocity_desktop.application.views.work import EntryRow
    from tests.application.conftest import SmallHouse

KEY = "entry:m"


@pytest.fixture(autouse=True)
def running(house: SmallHouse) -> None:
    house.ids["meeting"] = house.meeting()


def rows(house: SmallHouse) -> tuple[EntryRow, ...]:
    return house.services.queries.meeting(house.ids["meeting"]).entries


def say(house: SmallHouse, text: str, kind: EntryKind = EntryKind.NOTE, **more: object) -> str:
    command = CaptureEntry(meeting_id=house.ids["meeting"], entry_kind=kind, text=text, **more)  # type: ignore[arg-type]
    return str(house.run(capture_entry, command))


def test_a_line_takes_its_draft_along_and_leaves_what_still_waits(house: SmallHouse) -> None:
    drafts = house.services.drafts
    drafts.save(KEY, "Il portone e altro")
    say(house, "Il portone", drafts=DraftsAfter(KEY, "e altro"))
    assert drafts.load(KEY) == "e altro"
    say(house, "e altro", drafts=DraftsAfter(KEY))
    assert drafts.keys() == ()


def test_a_line_that_is_refused_leaves_its_draft(house: SmallHouse) -> None:
    drafts = house.services.drafts
    drafts.save(KEY, "  ")
    with pytest.raises(UserError):
        say(house, "  ", drafts=DraftsAfter(KEY))
    backwards = CommitmentFields(what="x", starts_on=date(2027, 3, 2), due_on=date(2027, 3, 1))
    drafts.save(KEY, "Apre")
    with pytest.raises(UserError):
        say(house, "Apre", EntryKind.COMMITMENT, commitment=backwards, drafts=DraftsAfter(KEY))
    assert drafts.load(KEY) == "Apre"
    assert rows(house) == ()


def test_a_change_that_changes_nothing_gives_its_draft_up_all_the_same(house: SmallHouse) -> None:
    entry_id = say(house, "Il portone")
    drafts = house.services.drafts
    drafts.save(KEY, "Il portone")
    same = ReviseEntry(
        entry_id=entry_id, text="Il portone", entry_kind=EntryKind.NOTE, drafts=DraftsAfter(KEY)
    )
    house.run(revise_entry, same)
    assert drafts.load(KEY) == ""


def test_words_kind_theme_and_figures_change_in_one_step_and_go_back_in_one(house: SmallHouse) -> None:
    entry_id = say(house, "Apre", themes=("chiavi",))
    fields = CommitmentFields(what="Apre e chiude", party_kind=PartyKind.COMUNE, hours=4)
    change = ReviseEntry(
        entry_id=entry_id, text="Apre e chiude", entry_kind=EntryKind.COMMITMENT, themes=("cortile",), commitment=fields
    )  # fmt: skip
    house.run(revise_entry, change)
    row = rows(house)[0]
    assert row.commitment is not None
    assert (row.text, row.themes, row.commitment.hours) == ("Apre e chiude", ("cortile",), 4)
    undo_last(house.services.new_unit_of_work())
    row = rows(house)[0]
    assert (row.text, row.entry_kind, row.themes, row.commitment) == (
        "Apre",
        EntryKind.NOTE,
        ("chiavi",),
        None,
    )


def test_counts_change_with_the_words_and_reservations_that_stay_are_not_touched(house: SmallHouse) -> None:
    said = tuple(NewReservation(raised_by=who, text="No") for who in ("Ada", "Bruno"))
    entry_id = say(
        house, "Si prova", EntryKind.DECISION, decision=DecisionFields(in_favour=3, reservations=said)
    )
    before = rows(house)[0].decision
    assert before is not None
    fields = DecisionFields(in_favour=9, reservations=(said[1], NewReservation(text="Solo di giorno")))
    change = ReviseEntry(
        entry_id=entry_id, text="Si prova a marzo", entry_kind=EntryKind.DECISION, decision=fields
    )
    house.run(revise_entry, change)
    after = rows(house)[0].decision
    assert after is not None
    assert (after.in_favour, after.present) == (9, 9)
    assert [one.text for one in after.reservations] == ["No", "Solo di giorno"]
    assert after.reservations[0].id == before.reservations[1].id
    undo_last(house.services.new_unit_of_work())
    assert rows(house)[0].decision == before


RESERVED = (
    NewReservation(raised_by="Genitori Fleming", text="Mai da soli."),
    NewReservation(text="Non la domenica"),
)
KEPT = "Si prova. Riserva di Genitori Fleming: «Mai da soli.» Riserva: «Non la domenica»."


@pytest.mark.parametrize("kind", [kind for kind in EntryKind if kind is not EntryKind.DECISION])
def test_a_decision_that_becomes_another_kind_keeps_the_words_of_its_reservations(
    house: SmallHouse, kind: EntryKind
) -> None:
    taken = DecisionFields(in_favour=3, with_reservation=2, reservations=RESERVED)
    entry_id = say(house, "Si prova", EntryKind.DECISION, decision=taken)
    before = rows(house)[0]
    house.run(revise_entry, ReviseEntry(entry_id=entry_id, text="Si prova", entry_kind=kind))
    after = rows(house)[0]
    assert (after.entry_kind, after.text, after.decision) == (kind, KEPT, None)
    undo_last(house.services.new_unit_of_work())
    assert rows(house)[0] == before, "one change, one undo"


def test_reservations_changed_in_the_same_breath_are_those_that_stay(house: SmallHouse) -> None:
    entry_id = say(house, "Si prova", EntryKind.DECISION, decision=DecisionFields(reservations=RESERVED[:1]))
    change = ReviseEntry(
        entry_id=entry_id, text="Si prova", entry_kind=EntryKind.NOTE, decision=DecisionFields(reservations=RESERVED)
    )  # fmt: skip
    house.run(revise_entry, change)
    assert rows(house)[0].text == KEPT


def test_a_reservation_of_a_group_keeps_its_name(house: SmallHouse) -> None:
    one = NewReservation(group_id=house.ids["group"], text="Mai da soli")
    entry_id = say(house, "Si prova?", EntryKind.DECISION, decision=DecisionFields(reservations=(one,)))
    house.run(revise_entry, ReviseEntry(entry_id=entry_id, text="Si prova?", entry_kind=EntryKind.QUESTION))
    assert rows(house)[0].text == "Si prova? Riserva di Orto dei vicini: «Mai da soli»."


def test_a_line_typed_with_reservations_and_then_made_a_note_has_them_in_its_words(house: SmallHouse) -> None:
    say(house, "Si prova", EntryKind.NOTE, decision=DecisionFields(reservations=RESERVED))
    assert (rows(house)[0].text, rows(house)[0].decision) == (KEPT, None)


def test_words_that_do_not_fit_leave_the_decision_as_it_is(house: SmallHouse) -> None:
    long = NewReservation(text="parola " * 2_500)
    entry_id = say(house, "Si prova", EntryKind.DECISION, decision=DecisionFields(reservations=(long,)))
    before = rows(house)[0]
    with pytest.raises(UserError) as refused:
        house.run(
            revise_entry, ReviseEntry(entry_id=entry_id, text="parola " * 1_500, entry_kind=EntryKind.NOTE)
        )
    assert (refused.value.code, refused.value.field) == (ErrorCode.TOO_LONG, "text")
    assert rows(house)[0] == before
