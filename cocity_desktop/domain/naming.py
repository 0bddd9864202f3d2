"""Normal forms of Italian names: what stays of a name once the ways of writing it are taken away.

Two writings of one name have one normal form: accents, every kind of apostrophe, case, punctuation and dots between
initials go. What a group *is* («Ass.», «A.P.S.», «Comitato») is parted from what it is *called*, since people write the
first in many ways or leave it out. Persons are in `person_names`, phones and addresses in `contact_forms`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cocity_desktop.domain.registry import GroupKind

_DOTTED: Final = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.[ \u00a0]?){2,}(?:[^\W\d_](?![^\W_]))?")
"""Initials with dots: A.P.S., O.N.L.U.S, S. c. s. One alone («A. Fleming») is a shortened name and stays."""
_SLASHED: Final = re.compile(r"(?<=[^\W_])[./](?=ne\b|to\b|va\b|ra\b|ssa\b|zz?a\b|so\b|le\b|go\b)")
"""«Ass.ne», «Com.to», «Coop.va», «dott.ssa»: the dot stands for letters left out, and parts nothing."""
_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_APART: Final = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ʼ": "'",
        "ʹ": "'",
        "ˈ": "'",
    }
)
"""Letters that Unicode does not take apart into a plain one and a mark, and apostrophes that it takes for letters."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text parted by spaces: how tables of words are written here."""
    return frozenset(text.split())


ARTICLES: Final = word_set(
    "il lo la l i gli le un uno una di d del dello della dell dei degli delle a al allo alla all ai agli alle da dal dalla"
    " dall in nel nella nell nei su sul sulla sull con per tra fra e ed o and the of"
)
"""Words that join others: people leave them out, and no two names differ by them alone."""


def fold(text: str) -> str:
    """Without accents, case and punctuation: words of letters and digits, parted by one space."""
    plain = text.casefold()
    if not text.isascii():
        # Taken apart before and after the case goes: some capitals come apart only in small letters.
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(
            _APART
        )
    if "." in plain or "/" in plain:
        plain = _SLASHED.sub("", _DOTTED.sub(_undotted, plain))
    if plain.replace(" ", "").isalnum():  # nothing but words and spaces
        return " ".join(plain.split())
    return _NOT_A_WORD.sub(" ", plain).strip()


def _undotted(found: re.Match[str]) -> str:
    return re.sub(r"[.\s]", "", found.group()) + " "


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in normal form. An apostrophe parts them: «dell’Orto» is `dell`, `orto`."""
    return tuple(fold(text).split())


@dataclass(frozen=True, slots=True)
class GroupName:
    """A group's name taken apart.

    `proper` is what it is called, without legal form and joining words, in the order written. `kinds` are the legal
    forms that it surely names; `forms` says how they were written («ass», «aps»), in normal form.
    """

    proper: tuple[str, ...]
    kinds: frozenset[GroupKind]
    forms: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same for every order of the words."""
        return " ".join(sorted(self.proper))


_FORMS: Final[tuple[tuple[GroupKind | None, str], ...]] = (
    (GroupKind.APS, ("aps, associazione di promozione sociale, associazione promozione sociale, ass di promozione sociale,"
     " ass prom soc, associazione prom soc, assne di promozione sociale")),
    (GroupKind.ODV, "odv, organizzazione di volontariato, org di volontariato, organizzazione volontariato, org volontariato"),
    (GroupKind.ETS, "ets, ente del terzo settore, ente di terzo settore"),
    (GroupKind.ASSOCIATION, ("associazione, ass, assoc, assne, asscne, associaz, association, associazione culturale,"
     " ass culturale, ass cult, associazione cult, assne culturale, ac, asd, associazione sportiva dilettantistica,"
     " ass sportiva dilettantistica, associazione sportiva, associazione di volontariato, ass di volontariato")),
    (GroupKind.COMMITTEE, ("comitato, comit, comto, comitato spontaneo")),
    (GroupKind.COOPERATIVE, ("coop, cooperativa, coopva, cooperativa sociale, coop sociale, coop soc, coopva sociale, scs, sc,"
     " societa cooperativa, societa cooperativa sociale, soc coop, soc coop sociale, soc coop soc, scarl, cooperativa sociale arl,"
     " coop sociale arl")),
    (GroupKind.SOCIAL_ENTERPRISE, "impresa sociale, imp sociale, impresa soc"),
    (GroupKind.FOUNDATION, "fondazione, fond, fondne"),
    (GroupKind.PARISH, "parrocchia, parr, parrocchia di"),
    (GroupKind.INFORMAL_GROUP, ("gruppo informale, gr informale, gruppo inf, gruppo spontaneo")),
    (GroupKind.COMPANY, "srl, spa, snc, sas, srls, societa semplice"),
    # Said of a group without saying what it is in law.
    (None, "onlus, gruppo, gr, gruppo di, impresa, societa, soc, organizzazione, org, no profit, non profit, arl"),
)  # fmt: skip
_BY_WORDS: Final = {tuple(form.split()): kind for kind, text in _FORMS for form in re.split(r",\s*", text)}
_LONGEST: Final = max(len(form) for form in _BY_WORDS)


_SHORT_FOR: Final = {
    "pza": "piazza", "pzza": "piazza", "cso": "corso", "vle": "viale", "lgo": "largo", "sc": "scuola", "scuole": "scuola",
    "giard": "giardino", "giardini": "giardino", "ist": "istituto", "circ": "circoscrizione", "quart": "quartiere", "bibl": "biblioteca",
}  # fmt: skip
"""Words that stand in names of groups and places, written short or as several."""
_ASIDE: Final = re.compile(r"[(\[][^)\]]*[)\]]")


def proper_words(text: str) -> tuple[str, ...]:
    """The words of a name that say something, each written out; what stands in brackets explains and goes."""
    bare = words(_without_asides(text)) or words(text)
    return tuple(_SHORT_FOR.get(word, word) for word in bare if word not in ARTICLES) or bare


def _without_asides(text: str) -> str:
    return _ASIDE.sub(" ", text) if "(" in text or "[" in text else text


@lru_cache(maxsize=65_536)
def group_name(text: str) -> GroupName:
    """Part a group's legal forms, before and behind its name, from the name. Nothing but forms is a name itself."""
    rest = words(_without_asides(text)) or words(text)
    found: list[tuple[str, ...]] = []
    while (form := _form_before(rest)) is not None:
        found.append(form)
        rest = rest[len(form) :]
    while (form := _form_behind(rest)) is not None:
        found.append(form)
        rest = rest[: -len(form)]
    proper = tuple(_SHORT_FOR.get(word, word) for word in rest if word not in ARTICLES)
    if not proper:
        return GroupName(words(text), _kinds(found), ())
    return GroupName(proper, _kinds(found), tuple(" ".join(form) for form in found))


def _form_before(rest: tuple[str, ...]) -> tuple[str, ...] | None:
    """The longest form that a name begins with; a joining word behind it goes with it by itself."""
    start = 1 if rest[:1] and rest[0] in ARTICLES else 0
    for length in range(_LONGEST, 0, -1):
        form = rest[start : start + length]
        if len(form) == length and form in _BY_WORDS and len(rest) > start + length:
            return rest[: start + length] if start else form
    return None


def _form_behind(rest: tuple[str, ...]) -> tuple[str, ...] | None:
    for length in range(_LONGEST, 0, -1):
        form = rest[-length:]
        if len(rest) > length and form in _BY_WORDS:
            return form
    return None


def _kinds(found: list[tuple[str, ...]]) -> frozenset[GroupKind]:
    kinds = (_BY_WORDS.get(form) or _BY_WORDS.get(form[1:]) for form in found)
    return frozenset(kind for kind in kinds if kind is not None)
