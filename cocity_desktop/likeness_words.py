"""The words of likeness and of merges, for the window and the command line: reasons, fields, what moves."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.likeness import Likeness, Reason, Trait
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day, language_name, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_TRAITS: Final[Mapping[Trait, Callable[[], str]]] = MappingProxyType(
    {
        Trait.SAME_NAME: lambda: _("same name"),
        Trait.SAME_BUT_FORM: lambda: _("same name without “{detail}”"),
        Trait.SAME_WORDS: lambda: _("same words in another order"),
        Trait.SIMILAR_NAME: lambda: _("names almost the same"),
        Trait.NICKNAME: lambda: _("one name is short for the other ({detail})"),
        Trait.INITIAL: lambda: _("the initial fits"),
        Trait.RARE_NAME: lambda: _("the name is rare"),
        Trait.SAME_PHONE: lambda: _("same phone"),
        Trait.SAME_MAIL: lambda: _("same mail"),
        Trait.SAME_FISCAL_CODE: lambda: _("same codice fiscale"),
        Trait.SAME_VAT_NUMBER: lambda: _("same partita IVA"),
        Trait.SAME_RUNTS: lambda: _("same RUNTS number"),
        Trait.SAME_ADDRESS: lambda: _("same address"),
        Trait.SAME_CADASTRE: lambda: _("same cadastre"),
        Trait.OTHER_CODE: lambda: _("another codice fiscale"),
        Trait.OTHER_MAIL: lambda: _("another mail"),
        Trait.OTHER_PHONE: lambda: _("another phone"),
        Trait.OTHER_ADDRESS: lambda: _("another address"),
        Trait.OTHER_DISTRICT: lambda: _("another district"),
        Trait.OTHER_FORM: lambda: _("another legal form"),
    }
)
_COUNTED: Final[Mapping[Trait, Callable[[int], str]]] = MappingProxyType(
    {
        Trait.SAME_PEOPLE: lambda n: ngettext("{n} person in both", "{n} people in both", n),
        Trait.SAME_GROUPS: lambda n: ngettext("{n} group in common", "{n} groups in common", n),
        Trait.SAME_PLACES: lambda n: ngettext("{n} place in common", "{n} places in common", n),
        Trait.NEAR: lambda n: ngettext("{n} metre apart", "{n} metres apart", n),
        Trait.FAR: lambda n: ngettext("{n} metre apart", "{n} metres apart", n),
    }
)
_FIELDS: Final[Mapping[str, Callable[[], str]]] = MappingProxyType(
    {
        "name": lambda: _("Name"),
        "given_name": lambda: _("Given name"),
        "family_name": lambda: _("Family name"),
        "group_kind": lambda: _("Kind"),
        "decision_making": lambda: _("How it decides"),
        "fiscal_code": lambda: _("Codice fiscale"),
        "vat_number": lambda: _("Partita IVA"),
        "runts_number": lambda: _("RUNTS"),
        "address": lambda: _("Address"),
        "district": lambda: _("District"),
        "description": lambda: _("About"),
        "themes": lambda: _("Themes"),
        "languages": lambda: _("Languages"),
        "representative_id": lambda: _("Who signs"),
        "representation_proof": lambda: _("What proves it"),
        "registered_on": lambda: _("Known since"),
        "retain_until": lambda: _("To be looked at again"),
        "needs": lambda: _("Needs"),
        "needs_time": lambda: _("Needs: time"),
        "needs_access": lambda: _("Needs: access"),
        "needs_translation": lambda: _("Needs: translation"),
        "note": lambda: _("Note"),
        "nature": lambda: _("Nature"),
        "strand": lambda: _("Strand"),
        "city": lambda: _("City"),
        "quarter": lambda: _("Quarter"),
        "latitude": lambda: _("Latitude"),
        "longitude": lambda: _("Longitude"),
        "geometry": lambda: _("Shape on the map"),
        "cadastre": lambda: _("Cadastre"),
        "owner": lambda: _("Owner"),
        "constraints": lambda: _("Constraints"),
        "state_of_use": lambda: _("State of use"),
    }
)
_MOVES: Final[Mapping[str, Callable[[int], str]]] = MappingProxyType(
    {
        "membership": lambda n: ngettext("{n} role in a group", "{n} roles in a group", n),
        "contact_point": lambda n: ngettext("{n} contact", "{n} contacts", n),
        "participation": lambda n: ngettext("{n} process", "{n} processes", n),
        "process": lambda n: ngettext("{n} process", "{n} processes", n),
        "attendance": lambda n: ngettext("{n} attendance at a meeting", "{n} attendances at meetings", n),
        "entry": lambda n: ngettext("{n} line of a meeting", "{n} lines of meetings", n),
        "reservation": lambda n: ngettext("{n} reservation", "{n} reservations", n),
        "commitment": lambda n: ngettext("{n} commitment", "{n} commitments", n),
        "partnership": lambda n: ngettext("{n} group of groups", "{n} groups of groups", n),
        "attachment": lambda n: ngettext("{n} attachment", "{n} attachments", n),
        "consent": lambda n: ngettext("{n} privacy notice", "{n} privacy notices", n),
        "group": lambda n: ngettext("{n} group that they sign for", "{n} groups that they sign for", n),
    }
)
_DOUBTS: Final[Mapping[str, tuple[Callable[[], str], Callable[[int], str]]]] = MappingProxyType(
    {
        "group": (
            lambda: _("Perhaps they are one group:"),
            lambda n: ngettext("{n} pair of groups may be one:", "{n} pairs of groups may be one:", n),
        ),
        "person": (
            lambda: _("Perhaps they are one person:"),
            lambda n: ngettext("{n} pair of people may be one:", "{n} pairs of people may be one:", n),
        ),
        "place": (
            lambda: _("Perhaps they are one place:"),
            lambda n: ngettext("{n} pair of places may be one:", "{n} pairs of places may be one:", n),
        ),
    }
)


def reason_words(reason: Reason) -> str:
    """One reason: «stesso telefono», «nome uguale tolto “associazione”»."""
    counted = _COUNTED.get(reason.trait)
    if counted is not None:
        return counted(int(reason.detail or 1))
    return _TRAITS[reason.trait]().format(detail=reason.detail)


def for_words(likeness: Likeness) -> tuple[str, ...]:
    """What speaks for two records being one, weightiest first."""
    return tuple(reason_words(reason) for reason in likeness.reasons if reason.points > 0)


def against_words(likeness: Likeness) -> tuple[str, ...]:
    """What speaks against it."""
    return tuple(reason_words(reason) for reason in likeness.reasons if reason.points < 0)


def doubt_words(kind: str, pairs: int) -> str:
    """«Forse sono lo stesso gruppo:», «3 coppie di gruppi forse doppie:», before the names of the likeliest two."""
    one, more = _DOUBTS[kind]
    return one() if pairs == 1 else more(pairs)


def field_words(name: str) -> str:
    """What a field of a group, person or place is called."""
    return _FIELDS[name]()


def value_words(value: object, name: str = "") -> str:
    """The value of the field of that name as people read it, "" for none."""
    if value is None or value == "":
        return ""
    if isinstance(value, StrEnum):
        return label_of(value)
    if isinstance(value, date):
        return day(value, "d MMM y")
    if isinstance(value, tuple):
        return ", ".join(map(language_name if name == "languages" else str, value))
    if isinstance(value, dict):
        return _("drawn")
    return str(value)


def move_words(moves: Iterable[tuple[str, int]]) -> str:
    """«3 ruoli in un gruppo, 2 percorsi», "" when nothing moves. Kinds that people do not see are left out."""
    counted: dict[str, int] = {}
    for kind, count in moves:
        known = _MOVES.get(kind)
        if known is not None:
            counted[kind] = count
    return ", ".join(_MOVES[kind](count) for kind, count in counted.items())


def two_words(kind: str) -> str:
    """What is done with two records of a kind that are one."""
    return {
        "group": _("Merge two groups"),
        "person": _("Merge two people"),
        "place": _("Merge two places"),
    }[kind]
