"""Takes away what a sentence says anyway: the party at the head of a line («Il Comune fornisce…»), «si impegna a»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.wording.clauses import head_of
from cocity_desktop.domain.wording.text import folded
from cocity_desktop.domain.wording.tokens import ARTICLES, OF, words_of
from cocity_desktop.domain.wording.verbs import Person, is_infinitive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.domain.wording.parties import Party
    from cocity_desktop.domain.wording.tokens import Word

_ALSO = {
    PartyKind.COMUNE: frozenset({"comune", "citta", "amministrazione", "comunale"}),
    PartyKind.CIRCOSCRIZIONE: frozenset({"circoscrizione"}),
    PartyKind.SCHOOL: frozenset({"scuola"}),
    PartyKind.HOUSE: frozenset({"casa", "quartiere"}),
}
"""What everybody calls a party beside its name."""
_DAYS = frozenset({"lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica"})
_BETWEEN = ARTICLES | OF | {"e", "ed", "de"}
_FORMULA = re.compile(
    r"(?:(?:si|s’)\s?(?:impegn(?:a|ano|erà|eranno)|obblig(?:a|ano))|ci\simpegniamo|mi\simpegno|"
    r"promett(?:e|ono|iamo|o))\s+(?:ad?|di)\s+(?=\S)",
    re.IGNORECASE,
)


def without_subject(text: str, parties: Sequence[Party]) -> str:
    """`text` without the party it begins with, as long as a verb in the third person, or a colon, follows."""
    known = _known(parties)
    words = words_of(text)
    taken = _taken(words, known)
    if not taken or taken >= len(words):
        return text
    rest = words[taken:]
    if ":" in rest[0].after:
        return text[rest[0].start :]
    head = head_of(rest)
    third = head is not None and head.form.person in {Person.IT, Person.THEY}
    return text[rest[0].start :] if third and not rest[0].after.strip(' ]»”"') else text


def without_formula(text: str) -> str:
    """«si impegna a pulire» → «pulire»: the sentence says that one commits oneself."""
    match = _FORMULA.match(text)
    if not match:
        return text
    rest = text[match.end() :]
    words = words_of(rest)
    return rest if words and is_infinitive(words[0].text) else text


def _known(parties: Sequence[Party]) -> frozenset[str]:
    names = {folded(word) for party in parties for word in re.findall(r"\w+", party.name)}
    also = {word for party in parties for word in _ALSO.get(party.kind, ())}
    return frozenset(names | also) - _BETWEEN - {""}


def _taken(words: Sequence[Word], known: frozenset[str]) -> int:
    """How many words at the head are the party's; 0 when only a day of the week is."""
    at = last = 0
    while at < len(words) and words[at].plain in known | _BETWEEN:
        if at and words[at].after.strip(" [«“\"’'@-–"):
            break
        at += 1
        last = at if words[at - 1].plain in known else last
    named = [word.plain for word in words[:last] if word.plain in known]
    return last if named and not (len(named) == 1 and named[0] in _DAYS) else 0
