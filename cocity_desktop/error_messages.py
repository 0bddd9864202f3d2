"""The words of every error code, in one place for the window and the command line.

They stand beside `localization` rather than inside `ui`, because the command line must say the same thing
without loading the window (docs/adr/0004).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import AppError, ErrorCode
from cocity_desktop.localization import _

if TYPE_CHECKING:
    from collections.abc import Callable

# The lambdas are called when an error is shown, so that the language is the one in use then.
_WORDS: dict[ErrorCode, Callable[[], str]] = {
    ErrorCode.REQUIRED: lambda: _("Fill this in."),
    ErrorCode.NOT_FOUND: lambda: _("This record is not in the archive."),
    ErrorCode.INVALID_VALUE: lambda: _("This value does not fit here."),
    ErrorCode.TOO_LONG: lambda: _("Too long: {limit} characters at most."),
    ErrorCode.INVALID_FISCAL_CODE: lambda: _(
        "This codice fiscale does not add up: check it letter by letter."
    ),
    ErrorCode.FISCAL_CODE_UNNEEDED: lambda: _(
        "The codice fiscale serves only for those who sign: first write that this person represents a group."
    ),
    ErrorCode.INVALID_VAT_NUMBER: lambda: _("This partita IVA does not add up: it has eleven digits."),
    ErrorCode.INVALID_EMAIL: lambda: _("This does not look like an e-mail address."),
    ErrorCode.INVALID_GEOMETRY: lambda: _("This shape cannot be kept: {reason}."),
    ErrorCode.ALREADY_ATTACHED: lambda: _("This file is here already, as “{name}”: one is kept."),
    ErrorCode.SIGNED_FILE_ALTERED: lambda: _(
        "This file was changed after it was signed: its signatures do not hold. Ask for it again."
    ),
    ErrorCode.SIGNED_FILE_WITHOUT_SIGNATURE: lambda: _(
        "There is no electronic signature in this file. If it is a scan of signed paper, say so."
    ),
    ErrorCode.SIGNED_FILE_OF_ANOTHER_PACT: lambda: _("This is a signed pact, but another one."),
    ErrorCode.SIGNED_FILE_UNREADABLE: lambda: _(
        "This is neither a PDF nor a .p7m around one, or it is damaged."
    ),
    ErrorCode.SIGNED_FILE_TOO_LARGE: lambda: _("This file is larger than {megabytes} MB: no signed pact is."),
    ErrorCode.ISSUERS_UNREADABLE: lambda: _(
        "No certificate can be read in this file: choose a certificate (PEM, DER) or a trusted list (XML)."
    ),
    ErrorCode.FEATURE_TWICE: lambda: _("“{key}” is in the file twice: only the first counts."),
    ErrorCode.MAP_FILE_UNKNOWN: lambda: _(
        "{path} is no map that can be read here: choose a GeoJSON, MBTiles or PMTiles file."
    ),
    ErrorCode.MAP_FILE_DAMAGED: lambda: _("The map {path} is damaged: {reason}. Fetch it again."),
    ErrorCode.MAP_FILE_TOO_LARGE: lambda: _(
        "The map {path} is too large to be shown here: cut out a smaller area."
    ),
    ErrorCode.MAP_FILE_EMPTY: lambda: _("There is nothing to draw in {path}."),
    ErrorCode.DATES_REVERSED: lambda: _("The end comes before the beginning."),
    ErrorCode.ALREADY_A_MEMBER: lambda: _("This person is already in the group."),
    ErrorCode.MERGE_OF_ERASED: lambda: _(
        "One of the two was erased on request: it can be neither merged nor parted."
    ),
    ErrorCode.ENTRIES_BOTH_BIND: lambda: _(
        "Each of the two lines is a decision or a commitment: they stay two lines."
    ),
    ErrorCode.STILL_REFERENCED: lambda: _("Something else still refers to this: remove that first."),
    ErrorCode.REFERENCE_MISSING: lambda: _("What this refers to is no longer in the archive."),
    ErrorCode.ILLEGAL_STEP: lambda: _("From “{source}” you cannot go to “{target}”."),
    ErrorCode.REASON_REQUIRED: lambda: _("Write the reason."),
    ErrorCode.REFERENCE_REQUIRED: lambda: _("Write the protocol number or the deed."),
    ErrorCode.DATE_IN_FUTURE: lambda: _("This date has not come yet."),
    ErrorCode.MINUTES_APPROVED: lambda: _("The minutes are approved: take them back to a draft first."),
    ErrorCode.MINUTES_LOCKED: lambda: _(
        "The minutes are locked: what they say does not change any more. Write a dated addition instead."
    ),
    ErrorCode.MINUTES_NOT_LOCKED: lambda: _("The minutes are not locked yet: write it in their text."),
    ErrorCode.MINUTES_CHANGED: lambda: _("The minutes were changed in the meantime. Lock them again."),
    ErrorCode.MINUTES_UNDECIDED: lambda: _(
        "In {count} places the notes changed after you wrote. Choose a text for each, then approve."
    ),
    ErrorCode.MINUTES_EMPTY: lambda: _("There is not a word in these minutes."),
    ErrorCode.RESERVATIONS_MISSING: lambda: _(
        "The words of these reservations are missing from the minutes: {reservations}. Put them back, then approve."
    ),
    ErrorCode.MEETING_NOT_HELD: lambda: _(
        "This meeting was not held yet: there is nothing to write about it."
    ),
    ErrorCode.MEETING_NOT_CLOSED: lambda: _("This meeting is still going on: close it first."),
    ErrorCode.REGULATION_UNKNOWN: lambda: _("There is no regulation “{asked}” here. There are: {known}."),
    ErrorCode.REGULATION_SYNTAX: lambda: _("{path}, line {line}: this is not written in TOML."),
    ErrorCode.REGULATION_FIELD_MISSING: lambda: _("{path}, line {line}: “{where}” is missing."),
    ErrorCode.REGULATION_FIELD_UNKNOWN: lambda: _("{path}, line {line}: “{where}” has no meaning here."),
    ErrorCode.REGULATION_FIELD_WRONG: lambda: _("{path}, line {line}: “{where}” should be {expected}."),
    ErrorCode.REGULATION_CODE_TWICE: lambda: _("{path}, line {line}: “{value}” is already taken."),
    ErrorCode.REGULATION_LINK_BROKEN: lambda: _(
        "{path}, line {line}: “{where}” names “{value}”, which is not there."
    ),
    ErrorCode.REGULATION_NOT_READ: lambda: _(
        "{path}, line {line}: “{where}” says verified, but its source was not read."
    ),
    ErrorCode.REGULATION_NO_FILE: lambda: _("{path}: this file is not there."),
    ErrorCode.REGULATION_ENCODING: lambda: _("{path}, line {line}: this is not written in UTF-8."),
    ErrorCode.REGULATION_TOO_LARGE: lambda: _("{path}: this file is too large: {limit} bytes at most."),
    ErrorCode.REGULATION_LINKED: lambda: _("{path}: this is a link to another place: it is not followed."),
    ErrorCode.REGULATION_FOLDER_TAKEN: lambda: _("{path} is there already: nothing was written."),
    ErrorCode.FORM_IN_USE: lambda: _(
        "The text is begun, and the document of this form has other headings. Begin another process for it."
    ),
    ErrorCode.NOTHING_TO_UNDO: lambda: _("There is nothing to undo."),
    ErrorCode.NOTHING_TO_REDO: lambda: _("There is nothing to redo."),
    ErrorCode.UNDO_SUPERSEDED: lambda: _("This was changed again later: undo the later change first."),
    ErrorCode.PERSON_ERASED: lambda: _(
        "This person was erased on request (number {number}): nothing about them can be written or brought back."
    ),
    ErrorCode.ERASURE_UNCONFIRMED: lambda: _("Write the name exactly as it stands here."),
    ErrorCode.UNDO_LEAVES_PAGE: lambda: _(
        "What was done here is all undone. To go further back, leave this page and undo there."
    ),
    ErrorCode.PACT_INCOMPLETE: lambda: _(
        "The draft lacks {count} things: {gaps}. Mend them, or give a reason for each."
    ),
    ErrorCode.PACT_EXISTS: lambda: _("This process already has a pact."),
    ErrorCode.ARTICLE_ORDER_FIXED: lambda: _(
        "The order of the headings is the regulation’s: an article moves among those of its own heading."
    ),
    ErrorCode.ARTICLE_NOT_EMPTY: lambda: _("This article has text: take that out first."),
    ErrorCode.ARTICLE_NEEDED: lambda: _(
        "The regulation asks for this article: it may be renamed, not removed."
    ),
    ErrorCode.NO_MEETING_PLANNED: lambda: _(
        "No meeting of this process is planned: plan one, then ask there."
    ),
    ErrorCode.ALREADY_ON_AGENDA: lambda: _("This question stands on an agenda already."),
    ErrorCode.REPLY_INVALID: lambda: _("The answer cannot be read. {faults} Nothing was changed."),
    ErrorCode.REPLY_OTHER_DELIVERY: lambda: _("This answer is not about a delivery of this archive."),
    ErrorCode.REPLY_OTHER_ARTICLES: lambda: _(
        "The articles of this answer are not those that were delivered. Nothing was changed."
    ),
    ErrorCode.REPLY_OTHER_VERSION: lambda: _(
        "This answer is about another version: {found} instead of {expected}. Nothing was changed."
    ),
    ErrorCode.REPLY_ALREADY_THERE: lambda: _("This answer is already in the archive."),
    ErrorCode.REPLY_NOT_NEWEST: lambda: _(
        "A newer version was delivered after this one: its answer is the one to wait for."
    ),
    ErrorCode.VERSION_TAKEN: lambda: _(
        "Version {version} was delivered in the meantime. Prepare the delivery again."
    ),
    ErrorCode.VERSION_NAME_TAKEN: lambda: _("A version of this pact has this name already. Choose another."),
    ErrorCode.VARIANT_DECIDED: lambda: _("This text was taken or declined in the meantime."),
    ErrorCode.WRONG_PASSPHRASE: lambda: _("This is not the passphrase of this archive."),
    ErrorCode.PASSPHRASE_TOO_SHORT: lambda: _(
        "At least {minimum} characters: four or five words are easy to remember."
    ),
    ErrorCode.PASSPHRASES_DIFFER: lambda: _("The two passphrases differ. Write the second again."),
    ErrorCode.PASSPHRASE_TAKEN: lambda: _("This phrase already opens for somebody else: choose another."),
    ErrorCode.TOO_MANY_SLOTS: lambda: _(
        "At most {most} people can have a phrase: take one away from who has left."
    ),
    ErrorCode.TOO_MANY_TRIES: lambda: _("Too many tries. Wait {seconds} seconds, then try again."),
    ErrorCode.LAST_PASSPHRASE: lambda: _("This is the only phrase that opens the archive: it must stay."),
    ErrorCode.LAST_COORDINATOR: lambda: _(
        "Somebody who coordinates must be able to open the archive: give another coordinator a phrase first."
    ),
    ErrorCode.ACCOUNT_CLOSED: lambda: _("This phrase is of somebody who no longer works here."),
    ErrorCode.READ_ONLY_ROLE: lambda: _("You have read-only access."),
    ErrorCode.COORDINATOR_ONLY: lambda: _("Only who coordinates can do this."),
    ErrorCode.ARCHIVE_SUSPENDED: lambda: _("The archive is locked: open it with your phrase."),
    ErrorCode.ARCHIVE_MISSING: lambda: _("There is no archive in {path}."),
    ErrorCode.ARCHIVE_EXISTS: lambda: _("There is already an archive in {path}."),
    ErrorCode.ARCHIVE_DAMAGED: lambda: _("The archive in {path} is damaged. Last backup: {backup}."),
    ErrorCode.ARCHIVE_NEWER: lambda: _(
        "This archive was written by a newer Co-City: update the app to open it."
    ),
    ErrorCode.ARCHIVE_LOCKED: lambda: _("The archive is already open in another window of this computer."),
    ErrorCode.DIRECTORY_READ_ONLY: lambda: _("Nothing can be written in {path}."),
    ErrorCode.PHOTO_UNREADABLE: lambda: _(
        "This is no picture that can be read here: save it as JPEG or PNG and add it again."
    ),
    ErrorCode.PHOTO_TOO_LARGE: lambda: _("This picture is too large: make it smaller and add it again."),
    ErrorCode.DELIVERY_TOO_LARGE: lambda: _("The files are too large for one delivery: leave some out."),
    ErrorCode.DISK_FULL: lambda: _("The disk is full: free some space. Nothing was lost."),
    ErrorCode.FILE_UNREADABLE: lambda: _("The file {path} cannot be read."),
    ErrorCode.FILE_UNWRITABLE: lambda: _("The file {path} cannot be written."),
    ErrorCode.KEY_STORE_FAILED: lambda: _(
        "The system’s key store does not answer: the passphrase was not remembered."
    ),
    ErrorCode.MIGRATION_FAILED: lambda: _(
        "The archive could not be brought from version {source} to {target}. It is as it was; a copy is in {backup}."
    ),
    ErrorCode.BACKUP_DAMAGED: lambda: _(
        "The backup {path} is damaged: it is not as it was written. Try an older one."
    ),
    ErrorCode.ARCHIVE_FILE_NEWER: lambda: _(
        "This file was written by a newer Co-City: update the app to read it."
    ),
    ErrorCode.ARCHIVE_FILE_SYNTAX: lambda: _("{path}, line {line}: this is not the JSON of an archive."),
    ErrorCode.ARCHIVE_FILE_WRONG: lambda: _("In “{place}” this value does not fit: {value}."),
    ErrorCode.ARCHIVE_FILE_ID_TWICE: lambda: _("“{place}” is there twice."),
    ErrorCode.ARCHIVE_FILE_REFERENCE: lambda: _("“{place}” refers to {value}, which is not in the archive."),
    ErrorCode.ARCHIVE_FILE_DAMAGED: lambda: _(
        "This file contradicts its own history: {places}. Nothing was read in."
    ),
    ErrorCode.ARCHIVE_OTHER_HOUSE: lambda: _(
        "This file is of another house: “{house}”. Read it into a new archive."
    ),
    ErrorCode.LIST_TOO_LONG: lambda: _(
        "This list has more than {limit} rows, a thousand sheets and more: filter it, or export it as a table."
    ),
    ErrorCode.TABLE_TOO_LARGE: lambda: _(
        "{path} is too large for a table: {size} MB, and {limit} MB at most can be read. Save only the sheet you need."
    ),
    ErrorCode.TABLE_TOO_MANY_ROWS: lambda: _(
        "There are more than {limit} rows in this table: split it into several files."
    ),
    ErrorCode.TABLE_TOO_MANY_COLUMNS: lambda: _(
        "This table has {found} columns, and {limit} at most can be read: leave out those you do not need."
    ),
    ErrorCode.TABLE_UNPACKS_TOO_LARGE: lambda: _(
        "{path} would take {size} MB once unpacked: no table of a house is that large. It was not opened."
    ),
    ErrorCode.TABLE_EMPTY: lambda: _("There are no rows in {path}."),
    ErrorCode.TABLE_ONLY_HEADINGS: lambda: _(
        "{path} has headings and no rows under them: nothing to import."
    ),
    ErrorCode.TABLE_PICTURE: lambda: _(
        "{path} is a picture, whatever its name says: choose the table itself."
    ),
    ErrorCode.TABLE_ENCODING: lambda: _(
        "The letters of {path} cannot be read (byte {place}): save it again as CSV UTF-8, or as XLSX."
    ),
    ErrorCode.TABLE_NOT_ONE: lambda: _(
        "{path} is not a table that can be read here: save it as XLSX, ODS or CSV."
    ),
    ErrorCode.TABLE_LOCKED: lambda: _(
        "{path} is locked with a password: open it in your spreadsheet, save it without one, and try again."
    ),
    ErrorCode.TABLE_OLD_XLS: lambda: _(
        "{path} is in the old format of Excel (.xls): open it in your spreadsheet and save it as XLSX or ODS."
    ),
    ErrorCode.TABLE_DAMAGED: lambda: _(
        "{path} is damaged: open it in your spreadsheet and save it again. Nothing was changed."
    ),
    ErrorCode.TABLE_CELL_TOO_LONG: lambda: _(
        "“{value}” is too long for a cell of Excel, and would be cut: choose CSV or LibreOffice (ODS)."
    ),
    ErrorCode.TABLE_NO_SHEET: lambda: _("There is no sheet “{asked}” in this file. There are: {known}."),
    ErrorCode.IMPORT_NO_NAME: lambda: _("No column says the name: choose which one does."),
    ErrorCode.IMPORT_NO_REGISTER: lambda: _(
        "This does not look like a register of pacts: say which column holds the number of each row, and which the title."
    ),
    ErrorCode.IMPORT_MAP_WRONG: lambda: _("{path}: “{value}” is no meaning of a column. There are: {known}."),
    ErrorCode.IMPORT_MEANING_TWICE: lambda: _("Two columns cannot both be “{value}”: choose one."),
}


class _Details(dict[str, object]):
    """Leaves a gap readable when a detail is missing, instead of failing while telling of a failure."""

    def __missing__(self, key: str) -> str:
        return "…"


def words_for(error: AppError) -> str:
    """The sentence to show for `error`, in the language in use. Values of enumerations among its facts get words too."""
    facts = {name: _in_words(value) for name, value in error.details.items()}
    return _WORDS[error.code]().format_map(_Details(facts))


def _in_words(value: object) -> object:
    if not isinstance(value, StrEnum):
        return value
    from cocity_desktop.labels import has_label, label_of  # not before a window was shown

    return label_of(value) if has_label(value) else value


def codes_with_words() -> frozenset[ErrorCode]:
    """For the test that no code is left without words."""
    return frozenset(_WORDS)
