"""An open text beside an article's own is something to be decided: a question for the next agenda, which holds nothing back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.domain.completeness import Gap
from cocity_desktop.domain.entity import EntityId

if TYPE_CHECKING:
    from collections.abc import Iterable

CHECK = "open_variant"
"""`Gap.check` of these."""


class Contested(NamedTuple):
    """An article with `texts` open texts beside its own."""

    article_id: EntityId
    number: int
    title: str
    texts: int


def variant_gaps(articles: Iterable[Contested]) -> tuple[Gap, ...]:
    """One for each such article, in the order of the pact. The question is content, in the language of the pact."""
    return tuple(
        Gap(
            code=f"{CHECK}:{one.article_id}",
            check=CHECK,
            subject=one.title,
            question=_question(one),
            blocking=False,
            article_id=one.article_id,
        )
        for one in sorted(articles, key=lambda one: (one.number, one.article_id))
        if one.texts
    )


def _question(one: Contested) -> str:
    if one.texts == 1:
        return f"Quale dei due testi vale per l’articolo {one.number}?"
    return f"Quale dei {one.texts + 1} testi vale per l’articolo {one.number}?"
