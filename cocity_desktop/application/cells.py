"""How a list of things stands in one cell of a table, and how it is read again without loss.

Things are parted by `; `, what is said of one stands behind it in round brackets, parted by commas:
`Esempio, Ada (rappresentante, presidente, dal 2025-03-01); Prova, Bruno (volontario)`. A sign that would be taken for
one of these has a backslash before it. `of_cell` undoes `in_cell` for every text, which a property test holds.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is run as a formula by spreadsheets that open a CSV
(OWASP, CSV injection): it gets an apostrophe before it, and `plain` takes that one away again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LISTED = re.compile(r"[\\;(]")
"""Without any of these a cell is one thing of which nothing is said."""
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list, with what is said of it."""

    text: str
    details: tuple[str, ...] = ()


def in_cell(items: tuple[Item, ...]) -> str:
    """The list as one text."""
    return "; ".join(_item(item) for item in items)


def of_cell(cell: str) -> tuple[Item, ...]:
    """The list that `in_cell` wrote. Text that it did not write is read as well as it goes: nothing is raised."""
    if not _LISTED.search(cell):
        return (Item(cell),) if cell else ()
    items: list[Item] = []
    text, details, part, inside, place = "", [], "", False, 0
    while place < len(cell):
        sign = cell[place]
        place += 1
        if sign == "\\":
            part += cell[place : place + 1]
            place += 1
        elif sign == "(" and not inside:
            text, part, inside = part.removesuffix(" "), "", True
        elif inside and sign in ",)":
            details.append(part)
            part, inside = "", sign == ","
            place += cell.startswith(" ", place) and inside
        elif sign == ";" and not inside:
            items += _closed(text, part, details)
            text, details, part = "", [], ""
            place += cell.startswith(" ", place)
        else:
            part += sign
    return (*items, *_closed(text, part, details))


def _closed(text: str, part: str, details: list[str]) -> list[Item]:
    whole = text if details else part
    return [Item(whole, tuple(details))] if whole or details else []


def words_in_cell(words: tuple[str, ...]) -> str:
    """Plain words as one text."""
    return in_cell(tuple(Item(word) for word in words))


def _item(item: Item) -> str:
    text = _escaped(item.text, ";(\\")
    details = ", ".join(_escaped(detail, ",)\\") for detail in item.details)
    return f"{text} ({details})" if item.details else text


def _escaped(text: str, signs: str) -> str:
    if not any(sign in text for sign in signs):
        return text
    return "".join(f"\\{sign}" if sign in signs else sign for sign in text)


def guarded(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if _GUARDED.match(cell) else cell
