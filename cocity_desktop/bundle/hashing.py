"""Reads every file of a bag once, by two threads: hashing lets go of the interpreter, and machines have two cores."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from threading import Thread
from typing import TYPE_CHECKING

from cocity_desktop.bundle.defects import Defect
from cocity_desktop.bundle.source import Source, UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_WORTH_A_THREAD = 1 << 20


@dataclass(slots=True)
class Readings:
    """What was found: hashes in hexadecimal by path and algorithm, the bytes asked for, what could not be read."""

    digests: dict[str, dict[str, str]] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)


def read_files(source: Source, wanted: Mapping[str, Collection[str]], keep: Collection[str] = ()) -> Readings:
    """Hash each path of `wanted` by its algorithms (hashlib names), keeping the bytes of those in `keep`."""
    found = Readings()
    queue = sorted(wanted, key=lambda path: source.sizes[path])
    total = sum(source.sizes[path] for path in queue)

    def work() -> None:
        while True:
            try:
                path = queue.pop()
            except IndexError:
                return
            _read_one(source, path, wanted[path], path in keep, found)

    helper = Thread(target=work) if total > _WORTH_A_THREAD and len(queue) > 1 else None
    if helper is not None:
        helper.start()
    work()
    if helper is not None:
        helper.join()
    return found


def _read_one(source: Source, path: str, algorithms: Collection[str], keep: bool, found: Readings) -> None:
    hashers = [hashlib.new(name) for name in algorithms]
    kept: list[bytes] = []
    try:
        for chunk in source.chunks(path):
            for hasher in hashers:
                hasher.update(chunk)
            if keep:
                kept.append(chunk)
    except UnreadableFileError as error:
        found.defects.append(error.defect)
        return
    found.digests[path] = {name: hasher.hexdigest() for name, hasher in zip(algorithms, hashers, strict=True)}
    if keep:
        found.kept[path] = b"".join(kept)


def read_small(source: Source, path: str, limit: int) -> bytes | None:
    """A tag file whole, or None when it is larger than `limit`. Raises UnreadableFileError."""
    if source.sizes[path] > limit:
        return None
    return b"".join(source.chunks(path))
