"""The plain verdict of RFC 8493 on any bag, ours or not: BagIt 0.93 to 1.0, every common algorithm, fetch.txt.

Kept apart from what a Co-City delivery asks on top (`reader`), so that a bag from elsewhere is judged by the RFC alone.
What the RFC merely advises against is a warning.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cocity_desktop.bundle import names, tagfiles
from cocity_desktop.bundle.defects import Defect, DefectCode
from cocity_desktop.bundle.hashing import Readings, read_files, read_small
from cocity_desktop.bundle.source import Limits, Source, UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Collection

_MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9_-]+)\.txt")
_DECLARATION = re.compile(
    r"BagIt-Version: (\d{1,4})\.(\d{1,4})(?:\r\n|\r|\n)"
    r"Tag-File-Character-Encoding: (\S+)(?:\r\n|\r|\n)?",
    re.ASCII,
)
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_ALIASES = {"sha3224": "sha3_224", "sha3256": "sha3_256", "sha3384": "sha3_384", "sha3512": "sha3_512"}


@dataclass(slots=True)
class Bag:
    """A bag as it was read. `payload` and `tags` map algorithm to {path as in the bag: hash as listed}."""

    version: tuple[int, int] = (1, 0)
    encoding: str = "utf-8"
    info: tagfiles.TagFields = field(default_factory=tagfiles.TagFields)
    payload: dict[str, dict[str, str]] = field(default_factory=dict)
    tags: dict[str, dict[str, str]] = field(default_factory=dict)
    readings: Readings = field(default_factory=Readings)
    texts: dict[str, bytes] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)
    warnings: list[Defect] = field(default_factory=list)


def inspect(source: Source, limits: Limits, keep: Collection[str] = ()) -> Bag:
    """Judge the bag in `source`, keeping the bytes of the files named in `keep`."""
    return _Inspection(source, limits).run(keep)


class _Inspection:
    """One bag under inspection; each step adds its defects and goes on."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._bag = Bag()
        self._by_normal = {names.normal(path): path for path in source.sizes}

    def run(self, keep: Collection[str]) -> Bag:
        self._declaration()
        self._info()
        for path in sorted(self._source.sizes):
            self._manifest(path)
        self._structure()
        self._complete()
        self._fetch()
        self._hashes(keep)
        return self._bag

    def _fault(self, code: DefectCode, path: str = "", **details: object) -> None:
        self._bag.defects.append(Defect(code, path, details))

    def _warn(self, code: DefectCode, path: str = "", **details: object) -> None:
        self._bag.warnings.append(Defect(code, path, details))

    # --- Tag files ----------------------------------------------------------------------------------------

    def _bytes(self, path: str) -> bytes | None:
        try:
            found = read_small(self._source, path, self._limits.tag_file)
        except UnreadableFileError as error:
            self._bag.defects.append(error.defect)
            return None
        if found is None:
            self._fault(
                DefectCode.TOO_LARGE, path, size=self._source.sizes[path], limit=self._limits.tag_file
            )
        else:
            self._bag.texts[path] = found
        return found

    def _text(self, path: str) -> str | None:
        """A tag file in the encoding that bagit.txt declares."""
        raw = self._bytes(path)
        if raw is None:
            return None
        try:
            text = raw.decode(self._bag.encoding)
        except (UnicodeDecodeError, UnicodeError):
            self._fault(DefectCode.TAG_ENCODING, path, encoding=self._bag.encoding)
            return None
        if text.startswith("\ufeff"):
            self._warn(DefectCode.BYTE_ORDER_MARK, path)
        return text.removeprefix("\ufeff")

    def _declaration(self) -> None:
        """bagit.txt (RFC 8493 §2.1.1): two lines in UTF-8, no byte order mark."""
        if "bagit.txt" not in self._source.sizes:
            self._fault(DefectCode.BAGIT_MISSING, "bagit.txt")
            return
        raw = self._bytes("bagit.txt")
        if raw is None:
            return
        if raw.startswith(codecs.BOM_UTF8):
            self._fault(DefectCode.BYTE_ORDER_MARK, "bagit.txt")
        match = _DECLARATION.fullmatch(raw.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace"))
        if match is None:
            self._fault(DefectCode.BAGIT_MALFORMED, "bagit.txt")
            return
        self._bag.version = (int(match[1]), int(match[2]))
        if not (0, 93) <= self._bag.version <= (1, 0):
            self._fault(DefectCode.BAGIT_VERSION, "bagit.txt", version=f"{match[1]}.{match[2]}")
        self._use_encoding(match[3])

    def _use_encoding(self, name: str) -> None:
        try:
            b"".decode(name)
            "".encode(name)
        except LookupError:
            self._fault(DefectCode.TAG_ENCODING, "bagit.txt", encoding=name)
            return
        self._bag.encoding = name

    def _info(self) -> None:
        """bag-info.txt (§2.2.2), package-info.txt before version 0.96. It may be missing."""
        path = "bag-info.txt" if self._bag.version >= (0, 96) else "package-info.txt"
        if path not in self._source.sizes:
            return
        text = self._text(path)
        if text is None:
            return
        self._bag.info = tagfiles.parse_fields(text)
        for number in self._bag.info.bad_lines:
            self._fault(DefectCode.INFO_MALFORMED, path, line=number)
        self._oxum(path)

    def _oxum(self, path: str) -> None:
        declared = self._bag.info.first("Payload-Oxum")
        if declared is None:
            return
        sizes = [size for name, size in self._source.sizes.items() if name.startswith("data/")]
        defect = tagfiles.oxum_defect(declared, sum(sizes), len(sizes), path)
        if defect is not None:
            self._bag.defects.append(defect)

    # --- Manifests ----------------------------------------------------------------------------------------

    def _manifest(self, path: str) -> None:
        match = _MANIFEST.fullmatch(path)
        if match is None:
            return
        algorithm = _ALIASES.get(match[2], match[2].replace("-", ""))
        if algorithm not in hashlib.algorithms_guaranteed or algorithm.startswith("shake"):
            self._warn(DefectCode.MANIFEST_ALGORITHM, path, algorithm=match[2])
            return
        text = self._text(path)
        if text is None:
            return
        lines, bad = tagfiles.parse_manifest(text, percent=self._bag.version >= (1, 0))
        for number in bad:
            self._fault(DefectCode.MANIFEST_LINE, path, line=number)
        listed = self._bag.tags if match[1] else self._bag.payload
        listed[algorithm] = self._entries(path, algorithm, lines, is_tags=bool(match[1]))

    def _entries(
        self, manifest: str, algorithm: str, lines: list[tagfiles.ManifestLine], *, is_tags: bool
    ) -> dict[str, str]:
        found: dict[str, str] = {}
        width = hashlib.new(algorithm).digest_size * 2
        for line in lines:
            if not self._usable(manifest, line, width, is_tags=is_tags):
                continue
            path = self._actual(line.path)
            if path in found and (found[path] != line.digest or self._bag.version >= (1, 0)):
                self._fault(DefectCode.MANIFEST_TWICE, manifest, file=path, line=line.number)
            elif path in found:
                self._warn(DefectCode.MANIFEST_TWICE, manifest, file=path, line=line.number)
            found.setdefault(path, line.digest)
        return found

    def _usable(self, manifest: str, line: tagfiles.ManifestLine, width: int, *, is_tags: bool) -> bool:
        if line.star or line.dot:
            self._warn(DefectCode.MD5SUM_STYLE, manifest, line=line.number)
        if re.fullmatch(rf"[0-9a-f]{{{width}}}", line.digest) is None:
            self._fault(DefectCode.MANIFEST_LINE, manifest, line=line.number)
            return False
        outside = names.leaves_folder(line.path) or line.path.startswith("data/") == is_tags
        if outside or (is_tags and line.path.startswith("tagmanifest-") and self._bag.version >= (1, 0)):
            self._fault(DefectCode.MANIFEST_PATH, manifest, file=line.path, line=line.number)
            return False
        return True

    def _actual(self, path: str) -> str:
        """The file that a manifest means, also when a system changed the composition of its name."""
        if path in self._source.sizes:
            return path
        found = self._by_normal.get(names.normal(path))
        if found is None:
            return path
        self._warn(DefectCode.NORMALIZATION_DIFFERS, found)
        return found

    # --- The whole ----------------------------------------------------------------------------------------

    def _structure(self) -> None:
        if "data" not in self._source.folders:
            self._fault(DefectCode.PAYLOAD_MISSING, "data")
        if not self._bag.payload:
            self._fault(DefectCode.MANIFEST_MISSING)
        self._bag.warnings.extend(self._same_when_normal())

    def _same_when_normal(self) -> list[Defect]:
        twice = [path for path in self._source.sizes if self._by_normal[names.normal(path)] != path]
        return [Defect(DefectCode.NORMALIZATION_DIFFERS, path) for path in sorted(twice)]

    def _complete(self) -> None:
        """Every payload file in a manifest (in each, from 1.0 on) and every listed file there (§3)."""
        there = {path for path in self._source.sizes if path.startswith("data/")}
        listed = set[str]().union(*self._bag.payload.values())
        for path in sorted(there - listed) if self._bag.payload else ():
            self._fault(DefectCode.FILE_EXTRA, path)
        if self._bag.version >= (1, 0):
            self._in_every_manifest(listed)
        tags = set[str]().union(*self._bag.tags.values())
        for path in sorted((listed | tags) - set(self._source.sizes)):
            self._fault(DefectCode.FILE_MISSING, path)

    def _in_every_manifest(self, listed: set[str]) -> None:
        for algorithm, entries in self._bag.payload.items():
            for path in sorted(listed - set(entries)):
                self._fault(DefectCode.FILE_NOT_IN_EVERY_MANIFEST, path, manifest=f"manifest-{algorithm}.txt")
        manifests = {p for p in self._source.sizes if (m := _MANIFEST.fullmatch(p)) and not m[1]}
        for algorithm, entries in self._bag.tags.items():
            for path in sorted(manifests - set(entries)):
                self._fault(
                    DefectCode.FILE_NOT_IN_EVERY_MANIFEST, path, manifest=f"tagmanifest-{algorithm}.txt"
                )

    def _fetch(self) -> None:
        """fetch.txt (§2.2.3): files to be got elsewhere. What is not here yet makes the bag incomplete."""
        if "fetch.txt" not in self._source.sizes:
            return
        listed = set[str]().union(*self._bag.payload.values())
        for number, line in enumerate(tagfiles.split_lines(self._text("fetch.txt") or ""), 1):
            if line.strip():
                self._fetch_line(number, line, listed)

    def _fetch_line(self, number: int, line: str, listed: set[str]) -> None:
        parts = line.strip().split(None, 2)
        if len(parts) != 3 or not _URL.fullmatch(parts[0]) or not re.fullmatch(r"\d+|-", parts[1], re.ASCII):
            self._fault(DefectCode.FETCH_LINE, "fetch.txt", line=number)
            return
        path = tagfiles.decode_path(parts[2], percent=self._bag.version >= (1, 0))
        if names.leaves_folder(path):
            self._fault(DefectCode.FETCH_LINE, "fetch.txt", line=number, file=path)
        elif path not in listed:
            add = self._fault if self._bag.version >= (1, 0) else self._warn
            add(DefectCode.FETCH_LINE, "fetch.txt", line=number, file=path)
        elif path not in self._source.sizes:
            self._fault(DefectCode.FILE_NOT_FETCHED, path, url=parts[0])

    def _hashes(self, keep: Collection[str]) -> None:
        wanted: dict[str, list[str]] = {path: [] for path in keep if path in self._source.sizes}
        for algorithm, path, _ in self._listed():
            if path in self._source.sizes:
                wanted.setdefault(path, []).append(algorithm)
        self._bag.readings = read_files(self._source, wanted, keep)
        self._bag.defects.extend(self._bag.readings.defects)
        for algorithm, path, digest in self._listed():
            found = self._bag.readings.digests.get(path, {}).get(algorithm)
            if found is not None and found != digest:
                self._fault(DefectCode.WRONG_HASH, path, algorithm=algorithm, expected=digest, found=found)

    def _listed(self) -> list[tuple[str, str, str]]:
        return [
            (algorithm, path, digest)
            for manifests in (self._bag.payload, self._bag.tags)
            for algorithm, entries in sorted(manifests.items())
            for path, digest in entries.items()
        ]
