"""Care of the archive as files, as the application's ports see it: one small door to backup, export and doctor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.domain.permissions import Capability
from cocity_desktop.storage import permits, search
from cocity_desktop.storage.archive import Archive

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.health import Finding


@dataclass(frozen=True, slots=True)
class ArchiveKeeper:
    """Satisfies `application.services.Keeper`. What each method needs is loaded when it is asked for."""

    archive: Archive
    schemas: Path
    key_text: Callable[[], str]
    after_import: Callable[[], object] = tuple
    """What a file that was read in may have left to do: the copies of who was erased elsewhere."""

    def backup(self, out: Path) -> None:
        """See `application.services.Keeper.backup`."""
        from cocity_desktop.storage.backup import write_backup

        self._check(Capability.BACK_UP)
        write_backup(self.archive, out)

    def export(self, out: Path) -> None:
        """See `application.services.Keeper.export`."""
        from cocity_desktop.storage.archive_file import write_archive_file

        self._check(Capability.EXPORT_ARCHIVE)
        write_archive_file(self.archive, out)

    def import_file(self, file: Path) -> Changes:
        """See `application.services.Keeper.import_file`."""
        from cocity_desktop.storage.archive_file import import_archive_file

        self._check("import_archive")
        changes = import_archive_file(self.archive, file)
        self.after_import()
        return changes

    def examine(self) -> tuple[Finding, ...]:
        """See `application.services.Keeper.examine`."""
        from cocity_desktop.storage.doctor import examine_open

        return examine_open(self.archive)

    def public_key(self) -> str:
        """See `application.services.Keeper.public_key`."""
        return self.key_text()

    def last_backup(self) -> str:
        """See `application.services.Keeper.last_backup`."""
        from cocity_desktop.storage.backup import newest_backup

        return newest_backup(self.archive.files.directory)

    def tend(self) -> None:
        """See `application.services.Keeper.tend`."""
        search.tend(self.archive.database)
        self.archive.tender.tend()

    def may_restore(self) -> None:
        """See `application.services.Keeper.may_restore`."""
        self._check(Capability.RESTORE_ARCHIVE)

    def _check(self, name: str) -> None:
        with self.archive.reader():
            permits.check(self.archive.database.raw, self.archive.slot, name)
