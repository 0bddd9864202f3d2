"""The words of a register and what they say: states of a proposal, kinds of proponents, districts, coordinates.

They are matched as wholes. A word that is not here is not guessed at: whoever reads it says that it is unknown.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from cocity_desktop.application.importing.folding import folded
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.registry import GroupKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

_P = ProcessState
_ABOUT: Final = (
    "(?:(?:il |la )?(?:patto|proposta|istanza|pratica|procedimento|richiesta)(?: di collaborazione)? )?"
)

# Palermo's five words first (registers of 2025-10-31 and 2025-12-19); then those that such registers may come to use.
_STATES: Final = tuple(
    (state, re.compile(f"{_ABOUT}(?:{pattern})"))
    for state, pattern in (
        (
            _P.TECHNICAL_EVALUATION,
            "(?:in )?(?:fase di )?(?:corso di )?(?:istruttoria|valutazione)(?: tecnica)?(?: in corso| avviata)?",
        ),
        (
            _P.AWAITING_SUPPLEMENT,
            "(?:in )?attesa (?:di )?(?:integrazion[ei]|document[io]|documentazione)(?: .*)?|richiesta integrazione(?: .*)?",
        ),
        (_P.REFUSED, "respint[oai]|rigettat[oai]|diniego|non ammess[oa]|non accolt[oa]|negat[oa]"),
        (_P.ARCHIVED, "archiviat[oai]|archiviazione|in archivio|annullat[oa]"),
        (_P.SIGNED, "(?:stipulat|sottoscritt|firmat)[oai]|stipula(?: avvenuta)?"),
        (_P.PROPOSAL_FILED, "presentat[oa]|pervenut[oa]|ricevut[oa]|depositat[oa]|protocollat[oa]"),
        (_P.PUBLISHED, "(?:in )?(?:fase di )?pubblica(?:zione|t[oa])(?: per osservazioni)?"),
        (_P.ADMITTED, "ammess[oa]|accolt[oa]|accettat[oa]|ammissibile"),
        (_P.CO_DESIGN, "(?:in )?(?:fase di )?(?:corso di )?co ?progettazione(?: in corso)?"),
        (_P.UNDER_APPROVAL, "(?:in )?(?:fase di |corso di |attesa di )?(?:approvazione|stipula in corso)"),
        (_P.SCHEME_APPROVED, "approvat[oa]|schema(?: di patto)? approvato"),
        (_P.IN_FORCE, "in vigore|attiv[oa]|vigente|in corso di esecuzione|in esecuzione"),
        (_P.SUSPENDED, "sospes[oa]"),
        (_P.RENEWED, "rinnovat[oa]"),
        (_P.CONCLUDED, "conclus[oa]|terminat[oa]|scadut[oa]|chius[oa]|cessat[oa]"),
        (_P.WITHDRAWN, "ritirat[oa]|rinunci[oa]|rinunciat[oa]|recesso|recedut[oa]"),
        (_P.TERMINATED, "revocat[oa]|revoca|risolt[oa]|decadut[oa]|decadenza"),
    )
)

# How a kind of proponent begins, the longest first: «Gruppo informale» before «Gruppo».
_KINDS: Final[Mapping[str, GroupKind]] = MappingProxyType(
    {
        "associazione di promozione sociale": GroupKind.APS,
        "associazione di volontariato": GroupKind.ODV,
        "organizzazione di volontariato": GroupKind.ODV,
        "cooperativa sociale": GroupKind.COOPERATIVE,
        "societa cooperativa": GroupKind.COOPERATIVE,
        "istituto scolastico": GroupKind.SCHOOL,
        "istituto comprensivo": GroupKind.SCHOOL,
        "impresa sociale": GroupKind.SOCIAL_ENTERPRISE,
        "gruppo informale": GroupKind.INFORMAL_GROUP,
        "comitato civico": GroupKind.COMMITTEE,
        "persona fisica": GroupKind.SINGLE_PERSON,
        "persone fisiche": GroupKind.INFORMAL_GROUP,
        "ente pubblico": GroupKind.PUBLIC_BODY,
        "associazione": GroupKind.ASSOCIATION,
        "associazioni": GroupKind.ASSOCIATION,
        "cooperativa": GroupKind.COOPERATIVE,
        "fondazione": GroupKind.FOUNDATION,
        "parrocchia": GroupKind.PARISH,
        "cittadina": GroupKind.SINGLE_PERSON,
        "cittadino": GroupKind.SINGLE_PERSON,
        "istituto": GroupKind.SCHOOL,
        "comitato": GroupKind.COMMITTEE,
        "privato": GroupKind.SINGLE_PERSON,
        "impresa": GroupKind.COMPANY,
        "societa": GroupKind.COMPANY,
        "scuola": GroupKind.SCHOOL,
        "gruppo": GroupKind.INFORMAL_GROUP,
        "ditta": GroupKind.COMPANY,
        "aps": GroupKind.APS,
        "odv": GroupKind.ODV,
        "ets": GroupKind.ETS,
    }
)
_MARKS: Final[Mapping[str, GroupKind]] = MappingProxyType(
    {
        "aps": GroupKind.APS,
        "odv": GroupKind.ODV,
        "ets": GroupKind.ETS,
        "onlus": GroupKind.ASSOCIATION,
        "asd": GroupKind.ASSOCIATION,
        "srl": GroupKind.COMPANY,
        "srls": GroupKind.COMPANY,
        "spa": GroupKind.COMPANY,
        "snc": GroupKind.COMPANY,
        "sas": GroupKind.COMPANY,
        "coop": GroupKind.COOPERATIVE,
    }
)
# Words that tell a kind more exactly and name nobody: «Associazione culturale».
_NAME_NOBODY_WORDS: Final = (
    "e ed di del della dei degli delle da per a r l s p c no non profit lucro senza scopo culturale culturali sportiva"
    " dilettantistica sociale sociali civico civici civica volontariato promozione quartiere rione cittadini cittadine"
    " residenti abitanti genitori commercianti informale informali scolastico scolastica comprensivo statale superiore"
    " privata privato pubblica pubblico temporanea temporaneo altro altri altre n d nd nan null none giuridica spontanea spontaneo"
)
_NAME_NOBODY: Final = frozenset(_NAME_NOBODY_WORDS.split())
_NUMERALS: Final = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv"
_ROMAN: Final = MappingProxyType({n: i for i, n in enumerate(_NUMERALS.split(), start=1)})
_MONTHS: Final = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
    "novembre", "dicembre",
)  # fmt: skip
_WITH_POINT: Final = re.compile(r"[-+]?\d{1,3}\.\d+")
_WITH_COMMA: Final = re.compile(r"[-+]?\d{1,3},\d+")

# Degrees within which a commons of an Italian city lies (Lampedusa to the Brenner, Bardonecchia to Otranto).
_LATITUDES: Final = (35.0, 47.5)
_LONGITUDES: Final = (6.5, 18.6)


class Proponent(NamedTuple):
    """Who proposes: the kind, if its words are known, and the group's name, "" where none is named."""

    kind: GroupKind | None
    name: str


def state_of(words: str) -> ProcessState | None:
    """The state that a register's words say; None for words that are not known."""
    plain = folded(words)
    for state, pattern in _STATES:
        if pattern.fullmatch(plain):
            return state
    return None


def proponent_of(words: str) -> Proponent:
    """What the cell of the proponent says: nearly always a kind, now and then a name."""
    plain = folded(re.sub(r"\b(\w)\.", r"\1", words))
    for start, kind in _KINDS.items():
        if plain == start or plain.startswith(f"{start} "):
            rest = plain[len(start) :].split()
            if all(_names_nobody(word) for word in rest):
                return Proponent(kind, "")
            if kind is GroupKind.SINGLE_PERSON:
                return Proponent(kind, "")
            return Proponent(_marked(rest) or kind, _without_kind(words, start))
    marked = _marked(plain.split())
    return Proponent(marked, words.strip() if marked else "")


def _names_nobody(word: str) -> bool:
    return not word.isalpha() or word in _NAME_NOBODY or word in _KINDS or word in _MARKS


def _marked(words: list[str]) -> GroupKind | None:
    """The kind that a mark in a name says: APS, ODV, s.r.l."""
    return next((_MARKS[word] for word in words if word in _MARKS), None)


def names_a_group(words: str) -> Proponent:
    """A cell that may hold a person's name or a group's: the group, or nobody."""
    found = proponent_of(words)
    return found if found.name else Proponent(None, "")


def _without_kind(words: str, start: str) -> str:
    """«Associazione: Esempio» names «Esempio»; in «Associazione Esempio» the kind is part of the name."""
    head, mark, tail = words.strip().partition(":")
    if not mark:
        head, mark, tail = words.strip().partition(" - ")
    return tail.strip() if mark and folded(head) == start and tail.strip() else words.strip()


def district_of(words: str) -> int | None:
    """A district by its Roman or Arabic number, alone or with its word; None for anything else."""
    numbers = [_ROMAN.get(word) or (int(word) if word.isdigit() else 0) for word in folded(words).split()]
    known = [number for number in numbers if 1 <= number <= 99]
    return known[0] if len(known) == 1 else None


def numbers_in(words: str) -> tuple[float, ...]:
    """The decimal numbers of a text, whose decimals stand after a point or, where there is none, after a comma."""
    found = _WITH_POINT.findall(words) or _WITH_COMMA.findall(words)
    return tuple(float(text.replace(",", ".")) for text in found)


def position_of(first: float, second: float) -> tuple[float, float, bool] | None:
    """Latitude, longitude, and whether they stood the other way round; None for what lies outside Italy."""
    if _is_position(first, second):
        return first, second, False
    return (second, first, True) if _is_position(second, first) else None


def _is_position(latitude: float, longitude: float) -> bool:
    return _LATITUDES[0] <= latitude <= _LATITUDES[1] and _LONGITUDES[0] <= longitude <= _LONGITUDES[1]


def from_the_register(told_on: date) -> str:
    """«dal registro del 31 ottobre 2025», as the steps that a register told are marked."""
    of = "dell’" if told_on.day in (8, 11) else "del "
    number = "1º" if told_on.day == 1 else str(told_on.day)
    return f"dal registro {of}{number} {_MONTHS[told_on.month - 1]} {told_on.year}"


def day_in_name(file_name: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day that a file's name may hold: 2025-10-31, 20251031, 31-10-2025, 31.10.25."""
    for found in re.finditer(r"(?<!\d)(20\d\d)[-_. ]?(\d\d)[-_. ]?(\d\d)(?!\d)", file_name):
        yield int(found[1]), int(found[2]), int(found[3])
    for found in re.finditer(r"(?<!\d)(\d{1,2})[-_. ](\d{1,2})[-_. ](20\d\d|\d\d)(?!\d)", file_name):
        yield int(found[3]) if len(found[3]) == 4 else 2000 + int(found[3]), int(found[2]), int(found[1])
