"""What a screen reader finds: every mark in the tree, nothing on the page outside it, headers read once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.meeting_sheets import render_agenda, render_attendance_sheet
from cocity_desktop.documents.minutes_pdf import render_minutes
from cocity_desktop.documents.pact_pdf import render_pact
from tests.documents.papers import SHEET
from tests.documents.reading import page_texts, read_tagged
from tests.documents.samples import EMPTY, MINUTES, PACT, SEALED

FACTS = DocumentFacts("Prova", "Casa", "Prova", "it-IT", datetime(2027, 1, 1, tzinfo=UTC))
COLUMNS = (Column("Che cosa", 300), Column("Quanto", 100, "th_right"))


@pytest.fixture
def composer(resources):
    return Composer(load_glyphs(resources / "fonts"))


def made(composer, resources) -> bytes:
    return finish(composer, Sheet("Prova", watermark="BOZZA"), FACTS, resources)


def row(composer, text, *more, **options):
    return Row((Cell(composer.text(text)), *more), **options)


@pytest.mark.parametrize("document", [PACT, SEALED, EMPTY], ids=["draft", "sealed", "empty"])
def test_every_mark_of_a_pact_is_in_the_tree_and_nothing_is_drawn_outside(document, resources):
    tagged = read_tagged(render_pact(document, b"{}", resources))
    assert tagged.unmarked == []
    assert sorted(tagged.tree.all_marks()) == sorted(tagged.marks_drawn)
    assert tagged.parents_agree


@pytest.mark.parametrize(
    ("render", "document"),
    [(render_minutes, MINUTES), (render_agenda, SHEET), (render_attendance_sheet, SHEET)],
)
def test_every_mark_of_a_meetings_sheet_is_in_the_tree(render, document, resources):
    tagged = read_tagged(render(document, resources))
    assert tagged.unmarked == []
    assert sorted(tagged.tree.all_marks()) == sorted(tagged.marks_drawn)
    assert tagged.parents_agree


def test_headings_never_skip_a_level(resources):
    tree = read_tagged(render_pact(SEALED, None, resources)).tree
    levels = [int(node.tag[1]) for node in tree.all("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_list_has_items_of_label_and_body(composer, resources):
    composer.items([("1.", composer.text("Uno")), ("2.", composer.text("Due"))])
    tree = read_tagged(made(composer, resources)).tree
    (found,) = tree.all("L")
    assert [[kid.tag for kid in item.kids] for item in found.kids] == [["Lbl", "LBody"], ["Lbl", "LBody"]]
    assert all(len(label.marks) == 1 for label in tree.all("Lbl"))


def test_a_paragraph_over_two_pages_is_one_element(composer, resources):
    composer.paragraph(composer.text("Il cortile resta aperto a chiunque il sabato mattina. " * 120))
    (paragraph,) = read_tagged(made(composer, resources)).tree.all("P")
    assert [page for page, _ in paragraph.marks] == [0, 1]


def test_a_label_is_drawn_once_when_its_text_runs_over_the_page(composer, resources):
    composer.items([("1.", composer.text("Il cortile resta aperto a chiunque il sabato. " * 150))])
    tree = read_tagged(made(composer, resources)).tree
    assert len(tree.all("Lbl")[0].marks) == 1
    assert {page for page, _ in tree.all("LBody")[0].all_marks()} == {0, 1}


def test_the_heading_row_of_a_long_table_is_repeated_for_the_eye_and_read_once(composer, resources):
    rows = [row(composer, f"riga {n}", Cell(composer.text("1"), "cell_right")) for n in range(70)]
    composer.table(COLUMNS, rows)
    pdf = made(composer, resources)
    tree = read_tagged(pdf).tree
    assert all("Che cosa" in text for text in page_texts(pdf))
    assert len(page_texts(pdf)) > 1
    assert [len(cell.marks) for cell in tree.all("TH")] == [1, 1]
    assert {cell.scope for cell in tree.all("TH")} == {"Column"}
    assert len(tree.all("TR")) == 71


def test_rows_of_a_table_count_the_same_columns_with_their_spans(composer, resources):
    group = Row((Cell(composer.text("Gruppo"), "group", span=2),), is_group=True)
    composer.table(COLUMNS, [group, row(composer, "uno", Cell(composer.text("1")))])
    tree = read_tagged(made(composer, resources)).tree
    assert {sum(cell.span for cell in found.kids) for found in tree.all("TR")} == {2}
    assert tree.all("TR")[1].kids[0].scope == "Row"


def test_a_group_row_never_stands_alone_at_the_end_of_a_page(composer, resources):
    for lines in range(18, 26):
        probe = Composer(load_glyphs(resources / "fonts"))
        plain = [row(probe, f"riga {n}", Cell(probe.text("1"))) for n in range(lines)]
        group = Row((Cell(probe.text("Associazione"), "group", span=2),), is_group=True)
        probe.table(COLUMNS, [*plain, group, row(probe, "prima del gruppo", Cell(probe.text("2")))])
        texts = page_texts(made(probe, resources))
        (page,) = [text for text in texts if "Associazione" in text]
        assert "prima del gruppo" in page


def test_a_heading_never_stands_alone_at_the_end_of_a_page(resources):
    for lines in range(30, 42):
        composer = Composer(load_glyphs(resources / "fonts"))
        for n in range(lines):
            composer.paragraph(composer.text(f"riga {n}"), "small")
        composer.heading(2, "Titolo che guida", eyebrow="Articolo 1")
        composer.paragraph(composer.text("Il testo che segue il titolo. " * 12))
        texts = page_texts(made(composer, resources))
        (page,) = [text for text in texts if "Titolo che guida" in text]
        assert page.count("Il testo che segue") >= 2


def test_a_heading_stays_with_the_first_rows_of_its_table(resources):
    for lines in range(30, 42):
        composer = Composer(load_glyphs(resources / "fonts"))
        for n in range(lines):
            composer.paragraph(composer.text(f"riga {n}"), "small")
        composer.heading(2, "Tabella che segue")
        composer.table(COLUMNS, [row(composer, f"voce {n}.", Cell(composer.text("1"))) for n in range(30)])
        texts = page_texts(made(composer, resources))
        (page,) = [text for text in texts if "Tabella che segue" in text]
        assert "voce 0." in page


def test_a_space_to_sign_is_never_parted_from_its_name(resources):
    for lines in range(20, 46, 2):
        parties = tuple(replace(PACT.parties[n % 4], name=f"Parte numero {n}.") for n in range(7))
        document = replace(EMPTY, parties=parties, articles=EMPTY.articles[: lines // 4])
        texts = page_texts(render_pact(replace(document, title="Riga " * lines), None, resources))
        for n in range(7):
            page = next(text for text in reversed(texts) if f"Parte numero {n}." in text)
            assert "Firma" in page.split(f"Parte numero {n}.")[-1]


def test_what_is_kept_whole_flows_on_when_no_page_can_hold_it(composer, resources):
    with composer.kept_together():
        composer.heading(2, "Insieme")
        composer.paragraph(composer.text("parola " * 3000 + "fine"))
    texts = page_texts(made(composer, resources))
    assert "Insieme parola parola" in texts[0]
    assert "fine" in texts[-1]


def test_a_row_is_broken_only_when_a_page_cannot_hold_it(composer, resources):
    short = [row(composer, f"riga {n} " + "con parole " * 30, Cell(composer.text("x"))) for n in range(14)]
    composer.table(COLUMNS, [*short, row(composer, "parola " * 2500 + "fine", Cell(composer.text("y")))])
    texts = page_texts(made(composer, resources))
    for n in range(14):
        (page,) = [text for text in texts if f"riga {n} con" in text]
        assert page.count("con parole") % 30 == 0
    assert "fine" in texts[-1]
    assert all(text.count("Che cosa") == 1 for text in texts)


def test_a_heading_before_a_row_taller_than_a_page_keeps_it_company(composer, resources):
    composer.heading(2, "Prima della riga")
    composer.table(COLUMNS, [row(composer, "parola " * 2500, Cell(composer.text("y")))])
    texts = page_texts(made(composer, resources))
    assert "parola parola" in texts[0]


def test_a_figure_says_what_it_shows_and_where_it_is(resources):
    figures = read_tagged(render_minutes(MINUTES, resources)).tree.all("Figure")
    assert figures[0].alt == (
        "18 su 23 d’accordo, 1 con riserva: 12 pieno accordo, 6 va bene, 1 con riserva, 4 mi astengo, 0 contrari"
    )


def test_running_titles_and_watermarks_are_artifacts(composer, resources):
    composer.paragraph(composer.text("Una riga."))
    tagged = read_tagged(made(composer, resources))
    assert tagged.artifacts == 1
    assert len(tagged.marks_drawn) == 1
