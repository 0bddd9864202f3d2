"""«Testo a fronte»: two states of a pact side by side, what changes marked, and under each difference its cause.

A tagged table for each article that differs, left as it was and right as it is. What goes is struck, what comes is
underlined and bold, and the line under it says both in words: grey paper and readers lose nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import Markup, load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.style import WIDTH
from cocity_desktop.documents.words import bcp47, filled
from cocity_desktop.domain.pact_diff import SentenceChange
from cocity_desktop.domain.text_diff import PieceKind
from cocity_desktop.localization import _, current_language, day_and_clock, pgettext
from cocity_desktop.version_words import (
    article_fate,
    article_name,
    cause_lines,
    spoken,
    summary,
    version_line,
    version_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cocity_desktop.application.views.versions import PactComparison
    from cocity_desktop.domain.pact_diff import ArticleDiff, SentenceDiff

_LEFT_ONLY = frozenset({SentenceChange.REMOVED, SentenceChange.LEFT})
_CONTENT = "it"
"""The text of a pact is in Italian, whatever language the window speaks."""


def render_comparison(comparison: PactComparison, resources: Path) -> bytes:
    """PDF/A-3a and PDF/UA-1. The same comparison gives the same bytes."""
    composer = Composer(load_glyphs(resources / "fonts"), current_language())
    kind, title = _("Texts side by side"), filled(comparison.title, _("Without a title"))
    composer.paragraph(composer.text(filled(comparison.house, "Co-City Desktop")), "house")
    composer.paragraph(composer.text(kind), "kind")
    composer.heading(1, title)
    composer.facts(
        [
            (pgettext("side", "Left"), composer.text(version_line(comparison.old))),
            (pgettext("side", "Right"), composer.text(version_line(comparison.new))),
            (_("What differs"), composer.text(summary(comparison))),
        ]
    )
    differing = [article for article in comparison.articles if article.differs]
    for article in differing:
        _add_article(composer, comparison, article)
    same = [article for article in comparison.articles if not article.differs]
    if same:
        names = "; ".join(article_name(article) for article in same)
        composer.heading(2, _("Articles that are the same"))
        composer.paragraph(composer.text(names), "small_ink")
    facts = DocumentFacts(
        title=f"{kind}: {title}",
        author=filled(comparison.house, "Co-City Desktop"),
        subject=f"{version_name(comparison.old)} – {version_name(comparison.new)}",
        language=bcp47(current_language()),
        made_at=comparison.made_at,
    )
    note = _("As it stood on {when}").format(when=day_and_clock(comparison.made_at))
    return finish(composer, Sheet(title, kind, note=note), facts, resources)


def _add_article(composer: Composer, comparison: PactComparison, article: ArticleDiff) -> None:
    composer.heading(2, article_name(article))
    if told := article_fate(article):
        words = " · ".join((told, *cause_lines(comparison.causes.get(article.id))))
        composer.paragraph(
            composer.text(words),
            "small_ink",
            leads=any(line.change is not SentenceChange.SAME for line in article.sentences),
        )
    if all(line.change is SentenceChange.SAME for line in article.sentences):
        return
    half = WIDTH / 2
    columns = (Column(version_name(comparison.old), half), Column(version_name(comparison.new), half))
    rows = [row for line in article.sentences for row in _rows(composer, comparison, line)]
    composer.table(columns, rows)


def _rows(composer: Composer, comparison: PactComparison, line: SentenceDiff) -> Sequence[Row]:
    left = _side(composer, line, PieceKind.GONE)
    right = _side(composer, line, PieceKind.COME)
    if line.change in _LEFT_ONLY:
        right = Markup("")
    if line.change in (SentenceChange.ADDED, SentenceChange.MOVED):
        left = Markup("")
    texts = Row((Cell(left or Markup("–"), "cell"), Cell(right or Markup("–"), "cell")))
    if line.change is SentenceChange.SAME:
        return (texts,)
    words = [
        spoken(line),
        *(() if line.change is SentenceChange.LEFT else cause_lines(comparison.causes.get(line.id))),
    ]
    cause = Markup("<br/>".join(composer.muted(one) for one in words))
    return (texts, Row((Cell(cause, "cell_label", span=2),)))


def _side(composer: Composer, line: SentenceDiff, kind: PieceKind) -> Markup:
    """The sentence as one side has it, its own words marked."""
    marked = []
    for piece in line.pieces:
        words = composer.text(piece.text.rstrip())
        space = " " if piece.text != piece.text.rstrip() else ""
        if piece.kind is PieceKind.STAYS:
            marked.append(f"{words}{space}")
        elif piece.kind is kind:
            strong = kind is PieceKind.COME
            marked.append((f"<b><u>{words}</u></b>" if strong else f"<strike>{words}</strike>") + space)
    return Markup("".join(marked).strip())
