"""The words of a promise, with where they stand, and the small words that say how to read the others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cocity_desktop.domain.wording.text import folded

_WORD = re.compile(r"[\w°€%]+['’]?")


def vocabulary(text: str) -> frozenset[str]:
    """The words of a table."""
    return frozenset(text.split())


ARTICLES = vocabulary("il lo la l i gli le un uno una")
NUMERALS = vocabulary(
    "due tre quattro cinque sei sette otto nove dieci undici dodici quindici venti trenta quaranta cinquanta cento mille "
    "entrambi entrambe ambedue"
)
ADJECTIVES = vocabulary(
    "piccolo piccola piccoli piccole nuovo nuova nuovi nuove proprio propria propri proprie suo sua suoi sue"
)
QUANTIFIERS = vocabulary("alcuni alcune qualche parecchi parecchie vari varie diversi diverse altri altre")
PREPOSITIONS = vocabulary(
    "di del dello della dell dei degli delle d da dal dallo dalla dall dai dagli dalle a ad al allo alla all ai agli alle "
    "in nel nello nella nell nei negli nelle su sul sullo sulla sull sui sugli sulle con per tra fra senza presso verso durante"
)
OF = vocabulary("di del dello della dell dei degli delle d")
FROM = vocabulary("da dal dallo dalla dall dai dagli dalle")
EVERY = vocabulary("ogni tutti tutte tutto tutta questo questa questi queste ciascun ciascuno ciascuna")
PRONOUNS = vocabulary("lo la li le ne gli")
AND = vocabulary("e ed o od oppure poi non anche")
SUBORDINATORS = vocabulary(
    "che chi cui se quando dove come perche finche affinche mentre quanto quanti quante quale quali qualora appena purche "
    "siccome poiche dopodiche cosa"
)
ONLY_OURS = vocabulary(
    "io noi tu voi mi ti me te ce ve nostro nostra nostri nostre mio mia miei mie vostro vostra vostri vostre tuo tua tuoi tue"
)
"""Words of the first and second person: they would be wrong in a sentence about a third."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with where it stands in the text; `plain` is folded, `after` what parts it from the one before."""

    text: str
    start: int
    end: int
    plain: str
    after: str


def words_of(text: str) -> list[Word]:
    """The words of `text` in order. An elided article is a word of its own: l’, orto."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        found.append(Word(match[0], match.start(), match.end(), folded(match[0]), text[last : match.start()]))
        last = match.end()
    return found


def is_number(word: Word) -> bool:
    """Whether a word counts: figures, or a small number in letters."""
    return word.plain[:1].isdigit() or word.plain in NUMERALS


def determines(word: Word) -> bool:
    """Whether a word opens what a verb is about: an article, a number, «ogni»."""
    return word.plain in ARTICLES | QUANTIFIERS | EVERY | ADJECTIVES or is_number(word)
