"""What one line says beside its words: what was recognised, what a person set by hand, what a person took away.

No Qt here. Three rules hold whatever is recognised later: a value set by hand is never replaced, a part taken away
stays away for this line, and a guess has no effect until it is chosen (which is setting it by hand).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import KnownName, Part, PartKind, Recognition
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.meetings import EntryKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cocity_desktop.application.views.work import CommitmentRow, EntryRow

NOWHERE = -1
"""Where a part stands that nobody typed."""

SLOTS = (
    PartKind.PARTY, PartKind.MATERIALS, PartKind.RECURRENCE, PartKind.STARTS, PartKind.DUE, PartKind.HOURS,
    PartKind.MONEY, PartKind.ARTICLE, PartKind.THEME,
)  # fmt: skip
"""The places of a line's chips, in the order they are shown. Who is a person or a party: one place for both."""

_MANY = (PartKind.THEME, PartKind.MATERIALS)
Key = tuple[PartKind, str]


def slot_of(kind: PartKind) -> PartKind:
    """The place that a part of this kind takes."""
    return PartKind.PARTY if kind is PartKind.PERSON else kind


def by_hand(kind: PartKind, **value: object) -> Part:
    """A value that stands nowhere in the words."""
    return Part(kind, NOWHERE, NOWHERE, **value)  # type: ignore[arg-type]


def plain(text: str) -> str:
    """Without accents, capitals and the apostrophe's kinds: how words are compared."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(bare.replace("’", "'").lower().split())


@dataclass(frozen=True, slots=True)
class Shown:
    """A chip. `guess` is dashed and has no effect; `by_hand` was set or chosen by a person."""

    part: Part
    guess: bool = False
    by_hand: bool = False

    @property
    def slot(self) -> PartKind:
        return slot_of(self.part.kind)


@dataclass(slots=True)
class Understood:
    """One line's parts. `heading` is the code of the pact's heading, kept from a commitment on disk."""

    text: str = ""
    parts: tuple[Part, ...] = ()
    hand: dict[PartKind, tuple[Part, ...]] = field(default_factory=dict)
    removed: set[Key] = field(default_factory=set)
    old_text: str | None = None
    known_before: set[Key] | None = None
    heading: str = ""

    # --- what happens to it --------------------------------------------------------------------------------------

    def copy(self) -> Understood:
        """As it is now."""
        return replace(self, hand=dict(self.hand), removed=set(self.removed))

    def retype(self, text: str) -> None:
        """The words are these now: parts move with them, those that were touched wait to be read again."""
        if text != self.text:
            self.parts = tuple(moved(self.parts, self.text, text))
            self.text = text

    def read(self, recognition: Recognition) -> bool:
        """Take what was recognised; of another text it is too late and changes nothing."""
        if recognition.text == self.old_text and self.known_before is None:
            self.known_before = {self._key(part, recognition.text) for part in recognition.parts}
        if recognition.text != self.text:
            return False
        self.parts = recognition.parts
        return True

    def settle(self, part: Part) -> None:
        """A person says so."""
        slot = slot_of(part.kind)
        if slot is PartKind.THEME:
            self.hand[slot] = (*self.hand.get(slot, ()), part)
        else:
            self.hand[slot] = (part,)

    def remove(self, shown: Shown) -> None:
        """Take a part away, with all that says the same in the words."""
        slot, part = shown.slot, shown.part
        kept = tuple(one for one in self.hand.get(slot, ()) if one != part)
        self.hand[slot] = kept
        if not kept:
            del self.hand[slot]
        same = [one for one in self.parts if slot_of(one.kind) is slot]
        if slot is PartKind.THEME:
            same = [one for one in same if one.words == part.words]
        elif not shown.by_hand:
            same = [one for one in same if _value(one) == _value(part)]
        self.removed |= {self._key(one, self.text) for one in same}

    # --- what it says --------------------------------------------------------------------------------------------

    def shown(self, kind: EntryKind) -> list[Shown]:
        """The chips of a line of this kind, in their order, guesses last."""
        slots = SLOTS if kind is EntryKind.COMMITMENT else (PartKind.PARTY, PartKind.THEME)
        certain = [one for slot in slots for one in self._of(slot, kind)]
        filled = {one.slot for one in certain}
        guesses = (
            Shown(part, guess=True)
            for part in self._free(kind)
            if not self._sure(part) and slot_of(part.kind) in slots and slot_of(part.kind) not in filled
        )
        return [*certain, *_each_slot_once(guesses)]

    def one(self, slot: PartKind, kind: EntryKind = EntryKind.COMMITMENT) -> Part | None:
        """The part with an effect in a place."""
        return next((one.part for one in self._of(slot, kind)), None)

    def themes(self) -> tuple[str, ...]:
        """Each once, as written."""
        found = (one.part.words for one in self._of(PartKind.THEME, EntryKind.NOTE))
        return tuple(dict.fromkeys(found))

    def materials(self) -> str:
        """As they will be written."""
        return ", ".join(one.part.words for one in self._of(PartKind.MATERIALS, EntryKind.COMMITMENT))

    def promises(self) -> bool:
        """Whether a note says who does what by when: it may be meant as a commitment."""
        sure = {slot_of(part.kind) for part in self.parts if part.certain}
        return PartKind.PARTY in sure and bool(sure & {PartKind.DUE, PartKind.RECURRENCE})

    def marks(self, kind: EntryKind) -> list[tuple[int, int, bool]]:
        """Stretches of the words that have become chips: from, to, whether only guessed."""
        return [
            (self._begin(one.part), one.part.end, one.guess)
            for one in self.shown(kind)
            if one.part.start != NOWHERE
        ]

    # --- inside --------------------------------------------------------------------------------------------------

    def _of(self, slot: PartKind, kind: EntryKind) -> list[Shown]:
        hand = [Shown(part, by_hand=True) for part in self.hand.get(slot, ())]
        if hand and slot is not PartKind.THEME:
            return hand
        said = {one.part.words for one in hand}
        found = [
            Shown(part)
            for part in self._free(kind)
            if slot_of(part.kind) is slot and self._sure(part) and not (said and part.words in said)
        ]
        return [*hand, *(found if slot in _MANY else found[:1])]

    def _free(self, kind: EntryKind) -> Iterator[Part]:
        """Recognised and not taken away. In a line that binds nobody, only who is called by @ has said it."""
        for part in self.parts:
            called = kind is EntryKind.COMMITMENT or self.text[self._begin(part)] == "@"
            if (called or slot_of(part.kind) is not PartKind.PARTY) and not self._taken_away(part):
                yield part

    def _begin(self, part: Part) -> int:
        """Where it begins with its @, which belongs to a name that is called."""
        return part.start - (self.text[: part.start].endswith("@"))

    def _sure(self, part: Part) -> bool:
        """An old line keeps the meaning it was saved with: what its old words also say is offered, not taken."""
        if self.old_text is None or not part.certain:
            return part.certain
        return self.known_before is not None and self._key(part, self.text) not in self.known_before

    def _taken_away(self, part: Part) -> bool:
        slot, words = self._key(part, self.text)
        if slot is PartKind.THEME:
            return (slot, words) in self.removed
        return any(
            gone_slot is slot and (words.startswith(gone) or gone.startswith(words))
            for gone_slot, gone in self.removed
        )

    def _key(self, part: Part, text: str) -> Key:
        return slot_of(part.kind), plain(text[part.start : part.end])


def _value(part: Part) -> Part:
    """The part wherever it stands: the words around it may have changed since it was shown."""
    return replace(part, start=NOWHERE, end=NOWHERE)


def _each_slot_once(guesses: Iterable[Shown]) -> Iterator[Shown]:
    seen: set[PartKind] = set()
    for one in guesses:
        if one.slot not in seen or one.slot in _MANY:
            seen.add(one.slot)
            yield one


def moved(parts: Iterable[Part], before: str, after: str) -> Iterator[Part]:
    """The parts where they stand after the words changed in one place; those that were touched are left out."""
    most = min(len(before), len(after))
    start = next((i for i in range(most) if before[i] != after[i]), most)
    rest = next((i for i in range(most - start) if before[-1 - i] != after[-1 - i]), most - start)
    shift = len(after) - len(before)
    for part in parts:
        if part.end <= start:
            yield part
        elif part.start >= len(before) - rest:
            yield replace(part, start=part.start + shift, end=part.end + shift)


def of_row(row: EntryRow, headings: Mapping[int, str]) -> Understood:
    """What a line on disk says: each value as if set by hand, so that nothing recognised now replaces it."""
    said = Understood(old_text=row.text)
    for theme in row.themes:
        said.settle(by_hand(PartKind.THEME, words=theme))
    if row.commitment is not None:
        said.heading = row.commitment.heading
        number = next((n for n, code in headings.items() if code == said.heading), None)
        if number is not None:
            said.settle(by_hand(PartKind.ARTICLE, number=number))
        for part in _of_commitment(row.commitment, row):
            said.settle(part)
    elif row.group_id or row.person_id:
        kind = PartKind.PERSON if row.person_id else PartKind.PARTY
        said.settle(by_hand(kind, party=KnownName(row.who, PartyKind.GROUP, row.group_id, row.person_id)))
    return said


def _of_commitment(made: CommitmentRow, row: EntryRow) -> Iterator[Part]:
    if made.party:
        kind = PartKind.PERSON if row.person_id else PartKind.PARTY
        name = KnownName(made.party, made.party_kind, made.group_id, row.person_id)
        yield by_hand(kind, party=name)
    for kind, value in ((PartKind.DUE, made.due_on), (PartKind.STARTS, made.starts_on)):
        if value is not None:
            yield by_hand(kind, day=value)
    for kind, words in ((PartKind.RECURRENCE, made.recurrence), (PartKind.MATERIALS, made.materials)):
        if words:
            yield by_hand(kind, words=words)
    if made.hours is not None:
        yield by_hand(PartKind.HOURS, hours=made.hours)
    if made.money_cents is not None:
        yield by_hand(PartKind.MONEY, cents=made.money_cents)
