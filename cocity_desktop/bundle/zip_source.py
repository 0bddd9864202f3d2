"""Reads a zip that may come from anyone, without unpacking it to disk.

By its own parser, because every difference between the directory at the end and the headers inside is a way to show
two readers two different files. References are to APPNOTE.TXT 6.3. All defects are collected; entries that cannot be trusted are left out.
"""

from __future__ import annotations

import stat
import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from cocity_desktop.bundle import names, zipformat
from cocity_desktop.bundle.defects import Defect, DefectCode
from cocity_desktop.bundle.source import CHUNK, Limits, UnreadableFileError, clashes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_END_SEARCH = (1 << 16) + 22
_U16, _U32 = 0xFFFF, 0xFFFFFFFF


class ZipEntry(NamedTuple):
    """An entry as the central directory tells it; `name` as decoded, `data` where its bytes begin."""

    name: str
    made_by: int
    needed: int
    flags: int
    method: int
    stamp: tuple[int, int]
    crc: int
    packed: int
    size: int
    attributes: int
    offset: int
    data: int = 0

    @property
    def is_folder(self) -> bool:
        return self.name.endswith("/")


class ZipSource:
    """The files of the one top folder of a zip."""

    is_zip = True

    def __init__(self, path: Path, limits: Limits) -> None:
        self.defects: list[Defect] = []
        self.sizes: dict[str, int] = {}
        self.folders: set[str] = set()
        self.folder = ""
        self._path = path
        self._limits = limits
        self._entries: dict[str, ZipEntry] = {}
        self._all: list[ZipEntry] = []
        self._end: tuple[int, ...] = ()
        self._directory = b""
        self._length = 0
        with path.open("rb", buffering=0) as file:
            self._read(file)

    def _fault(self, code: DefectCode, path: str = "", **details: object) -> None:
        self.defects.append(Defect(code, path, details))

    # --- The end record and the directory -----------------------------------------------------------------

    def _read(self, file: BinaryIO) -> None:
        self._length = file.seek(0, 2)
        start = self._find_end(file)
        if start is None:
            return
        count, size, offset = self._end[4], self._end[5], self._end[6]
        if count == _U16 or _U32 in {size, offset} or self._end[1:3] != (0, 0) or self._end[3] != count:
            self._fault(DefectCode.ZIP_UNSUPPORTED)
            return
        if offset + size > start:
            self._fault(DefectCode.ZIP_DAMAGED)
            return
        if offset + size != start:
            self._fault(DefectCode.ZIP_BYTES_OUTSIDE, bytes=start - offset - size)
        if count > self._limits.files or size > 64 << 20:
            self._fault(DefectCode.TOO_MANY_FILES, count=count, limit=self._limits.files)
            return
        file.seek(offset)
        self._directory = _exactly(file, size)
        self._parse_directory(count)
        self._check_entries(file, offset)

    def _find_end(self, file: BinaryIO) -> int | None:
        """Where the end record begins: the one whose comment reaches the end, else the last one found."""
        span = min(self._length, _END_SEARCH)
        file.seek(self._length - span)
        tail = _exactly(file, span)
        candidates = _positions(tail, zipformat.END_MAGIC, len(tail) - zipformat.END.size)
        if not candidates:
            file.seek(0)
            code = DefectCode.ZIP_TRUNCATED if file.read(4) == zipformat.LOCAL_MAGIC else DefectCode.NOT_A_ZIP
            self._fault(code)
            return None
        fields = {at: zipformat.END.unpack_from(tail, at) for at in candidates}
        whole = [at for at in candidates if at + 22 + fields[at][7] == len(tail)]
        at = (whole or candidates)[-1]
        self._end = fields[at]
        if not whole:
            self._fault(DefectCode.ZIP_BYTES_OUTSIDE, bytes=len(tail) - at - 22)
        elif self._end[7]:
            self._fault(DefectCode.ZIP_COMMENT, bytes=self._end[7])
        return self._length - span + at

    def _parse_directory(self, count: int) -> None:
        at, data = 0, self._directory
        while at + zipformat.CENTRAL.size <= len(data) and len(self._all) <= count:
            fields = zipformat.CENTRAL.unpack_from(data, at)
            if fields[0] != zipformat.CENTRAL_MAGIC:
                break
            end = at + zipformat.CENTRAL.size
            self._all.append(self._entry(fields, data[end : end + fields[10]]))
            at = end + fields[10] + fields[11] + fields[12]
        if at != len(data) or len(self._all) != count:
            self._fault(DefectCode.ZIP_DAMAGED, count=count, found=len(self._all))

    def _entry(self, fields: tuple[int, ...], raw: bytes) -> ZipEntry:
        return ZipEntry(
            name=self._decode(raw, fields[3]),
            made_by=fields[1],
            needed=fields[2],
            flags=fields[3],
            method=fields[4],
            stamp=(fields[5], fields[6]),
            crc=fields[7],
            packed=fields[8],
            size=fields[9],
            attributes=fields[15],
            offset=fields[16],
        )

    def _decode(self, raw: bytes, flags: int) -> str:
        """UTF-8 whatever the flag says; code page 437 where it cannot be (APPNOTE appendix D)."""
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp437")
            self._fault(DefectCode.NAME_ENCODING, name)
            return name
        if not flags & zipformat.UTF8_FLAG and not name.isascii():
            self._fault(DefectCode.NAME_ENCODING, name)
        return name

    # --- The entries --------------------------------------------------------------------------------------

    def _check_entries(self, file: BinaryIO, directory_at: int) -> None:
        self._find_folder()
        total = 0
        located: list[tuple[int, int, str]] = []
        for entry in self._all:
            placed = self._locate(file, entry, directory_at)
            if placed is not None:
                located.append((placed.offset, placed.data + placed.packed, placed.name))
            total += entry.size
            if placed is not None and self._acceptable(placed):
                self._keep(placed)
        if total > self._limits.total:
            self._fault(DefectCode.TOO_LARGE, size=total, limit=self._limits.total)
            self.sizes.clear()
        self._check_layout(located, directory_at)
        self.defects.extend(clashes(list(self.sizes)))

    def _find_folder(self) -> None:
        tops = sorted({entry.name.split("/", 1)[0] for entry in self._all if "/" in entry.name})
        stray = [entry.name for entry in self._all if "/" not in entry.name]
        with_bagit = [top for top in tops if any(entry.name == f"{top}/bagit.txt" for entry in self._all)]
        self.folder = (with_bagit or tops or [""])[0]
        if len(tops) != 1 or stray:
            others = [*stray, *(top for top in tops if top != self.folder)]
            self._fault(DefectCode.TOP_FOLDERS, folders=", ".join(others[:10]) or "–")

    def _locate(self, file: BinaryIO, entry: ZipEntry, directory_at: int) -> ZipEntry | None:
        """Compare the local header with the directory (APPNOTE 4.3.7); None when there is none where it should be."""
        file.seek(entry.offset)
        raw = file.read(zipformat.LOCAL.size)
        if (
            entry.offset + len(raw) > directory_at
            or len(raw) < zipformat.LOCAL.size
            or raw[:4] != zipformat.LOCAL_MAGIC
        ):
            self._fault(DefectCode.ZIP_DAMAGED, entry.name)
            return None
        local = zipformat.LOCAL.unpack(raw)
        name = file.read(local[9])
        data = entry.offset + zipformat.LOCAL.size + local[9] + local[10]
        if data + entry.packed > directory_at:
            self._fault(DefectCode.ZIP_TRUNCATED, entry.name)
            return None
        if not _agrees(local, name, entry):
            self._fault(DefectCode.ZIP_HEADERS_DIFFER, entry.name)
        return entry._replace(data=data)

    def _acceptable(self, entry: ZipEntry) -> bool:
        fault = self._entry_fault(entry)
        if fault is not None:
            self._fault(fault, entry.name)
        return fault is None

    def _entry_fault(self, entry: ZipEntry) -> DefectCode | None:
        if entry.flags & zipformat.ENCRYPTED_FLAGS:
            return DefectCode.ENCRYPTED
        if entry.method not in {zipformat.STORED, zipformat.DEFLATED} or _U32 in {entry.size, entry.packed}:
            return DefectCode.ZIP_UNSUPPORTED
        if entry.method == zipformat.STORED and entry.size != entry.packed:
            return DefectCode.ZIP_DAMAGED
        if entry.size > self._limits.ratio_from and entry.size > entry.packed * self._limits.ratio:
            return DefectCode.BOMB
        mode = entry.attributes >> 16
        if entry.made_by >> 8 == 3 and stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
            return DefectCode.NOT_A_FILE
        return DefectCode.UNSAFE_NAME if names.leaves_folder(entry.name) or "\\" in entry.name else None

    def _keep(self, entry: ZipEntry) -> None:
        top, _, path = entry.name.partition("/")
        if entry.is_folder:
            self.folders.add(path.rstrip("/"))
            if entry.size:
                self._fault(DefectCode.NOT_A_FILE, entry.name)
            return
        if path in self._entries and top == self.folder:
            self._fault(DefectCode.DUPLICATE_NAME, path)
        elif top == self.folder and path:
            self._entries[path] = entry
            self.sizes[path] = entry.size
            self.folders.add(path.partition("/")[0])

    def _check_layout(self, located: list[tuple[int, int, str]], directory_at: int) -> None:
        """Entries one after the other, nothing between, before or after them."""
        at, spare = 0, 0
        described = any(entry.flags & zipformat.DESCRIPTOR_FLAG for entry in self._all)
        for start, end, name in sorted(located):
            if start < at:
                self._fault(DefectCode.ZIP_OVERLAP, name)
            spare += max(start - at, 0)
            at = max(at, end)
        spare += max(directory_at - at, 0)
        allowed = 24 * len(self._all) if described else 0
        if spare > allowed and len(located) == len(self._all):
            self._fault(DefectCode.ZIP_BYTES_OUTSIDE, bytes=spare)

    # --- Contents -----------------------------------------------------------------------------------------

    def chunks(self, path: str) -> Iterator[bytes]:
        """See Source. The CRC is checked at the end, the declared size never exceeded."""
        entry = self._entries[path]
        crc = size = 0
        with self._path.open("rb", buffering=0) as file:
            for chunk in _unpacked(file, entry, path):
                crc, size = zlib.crc32(chunk, crc), size + len(chunk)
                yield chunk
        if size != entry.size or crc != entry.crc:
            raise UnreadableFileError(Defect(DefectCode.WRONG_CRC, path))

    def is_as_written(self, stamp: tuple[int, int]) -> bool:
        """Whether every byte that is not file content is the one `zipformat` would have written."""
        offset = 0
        entries: list[zipformat.Entry] = []
        with self._path.open("rb", buffering=0) as file:
            for found in self._all:
                entry = zipformat.Entry(found.name, found.crc, found.size, offset)
                header = zipformat.local_header(entry, stamp)
                file.seek(offset)
                if found.offset != offset or file.read(len(header)) != header:
                    return False
                entries.append(entry)
                offset += len(header) + found.size
            expected = zipformat.directory(entries, stamp, offset)
            file.seek(offset)
            return offset + len(expected) == self._length and file.read() == expected


def _exactly(file: BinaryIO, size: int) -> bytes:
    parts = []
    while size > 0 and (part := file.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _positions(data: bytes, magic: bytes, last: int) -> list[int]:
    found, at = [], data.find(magic)
    while 0 <= at <= last:
        found.append(at)
        at = data.find(magic, at + 1)
    return found


def _agrees(local: tuple[int, ...], name: bytes, entry: ZipEntry) -> bool:
    flags_and_method = (local[2], local[3], (local[4], local[5])) == (entry.flags, entry.method, entry.stamp)
    sizes = (local[6], local[7], local[8])
    described = bool(entry.flags & zipformat.DESCRIPTOR_FLAG) and sizes == (0, 0, 0)
    same_name = name in {entry.name.encode("utf-8", "replace"), entry.name.encode("cp437", "replace")}
    return flags_and_method and same_name and (described or sizes == (entry.crc, entry.packed, entry.size))


def _unpacked(file: BinaryIO, entry: ZipEntry, path: str) -> Iterator[bytes]:
    file.seek(entry.data)
    packed = _ranged(file, entry.packed)
    if entry.method == zipformat.STORED:
        yield from packed
        return
    try:
        yield from _inflated(packed, entry.size)
    except zlib.error as error:
        raise UnreadableFileError(Defect(DefectCode.ZIP_DAMAGED, path)) from error


def _ranged(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (chunk := file.read(min(CHUNK, size))):
        size -= len(chunk)
        yield chunk


def _inflated(packed: Iterator[bytes], size: int) -> Iterator[bytes]:
    """At most one byte more than `size`, whatever the stream would give."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    left = size + 1
    for chunk in packed:
        rest = chunk
        while left > 0 and not unpacker.eof:
            out = unpacker.decompress(rest, min(CHUNK, left))
            rest = unpacker.unconsumed_tail
            left -= len(out)
            if not out and not rest:
                break
            yield out
    if not unpacker.eof:
        raise zlib.error("the stream does not end")
