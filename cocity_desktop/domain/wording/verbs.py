"""Verbs as people say them, brought to the infinitive where that is certain: «puliamo», «pulirà», «pulendo» → pulire."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from cocity_desktop.domain.wording.text import folded
from cocity_desktop.domain.wording.verb_list import IRREGULAR, NEVER_TURNED, REFLEXIVE, REGULAR, WITH_ISC

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Person(Enum):
    """Who speaks in a form of a verb."""

    I = "1s"  # noqa: E741
    IT = "3s"
    WE = "1p"
    THEY = "3p"
    GERUND = "gerund"
    INFINITIVE = "infinitive"


_ORDER = (Person.I, Person.IT, Person.WE, Person.THEY, Person.IT, Person.WE, Person.THEY, Person.GERUND)


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A form of a known verb."""

    infinitive: str
    person: Person


def verb_form(word: str) -> VerbForm | None:
    """What verb `word` is a form of, None for what is not known. Missing accents are forgiven: «fara», «fara'»."""
    known = _ACCENTED.get(word.casefold().replace("'", "’"))
    return VerbForm(*known) if known else _forms().get(folded(word))


_ACCENTED = {
    "dà": ("dare", Person.IT),
    "da’": ("dare", Person.IT),
    "danno": ("dare", Person.THEY),
    "terrà": ("tenere", Person.IT),
    "terra’": ("tenere", Person.IT),
}
"""Forms that without their accent are other words: a preposition, the earth."""


def is_infinitive(word: str) -> bool:
    """Whether `word` is an infinitive, alone or with a pronoun behind it: tenere, tenerlo, occuparsi."""
    plain = folded(word)
    if plain in _infinitives() or f"{plain}e" in _infinitives():  # «far riparare», «tener pulito»
        return True
    base = next((plain[: -len(tail)] for tail in _PRONOUNS if plain.endswith(tail)), "")
    return bool(base) and (f"{base}e" in _infinitives() or f"{base}re" in _infinitives())


def is_never_turned(word: str) -> bool:
    """Whether `word` is a finite form that says no promise: è, può, va, resta."""
    return folded(word) in _never() or word.casefold().replace("'", "’") in {"è", "é", "e’"}


def can_reflect(infinitive: str) -> bool:
    """Whether the verb promises with «si»: occuparsi."""
    return infinitive in _reflexive()


def with_pronoun(infinitive: str, pronoun: str) -> str:
    """«portare», «lo» → portarlo; «condurre», «la» → condurla."""
    stem = infinitive[:-2] if infinitive.endswith("rre") else infinitive[:-1]
    return stem + pronoun


_PRONOUNS = tuple("glielo gliela glieli gliele gliene sene cene gli lo la li le ne ci vi si".split())  # noqa: SIM905 - a table


@cache
def _infinitives() -> frozenset[str]:
    return frozenset(REGULAR.split()) | _reflexive()


@cache
def _reflexive() -> frozenset[str]:
    return frozenset(REFLEXIVE.split())


@cache
def _never() -> frozenset[str]:
    return frozenset(folded(word) for word in NEVER_TURNED.split()) - {"e"}


@cache
def _forms() -> Mapping[str, VerbForm]:
    """Every form of every verb; one that two verbs share with different meaning is left out."""
    forms: dict[str, VerbForm] = {}
    for infinitive in sorted(_infinitives()):
        for person, word in zip(_ORDER, _conjugated(infinitive), strict=True):
            plain = folded(word)
            known = forms.get(plain)
            if len(plain) < 2 or plain in _SHORT_WORDS or plain in _never():
                continue
            if known is None or known.person is not Person.I:
                forms.setdefault(plain, VerbForm(infinitive, person))
            else:
                forms[plain] = VerbForm(infinitive, person)
    return forms


_SHORT_WORDS = frozenset({"do", "da", "di", "danno", "entro", "terra"})
"""Forms that without their accent, or even with it, are other words: «da» is a preposition, «danno» a harm."""


def _conjugated(infinitive: str) -> tuple[str, ...]:
    irregular = next(
        (end for end in sorted(IRREGULAR, key=len, reverse=True) if infinitive.endswith(end)), ""
    )
    if irregular and not (irregular in ("fare", "dare", "dire") and infinitive not in _COMPOUNDS):
        head = infinitive[: -len(irregular)]
        return tuple(head + form for form in IRREGULAR[irregular])
    return tuple(_regular(infinitive))


_COMPOUNDS = frozenset({"fare", "rifare", "dare", "ridare", "dire"})
"""Verbs of the pattern of fare, dare, dire: most that end so do not follow it (guidare, spedire)."""


def _regular(infinitive: str) -> Iterator[str]:
    stem, ending = infinitive[:-3], infinitive[-3:]
    isc = "isc" if infinitive in WITH_ISC.split() else ""
    hard = f"{stem}h" if ending == "are" and stem[-1] in "cg" else stem  # paghiamo, pagherà
    soft = stem[:-1] if ending == "are" and stem[-1] == "i" else stem  # lasciamo, avviamo
    future = f"{_future_stem(stem, ending, hard)}r"
    yield f"{stem}{isc}o"
    yield {"are": f"{stem}a", "ere": f"{stem}e", "ire": f"{stem}{isc}e"}[ending]
    yield f"{hard if hard != stem else soft}iamo"
    yield {"are": f"{stem}ano", "ere": f"{stem}ono", "ire": f"{stem}{isc}ono"}[ending]
    yield f"{future}à"
    yield f"{future}emo"
    yield f"{future}anno"
    yield f"{stem}{'ando' if ending == 'are' else 'endo'}"


def _future_stem(stem: str, ending: str, hard: str) -> str:
    if ending != "are":
        return f"{stem}{ending[0]}"
    if stem.endswith(("ci", "gi")):  # lascerà, parcheggerà
        return f"{stem[:-1]}e"
    return f"{hard}e"
