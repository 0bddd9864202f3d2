"""Normal forms of phones, mails and addresses, as Italians write them: equal when they reach the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cocity_desktop.domain.naming import ARTICLES, word_set, words

_NO_DIGIT: Final = re.compile(r"\D+")
_SHORTEST_PHONE: Final = 6
_GOOGLE: Final = frozenset(("gmail.com", "googlemail.com"))


def phone_key(text: str) -> str:
    """The digits that are dialled, without Italy's prefix; a foreign number keeps «+». "" for what is no number.

    Italian numbers keep their leading 0 from abroad too (ITU-T E.164, piano nazionale di numerazione).
    """
    digits = _NO_DIGIT.sub("", text)
    foreign = text.strip().startswith(("+", "00"))
    if foreign and digits.startswith("00"):
        digits = digits[2:]
    if foreign and digits.startswith("39"):
        digits, foreign = digits[2:], False
    elif len(digits) == 12 and digits.startswith("393"):
        digits = digits[2:]
    if len(digits) < _SHORTEST_PHONE:
        return ""
    return f"+{digits}" if foreign else digits


def mail_key(text: str) -> str:
    """A mail address in small letters; one of Google's without its dots and «+…», which it ignores itself. "" for none."""
    mail = text.strip().strip("<>").removeprefix("mailto:").casefold()
    box, at, host = mail.rpartition("@")
    if not box or not at or "." not in host or " " in mail:
        return ""
    if host in _GOOGLE:
        return f"{box.partition('+')[0].replace('.', '')}@gmail.com"
    return mail


_STREETS: Final = {
    "via": "via v", "corso": "corso cso c so cors", "piazza": "piazza pza pzza p", "largo": "largo lgo",
    "strada": "strada str stradale", "viale": "viale vle", "vicolo": "vicolo vic", "piazzale": "piazzale ple pzle",
    "lungo": "lungodora lungopo lungo", "borgo": "borgo", "salita": "salita", "galleria": "galleria gall",
}  # fmt: skip
_STREET_OF: Final = {
    form: street for street, forms in _STREETS.items() for form in forms.split() if form not in {"so", "o"}
}
_ABBREVIATED: Final = re.compile(r"\b([cpvl])\s?\.\s?(so|za|zza|le|go|zle)\b\.?", re.IGNORECASE)
_NUMBER_WORDS: Final = word_set("n nr no num numero civico civ snc")
_NUMBER: Final = re.compile(r"\d{1,4}[a-z]?")
_LETTER: Final = word_set("a b c d e bis ter int")
_VIA: Final = re.compile(r"^\s*v\.\s*(?=\w)(?!le\b)", re.IGNORECASE)
_POSTCODE: Final = re.compile(r"\b\d{5}\b.*$", re.DOTALL)
_PROVINCE: Final = re.compile(r"\(\s*[A-Za-z]{2}\s*\)")


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart: what kind of street ("" when not said), its name's words, the number («12b»)."""

    street: str
    name: tuple[str, ...]
    number: str

    @property
    def key(self) -> str:
        """What finds writings of one address: the name's last word, which nobody shortens, and the number."""
        return f"{self.name[-1]} {self.number}" if self.name else ""


@lru_cache(maxsize=65_536)
def address_form(text: str, city: str = "torino") -> Address:
    """The normal form of an address in `city`: «C.so A. Picco n. 12/B, 10131 Torino» → corso, (a, picco), 12b."""
    bare = _POSTCODE.sub(" ", _written_out(text) if "." in text else text)
    bare = _PROVINCE.sub(" ", bare) if "(" in bare else bare
    parts = [word for word in words(bare) if word != city and word not in _NUMBER_WORDS]
    street = _STREET_OF.get(parts[0], "") if parts else ""
    rest = parts[1:] if street else parts
    cut = next((i for i, word in enumerate(rest) if i and _NUMBER.fullmatch(word)), len(rest))
    number = "".join(rest[cut : cut + 1])
    if len(rest) > cut + 1 and rest[cut + 1] in _LETTER:
        number += rest[cut + 1]
    name = tuple(word for word in rest[:cut] if word not in ARTICLES or len(word) == 1)
    return Address(street, name, number)


def _written_out(text: str) -> str:
    """Without the dots of streets; «v.» goes first, before «v. C. Pedrotti» is taken for the initials V. C."""
    return _ABBREVIATED.sub(r"\1\2 ", _VIA.sub("via ", text))


def same_address(one: Address, other: Address) -> bool:
    """Whether two may be one address: number and last word equal, kinds of street not at odds, no other first name."""
    if not one.name or not other.name or one.number != other.number or one.name[-1] != other.name[-1]:
        return False
    if one.street and other.street and one.street != other.street:
        return False
    before, behind = one.name[:-1], other.name[:-1]
    return not before or not behind or any(a[0] == b[0] for a in before for b in behind)
