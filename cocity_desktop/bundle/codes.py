"""The two short codes of a delivery, made to be printed on paper and read aloud on the phone.

Sixteen characters of Crockford's base 32 in four groups: fourteen carry the first 70 bits of a SHA-512, the last
two are the check characters of a Reed-Solomon code over GF(32). Any one or two wrong characters, hence also any
two swapped ones, are noticed. The two kinds of code use different check constants, so that one read in the place
of the other is noticed too (docs/bundle-format.md, "Codes").
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING

from cocity_desktop.bundle.formats import ATTACHMENTS, PACT_PATH, PROCESS_PATH

if TYPE_CHECKING:
    from collections.abc import Iterable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DATA_SYMBOLS = 14
_READ_AS = {"O": "0", "I": "1", "L": "1"}
_IGNORED = frozenset(" -–—.·\u00a0")

CONTENT_FILES = frozenset({PACT_PATH, PROCESS_PATH})


class CodeKind(StrEnum):
    """What a code stands for: what the pact says, or one exact file."""

    CONTENT = "content"
    FILE = "file"


class CodeFault(StrEnum):
    """Why a typed code is not taken."""

    LENGTH = "length"
    CHARACTER = "character"
    CHECK = "check"
    OTHER_KIND = "other_kind"


# Two symbols that no single wrong character can turn into (0, 0): a slip never looks like the other kind.
_CONSTANTS: dict[CodeKind, tuple[int, int]] = {CodeKind.CONTENT: (0, 0), CodeKind.FILE: (9, 22)}


def _field_tables() -> tuple[list[int], list[int]]:
    """Powers and logarithms of 2 in GF(32), reduced by x^5 + x^2 + 1."""
    powers, logarithms, value = [0] * 62, [0] * 32, 1
    for exponent in range(31):
        powers[exponent] = powers[exponent + 31] = value
        logarithms[value] = exponent
        value = (value << 1) ^ (0b100101 if value & 16 else 0)
    return powers, logarithms


_POWERS, _LOGARITHMS = _field_tables()


def _times(a: int, b: int) -> int:
    return _POWERS[_LOGARITHMS[a] + _LOGARITHMS[b]] if a and b else 0


def _checks(data: list[int]) -> tuple[int, int]:
    """The remainder of the data polynomial by (x - 2)(x - 4), highest power first."""
    linear, constant = 2 ^ 4, _times(2, 4)
    high = low = 0
    for symbol in data:
        lead = symbol ^ high
        high, low = low ^ _times(lead, linear), _times(lead, constant)
    return high, low


def encode(digest: bytes, kind: CodeKind) -> str:
    """The code of `digest` (at least 9 bytes): "K7QF-2M9D-0XTB-3W5H"."""
    number = int.from_bytes(digest[:9], "big") >> 2
    data = [(number >> (5 * place)) & 31 for place in range(DATA_SYMBOLS - 1, -1, -1)]
    checks = (check ^ constant for check, constant in zip(_checks(data), _CONSTANTS[kind], strict=True))
    text = "".join(ALPHABET[symbol] for symbol in (*data, *checks))
    return "-".join(text[start : start + 4] for start in range(0, 16, 4))


def content_code(hashes: Iterable[tuple[str, str]]) -> str:
    """The content code from (path, SHA-512 hex) pairs: those of documents that print the code are left out.

    It is the hash of the lines of manifest-sha512.txt about patto.json, percorso.json and the attachments.
    """
    lines = sorted((path, digest) for path, digest in hashes if is_content(path))
    text = "".join(f"{digest}  {path}\n" for path, digest in lines)
    return encode(hashlib.sha512(text.encode()).digest(), CodeKind.CONTENT)


def file_code(tag_manifest_sha512: str) -> str:
    """The file code from the SHA-512 (hex) of tagmanifest-sha512.txt."""
    return encode(bytes.fromhex(tag_manifest_sha512), CodeKind.FILE)


def is_content(path: str) -> bool:
    """Whether the content code covers this path of the manifest (as written there)."""
    return path in CONTENT_FILES or path.startswith(ATTACHMENTS)


def _symbols(text: str) -> list[int] | CodeFault:
    # Only ASCII is put in capitals: "ß" would become two letters, "ı" another one.
    capitals = (letter.upper() if letter.isascii() else letter for letter in text if letter not in _IGNORED)
    letters = [_READ_AS.get(letter, letter) for letter in capitals]
    if any(letter not in ALPHABET for letter in letters):
        return CodeFault.CHARACTER
    if len(letters) != DATA_SYMBOLS + 2:
        return CodeFault.LENGTH
    return [ALPHABET.index(letter) for letter in letters]


def _is_kind(symbols: list[int], kind: CodeKind) -> bool:
    found = tuple(check ^ c for check, c in zip(symbols[DATA_SYMBOLS:], _CONSTANTS[kind], strict=True))
    return found == _checks(symbols[:DATA_SYMBOLS])


def parse_code(text: str, kind: CodeKind) -> str | CodeFault:
    """The code as `encode` writes it, from what a person typed: any case, spaces or dashes, O for 0, I or L for 1.

    Returns the fault, never raises: a code of the other kind is told apart from a mistyped one.
    """
    symbols = _symbols(text)
    if isinstance(symbols, CodeFault):
        return symbols
    if _is_kind(symbols, kind):
        letters = "".join(ALPHABET[symbol] for symbol in symbols)
        return "-".join(letters[start : start + 4] for start in range(0, 16, 4))
    other = next(k for k in CodeKind if k is not kind)
    return CodeFault.OTHER_KIND if _is_kind(symbols, other) else CodeFault.CHECK
