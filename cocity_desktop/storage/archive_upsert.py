"""Reads in a file without a journal, written by another program: its records become one change of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.kinds import KINDS, ORDER
from cocity_desktop.storage import erasure_merge
from cocity_desktop.storage.archive_checks import check_house

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.storage.archive import Archive
    from cocity_desktop.storage.archive_reading import ArchiveContent

LABEL: Final = "import_archive"


def upsert(archive: Archive, content: ArchiveContent) -> Changes:
    """Records of the file are made, brought back or changed; fields it leaves out keep their value.

    Raises UserError: ARCHIVE_FILE_WRONG, ARCHIVE_FILE_REFERENCE, ARCHIVE_OTHER_HOUSE.
    """
    with archive.unit_of_work(archive.slot) as uow:
        check_house(archive.database.raw, content)
        erasure_merge.blot_records(archive.database.raw, content)
        for data in content.contents.values():
            uow.put_bytes(data)
        _check_attachments(archive.database.raw, content)
        for cls in ORDER:
            for number, (entity_id, values) in enumerate(content.records[cls.KIND].items()):
                try:
                    uow.put(cls, entity_id, values)
                except UserError as error:
                    place = f"{cls.PLURAL}[{number}].{error.field}"
                    raise UserError(ErrorCode.ARCHIVE_FILE_WRONG, place=place, value="–") from error
        try:
            return uow.commit(LABEL)
        except UserError as error:
            if error.code is not ErrorCode.REFERENCE_MISSING:
                raise
            place = f"{KINDS[str(error.details['of'])].PLURAL}/{error.details['record']}.{error.field}"
            raise UserError(
                ErrorCode.ARCHIVE_FILE_REFERENCE, place=place, value=error.details["id"]
            ) from error


def _check_attachments(raw: Any, content: ArchiveContent) -> None:
    """The bytes of an attachment come with the file or are there already. Raises UserError(ARCHIVE_FILE_REFERENCE)."""
    for number, values in enumerate(content.records["attachment"].values()):
        sha256 = values.get("sha256")
        found = raw.execute("SELECT 1 FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
        if sha256 is not None and found is None:
            place = f"attachments[{number}].sha256"
            raise UserError(ErrorCode.ARCHIVE_FILE_REFERENCE, place=place, value=sha256)
