"""Which column of a register says what: its headings are known by their words, whatever their order.

The headings are those of Palermo's public register of pacts (docs/adr/0020); others name the same things in similar words.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.views.importing import ColumnMeaning, ColumnProposal, ProposedBy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocity_desktop.application.importing.ports import Cell, Table

_M = ColumnMeaning
MEANINGS: Final = (
    _M.IGNORE, _M.RECORD_ID, _M.TITLE, _M.PROCESS_STATE, _M.NOTE, _M.PACT_LINK, _M.ADDRESS, _M.QUARTER, _M.DISTRICT,
    _M.STATISTICAL_UNIT, _M.COORDINATES, _M.LATITUDE, _M.LONGITUDE, _M.THEMES, _M.GROUP_KIND, _M.NAME,
    _M.REPRESENTATIVE,
)  # fmt: skip
"""What a column of a register may say, in the order in which it is offered."""

CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""Characters that no text has: the archive cannot keep some of them, and nobody can read the others."""

_SAMPLES: Final = 3
_THING: Final = "(?: (?:del|della|dell|di)?(?: ?)(?:patto|proposta|pratica|istanza|progetto|proposte))?"

# The first that fits a heading gives its meaning; a heading is folded before it is asked.
_WORDS: Final = (
    (_M.RECORD_ID, re.compile(f"(?:id|cod|codice|identificativo|n|nr|num|numero|progressivo){_THING}")),
    (_M.TITLE, re.compile(f"(?:titolo|oggetto|denominazione|nome){_THING}.*")),
    (_M.PROCESS_STATE, re.compile("(?:stato|avanzamento|esito|fase)(?: .*)?")),
    (_M.LATITUDE, re.compile("lat(?:itudine|itude)?|y")),
    (_M.LONGITUDE, re.compile("lo?ng?(?:itudine|itude)?|x")),
    (_M.COORDINATES, re.compile("coord.*|geo ?uri|google ?maps?|georiferimento|lat lon.*")),
    (_M.ADDRESS, re.compile("(?:indirizzo|ubicazione|luogo|localizzazione|sito|via|area)(?: .*)?")),
    (_M.STATISTICAL_UNIT, re.compile("upl|unita (?:di )?primo livello|unita di primo livello.*")),
    (_M.QUARTER, re.compile("quartiere(?: .*)?|rione")),
    (_M.DISTRICT, re.compile("(?:circoscrizione|circ|municipio|municipalita)(?: .*)?")),
    (_M.THEMES, re.compile("(?:ambit[oi]|tem[ai]|settore|tipologia)(?: .*)?")),
    (_M.REPRESENTATIVE, re.compile("(?:legale )?(?:rappresentante|referente)(?: .*)?")),
    (_M.GROUP_KIND, re.compile("(?:tipo |tipologia )?(?:soggetto )?(?:proponent[ei]|richiedente)|natura .*")),
    (_M.NOTE, re.compile("(?:not[ae]|annotazion[ei]|osservazion[ei])(?: .*)?")),
    (_M.PACT_LINK, re.compile("(?:scarica|pdf|link|url|documento|testo)(?: .*)?|patto")),
)
_NAMES_THE_GROUP: Final = re.compile(
    "(?:nome|denominazione|ragione sociale)(?: .*)?(?:proponent[ei]|associazione|soggetto|sociale)|ragione sociale"
)
MAY_REPEAT: Final = frozenset({_M.IGNORE, _M.COORDINATES, _M.NOTE})


def as_text(cell: Cell) -> str:
    """A cell as its author reads it: whole numbers without a point, days as ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return CONTROLS.sub("", str(cell)).replace("\u00a0", " ").strip()


def propose(table: Table, remembered: Mapping[str, str] | None = None) -> tuple[ColumnProposal, ...]:
    """What each column seems to mean; what is not known is left out. `remembered` are meanings by folded heading."""
    taken: set[ColumnMeaning] = set()
    proposals = []
    for index, heading in enumerate(table.headings):
        meaning, by = _meaning(heading, remembered or {})
        if meaning in taken and meaning not in MAY_REPEAT:
            meaning, by = _M.IGNORE, ProposedBy.NOTHING
        taken.add(meaning)
        proposals.append(ColumnProposal(heading, meaning, by, _samples(table, index)))
    return tuple(proposals)


def _meaning(heading: str, remembered: Mapping[str, str]) -> tuple[ColumnMeaning, ProposedBy]:
    words = folded(heading)
    if words in remembered:
        return ColumnMeaning(remembered[words]), ProposedBy.REMEMBERED
    if _NAMES_THE_GROUP.fullmatch(words):
        return _M.NAME, ProposedBy.HEADING
    for meaning, pattern in _WORDS:
        if pattern.fullmatch(words):
            return meaning, ProposedBy.HEADING
    return _M.IGNORE, ProposedBy.NOTHING


def _samples(table: Table, index: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in table.rows:
        if text := as_text(row.cells[index]):
            found[text] = None
        if len(found) == _SAMPLES:
            break
    return tuple(found)
