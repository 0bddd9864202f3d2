"""What a row of a list shows, as data: the delegate knows these and nothing of the records behind."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt

from cocity_desktop.ui.models.columns import Chip
from cocity_desktop.ui.theme.tokens import Token


@dataclass(frozen=True, slots=True)
class ListItem:
    """A row of one line (36 px) or, with `detail`, of two (52 px).

    `number` hangs before the title (the article's), `date` is a block of weekday and day, `icon` leads; `trailing` stands
    at the end with its icon, `trailing_below` on the second line; `spoken` replaces the sentence for screen readers.
    `icon_last` puts the icon behind the words, so that the icons of all rows stand one under the other.
    `tick` puts a box before the words, ticked or not; `indent` counts the steps that a row stands further in.
    """

    title: str
    detail: str = ""
    icon: str | None = None
    icon_token: Token = "muted"
    number: str = ""
    date: tuple[str, str] | None = None
    detail_icon: str | None = None
    detail_token: Token = "muted"
    trailing: str = ""
    trailing_icon: str | None = None
    trailing_token: Token = "muted"
    icon_last: bool = False
    trailing_below: str = ""
    chip: Chip | None = None
    faint: bool = False
    serif: bool = False
    spoken: str = ""
    tick: bool | None = None
    indent: int = 0

    def sentence(self) -> str:
        """The row in words."""
        chip = self.chip.words if self.chip else ""
        parts = (self.number, self.title, chip, self.detail, self.trailing, self.trailing_below)
        return self.spoken or ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class LedgerItem:
    """A row of a ledger, 36 px: who (written once for a run of rows), what, and by when, in words.

    `note` stands beside the text, muted; `chip` takes its place when there is one. `link` makes the trailing words a way on,
    with a chevron.
    """

    lead: str
    title: str
    lead_icon: str | None = None
    lead_token: Token = "muted"
    note: str = ""
    chip: Chip | None = None
    trailing: str = ""
    trailing_icon: str | None = None
    trailing_token: Token = "muted"
    link: bool = False
    spoken: str = ""

    def sentence(self) -> str:
        """The row in words."""
        chip = self.chip.words if self.chip else ""
        return self.spoken or ", ".join(
            filter(None, (self.lead, self.title, chip or self.note, self.trailing))
        )


@dataclass(frozen=True, slots=True)
class RowAction:
    """Something to do to a row without opening it: a 28 px button under the pointer, a key on the keyboard.

    `acts` are the labels of the change that it makes (`ui.permitted`), nothing for what writes nothing.
    """

    key: str
    words: str
    icon: str
    shortcut: Qt.Key = field(default=Qt.Key.Key_unknown)
    acts: tuple[str, ...] = ()
