"""Rows written together are those that were given, whatever is empty in which of them."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.storage import bulk

NAMES = ("id", "one", "two", "three")
VALUES = st.none() | st.integers(-9, 9) | st.text("aà", max_size=3)


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=6), st.sets(st.sampled_from([1, 2, 3])))
def test_rows_come_back_as_they_were_given(
    given_rows: list[tuple[object, object, object]], empty: set[int]
) -> None:
    raw = sqlite3.connect(":memory:")
    raw.execute('CREATE TABLE "t" (id INTEGER, one, two, three)')
    rows = [
        tuple(None if i in empty else value for i, value in enumerate((number, *row)))
        for number, row in enumerate(given_rows)
    ]
    bulk.insert(raw, "t", NAMES, rows)
    assert raw.execute('SELECT * FROM "t" ORDER BY id').fetchall() == rows
    raw.close()


def test_no_rows_write_nothing() -> None:
    raw = sqlite3.connect(":memory:")
    raw.execute('CREATE TABLE "t" (id INTEGER)')
    bulk.insert(raw, "t", ("id",), [])
    assert raw.execute("SELECT count(*) FROM t").fetchone() == (0,)
    raw.close()
