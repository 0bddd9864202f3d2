"""What is marked or numbered on purpose: `#themes`, and articles of the pact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import Part, PartKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.recognition.line import Line

_THEME = re.compile(r"(?<![\w#&/])#(?=[^\W\d_])[\w-]*\w")
_ARTICLE = re.compile(
    r"\b(?:articol[oi]|art\.?|artt\.|articles?)\s?(?:n\.\s?)?(?P<number>\d{1,2})(?![\w/]|[.,-]\d)"
    r"(?!,?\s(?:(?:comma|commi|c\.|co\.|lett\.|lettera|punto)\s?\w+\)?,?\s){0,3}(?:d(?:el|ella|ello|ell'|i|ei)|of(?: the)?)(?:\s|(?<='))(?!the\s|(?:nostro |presente |nuovo |futuro )?(?:patt|accord|bozz|test|schem|documento|pact|agreement|draft)))"
)
_CITED = re.compile(
    r"\b(?:ai sensi|a norma|ex|in base all'|secondo l'|visto l'|in applicazione|under|pursuant to)\s?(?:dell'|degli |all'|gli |l')?\s?$"
)
_SEVERAL = re.compile(r"articoli|artt|articles")
"""Of several articles only the first number is read: a guess."""


def themes(line: Line) -> Iterator[Part]:
    """Every #theme, in the letters that were typed."""
    for match in _THEME.finditer(line.plain):
        words = line.typed_text(match.start() + 1, match.end())
        yield Part(PartKind.THEME, *match.span(), words=words)


def articles(plain: str) -> Iterator[Part]:
    """Every article that is named without a law: one of the pact that is being written."""
    for match in _ARTICLE.finditer(plain):
        if (number := int(match["number"])) and not _CITED.search(plain, 0, match.start()):
            yield Part(PartKind.ARTICLE, *match.span(), certain=not _SEVERAL.match(match[0]), number=number)
