"""What goes into a delivery, as plain data: the caller brings it from the archive, this package knows no tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

Content: TypeAlias = bytes | Path | Callable[[], bytes]
"""The bytes, where they lie, or a function that brings them when their turn comes (and is called once)."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A file of the delivery under its path in the bag ("data/allegati/planimetria.pdf")."""

    path: str
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class BagInfo:
    """What bag-info.txt says. `created_at` aware, `folder` the top folder (`names.folder_for`).

    `previous_file_code` is "" for the first delivery of a pact; `software` e.g. "Co-City Desktop 0.1".
    """

    house_name: str
    delivery_id: str
    pact_id: str
    pact_title: str
    version: int
    previous_file_code: str
    created_at: datetime
    software: str
    folder: str

    def created_text(self) -> str:
        """The moment in UTC, to the second: 2026-11-22T18:42:07Z. Raises ValueError for a naive one."""
        return utc_text(self.created_at)


def utc_text(moment: datetime) -> str:
    """ISO 8601 in UTC, to the second. Raises ValueError for a naive moment."""
    if moment.tzinfo is None:
        raise ValueError("naive datetime")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def no_documents(_content_code: str) -> Iterable[Payload]:
    """For a delivery without documents that print the content code."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleContent:
    """A delivery to write.

    `pact` and `process` become data/patto.json and data/percorso.json (schemas in resources/schemas). `files`
    are attachments and minutes, written as they come. `documents` is called once with the content code, when
    all that it covers has been hashed, and gives the files that print it (data/patto.pdf).
    """

    info: BagInfo
    pact: dict[str, Any]
    process: dict[str, Any]
    files: tuple[Payload, ...] = ()
    documents: Callable[[str], Iterable[Payload]] = no_documents


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """A delivery that is on disk. `size` in bytes; hashes in hexadecimal."""

    path: Path
    size: int
    sha256: str
    tag_manifest_sha512: str
    content_code: str
    file_code: str
