"""Writes a delivery: one zip with one BagIt 1.0 folder, signed, the same bytes wherever it is made.

What the content code covers is written first, then the documents that print the code, then the tag files, the
manifest of these, and its signature; so every file is read once and nothing is kept but hashes. No order, date
or permission comes from the machine: see docs/bundle-format.md, "Same content, same bytes".
"""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from cocity_desktop.bundle import codes, minisign, names, tagfiles, viewer, zipformat
from cocity_desktop.bundle.atomic import AtomicFile, fault_of, free_bytes
from cocity_desktop.bundle.canonical import canonical_json
from cocity_desktop.bundle.formats import FORMAT, PACT_PATH, PAYLOAD_MANIFEST, PROCESS_PATH, TAG_MANIFEST
from cocity_desktop.bundle.model import BagInfo, BundleContent, Payload, WrittenBundle
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CHUNK = 1 << 20
_IN_MEMORY = 32 << 20
"""Larger files are streamed from disk, in two passes; smaller ones are held once."""
_WORTH_A_THREAD = 1 << 18
_ROOM_FOR_TEXTS = 4 << 20


def write_bundle(
    content: BundleContent,
    key: minisign.HouseKey,
    out: Path,
    viewer_parts: Path,
    space: Callable[[Path], int] = free_bytes,
) -> WrittenBundle:
    """Write `content`, signed by `key`, as the file `out`, replacing what is there only when all is on disk.

    `viewer_parts` is resources/viewer. Raises EnvironmentFault(DISK_FULL | FILE_UNWRITABLE | FILE_UNREADABLE),
    UserError(INVALID_VALUE) for a path that may not stand in a delivery, UserError(DELIVERY_TOO_LARGE).
    """
    _check_room(content, out, space)
    loading = minisign.load_aside()
    try:
        with AtomicFile(out) as file:
            written = _Assembly(file, content.info).write(content, key, viewer_parts, out)
            file.commit()
    finally:
        loading.join()
    return written


def _check_room(content: BundleContent, out: Path, space: Callable[[Path], int]) -> None:
    needed = _ROOM_FOR_TEXTS + sum(_known_size(payload) for payload in content.files)
    if needed > zipformat.MAX_BYTES:
        raise UserError(ErrorCode.DELIVERY_TOO_LARGE, limit=zipformat.MAX_BYTES)
    try:
        free = space(out.parent)
    except OSError as error:
        raise fault_of(error, out) from error
    if free < needed:
        raise EnvironmentFault(ErrorCode.DISK_FULL, path=str(out), needed=needed, free=free)


def _known_size(payload: Payload) -> int:
    if isinstance(payload.content, bytes):
        return len(payload.content)
    return _file_size(payload.content) if isinstance(payload.content, Path) else 0


def _unreadable(path: Path) -> EnvironmentFault:
    return EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path))


def _file_size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise _unreadable(path) from error


def _chunks_of(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb", buffering=0) as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise _unreadable(path) from error


def _read(path: Path) -> bytes:
    return b"".join(_chunks_of(path))


def info_fields(info: BagInfo, payload_oxum: str, content_code: str, key_name: str) -> list[tuple[str, str]]:
    """bag-info.txt: RFC 8493's reserved names first, then ours with their prefix."""
    created = info.created_text()
    return [
        ("Source-Organization", info.house_name),
        ("External-Description", info.pact_title),
        ("External-Identifier", info.delivery_id),
        ("Bag-Group-Identifier", info.pact_id),
        ("Bagging-Date", created[:10]),
        ("Payload-Oxum", payload_oxum),
        ("Bag-Software-Agent", info.software),
        ("Cocity-Format", FORMAT),
        ("Cocity-Folder", info.folder),
        ("Cocity-Version", str(info.version)),
        ("Cocity-Created", created),
        ("Cocity-Previous-File-Code", info.previous_file_code),
        ("Cocity-Content-Code", content_code),
        ("Cocity-Signing-Key", key_name),
    ]


class _Assembly:
    """One zip in the making: what was written so far, its hashes, and where the next entry begins."""

    def __init__(self, file: AtomicFile, info: BagInfo) -> None:
        if not names.is_folder(info.folder):
            raise UserError(ErrorCode.INVALID_VALUE, field=info.folder)
        self._file = file
        self._info = info
        self._stamp = zipformat.dos_moment(info.created_at)
        self._entries: list[zipformat.Entry] = []
        self._offset = 0
        self._whole = hashlib.sha256()
        self._taken: set[str] = set()
        self._payload: dict[str, str] = {}
        self._payload_size = 0
        self._tags: dict[str, str] = {}

    def write(
        self, content: BundleContent, key: minisign.HouseKey, viewer_parts: Path, out: Path
    ) -> WrittenBundle:
        """All entries in their order, then the directory."""
        fixed = (
            Payload(PACT_PATH, canonical_json(content.pact)),
            Payload(PROCESS_PATH, canonical_json(content.process)),
        )
        self._add_payload((*fixed, *content.files))
        content_code = codes.content_code(self._payload.items())
        self._add_payload(content.documents(content_code))
        page = viewer.render(viewer_parts, viewer.Facts.of(self._info, content.pact, content_code, key.name))
        tag_manifest = self._add_tags(page, content_code, key)
        self._finish()
        digest = hashlib.sha512(tag_manifest).hexdigest()
        return WrittenBundle(
            out, self._offset, self._whole.hexdigest(), digest, content_code, codes.file_code(digest)
        )

    def _add_payload(self, payloads: Iterable[Payload]) -> None:
        for payload in sorted(payloads, key=lambda each: each.path):
            if not payload.path.startswith("data/"):
                raise UserError(ErrorCode.INVALID_VALUE, field=payload.path)
            self._payload[payload.path] = self._add(payload)
            self._payload_size += self._entries[-1].size

    def _add_tags(self, page: bytes, content_code: str, key: minisign.HouseKey) -> bytes:
        oxum = f"{self._payload_size}.{len(self._payload)}"
        tags = {
            "LEGGIMI.html": page,
            "bag-info.txt": tagfiles.info_text(info_fields(self._info, oxum, content_code, key.name)),
            "bagit.txt": tagfiles.BAGIT,
            PAYLOAD_MANIFEST: tagfiles.manifest_text(self._payload),
            f"signatures/{key.name}.pub": key.public_text().encode(),
        }
        for path in sorted(tags):
            self._tags[path] = self._add(Payload(path, tags[path]))
        manifest = tagfiles.manifest_text(self._tags)
        self._add(Payload(TAG_MANIFEST, manifest))
        comment = minisign.trusted_comment(TAG_MANIFEST, int(self._info.created_at.timestamp()))
        signature = minisign.sign(key, manifest, comment)
        self._add(Payload(f"signatures/{key.name}.minisig", signature.encode()))
        return manifest

    def _add(self, payload: Payload) -> str:
        """Write one entry; gives its SHA-512."""
        self._claim(payload.path)
        content = payload.content
        if isinstance(content, Path):
            if _file_size(content) > _IN_MEMORY:
                return self._add_stream(payload.path, content)
            content = _read(content)
        elif not isinstance(content, bytes):
            content = content()
        return self._add_bytes(payload.path, content)

    def _claim(self, path: str) -> None:
        if names.name_fault(path) is not None or names.folded(path) in self._taken:
            raise UserError(ErrorCode.INVALID_VALUE, field=path)
        self._taken.add(names.folded(path))

    def _add_bytes(self, path: str, content: bytes) -> str:
        """The hash is made aside while this thread writes: both let go of the interpreter."""
        digest = hashlib.sha512()
        aside = Thread(target=digest.update, args=(content,)) if len(content) > _WORTH_A_THREAD else None
        if aside is None:
            digest.update(content)
        else:
            aside.start()
        try:
            self._header(path, zlib.crc32(content), len(content))
            view = memoryview(content)
            for start in range(0, len(view), CHUNK):
                self._put(view[start : start + CHUNK])
        finally:
            if aside is not None:
                aside.join()
        return digest.hexdigest()

    def _add_stream(self, path: str, source: Path) -> str:
        """Two passes over a large file; if it changed in between, the delivery is not made."""
        digest, crc, size = hashlib.sha512(), 0, 0
        for chunk in _chunks_of(source):
            digest.update(chunk)
            crc, size = zlib.crc32(chunk, crc), size + len(chunk)
        self._header(path, crc, size)
        again = hashlib.sha512()
        for chunk in _chunks_of(source):
            again.update(chunk)
            self._put(chunk)
        if again.digest() != digest.digest():
            raise _unreadable(source)
        return digest.hexdigest()

    def _header(self, path: str, crc: int, size: int) -> None:
        entry = zipformat.Entry(f"{self._info.folder}/{path}", crc, size, self._offset)
        if len(self._entries) >= zipformat.MAX_ENTRIES or self._offset + size > zipformat.MAX_BYTES:
            raise UserError(ErrorCode.DELIVERY_TOO_LARGE, limit=zipformat.MAX_BYTES)
        self._entries.append(entry)
        self._put(zipformat.local_header(entry, self._stamp))

    def _put(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        self._whole.update(data)
        self._offset += len(data)

    def _finish(self) -> None:
        self._put(zipformat.directory(self._entries, self._stamp, self._offset))
