"""The people in a cell: «Mario Rossi, Anna Bianchi e Luca», «Rossi M. / Bianchi A.», «Presidente: Ada Prova (333 …)»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from cocity_desktop.application.cells import of_cell
from cocity_desktop.application.columns import value_of
from cocity_desktop.application.importing.cells import day, italian_phone, mails
from cocity_desktop.application.importing.folding import folded, tidy
from cocity_desktop.domain.registry import MemberRole

_SEPARATORS: Final = re.compile(r"\s*[;\n|+&]\s*|\s+/\s*|\s*/\s+|/|,\s*|\s+(?:e|ed|and|con)\s+")
_TITLES: Final = re.compile(
    r"^(?:(?:sig\.?ra|sig\.?na|sig\.?|signora|signor|dott\.?ssa|dott\.?|dr\.?|prof\.?ssa|prof\.?|arch\.?|ing\.?|avv\.?|"
    r"geom\.?|don|suor|padre|mrs?\.?|ms\.?)\s+)+",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]")
_PHONE: Final = re.compile(r"\+?\d[\d\s./-]{6,}\d")
_MAIL: Final = re.compile(r"<?\S+@\S+>?")
_LABEL: Final = re.compile(r"\b(?:tel|cell|mail|e-mail|email)\.?:?\s*$", re.IGNORECASE)
_INITIAL: Final = re.compile(r"[^\W\d_]\.?")
_PARTICLE_WORDS: Final = "de di del della dello degli dei da dal d la lo le van von el al ben abu bin mac san"
_PARTICLES: Final = frozenset(_PARTICLE_WORDS.split())
_PERIOD: Final = re.compile(r"(dal|al) (\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))")
_LINES: Final = re.compile(r"[;\n|]")
_BINDS: Final = "\x01"
"""Stands between a given name and a family name that are told apart already."""
_MASKED: Final = re.compile("\x00(\\d+)\x00")
"""Stands for an aside that is told apart already."""
_TWO_WORDS: Final = re.compile(r"[^\W\d_]+ [^\W\d_]+")
"""A name and nothing else, as most cells are."""
_TERM: Final = re.compile(r"(dal|da|from|since|al|fino al|to|until)\s+(.+)", re.IGNORECASE)
_ROLES: Final = (
    ("rappresentante", MemberRole.REPRESENTATIVE), ("representative", MemberRole.REPRESENTATIVE),
    ("president", MemberRole.REPRESENTATIVE), ("referent", MemberRole.CONTACT), ("contatt", MemberRole.CONTACT),
    ("contact", MemberRole.CONTACT), ("volontari", MemberRole.VOLUNTEER), ("volunteer", MemberRole.VOLUNTEER),
    ("soci", MemberRole.MEMBER), ("membr", MemberRole.MEMBER), ("member", MemberRole.MEMBER),
)  # fmt: skip
_PLAIN_ROLES: Final = frozenset(
    (
        "rappresentante", "rappresentante legale", "legale rappresentante", "representative", "referente", "referenti",
        "persona di contatto", "contact person", "volontario", "volontaria", "volunteer", "socio", "socia", "membro",
        "member", "contatto", "contact",
    )
)  # fmt: skip
_GIVEN_NAMES: Final = (
    "ada adele adriana adriano agnese aldo alessandra alessandro alessia alessio alice amina andrea angela angelo anna"
    " annamaria antonella antonia antonio arianna arturo beatrice bianca bruna bruno camilla carla carlo carmela"
    " caterina cecilia cesare chiara cinzia claudia claudio cristina cristian daniela daniele dario davide debora"
    " diego domenico donatella edoardo elena eleonora elisa elisabetta emanuela emanuele emilia emilio enrica enrico"
    " enzo erica ernesto eva fabio fabrizio fatima federica federico filippo fiorella francesca francesco franca"
    " franco gabriella gabriele gaia giacomo gianni gianluca gina ginevra giorgia giorgio giovanna giovanni giulia"
    " giulio giuseppe giuseppina grazia graziella guido hassan ida ilaria ines irene ivan ivana jacopo laura lea"
    " leonardo lidia lina lisa livia lorenzo loredana luca lucia luciano luciana ludovica luigi luigina luisa maddalena"
    " manuela mara marcella marcello marco margherita maria marina mario marta martina massimo matilde matteo maura"
    " maurizio mauro michela michele mihaela milena mirella mohamed monica nadia natalia nicola nicoletta nina noemi"
    " olga omar oreste ornella oscar osvaldo paola paolo patrizia piera piero pietro pina raffaele raffaella renata"
    " renato rita roberta roberto rocco rosa rosanna rosaria rossana salvatore samuele sandra sandro sara sebastiano"
    " serena sergio silvana silvia silvio simona simone sofia sonia stefania stefano susanna teresa tiziana tommaso"
    " ugo umberto valentina valeria valerio vera veronica vincenzo virginia vito vittoria vittorio viviana walter"
    " youssef zoe"
)
_GIVEN: Final = frozenset(_GIVEN_NAMES.split())
"""Given names common in Torino's houses: they tell «Rossi Mario» from «Mario Rossi»."""


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person as a cell names them."""

    given_name: str
    family_name: str = ""
    role: MemberRole | None = None
    duty: str = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def key(self) -> str:
        """The folded name, given name first."""
        return folded(f"{self.given_name} {self.family_name}")


def people_in(text: str) -> list[NamedPerson]:
    """Everyone named in a cell, in its order; nobody when no name can be read in it."""
    if _TWO_WORDS.fullmatch(text):
        return [NamedPerson(*split_name(text))]
    if (written := _written_here(text)) is not None:
        return written
    found = [person for part in _parts(text) if (person := _person(part)) is not None]
    return list({person.key: person for person in reversed(found)}.values())[::-1]


def _written_here(text: str) -> list[NamedPerson] | None:
    """The people of a cell that the app itself wrote («Esempio, Ada (referente, dal 2024-03-01)»), None for another."""
    found = []
    for item in of_cell(text):
        role = value_of(MemberRole, item.details[0]) if item.details else None
        if role is None:
            return None
        days: dict[str, date] = {}
        duty = ""
        for detail in item.details[1:]:
            period = _PERIOD.fullmatch(detail)
            if period:
                days[period[1]] = date.fromisoformat(period[2])
            else:
                duty = detail
        family, comma, given = item.text.partition(", ")
        if not comma:
            given, family = (item.text, "") if _is_given(item.text) else split_name(item.text)
        found.append(NamedPerson(given, family, role, duty, since=days.get("dal"), until=days.get("al")))
    return found or None


def split_name(text: str) -> tuple[str, str]:
    """A name as given and family name: «Rossi Mario», «ROSSI Mario», «Rossi M.», «Anna De Rosa»."""
    words = tidy(_TITLES.sub("", text.strip())).split()
    if not words:
        return "", ""
    if len(words) == 1:
        return words[0], ""
    if _family_comes_first(words):
        cut = len(words) - 1
        if cut > 1 and folded(words[cut - 1]) in _GIVEN and not _is_loud(words[cut - 1]):
            cut -= 1
        return " ".join(words[cut:]), " ".join(words[:cut])
    cut = 1
    if len(words) > 2 and folded(words[1]) in _GIVEN:
        cut = 2
    return " ".join(words[:cut]), " ".join(words[cut:])


def role_of(text: str) -> tuple[MemberRole | None, str]:
    """A role and the duty that says more than it: «presidente» is who represents, and stays as the duty."""
    word = folded(text)
    role = next((role for part, role in _ROLES if part in word), None)
    return role, "" if word in _PLAIN_ROLES or not word else tidy(text)


def _is_given(text: str) -> bool:
    return all(folded(word) in _GIVEN for word in text.split())


def _family_comes_first(words: list[str]) -> bool:
    if folded(words[0]) in _PARTICLES:
        return True
    if _is_loud(words[0]) and not _is_loud(words[-1]):
        return True
    if _INITIAL.fullmatch(words[-1]):
        return not _INITIAL.fullmatch(words[0])
    return folded(words[0]) not in _GIVEN and folded(words[-1]) in _GIVEN


def _is_loud(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _parts(text: str) -> list[str]:
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found.group())
        return f"\x00{len(kept) - 1}\x00"

    masked = _ASIDE.sub(keep, text)  # commas in an aside part nobody
    lines = [line for line in _LINES.split(masked) if line.strip()]
    listed = len(lines) > 1 or bool(kept)
    if lines and all(_is_turned(line, listed) for line in lines):
        masked = "; ".join(_turned(line) for line in lines)
    parts = [part for part in _SEPARATORS.split(masked) if part.strip()]
    return [_MASKED.sub(lambda found: kept[int(found.group(1))], part) for part in parts]


def _is_turned(line: str, listed: bool) -> bool:
    """Whether a line is «Rossi, Mario» or «Esempio, Ada (referente)» rather than two people.

    `listed`: it stands in a list, or has something said behind it, as in the tables that the app itself writes.
    """
    family, comma, given = line.partition(",")
    words, others = family.split(), _MASKED.sub("", given).split()
    if not comma or "," in given or "\x00" in family or not words or not others:
        return False
    if folded(words[0]) in _GIVEN or len(others) > 2:
        return False
    known = folded(others[0]) in _GIVEN or _INITIAL.fullmatch(others[0]) is not None
    return known or (listed and len(others) == 1)


def _turned(line: str) -> str:
    family, _, given = line.partition(",")
    asides = "".join(found.group() for found in _MASKED.finditer(given))
    return f"{_MASKED.sub('', given).strip()} {_BINDS}{family.strip()} {asides}"


def _person(text: str) -> NamedPerson | None:
    asides = [piece for one, two in _ASIDE.findall(text) for piece in (one or two).split(",")]
    bare = _ASIDE.sub(" ", text)
    everything = " ".join((bare, *asides))
    addresses = tuple(mails(everything))
    phones = tuple(phone for found in _PHONE.findall(everything) if (phone := italian_phone(found)))
    role, duty = None, ""
    label, colon, rest = bare.partition(":")
    if colon and role_of(label)[0] is not None and rest.strip():
        (role, duty), bare = role_of(label), rest
    bare = _LABEL.sub("", _PHONE.sub(" ", _MAIL.sub(" ", bare)).strip())
    name, dash, after = bare.partition(" - ") if " - " in bare else bare.partition(" – ")
    if dash and after.strip():
        bare, asides = name, [*asides, after]
    since = until = None
    for aside in (piece.strip() for piece in asides):
        term = _TERM.fullmatch(aside)
        if term and (found := day(term.group(2))):
            since, until = (found, until) if term.group(1).startswith(("d", "s", "f")) else (since, found)
        elif aside and not _PHONE.search(aside) and "@" not in aside:
            one, said = role_of(aside)
            role, duty = role or one, duty or said
    words = bare.strip(" .,:-–")
    if not any(letter.isalpha() for letter in words) or any(letter.isdigit() for letter in words):
        return None
    given, bound, family = words.partition(_BINDS)
    if not bound:
        given, family = split_name(words)
    given, family = tidy(given), tidy(family)
    return NamedPerson(given, family, role, duty, addresses, phones, since, until) if given else None
