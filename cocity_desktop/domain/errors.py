"""Everything that can be refused, as codes: the words live in `error_messages`, once, for window and command line."""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """Why something was refused. A test holds that each has words in every language."""

    REQUIRED = "required"
    NOT_FOUND = "not_found"
    INVALID_VALUE = "invalid_value"
    TOO_LONG = "too_long"
    INVALID_FISCAL_CODE = "invalid_fiscal_code"
    FISCAL_CODE_UNNEEDED = "fiscal_code_unneeded"
    INVALID_VAT_NUMBER = "invalid_vat_number"
    INVALID_EMAIL = "invalid_email"
    INVALID_GEOMETRY = "invalid_geometry"
    FEATURE_TWICE = "feature_twice"
    ALREADY_ATTACHED = "already_attached"
    MAP_FILE_UNKNOWN = "map_file_unknown"
    MAP_FILE_DAMAGED = "map_file_damaged"
    MAP_FILE_TOO_LARGE = "map_file_too_large"
    MAP_FILE_EMPTY = "map_file_empty"
    DATES_REVERSED = "dates_reversed"
    ALREADY_A_MEMBER = "already_a_member"
    STILL_REFERENCED = "still_referenced"
    MERGE_OF_ERASED = "merge_of_erased"
    ENTRIES_BOTH_BIND = "entries_both_bind"
    REFERENCE_MISSING = "reference_missing"
    ILLEGAL_STEP = "illegal_step"
    REASON_REQUIRED = "reason_required"
    REFERENCE_REQUIRED = "reference_required"
    DATE_IN_FUTURE = "date_in_future"
    MINUTES_APPROVED = "minutes_approved"
    MINUTES_LOCKED = "minutes_locked"
    MINUTES_NOT_LOCKED = "minutes_not_locked"
    MINUTES_CHANGED = "minutes_changed"
    MINUTES_UNDECIDED = "minutes_undecided"
    MINUTES_EMPTY = "minutes_empty"
    RESERVATIONS_MISSING = "reservations_missing"
    MEETING_NOT_HELD = "meeting_not_held"
    MEETING_NOT_CLOSED = "meeting_not_closed"
    REGULATION_UNKNOWN = "regulation_unknown"
    REGULATION_SYNTAX = "regulation_syntax"
    REGULATION_FIELD_MISSING = "regulation_field_missing"
    REGULATION_FIELD_UNKNOWN = "regulation_field_unknown"
    REGULATION_FIELD_WRONG = "regulation_field_wrong"
    REGULATION_CODE_TWICE = "regulation_code_twice"
    REGULATION_LINK_BROKEN = "regulation_link_broken"
    REGULATION_NOT_READ = "regulation_not_read"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOTHING_TO_REDO = "nothing_to_redo"
    UNDO_SUPERSEDED = "undo_superseded"
    PERSON_ERASED = "person_erased"
    ERASURE_UNCONFIRMED = "erasure_unconfirmed"
    UNDO_LEAVES_PAGE = "undo_leaves_page"
    PACT_INCOMPLETE = "pact_incomplete"
    PACT_EXISTS = "pact_exists"
    REPLY_INVALID = "reply_invalid"
    REPLY_OTHER_DELIVERY = "reply_other_delivery"
    REPLY_OTHER_ARTICLES = "reply_other_articles"
    REPLY_OTHER_VERSION = "reply_other_version"
    REPLY_ALREADY_THERE = "reply_already_there"
    REPLY_NOT_NEWEST = "reply_not_newest"
    VERSION_TAKEN = "version_taken"
    WRONG_PASSPHRASE = "wrong_passphrase"
    PASSPHRASE_TOO_SHORT = "passphrase_too_short"
    PASSPHRASES_DIFFER = "passphrases_differ"
    PASSPHRASE_TAKEN = "passphrase_taken"
    TOO_MANY_SLOTS = "too_many_slots"
    TOO_MANY_TRIES = "too_many_tries"
    LAST_PASSPHRASE = "last_passphrase"
    LAST_COORDINATOR = "last_coordinator"
    ACCOUNT_CLOSED = "account_closed"
    READ_ONLY_ROLE = "read_only_role"
    COORDINATOR_ONLY = "coordinator_only"
    ARCHIVE_MISSING = "archive_missing"
    ARCHIVE_EXISTS = "archive_exists"
    ARCHIVE_DAMAGED = "archive_damaged"
    ARCHIVE_NEWER = "archive_newer"
    ARCHIVE_LOCKED = "archive_locked"
    ARCHIVE_SUSPENDED = "archive_suspended"
    DIRECTORY_READ_ONLY = "directory_read_only"
    DISK_FULL = "disk_full"
    PHOTO_UNREADABLE = "photo_unreadable"
    PHOTO_TOO_LARGE = "photo_too_large"
    DELIVERY_TOO_LARGE = "delivery_too_large"
    FILE_UNREADABLE = "file_unreadable"
    FILE_UNWRITABLE = "file_unwritable"
    KEY_STORE_FAILED = "key_store_failed"
    MIGRATION_FAILED = "migration_failed"
    BACKUP_DAMAGED = "backup_damaged"
    ARCHIVE_FILE_NEWER = "archive_file_newer"
    ARCHIVE_FILE_SYNTAX = "archive_file_syntax"
    ARCHIVE_FILE_WRONG = "archive_file_wrong"
    ARCHIVE_FILE_ID_TWICE = "archive_file_id_twice"
    ARCHIVE_FILE_REFERENCE = "archive_file_reference"
    ARCHIVE_FILE_DAMAGED = "archive_file_damaged"
    ARCHIVE_OTHER_HOUSE = "archive_other_house"
    LIST_TOO_LONG = "list_too_long"
    TABLE_TOO_LARGE = "table_too_large"
    TABLE_TOO_MANY_ROWS = "table_too_many_rows"
    TABLE_TOO_MANY_COLUMNS = "table_too_many_columns"
    TABLE_UNPACKS_TOO_LARGE = "table_unpacks_too_large"
    TABLE_EMPTY = "table_empty"
    TABLE_ONLY_HEADINGS = "table_only_headings"
    TABLE_ENCODING = "table_encoding"
    TABLE_NOT_ONE = "table_not_one"
    TABLE_PICTURE = "table_picture"
    TABLE_LOCKED = "table_locked"
    TABLE_OLD_XLS = "table_old_xls"
    TABLE_DAMAGED = "table_damaged"
    TABLE_NO_SHEET = "table_no_sheet"
    TABLE_CELL_TOO_LONG = "table_cell_too_long"
    IMPORT_NO_NAME = "import_no_name"
    IMPORT_NO_REGISTER = "import_no_register"
    IMPORT_MAP_WRONG = "import_map_wrong"
    IMPORT_MEANING_TWICE = "import_meaning_twice"


class AppError(Exception):
    """A refusal with a code, the field it concerns (if any) and the facts its words need."""

    def __init__(self, code: ErrorCode, field: str | None = None, **details: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.field = field
        self.details = details

    def __str__(self) -> str:
        parts = [self.code.value]
        if self.field:
            parts.append(f"field={self.field}")
        return " ".join(parts)


class UserError(AppError):
    """What the person asked cannot be done as asked: shown beside the field it concerns."""


class EnvironmentFault(AppError):
    """The machine cannot do it now (disk, lock, damage): shown as a banner with something to do."""
