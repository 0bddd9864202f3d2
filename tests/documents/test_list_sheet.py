"""A list on paper: every row once, under headings read once, on as many pages as it takes; and it can be stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.list_paper import MOST_ROWS, read_list
from cocity_desktop.application.views.list_paper import ListColumn, ListPaper
from cocity_desktop.application.views.lists import ListQuestion, Span, Window
from cocity_desktop.documents.list_sheet import render_list
from cocity_desktop.domain.errors import ErrorCode, UserError
from tests.documents.reading import page_texts, read_tagged, whole_text

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2027, 2, 11, 17, 30, tzinfo=UTC)
COLUMNS = (
    ListColumn("Gruppo", 260), ListColumn("Tipo", 170), ListColumn("Persone", 82, right=True),
    ListColumn("Percorsi", 88, right=True), ListColumn("Ultimo contatto", 136, right=True),
)  # fmt: skip
LIST = ListPaper(
    title="Gruppi",
    filters=("con «orto»", "Circoscrizione 6"),
    order="Gruppo",
    house=HouseLine("h", "Casa di prova", "via Esempio 8", "Torino", ""),
    at=AT,
    columns=COLUMNS,
    rows=tuple((f"Orto numero {n}.", "Associazione", str(n), "–", "ieri") for n in range(150)),
    total=204,
    with_people=True,
)


def test_every_row_is_there_once_in_its_order(resources: Path) -> None:
    pdf = render_list(LIST, resources)
    texts = page_texts(pdf)
    found = [
        int(word.rstrip(".")) for word in " ".join(texts).split("numero ")[1:] for word in [word.split()[0]]
    ]
    assert found == list(range(150))
    assert len(texts) > 3
    assert all("Ultimo contatto" in text for text in texts), "the headings stand on each page"


def test_it_says_what_it_is_and_why_the_rest_is_not_here(resources: Path) -> None:
    first, *others = page_texts(render_list(LIST, resources))
    for words in ("Casa di prova", "Gruppi", "150", "204", "con «orto»", "Circoscrizione 6", "2027"):
        assert words in first
    pages = len(others) + 1
    for number, text in enumerate((first, *others), start=1):
        assert f"{number} of {pages}" in text or f"{number} di {pages}" in text


def test_headings_are_read_once_and_rows_are_rows_of_one_table(resources: Path) -> None:
    tagged = read_tagged(render_list(LIST, resources))
    (table,) = tagged.tree.all("Table")
    assert len(table.all("TH")) == 5
    assert len(table.all("TR")) == 151
    assert {(page, mcid) for page, mcid in tagged.tree.all_marks()} == tagged.marks_drawn
    assert tagged.tree.all("H1")


def test_a_row_higher_than_a_page_goes_on_over_the_next(resources: Path) -> None:
    tall = ("parola " * 900, "a", "1", "2", "fine")
    texts = page_texts(render_list(replace(LIST, rows=(LIST.rows[0], tall, LIST.rows[1])), resources))
    whole = " ".join(texts)
    assert whole.count("parola") == 900
    assert "Orto numero 1." in whole


def test_nothing_on_the_list_is_said(resources: Path) -> None:
    text = whole_text(render_list(replace(LIST, rows=(), with_people=False), resources))
    assert "Orto" not in text
    assert len(text) > 40


def test_the_same_list_gives_the_same_bytes(resources: Path) -> None:
    short = replace(LIST, rows=LIST.rows[:40])
    assert render_list(short, resources) == render_list(short, resources)


class Stopped(Exception):
    """What the person's stop raises."""


def test_whoever_stops_it_is_heard_between_rows(resources: Path) -> None:
    steps: list[tuple[int, int]] = []

    def step(done: int, total: int) -> None:
        steps.append((done, total))
        if len(steps) == 2:
            raise Stopped

    with pytest.raises(Stopped):
        render_list(LIST, resources, step)
    assert len(steps) == 2


def test_whoever_stops_it_is_heard_in_the_archival_pass_too(resources: Path) -> None:
    shares: list[float] = []

    def step(done: int, total: int) -> None:
        shares.append(done / total)
        if shares.count(0.8) == 2:
            raise Stopped

    with pytest.raises(Stopped):
        render_list(LIST, resources, step)


def test_windows_are_read_until_the_list_ends() -> None:
    everything = tuple(range(2_345))
    asked: list[Span] = []

    def read(question: ListQuestion, span: Span) -> Window[int]:
        assert question.words == "orto"
        asked.append(span)
        rows = everything[span.offset : span.offset + span.limit]
        known = min(span.offset + span.limit, len(everything))
        return Window(rows, span.offset, known, known < len(everything), 9_000)

    rows, total = read_list(read, ListQuestion(words="orto"), lambda one: (str(one),))
    assert rows == tuple((str(one),) for one in everything)
    assert total == 9_000
    assert len(asked) == 3


@pytest.mark.parametrize("is_known", [True, False])
def test_a_list_too_long_for_paper_is_not_read_to_its_end(is_known: bool) -> None:
    asked: list[Span] = []

    def read(_question: ListQuestion, span: Span) -> Window[int]:
        asked.append(span)
        rows = tuple(range(span.offset, span.offset + span.limit))
        return Window(rows, span.offset, 10**6 if is_known else span.offset + span.limit, True, 10**6)

    with pytest.raises(UserError) as refused:
        read_list(read, ListQuestion(), lambda one: (str(one),))
    assert refused.value.code is ErrorCode.LIST_TOO_LONG
    assert len(asked) == 1 if is_known else len(asked) <= MOST_ROWS / 1_000 + 1
