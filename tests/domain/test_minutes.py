"""The three-way meeting of notes and writing: nothing that a person wrote is lost, whatever changes beside it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from itertools import count

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from cocity_desktop.domain.meetings import MinutesParagraph, ParagraphRole
from cocity_desktop.domain.minutes import (
    Piece,
    Reserved,
    Settlement,
    is_edited,
    is_void,
    missing_reservations,
    regenerate,
    settle,
)

ROUNDS = 1_000


def piece(source: str, text: str, role: ParagraphRole = ParagraphRole.ENTRY) -> Piece:
    return Piece(source, role, text)


def written(*pieces: Piece) -> list[MinutesParagraph]:
    return named(regenerate([], pieces))


def named(paragraphs: list[MinutesParagraph]) -> list[MinutesParagraph]:
    return [replace(one, id=one.id or f"p {one.source}") for one in paragraphs]


def texts(paragraphs: list[MinutesParagraph]) -> list[str]:
    return [one.text for one in paragraphs]


A, B, C = piece("entry a", "Alfa."), piece("entry b", "Beta."), piece("entry c", "Gamma.")


def test_what_nobody_touched_follows_the_notes_in_text_role_and_order() -> None:
    again = regenerate(written(A, B), [piece("entry b", "Beta nuova.", ParagraphRole.DECISION), C, A])
    assert texts(again) == ["Beta nuova.", "Gamma.", "Alfa."]
    assert [one.id for one in again] == ["p entry b", "", "p entry a"]
    assert again[0].role is ParagraphRole.DECISION
    assert [one.position for one in again] == [0, 1, 2]
    assert not any(is_edited(one) or one.has_proposal for one in again)


def test_what_leaves_the_notes_leaves_the_minutes_unless_somebody_wrote_there() -> None:
    before = written(A, B, C)
    before[1] = replace(before[1], text="Beta, come la ricordo io.")
    again = regenerate(before, [C])
    assert texts(again) == ["Beta, come la ricordo io.", "Gamma."]
    assert (again[0].has_proposal, again[0].proposed) == (True, "")


def test_when_both_changed_both_are_kept() -> None:
    before = written(A)
    before[0] = replace(before[0], text="Alfa scritta da me.")
    again = regenerate(before, [piece("entry a", "Alfa corretta.")])
    assert (again[0].text, again[0].proposed, again[0].has_proposal) == (
        "Alfa scritta da me.",
        "Alfa corretta.",
        True,
    )
    assert again[0].generated == "Alfa."


def test_the_newest_notes_are_proposed_and_a_correction_taken_back_proposes_nothing() -> None:
    before = [replace(written(A)[0], text="Mia.")]
    once = regenerate(before, [piece("entry a", "Seconda.")])
    twice = regenerate(once, [piece("entry a", "Terza.")])
    assert twice[0].proposed == "Terza."
    back = regenerate(twice, [A])
    assert (back[0].text, back[0].has_proposal) == ("Mia.", False)


def test_writing_what_the_notes_say_now_is_no_conflict() -> None:
    before = [replace(written(A)[0], text="Seconda.")]
    again = regenerate(before, [piece("entry a", "Seconda.")])
    assert not again[0].has_proposal
    assert not is_edited(again[0])


def test_struck_out_stays_struck_out_until_its_notes_change() -> None:
    struck = [replace(written(A)[0], text="")]
    assert texts(regenerate(struck, [A])) == [""]
    again = regenerate(struck, [piece("entry a", "Alfa, ma diversa.")])
    assert (again[0].text, again[0].proposed) == ("", "Alfa, ma diversa.")
    assert regenerate(struck, []) == []


def test_what_was_added_stays_behind_what_it_followed() -> None:
    a, b = written(A, B)
    added = [
        MinutesParagraph(id=name, minutes_id="", role=ParagraphRole.TEXT, text=name)
        for name in ("prima", "mezzo", "fine")
    ]
    before = [added[0], a, added[1], b, added[2]]
    assert texts(regenerate(before, [C, B, A])) == ["prima", "Gamma.", "Beta.", "fine", "Alfa.", "mezzo"]
    assert texts(regenerate(before, [B])) == ["prima", "mezzo", "Beta.", "fine"]


@pytest.mark.parametrize(
    ("choice", "text", "left"), [(Settlement.MINE, "", "Mia."), (Settlement.THEIRS, "", "Nuova."), (Settlement.OTHER, "Terza.", "Terza.")]
)  # fmt: skip
def test_a_choice_ends_the_proposal_for_good(choice: Settlement, text: str, left: str) -> None:
    paragraph = regenerate([replace(written(A)[0], text="Mia.")], [piece("entry a", "Nuova.")])[0]
    settle(paragraph, choice, text)
    again = regenerate([paragraph], [piece("entry a", "Nuova.")])[0]
    assert (again.text, again.has_proposal, again.proposed) == (left, False, "")


def test_a_kept_text_whose_notes_are_gone_is_asked_about_once_and_again_when_they_come_back() -> None:
    paragraph = regenerate([replace(written(A)[0], text="Mia.")], [])[0]
    settle(paragraph, Settlement.MINE)
    assert not regenerate([paragraph], [])[0].has_proposal
    assert regenerate([paragraph], [A])[0].proposed == "Alfa."
    settle(gone := replace(paragraph, has_proposal=True), Settlement.THEIRS)
    assert is_void(gone)


# --- The words of reservations --------------------------------------------------------------------------------


def reserved(*words: str) -> list[Reserved]:
    return [Reserved(str(number), "Ada", text) for number, text in enumerate(words)]


def test_a_reservation_stands_in_the_text_whatever_the_marks_around_it() -> None:
    prose = ["Riserva di Ada: “Il portone è l'unico ingresso – e pesa”."]
    assert missing_reservations(prose, reserved("Il portone  è l’unico\ningresso — e pesa.")) == []


def test_a_word_changed_or_left_out_is_missed() -> None:
    one = reserved("Il portone pesa")
    assert missing_reservations(["Il portone non pesa"], one) == one
    assert missing_reservations(["Il portone pesante"], one) == one
    assert missing_reservations([], one) == one


def test_the_same_words_twice_must_stand_twice() -> None:
    twice = reserved("No", "No")
    assert len(missing_reservations(["Riserva: «No». Poi si va avanti, nottetempo."], twice)) == 1
    assert missing_reservations(["Riserva: «No».", "Riserva: «No»."], twice) == []


def test_a_short_reservation_does_not_hide_in_a_longer_one() -> None:
    both = reserved("Il portone pesa", "Il portone pesa da soli")
    assert missing_reservations(["«Il portone pesa da soli»"], both) == both[:1]


# --- Random notes and random writing ---------------------------------------------------------------------------


@dataclass
class Desk:
    """Minutes under hands: `kept` is what somebody wrote and nobody replaced since, by paragraph."""

    notes: list[Piece] = field(default_factory=list)
    minutes: list[MinutesParagraph] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    fresh: count[int] = field(default_factory=lambda: count(1))

    def word(self, kind: str) -> str:
        return f"{kind} {next(self.fresh)}."

    def note(self, at: int) -> None:
        number = next(self.fresh)
        self.notes.insert(at % (len(self.notes) + 1), piece(f"entry {number}", f"Detto {number}."))

    def correct(self, at: int) -> None:
        if self.notes:
            place = at % len(self.notes)
            self.notes[place] = replace(self.notes[place], text=self.word("Corretto"))

    def drop(self, at: int) -> None:
        if self.notes:
            self.notes.pop(at % len(self.notes))

    def move(self, at: int, to: int) -> None:
        if self.notes:
            one = self.notes.pop(at % len(self.notes))
            self.notes.insert(to % (len(self.notes) + 1), one)

    def refresh(self) -> None:
        self.minutes = [
            replace(one, id=one.id or f"p{next(self.fresh)}") for one in regenerate(self.minutes, self.notes)
        ]

    def write(self, at: int) -> None:
        if self.minutes:
            paragraph = self.minutes[at % len(self.minutes)]
            paragraph.text = self.kept[paragraph.id] = self.word("Scritto")

    def strike(self, at: int) -> None:
        if self.minutes:
            paragraph = self.minutes[at % len(self.minutes)]
            self.kept.pop(paragraph.id, None)
            if paragraph.source:
                paragraph.text = ""
            else:
                self.minutes.remove(paragraph)

    def insert(self, at: int) -> None:
        text = self.word("Aggiunto")
        added = MinutesParagraph(id=f"p{next(self.fresh)}", minutes_id="", role=ParagraphRole.TEXT, text=text)
        self.minutes.insert(at % (len(self.minutes) + 1), added)
        self.kept[added.id] = text

    def choose(self, at: int, choice: Settlement) -> None:
        waiting = [one for one in self.minutes if one.has_proposal]
        if waiting:
            paragraph = waiting[at % len(waiting)]
            text = self.word("Terzo")
            settle(paragraph, choice, text)
            if choice is Settlement.OTHER:
                self.kept[paragraph.id] = text
            elif choice is Settlement.THEIRS:
                self.kept.pop(paragraph.id, None)
            if is_void(paragraph):
                self.minutes.remove(paragraph)

    def check(self) -> None:
        here = {one.id: one.text for one in self.minutes}
        assert {name: here.get(name) for name in self.kept} == self.kept
        assert len(here) == len(self.minutes)

    def check_fresh(self) -> None:
        """After a regeneration: what nobody wrote says what the notes say, and no note is told twice or forgotten."""
        said = {one.source: one.text for one in self.notes}
        told = [one.source for one in self.minutes if one.source in said]
        assert told == list(said)
        for one in self.minutes:
            if one.source in said and not is_edited(one):
                assert one.text == said[one.source]
            if one.source in said and is_edited(one) and one.generated != said[one.source]:
                assert one.proposed == said[one.source]


class Writing(RuleBasedStateMachine):
    """Any order of notes taken, notes changed, writing and choosing."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()

    @rule(at=st.integers(0, 20))
    def note(self, at: int) -> None:
        self.desk.note(at)

    @rule(at=st.integers(0, 20))
    def correct(self, at: int) -> None:
        self.desk.correct(at)

    @rule(at=st.integers(0, 20))
    def drop(self, at: int) -> None:
        self.desk.drop(at)

    @rule(at=st.integers(0, 20), to=st.integers(0, 20))
    def move(self, at: int, to: int) -> None:
        self.desk.move(at, to)

    @rule()
    def refresh(self) -> None:
        self.desk.refresh()
        self.desk.check_fresh()

    @rule(at=st.integers(0, 20))
    def write(self, at: int) -> None:
        self.desk.write(at)

    @rule(at=st.integers(0, 20))
    def strike(self, at: int) -> None:
        self.desk.strike(at)

    @rule(at=st.integers(0, 20))
    def insert(self, at: int) -> None:
        self.desk.insert(at)

    @rule(at=st.integers(0, 20), choice=st.sampled_from(Settlement))
    def choose(self, at: int, choice: Settlement) -> None:
        self.desk.choose(at, choice)

    @invariant()
    def nothing_written_is_lost(self) -> None:
        self.desk.check()


TestWriting = Writing.TestCase
TestWriting.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_a_thousand_regenerations_lose_no_edit() -> None:
    dice = random.Random(1811)
    desk = Desk()
    for _round in range(ROUNDS):
        for _ in range(dice.randint(1, 4)):
            at, to = dice.randrange(60), dice.randrange(60)
            act = dice.choice(
                (
                    desk.note,
                    desk.correct,
                    desk.drop,
                    desk.write,
                    desk.insert,
                    desk.strike,
                    desk.move,
                    desk.choose,
                )
            )
            if act == desk.move:
                desk.move(at, to)
            elif act == desk.choose:
                desk.choose(at, dice.choice(list(Settlement)))
            elif act == desk.drop and len(desk.notes) < 8:
                desk.note(at)
            else:
                act(at)
            desk.check()
        desk.refresh()
        desk.check()
        desk.check_fresh()
    assert len(desk.kept) > 20
