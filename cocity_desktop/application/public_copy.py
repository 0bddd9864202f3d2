"""Public copies: a document's view without the data of people, to be printed by the same press as the whole one.

Organisations, offices and the house stay as they are. A person becomes initials, or «una persona» where only one word
is known of them; mails, phones, codici fiscali and addresses of persons become «…». Words that people typed are searched
for the names of everybody the archive knows and of everybody the document itself names. First names said alone stay, as
on the room's screen.

The words that stand in for a person are Italian, since they stand in the content of the documents.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cocity_desktop.application.document_views import CommitmentLine, PactDocument, PartyLine, PresentLine
from cocity_desktop.application.minutes_views import MinutesDocument, PresenceLine
from cocity_desktop.application.name_mask import NameMask, folded_name, initials
from cocity_desktop.application.steps import Step, followed, no_step
from cocity_desktop.application.views.fates import FateSheet
from cocity_desktop.application.views.place_sheet import PlaceSheet
from cocity_desktop.application.views.sheets import ExpectedParty, MeetingSheet
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.naming import words
from cocity_desktop.domain.person_names import also_called
from cocity_desktop.domain.registry import GroupKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.views.exports import PeopleToHide

Document = TypeVar("Document", MinutesDocument, PactDocument, FateSheet, MeetingSheet, PlaceSheet)
V = TypeVar("V")

SOMEBODY = "una persona"
"""Who has only one name, or none that can be shortened."""
HIDDEN = "…"
"""In place of a mail, a phone, a codice fiscale, an address."""

_OF_PEOPLE = frozenset({"who", "raised_by", "locked_by", "added_by", "written_by", "representative"})
"""Fields that hold a person's name, or that of the body they speak for."""
_OF_ANYBODY = frozenset({"owner", "called_by", "approved_by"})
"""Fields where people write what they like: a name is one only if it looks so."""
_BODY_WORDS = (
    "abitanti amici aps asd asilo assemblea associazione azienda asl atc bambini banda biblioteca bottega "
    "casa centro chiesa circolo circoscrizione citta cittadini city comitato comune comunita condominio "
    "consorzio cooperativa coop coro cortile demanio direttivo educatrici ente ets fondazione genitori "
    "giardino gruppo gtt insegnanti istituto liceo maestre ministero museo nessuno nido nonni odv orto "
    "parco parrocchia politecnico provincia ragazzi regione rete rsa scout scuola settore servizio "
    "societa soprintendenza squadra srl spa stato studenti teatro tutti ufficio universita verde vicini "
    "volontari"
)
_BODIES = frozenset(_BODY_WORDS.split())
"""Words with which the names of bodies begin. Only the first word counts: «Chiesa» and «Parco» are family names too."""
_PARTICLE_WORDS = "d da dal dalla de degli dei del della delle di e la le lo van von el al"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_MOST_WORDS = 5
"""Of a person's name."""

_MAIL = re.compile(r"[^\s@<>()\[\],;:\"«»]+@[^\s@<>()\[\],;:\"«»]+\w")
_FISCAL_CODE = re.compile(
    r"(?<!\w)[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z](?!\w)", re.IGNORECASE
)
"""A person's codice fiscale, also where letters stand for digits (D.M. 12 March 1974, omocodia)."""
_MOBILE = re.compile(r"(?<![\d/.-])(?:(?:\+|00)39[\s.]?)?3\d{2}[\s./-]?\d{3}[\s.-]?\d{3,4}(?![\d/]|[.-]\d)")
_WORD = re.compile(r"\w+")
_BETWEEN_DIGITS = r"[\s./()-]*"
_SHORTEST_SECRET = 6
"""Characters: what is shorter, such as a lone house number, would be found everywhere."""
_SHORTEST_PHONE = 6


def public_copy(document: Document, hide: PeopleToHide) -> Document:
    """The same document without people's data; it says of itself that it is one. A public copy is left as it is."""
    if document.public:
        return document
    made = cast("Document", _Public(document, hide).of(document))
    if isinstance(made, MinutesDocument):
        # The bytes that were locked name people: a public copy is printed anew.
        return replace(made, public=True, locked_sha256="")
    if isinstance(made, PlaceSheet):
        # Whether people can be seen on a picture only people can tell.
        return replace(made, public=True, photos=(), left_out=made.left_out + len(made.photos))
    return replace(made, public=True)


def public_words(texts: tuple[str, ...], hide: PeopleToHide, step: Step = no_step) -> tuple[str, ...]:
    """Loose texts without names and contacts of people: for tables and maps. `step` is told how far it is."""
    mask = _Words(hide, texts, ())
    return tuple(mask(text) for text in followed(texts, step))


class _Public:
    """One document being turned; what it knows of people comes from the archive and from the document itself."""

    def __init__(self, document: object, hide: PeopleToHide) -> None:
        self._organisations = {folded_name(name) for name in hide.organisations}
        texts = tuple(_texts(document))
        self._words = _Words(hide, texts, tuple(self._named_here(document)))

    def of(self, value: Any) -> Any:
        """Any part of a view: records field by field, lists member by member, texts by their words."""
        if is_dataclass(value) and not isinstance(value, type):
            return self._record(value)
        if isinstance(value, tuple):
            return tuple(self.of(one) for one in value)
        return self._words(value) if type(value) is str else value

    def _record(self, record: Any) -> Any:
        special = self._special(record)
        changed = {
            name: special[name] if name in special else self._field(name, value)
            for name, value in _fields_of(record)
        }
        return replace(record, **changed)

    def _field(self, name: str, value: Any) -> Any:
        if name in _OF_PEOPLE and type(value) is str:
            return self._person(value)
        if name in _OF_ANYBODY and type(value) is str and _looks_like_a_person(value):
            return self._person(value)
        return value if _is_key(name) else self.of(value)

    def _special(self, record: Any) -> dict[str, Any]:
        """Fields that name a person or not by what stands beside them."""
        if isinstance(record, PresenceLine) and record.is_person:
            return {"label": self._person(record.label)}
        if isinstance(record, PresentLine) and record.heads == 1:
            return {"label": self._person(record.label)}
        if isinstance(record, CommitmentLine) and record.party_kind is PartyKind.OTHER:
            return {"party": self._person(record.party)}
        if isinstance(record, ExpectedParty):
            return {"people": tuple(self._person(name) for name in record.people)}
        if isinstance(record, PartyLine):
            return self._party(record)
        return {}

    def _party(self, party: PartyLine) -> dict[str, Any]:
        """An informal group has no seat of its own: its address is somebody's home."""
        alone = party.group_kind is GroupKind.SINGLE_PERSON
        homely = alone or party.group_kind is GroupKind.INFORMAL_GROUP
        return {
            "name": self._person(party.name) if alone else self.of(party.name),
            "address": "" if homely else self.of(party.address),
            "representation_proof": "" if alone else self.of(party.representation_proof),
        }

    def _person(self, name: str) -> str:
        """An organisation as it is called, a person by initials."""
        masked = self._words(name)
        if masked != name or not name.strip() or self._is_body(name):
            return masked
        return initials(name) if len(name.split()) > 1 else SOMEBODY

    def _is_body(self, name: str) -> bool:
        return folded_name(name) in self._organisations or _begins_like_a_body(name)

    def _named_here(self, value: Any) -> Iterator[str]:
        """People that the document names in fields of their own, whom the archive may not know."""
        if isinstance(value, tuple):
            for one in value:
                yield from self._named_here(one)
        elif is_dataclass(value) and not isinstance(value, type):
            names = [one for one in _people_in(value) if _looks_like_a_person(one)]
            yield from (one for one in names if not self._is_body(one))
            for _name, one in _fields_of(value):
                yield from self._named_here(one)


def _people_in(record: Any) -> Iterator[str]:
    """What stands in the fields of `record` that are for people."""
    for name, value in _fields_of(record):
        if name in _OF_PEOPLE | _OF_ANYBODY and type(value) is str:
            yield value
    if isinstance(record, PresenceLine) and record.is_person:
        yield record.label
    if isinstance(record, PresentLine) and record.heads == 1:
        yield record.label
    if isinstance(record, ExpectedParty):
        yield from record.people


def _looks_like_a_person(name: str) -> bool:
    """Some words with capitals, small ones between them at most: «Ada De Luca», and not «l’assemblea»."""
    words = name.split()
    named = [word for word in words if word[0].isupper()]
    small = {folded_name(word) for word in words} - {folded_name(word) for word in named}
    return (
        1 < len(words) <= _MOST_WORDS
        and len(named) > 1
        and small <= _PARTICLES
        and not _begins_like_a_body(name)
    )


def _begins_like_a_body(name: str) -> bool:
    """Its first word but for articles is one of a body, or there is a number in it («Circoscrizione 8»)."""
    words = [
        word
        for word in _WORD.findall(folded_name(name))
        if word not in _PARTICLES and word not in ("l", "i", "gli")
    ]
    return bool(words) and (words[0] in _BODIES or any(word.isdigit() for word in words))


class _Words:
    """Typed words without names and contacts. Only those of the archive's people that may occur are looked for."""

    def __init__(self, hide: PeopleToHide, texts: tuple[str, ...], also: tuple[str, ...]) -> None:
        whole = "\n".join(texts)
        said = set(_WORD.findall(folded_name(whole)))
        names = (
            name
            for given, family in hide.names
            if said.issuperset(_WORD.findall(folded_name(family)))
            for name in _names_of(given, family)
        )
        self._names = NameMask(
            [*(name for name in names if said.issuperset(_WORD.findall(folded_name(name)))), *also]
        )
        private = {text.casefold() for text in hide.contacts}
        self._kept = {text.casefold() for text in hide.their_contacts} - private
        self._kept_digits = {_national(text) for text in self._kept}
        self._secrets = _pattern(_secret(text, whole) for text in hide.contacts)

    def __call__(self, text: str) -> str:
        """`text` without them."""
        text = self._secrets.sub(HIDDEN, text) if self._secrets else text
        text = _MAIL.sub(self._mail, text)
        text = _FISCAL_CODE.sub(HIDDEN, text)
        return self._names(_MOBILE.sub(self._phone, text))

    def _mail(self, found: re.Match[str]) -> str:
        return found[0] if found[0].casefold() in self._kept else HIDDEN

    def _phone(self, found: re.Match[str]) -> str:
        return found[0] if _national(found[0]) in self._kept_digits else HIDDEN


def _names_of(given: str, family: str) -> Iterator[str]:
    """How somebody may be named: whole, by one of several given names, by what those are shortened to."""
    yield f"{given} {family}".strip()
    if not given.strip() or not family.strip():
        return
    several = given.replace("-", " ").split()
    normal = [word for part in (*several, given) if (word := "".join(words(part)))]
    short = sorted(frozenset[str]().union(*(also_called(word) for word in normal)))
    yield from (f"{one} {family}" for one in (*several, *short))


def _secret(text: str, whole: str) -> str:
    """A pattern for a contact of a person, "" when it cannot occur in `whole`: patterns of all would be too many."""
    digits = _national(text)
    if _is_phone(text):
        found = len(digits) >= _SHORTEST_PHONE and digits in "".join(filter(str.isdigit, whole))
        prefix = rf"(?:(?:\+|00){_BETWEEN_DIGITS}39{_BETWEEN_DIGITS})?"
        return rf"(?<!\d){prefix}{_BETWEEN_DIGITS.join(digits)}(?!\d)" if found else ""
    words = text.split()
    if len(text.strip()) < _SHORTEST_SECRET or any(word.casefold() not in whole.casefold() for word in words):
        return ""
    return r"\s+".join(re.escape(word) for word in words)


def _pattern(parts: Iterator[str]) -> re.Pattern[str] | None:
    found = sorted({part for part in parts if part}, key=lambda part: (-len(part), part))
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def _is_phone(text: str) -> bool:
    return bool(re.fullmatch(r"[+\d][\d\s./()-]*", text.strip()))


def _national(text: str) -> str:
    """The digits of a phone without Italy's prefix."""
    digits = "".join(filter(str.isdigit, text))
    abroad = text.strip().startswith(("+39", "0039"))
    return digits.removeprefix("00").removeprefix("39") if abroad else digits


def _texts(value: Any) -> Iterator[str]:
    if type(value) is str:
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for _name, one in _fields_of(value):
            yield from _texts(one)


def _fields_of(record: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(record):
        yield field.name, getattr(record, field.name)


def _is_key(name: str) -> bool:
    """Ids, hashes and codes are no words: digits in them only look like a phone."""
    return name in {
        "id",
        "source",
        "sha256",
        "code",
        "content_code",
        "previous_file_code",
        "language",
    } or name.endswith(("_id", "_sha256", "_code"))
