"""What an examination of the archive's files says, control by control."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class HealthCode(StrEnum):
    """The controls, in the order they are made. Their words stand in `defect_messages`."""

    DIRECTORY = "directory"
    FREE_SPACE = "free_space"
    LOCK = "lock"
    KEY_FILE = "key_file"
    PASSPHRASE = "passphrase"
    DATABASE = "database"
    SCHEMA = "schema"
    STRUCTURE = "structure"
    REFERENCES = "references"
    JOURNAL = "journal"
    CONTENTS = "contents"
    LAST_BACKUP = "last_backup"


@dataclass(frozen=True, slots=True)
class Finding:
    """One control of the archive's files. `details` fill the words of its `code`."""

    code: HealthCode
    ok: bool
    details: Mapping[str, object]
