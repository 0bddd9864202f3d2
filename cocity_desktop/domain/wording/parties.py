"""Parties with their articles: «il Comune di Torino», «l’associazione Sabato Verde», «gli Amici del Parco»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.domain.wording.articles import Form, with_article
from cocity_desktop.domain.wording.lists import listed
from cocity_desktop.domain.wording.text import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Party:
    """Who promises. `group_kind` None when it is not known, or no group."""

    name: str
    kind: PartyKind = PartyKind.GROUP
    group_kind: GroupKind | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A party as the subject of a sentence, with its article in small letters, and whether its verb is plural."""

    words: str
    plural: bool


_NAMELESS = {
    PartyKind.COMUNE: "il Comune",
    PartyKind.CIRCOSCRIZIONE: "la Circoscrizione",
    PartyKind.SCHOOL: "la scuola",
    PartyKind.HOUSE: "la Casa del Quartiere",
    PartyKind.GROUP: "una parte ancora da indicare",
    PartyKind.OTHER: "una parte ancora da indicare",
}
_BODIES = """
m: comune municipio consiglio comitato gruppo circolo centro consorzio sportello spazio ufficio istituto liceo nido asilo ente
m: movimento teatro museo orto giardino coro club condominio tavolo dipartimento settore servizio laboratorio collettivo studio
m: oratorio politecnico ministero demanio forum coordinamento osservatorio sindacato patronato convitto dirigente segretariato
m: quartiere municipio cral csv caf cpia
f: città circoscrizione casa scuola associazione aps odv asd ets cooperativa parrocchia fondazione banca biblioteca rete
f: lega polisportiva compagnia unione confraternita croce consulta direzione divisione polizia officina assemblea squadra
f: accademia regione provincia università azienda società impresa ditta soprintendenza soprintendenza onlus bocciofila banda
f: comunità pro bottega ciclofficina agenzia federazione cascina chiesa diocesi prefettura questura coop cooperativa tettoia
f: redazione segreteria camera asl rsa protezione
"""
_MASCULINE_ACRONYMS = frozenset({"ets", "cral", "csv", "caf", "cpia"})
_PEOPLE = """
mp: amici genitori volontari abitanti residenti cittadini vicini nonni ragazzi giovani bambini insegnanti studenti commercianti
mp: educatori maestri artigiani soci scout inquilini condomini ortolani papà alunni docenti operatori lavoratori anziani
fp: amiche mamme volontarie cittadine vicine nonne ragazze donne educatrici maestre socie famiglie madri studentesse
"""
_KIND_NOUNS = {
    GroupKind.INFORMAL_GROUP: "il gruppo",
    GroupKind.COMMITTEE: "il comitato",
    GroupKind.ASSOCIATION: "l’associazione",
    GroupKind.APS: "l’associazione",
    GroupKind.ODV: "l’organizzazione",
    GroupKind.ETS: "l’ente",
    GroupKind.COOPERATIVE: "la cooperativa",
    GroupKind.SOCIAL_ENTERPRISE: "l’impresa sociale",
    GroupKind.SCHOOL: "la scuola",
    GroupKind.FOUNDATION: "la fondazione",
    GroupKind.PARISH: "la parrocchia",
    GroupKind.COMPANY: "la società",
    GroupKind.PUBLIC_BODY: "l’ente",
}
_COLLECTIVE = frozenset({None, GroupKind.INFORMAL_GROUP})
"""Groups whose name may be that of their people: «i Genitori Fleming». A body with a statute is one."""
_OWN_ARTICLE = re.compile(
    r"(?P<article>il|lo|la|l['’]|i|gli|le)(?P<gap>\s+|(?<=['’])\s*)(?=\S)", re.IGNORECASE
)
_PLURAL_ARTICLES = frozenset({"i", "gli", "le"})
_JOINED = re.compile(
    r"\s+(?:e|ed)\s+(?:(?:il|lo|la|i|gli|le)\s+|l['’])?(?=(?:Comune|Circoscrizione|Città|Scuola|Associazione|Cooperativa|Comitato|"
    r"Fondazione|Parrocchia|Istituto|Casa del Quartiere)\b)"
)
"""Where a name is the names of two parties: only before a body, so that «Arte e Cultura» stays whole."""


def subject(parties: Sequence[Party]) -> Subject:
    """The parties together, each with its article; several, or one of many people, take a plural verb."""
    each = [_subject(one) for party in parties for one in _parted(party)] or [_subject(Party(""))]
    plural = len(each) > 1 or each[0].plural
    return Subject(listed([one.words for one in each], of_names=True), plural)


def office(name: str) -> str:
    """An office with its article: «l’Ufficio Beni Comuni», «l’ufficio Verde pubblico» where its noun is not said."""
    name = _flat(name)
    if not name:
        return ""
    form, own = _head_form(name, _bodies())
    if own:
        return _small_article(name)
    return with_article(name, form) if form else f"l’ufficio {name}"


def _parted(party: Party) -> list[Party]:
    name = _flat(party.name)
    parts = [part for part in _JOINED.split(name) if part] if party.group_kind is None else [name]
    return [Party(part, party.kind, party.group_kind) for part in parts] or [party]


def _subject(party: Party) -> Subject:
    name = _flat(party.name)
    if not any(character.isalnum() for character in name):
        return Subject(_NAMELESS[party.kind], plural=False)
    if party.group_kind is GroupKind.SINGLE_PERSON:
        return Subject(name, plural=False)
    body, own = _head_form(name, _bodies())
    if own:
        plural = folded(name.split()[0]) in _PLURAL_ARTICLES
        return Subject(_small_article(name), plural)
    if body:
        return Subject(with_article(name, body), plural=False)
    people, _ = _head_form(name, _people())
    if people and party.group_kind in _COLLECTIVE:
        return Subject(with_article(name, people), plural=True)
    if party.group_kind is None:
        return Subject(name, plural=False)
    return Subject(f"{_KIND_NOUNS[party.group_kind]} {name}", plural=False)


def _head_form(name: str, known: Mapping[str, Form]) -> tuple[Form | None, bool]:
    """The form of the noun that a name begins with, and whether the name brings its own article."""
    if _OWN_ARTICLE.match(name):
        return None, True
    first = re.split(r"[\s\-–«“\"(]", name, maxsplit=1)[0]
    return (known.get(folded(first)) if not re.search(r"[\[\]{}@/]", first) else None), False


def _small_article(name: str) -> str:
    """A name with an article of its own, as it stands in the middle of a sentence."""
    found = _OWN_ARTICLE.match(name)
    if not found:
        return name
    own = found["article"].lower().replace("'", "’")
    return f"{own}{'' if own.endswith('’') else ' '}{name[found.end() :]}"


def _flat(name: str) -> str:
    return " ".join(re.sub(r"(?<=\w)'(?=\w)", "’", name).split()).strip(" .,;:")


@cache
def _bodies() -> Mapping[str, Form]:
    read = _read(_BODIES)
    return {noun: Form() if noun in _MASCULINE_ACRONYMS else form for noun, form in read.items()}


@cache
def _people() -> Mapping[str, Form]:
    return _read(_PEOPLE)


def _read(text: str) -> dict[str, Form]:
    known = {}
    for line in text.strip().splitlines():
        kind, _, nouns = line.partition(":")
        form = Form(feminine=kind.startswith("f"), plural=kind.endswith("p"))
        known.update({folded(noun): form for noun in nouns.split()})
    return known
