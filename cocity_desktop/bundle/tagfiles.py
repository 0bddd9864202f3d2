"""The small text files of a bag: bagit.txt, bag-info.txt and the manifests, written and parsed (RFC 8493 §2)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.bundle.defects import Defect, DefectCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
LENGTHS = {"md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128}
"""Hexadecimal digits of each checksum that is understood."""


def encode_path(path: str) -> str:
    """CR, LF and "%" as percent-escapes (RFC 8493 §2.1.3)."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


_ESCAPE = re.compile(r"%(0[AaDd]|25)")


def decode_path(path: str, *, percent: bool) -> str:
    """The reverse; `percent` says whether "%25" is an escape too (it is from version 1.0 on)."""
    escapes = {"0A": "\n", "0D": "\r", "25": "%" if percent else "%25"}
    return _ESCAPE.sub(lambda match: escapes[match[1].upper()], path)


def manifest_text(hashes: Mapping[str, str]) -> bytes:
    """A manifest of path to hash, sorted by path: the form `sha512sum -c` reads."""
    return "".join(f"{hashes[path]}  {encode_path(path)}\n" for path in sorted(hashes)).encode()


def info_text(fields: Iterable[tuple[str, str]]) -> bytes:
    """bag-info.txt, one line a field whatever white space the value has. Empty values are left out."""
    lines = ((name, " ".join(value.split())) for name, value in fields)
    return "".join(f"{name}: {value}\n" for name, value in lines if value).encode()


@dataclass(slots=True)
class TagFields:
    """The fields of a tag file in order, and what was wrong with it."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    bad_lines: list[int] = field(default_factory=list)

    def first(self, name: str) -> str | None:
        """The first value under `name`, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.pairs if key.lower() == wanted), None)


def split_lines(text: str) -> list[str]:
    """Lines ended by LF, CR or CRLF (RFC 8493 §2.1.3), and by nothing else."""
    return re.split(r"\r\n|\r|\n", text)


def parse_fields(text: str) -> TagFields:
    """`Name: value` lines, folded lines joined by a space (RFC 8493 §2.2.2)."""
    found = TagFields()
    for number, line in enumerate(split_lines(text), 1):
        if not line.strip():
            continue
        if line[0] in " \t" and found.pairs:
            name, value = found.pairs[-1]
            found.pairs[-1] = (name, f"{value} {line.strip()}".strip())
            continue
        name, colon, value = line.partition(":")
        if not colon or not name.strip():
            found.bad_lines.append(number)
            continue
        found.pairs.append((name.strip(), value.strip()))
    return found


class ManifestLine(NamedTuple):
    """One line: the hash in lower case and the path as decoded. `star` and `dot` mark md5sum's way of writing."""

    number: int
    digest: str
    path: str
    star: bool
    dot: bool


_LINE = re.compile(r"(\S+)[ \t]+(\*?)(.+)", re.DOTALL)


def parse_manifest(text: str, *, percent: bool) -> tuple[list[ManifestLine], list[int]]:
    """The lines and the numbers of those that are none. Blank lines are skipped."""
    lines: list[ManifestLine] = []
    bad: list[int] = []
    for number, line in enumerate(split_lines(text), 1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            bad.append(number)
            continue
        dot = match[3].startswith("./")
        path = decode_path(re.sub(r"^(\./)+", "", match[3]), percent=percent)
        lines.append(ManifestLine(number, match[1].lower(), path, bool(match[2]), dot))
    return lines, bad


def is_digest(text: str, algorithm: str) -> bool:
    """Whether `text` has the shape of a hash by `algorithm`."""
    return len(text) == LENGTHS[algorithm] and re.fullmatch(r"[0-9a-f]+", text) is not None


_OXUM = re.compile(r"(\d{1,18})\.(\d{1,9})", re.ASCII)


def oxum_defect(text: str, size: int, count: int, path: str) -> Defect | None:
    """Compare a Payload-Oxum (bytes.files) with what is there (RFC 8493 §2.2.2)."""
    match = _OXUM.fullmatch(text)
    if match is None:
        return Defect(DefectCode.INFO_FIELD, path, {"field": "Payload-Oxum", "value": text})
    if (int(match[1]), int(match[2])) == (size, count):
        return None
    return Defect(DefectCode.WRONG_OXUM, path, {"expected": text, "found": f"{size}.{count}"})
