"""Choices from words: the kind of a group from its column or its name, how it decides, what a place is."""

from __future__ import annotations

import re
from typing import Final, TypeVar

from cocity_desktop.application.columns import value_of
from cocity_desktop.application.importing.folding import folded
from cocity_desktop.domain.places import PlaceNature, Strand
from cocity_desktop.domain.registry import DecisionMaking, GroupKind, NoticeChannel

Choice = TypeVar("Choice")


def _rules(*rules: tuple[str, Choice]) -> tuple[tuple[re.Pattern[str], Choice], ...]:
    return tuple((re.compile(pattern), choice) for pattern, choice in rules)


_BY_WORD: Final = _rules(
    (r"\baps\b|promozione sociale|social promotion", GroupKind.APS),
    (r"\bodv\b|volontariato|volunteer organi", GroupKind.ODV),
    (r"\bimpresa sociale\b|social enterprise", GroupKind.SOCIAL_ENTERPRISE),
    (r"\bcoop\b|\bcooperativa\b|\bcooperative\b|\bscs\b|\bconsorzio\b", GroupKind.COOPERATIVE),
    (r"\bcomitato\b|\bcommittee\b", GroupKind.COMMITTEE),
    (r"\bfondazione\b|\bfoundation\b", GroupKind.FOUNDATION),
    (r"\bparrocchia\b|\boratorio\b|\bparish\b|\bchiesa\b", GroupKind.PARISH),
    (r"\bscuol[ae]\b|\bistituto comprensivo\b|\bic\b|\bliceo\b|\bschool\b|\bist(ituto)? tecnico\b|\basilo\b|\bnido\b",
     GroupKind.SCHOOL),
    (r"\bets\b|terzo settore|third sector", GroupKind.ETS),
    (r"\bass(ociazione|oc)?\b|\basd\b|\bassociation\b|\bcircolo\b|\bonlus\b|\barci\b|\bacli\b|\bpro loco\b",
     GroupKind.ASSOCIATION),
    (r"\bsrl\b|\bspa\b|\bsnc\b|\bsas\b|\bazienda\b|\bcompany\b|\bditta\b|\bsocieta\b|\bs r l\b|\bs p a\b",
     GroupKind.COMPANY),
    (r"\bente pubblico\b|\bcomune\b|\basl\b|\buniversita\b|\bpolitecnico\b|\bpublic body\b|\bcircoscrizione\b",
     GroupKind.PUBLIC_BODY),
    (r"\bpersona\b|\bcittadino\b|\bcittadina\b|\bsingolo\b|\bsingola\b|\bsingle person\b|\bprivato\b",
     GroupKind.SINGLE_PERSON),
    (r"\bgruppo\b|\binformale\b|\binformal\b|\bcittadini\b|\babitanti\b|\bgroup\b|\bgenitori\b|\bcollettivo\b|\brete\b",
     GroupKind.INFORMAL_GROUP),
)  # fmt: skip
_IN_A_NAME: Final = frozenset(GroupKind) - {GroupKind.SINGLE_PERSON, GroupKind.PUBLIC_BODY, GroupKind.COMPANY}
_BY_NAME: Final = tuple(rule for rule in _BY_WORD if rule[1] in _IN_A_NAME)
_DOTTED_FORM: Final = re.compile(r"\b(a\.\s?p\.\s?s\.|o\.\s?d\.\s?v\.|e\.\s?t\.\s?s\.)", re.IGNORECASE)
_DECIDES: Final = _rules(
    (r"consens", DecisionMaking.ASSEMBLY_CONSENSUS),
    (r"\bvot[oea]|maggioranza|\bvote\b|majority", DecisionMaking.ASSEMBLY_VOTE),
    (r"direttiv|consiglio|\bboard\b", DecisionMaking.BOARD),
    (r"rappresentante|representative|presidente|president", DecisionMaking.REPRESENTATIVE),
    (r"assemblea|assembly", DecisionMaking.ASSEMBLY_VOTE),
    (r"non si sa|not known|unknown|da chiedere|boh", DecisionMaking.UNKNOWN),
)
_NATURES: Final = _rules(
    (r"\bimmaterial|\bintangible", PlaceNature.INTANGIBLE),
    (r"\bdigital", PlaceNature.DIGITAL),
    (r"\bmaterial|\btangible", PlaceNature.TANGIBLE),
)
_CHANNELS: Final = _rules(
    (r"carta|cartace|paper|firmat|modulo", NoticeChannel.PAPER),
    (r"voce|oral|verbal|voice|telefon", NoticeChannel.VOICE),
    (r"schermo|digital|mail|online|screen|web", NoticeChannel.DIGITAL),
)


def group_kind(text: str) -> GroupKind | None:
    """The kind that a cell names, in words or as one of our codes."""
    if (written := value_of(GroupKind, text)) is not None:
        return written
    word = folded(text)
    if word.replace(" ", "_") in set(GroupKind):
        return GroupKind(word.replace(" ", "_"))
    return _first(word, _BY_WORD)


def kind_in_name(name: str) -> GroupKind:
    """The kind that a group's name tells: «Orto dei vicini APS», «Ass. Genitori», «Comitato Parco»."""
    plain = _DOTTED_FORM.sub(_without_dots, name) if "." in name else name
    kind = _first(folded(plain), _BY_NAME)
    return kind or GroupKind.INFORMAL_GROUP


def decision_making(text: str) -> DecisionMaking | None:
    """How a group decides, from words or codes."""
    if (written := value_of(DecisionMaking, text)) is not None:
        return written
    code = folded(text).replace(" ", "_")
    return DecisionMaking(code) if code in set(DecisionMaking) else _first(folded(text), _DECIDES)


def nature(text: str) -> PlaceNature | None:
    """What a commons is (Torino 391 art. 2 c. 1 a)."""
    return _first(folded(text), _NATURES)


def strand(text: str) -> Strand | None:
    """Co-City's ambito: «A», «ambito B», «strand C, public space»."""
    found = re.search(r"(?:^|\b(?:ambito|strand) )([abc])\b", folded(text))
    return Strand(found.group(1).upper()) if found else None


def channel(text: str) -> NoticeChannel | None:
    """How the privacy notice was given."""
    return _first(folded(text), _CHANNELS)


def _first(text: str, rules: tuple[tuple[re.Pattern[str], Choice], ...]) -> Choice | None:
    return next((choice for pattern, choice in rules if pattern.search(text)), None)


def _without_dots(found: re.Match[str]) -> str:
    return re.sub(r"[.\s]", "", found.group())
