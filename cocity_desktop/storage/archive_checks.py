"""What must hold of the whole archive after a file was read in, asked of the tables at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.kinds import KINDS, ORDER
from cocity_desktop.domain.record import field_specs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.archive_reading import ArchiveContent


def check_house(raw: Any, content: ArchiveContent) -> None:
    """One archive is of one house. Raises UserError(ARCHIVE_OTHER_HOUSE, house: the name in the file)."""
    ours = {row[0] for row in raw.execute('SELECT id FROM "houses" WHERE alive = 1')}
    theirs = content.records["house"]
    if ours and theirs and not ours & theirs.keys():
        name = next(iter(theirs.values())).get("name", "")
        raise UserError(ErrorCode.ARCHIVE_OTHER_HOUSE, house=name)


def check_references(raw: Any) -> None:
    """Living records refer to living ones. Raises UserError(ARCHIVE_FILE_REFERENCE) on the first that does not."""
    for kind, entity_id, field, target in broken_references(raw):
        place = f"{KINDS[kind].PLURAL}/{entity_id}.{field}"
        raise UserError(ErrorCode.ARCHIVE_FILE_REFERENCE, place=place, value=target)


def broken_references(raw: Any) -> Iterator[tuple[str, EntityId, str, EntityId]]:
    """Kind and id of living records, field, and the id there that belongs to nobody alive."""
    for cls in ORDER:
        for spec in field_specs(cls):
            if spec.refers_to is not None:
                target = KINDS[spec.refers_to].PLURAL
                rows = raw.execute(
                    f'SELECT a.id, a."{spec.name}" FROM "{cls.PLURAL}" a'
                    f' LEFT JOIN "{target}" b ON b.id = a."{spec.name}"'
                    f' WHERE a.alive = 1 AND a."{spec.name}" IS NOT NULL AND ifnull(b.alive, 0) = 0 ORDER BY a.id'
                )
                for entity_id, missing in rows.fetchall():
                    yield cls.KIND, entity_id, spec.name, missing


def check_attachments(raw: Any) -> None:
    """The bytes of every attachment are there. Raises UserError(ARCHIVE_FILE_REFERENCE)."""
    for entity_id, sha256 in missing_contents(raw):
        place = f"attachments/{entity_id}.sha256"
        raise UserError(ErrorCode.ARCHIVE_FILE_REFERENCE, place=place, value=sha256)


def missing_contents(raw: Any) -> list[tuple[EntityId, str]]:
    """Living attachments without their bytes: id and hash."""
    rows = raw.execute(
        "SELECT a.id, a.sha256 FROM attachments a LEFT JOIN blob b ON b.sha256 = a.sha256"
        " WHERE a.alive = 1 AND b.sha256 IS NULL ORDER BY a.id"
    )
    return [(entity_id, sha256) for entity_id, sha256 in rows]
