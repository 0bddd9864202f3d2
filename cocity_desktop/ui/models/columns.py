"""What a column of a table is: typed functions of a row, nothing stringly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from cocity_desktop.ui.theme.tokens import Token, Tone

Row = TypeVar("Row")
Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Chip:
    """A state beside the words of a cell, or in place of them."""

    words: str
    tone: Tone = "neutral"
    icon: str | None = None


# Without slots: a frozen class with slots cannot be made as Column[Row](…) on Python 3.11.
@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column over rows of one type.

    `width` in design pixels, None for the one that stretches. `text` is what is read, `sort` the key it sorts by (None:
    not sortable; its value may be None for a row that has none). `token` is the ink (numbers and names: "text", the rest:
    "muted"), `icon` and `chip` stand beside the words, `sunken_zero` shows "–" for "0".
    `leaves` is the turn in which the column leaves a table that is too narrow (large text, small window): 1 first, 0 never.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    width: int | None = None
    align: Align = "left"
    sort: Callable[[Row], Any] | None = None
    token: Token | Callable[[Row], Token] = "text"
    icon: Callable[[Row], str | None] | None = None
    chip: Callable[[Row], Chip | None] | None = None
    strong: bool = False
    mono: bool = False
    sunken_zero: bool = False
    leaves: int = 0

    def ink(self, row: Row) -> Token:
        """The ink of this cell when the row is not selected."""
        return self.token(row) if callable(self.token) else self.token
