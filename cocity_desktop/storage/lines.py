"""The lists of people, groups and places, kept in the order they are read in, with the words they are filtered by.

Each list has a table of lines: `item` grows with the name, so that the full-text index over a line's words, which hands
out rows by their number, hands them out by name. A window of a list, filtered or not, therefore costs what it shows,
however long the list is (docs/adr/0023). The unit of work keeps the lines up in the transaction that changes a record;
an entry of a meeting touches none of them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.storage import bulk, line_texts
from cocity_desktop.storage.line_texts import Changed, Line
from cocity_desktop.storage.tables import LINES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cocity_desktop.domain.entity import EntityId

KINDS: Final = tuple(LINES)
"""The kinds of record that have a list."""

SPACING: Final = 1 << 20
"""Between the numbers of two neighbours at first: twenty names fit one by one between any two, and three bytes hold it."""

_ROOM: Final = 64
"""The least distance that makes room again: six names more between any two."""

_CHUNK: Final = 500
_MANY: Final = 2_000
"""So many touched lines, if they are a quarter of the list, are made anew together with the rest."""

_FIELDS: Final = ", ".join(Line._fields)
_MARKS: Final = ", ".join("?" for _ in Line._fields)


def create_sql(kind: str) -> tuple[str, ...]:
    """The index over the words of a list. What is taken out of it leaves its pages too: names are erased on request."""
    columns = f"words, content='{kind}_line', content_rowid='item', tokenize='trigram'"
    return (
        f"CREATE VIRTUAL TABLE {kind}_words USING fts5({columns})",
        f"INSERT INTO {kind}_words ({kind}_words, rank) VALUES ('secure-delete', 1)",
    )


FOLLOWED: Final = frozenset(
    {
        "person", "group", "membership", "partnership", "contact_point", "consent", "participation", "process", "place",
    }
)  # fmt: skip
"""Kinds whose records stand in a line, or change the words of one."""


def follow(raw: Any, changed: Iterable[Changed]) -> None:
    """Bring the lines of these records, and of those that are found by them, up to what the tables hold."""
    touched = line_texts.touched(raw, [one for one in changed if one.kind in FOLLOWED])
    for kind, ids in touched.items():
        if len(ids) >= _MANY and _count(raw, kind) < 4 * len(ids):
            _number_all(raw, kind)
            continue
        ordered = sorted(ids)
        for start in range(0, len(ordered), _CHUNK):
            _bring_up(raw, kind, ordered[start : start + _CHUNK])


def rebuild(raw: Any) -> None:
    """Make every list again from the living records."""
    for kind in KINDS:
        _number_all(raw, kind)


def _bring_up(raw: Any, kind: str, ids: Sequence[EntityId]) -> None:
    known = _known(raw, kind, ids)
    lines = line_texts.lines(raw, kind, ids)
    for entity_id, (item, line) in known.items():
        new = lines.get(entity_id)
        if new is None or new.sort_key != line.sort_key:
            _take_out(raw, kind, item, line)
        elif new != line:
            _take_out(raw, kind, item, line)
            _put(raw, kind, item, new)
    fresh = [
        line for key, line in lines.items() if key not in known or known[key][1].sort_key != line.sort_key
    ]
    for line in sorted(fresh, key=_order):
        _put(raw, kind, _place(raw, kind, line), line)


def _order(line: Line) -> tuple[str, str]:
    return line.sort_key, line.entity_id


def _known(raw: Any, kind: str, ids: Sequence[EntityId]) -> dict[EntityId, tuple[int, Line]]:
    rows = raw.execute(
        f"SELECT item, {_FIELDS} FROM {kind}_line WHERE entity_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    ).fetchall()
    return {row[1]: (row[0], Line(*row[1:])) for row in rows}


def _count(raw: Any, kind: str) -> int:
    return int(raw.execute(f"SELECT count(*) FROM {kind}_line").fetchone()[0])


def _number_all(raw: Any, kind: str) -> None:
    """All lines anew, as far from each other as they ever are."""
    ordered = sorted(line_texts.lines(raw, kind, None).values(), key=_order)
    raw.execute(f"DELETE FROM {kind}_line")
    rows = [(place * SPACING, *line) for place, line in enumerate(ordered, start=1)]
    bulk.insert(raw, f"{kind}_line", ("item", *Line._fields), rows)
    raw.execute(f"INSERT INTO {kind}_words ({kind}_words) VALUES ('rebuild')")


def _put(raw: Any, kind: str, item: int, line: Line) -> None:
    raw.execute(f"INSERT INTO {kind}_line (item, {_FIELDS}) VALUES (?, {_MARKS})", (item, *line))
    raw.execute(f"INSERT INTO {kind}_words (rowid, words) VALUES (?, ?)", (item, line.words))


def _take_out(raw: Any, kind: str, item: int, line: Line) -> None:
    raw.execute(
        f"INSERT INTO {kind}_words ({kind}_words, rowid, words) VALUES ('delete', ?, ?)", (item, line.words)
    )
    raw.execute(f"DELETE FROM {kind}_line WHERE item = ?", (item,))


def _place(raw: Any, kind: str, line: Line) -> int:
    """A number between those of its neighbours."""
    before, after = _beside(raw, kind, line)
    if before is not None and after is not None and after - before < 2:
        _make_room(raw, kind, before)
        before, after = _beside(raw, kind, line)
    if before is None:
        return SPACING if after is None else after - SPACING
    return before + SPACING if after is None else (before + after) // 2


def _beside(raw: Any, kind: str, line: Line) -> tuple[int | None, int | None]:
    def beside(sign: str, order: str) -> int | None:
        found = raw.execute(
            f"SELECT item FROM {kind}_line WHERE (sort_key, entity_id) {sign} (?, ?) "
            f"ORDER BY sort_key {order}, entity_id {order} LIMIT 1",
            _order(line),
        ).fetchone()
        return None if found is None else int(found[0])

    return beside("<", "DESC"), beside(">", "ASC")


def _make_room(raw: Any, kind: str, before: int) -> None:
    """Number the lines after `before` again, as few of them as give each its room."""
    width = 32
    while True:
        rows = raw.execute(
            f"SELECT item, {_FIELDS} FROM {kind}_line WHERE item > ? ORDER BY item LIMIT ?",
            (before, width + 1),
        ).fetchall()
        end = rows[width][0] if len(rows) > width else before + SPACING * (width + 1)
        moved = rows[:width]
        step = (end - before) // (len(moved) + 1)
        if step >= _ROOM:
            break
        width *= 2
    lines = [Line(*row[1:]) for row in moved]
    for (item, *_), line in zip(moved, lines, strict=True):
        _take_out(raw, kind, item, line)
    for place, line in enumerate(lines, start=1):
        _put(raw, kind, before + place * step, line)
