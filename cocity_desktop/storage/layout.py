"""The files of an archive and where they lie in its directory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ArchiveFiles:
    """The names inside one data directory. None of them need exist."""

    directory: Path

    @property
    def database(self) -> Path:
        """The encrypted database; `-wal` and `-shm` beside it while it is open."""
        return self.directory / "archive.db"

    @property
    def coming(self) -> Path:
        """The database under another key, while that is being changed."""
        return self.directory / "archive.db.coming"

    @property
    def key(self) -> Path:
        """The wrapped database key (system.key_file)."""
        return self.directory / "archive.key.json"

    @property
    def lock(self) -> Path:
        """Held while a process has the archive open."""
        return self.directory / "archive.lock"

    @property
    def backups(self) -> Path:
        """Copies the app makes by itself."""
        return self.directory / "backups"

    def side_files(self) -> tuple[Path, Path]:
        """The write-ahead log and its index."""
        return (self.database.with_name("archive.db-wal"), self.database.with_name("archive.db-shm"))

    def exists(self) -> bool:
        """Whether there is an archive here."""
        return self.database.exists()

    def last_backup(self) -> Path | None:
        """The newest of the app's own copies, by the moment in its name."""
        return max(self.backups.glob("*.zip"), default=None, key=lambda path: path.name)
