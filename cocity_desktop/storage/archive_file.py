"""The whole archive as one open JSON file, and back: what a house can take away with it (docs/archive-format.md).

The same archive always gives the same bytes. Records are written as they are, and the journal beside them, so that
a file can be merged into another copy of the archive; what belongs to one device (its id, its keys) stays there.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.kinds import ORDER
from cocity_desktop.domain.record import moment_text
from cocity_desktop.storage import archive_merge, archive_reading, archive_upsert, schema
from cocity_desktop.storage.codec import codec_of, json_text
from cocity_desktop.storage.journal import CHANGE_FIELDS, OPERATION_FIELDS, all_changes, operation_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.domain.entity import Entity
    from cocity_desktop.storage.archive import Archive

FORMAT: Final = archive_reading.FORMAT
VERSION: Final = archive_reading.VERSION


def write_archive_file(archive: Archive, out: Path) -> None:
    """Write the whole archive to `out`, readable by anyone.

    Raises EnvironmentFault: DISK_FULL, DIRECTORY_READ_ONLY, FILE_UNWRITABLE.
    """
    with archive.reader():
        archive.host.write_file(out, export_chunks(archive.database.raw))


def export_chunks(raw: Any) -> Iterator[bytes]:
    """The file piece by piece, one record to a line. To be read inside one transaction."""
    yield _line(
        "{\n",
        f'"format":{json_text(FORMAT)},\n"version":{VERSION},\n"schema":{json_text(schema.SHIPPED.head)}',
    )
    for cls in ORDER:
        yield from _list(cls.PLURAL, _records(raw, cls))
    yield from _list("changes", _changes(raw))
    yield from _list("operations", _operations(raw))
    yield from _list("contents", _contents(raw))
    yield b"\n}\n"


def import_archive_file(archive: Archive, file: Path) -> Changes:
    """Merge a file into the archive, in one transaction; reading it twice changes nothing.

    A file with a journal is merged operation by operation and leaves no change of its own: `change_id` is None and
    `touched` says what is new. One without (written by another program) becomes one change, "import_archive".

    Raises UserError: ARCHIVE_FILE_* with the place of the fault, ARCHIVE_OTHER_HOUSE; EnvironmentFault:
    FILE_UNREADABLE, DISK_FULL.
    """
    content = archive_reading.read(file)
    if content.operations:
        return archive_merge.merge(archive, content)
    return archive_upsert.upsert(archive, content)


def ordered_json(value: dict[str, Any]) -> str:
    """One record: its fields in the order they are declared, each value in its one written form."""
    return "{" + ",".join(f"{json_text(key)}:{json_text(item)}" for key, item in value.items()) + "}"


def _line(*parts: str) -> bytes:
    return "".join(parts).encode()


def _list(name: str, items: Iterable[str]) -> Iterator[bytes]:
    yield _line(f',\n"{name}":[')
    for number, item in enumerate(items):
        yield _line(",\n" if number else "\n", item)
    yield b"]"


def _records(raw: Any, cls: type[Entity]) -> Iterator[str]:
    """Living records by id; removed ones are in the journal only."""
    codec = codec_of(cls)
    for row in raw.execute(f"{codec.select_sql} WHERE alive = 1 ORDER BY id"):
        yield ordered_json({"id": row[0], **codec.plain(row[2:])})


def _changes(raw: Any) -> Iterator[str]:
    for change in all_changes(raw):
        values = {name: getattr(change, name) for name in CHANGE_FIELDS}
        yield ordered_json({**values, "at": moment_text(change.at)})


def _operations(raw: Any) -> Iterator[str]:
    """The value is JSON in its one written form already."""
    place = OPERATION_FIELDS.index("value")
    for row in operation_rows(raw):
        texts = [text if i == place else json_text(text) for i, text in enumerate(row)]
        yield (
            "{"
            + ",".join(f'"{name}":{text}' for name, text in zip(OPERATION_FIELDS, texts, strict=True))
            + "}"
        )


def _contents(raw: Any) -> Iterator[str]:
    for sha256, size, content in raw.execute("SELECT sha256, size, content FROM blob ORDER BY sha256"):
        yield ordered_json({"sha256": sha256, "size": size, "base64": base64.b64encode(content).decode()})
