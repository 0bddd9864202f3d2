"""The words of every defect of a delivery, of every reason to refuse an answer, of every control of the archive.

Once for the window and the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.health import Finding, HealthCode
from cocity_desktop.bundle.codes import CodeFault
from cocity_desktop.bundle.defects import Defect, DefectCode
from cocity_desktop.bundle.reply_model import ReplyDefect, ReplyFault
from cocity_desktop.localization import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# The lambdas are called when a defect is shown, so that the language is the one in use then.
_DEFECTS: dict[DefectCode, Callable[[], str]] = {
    DefectCode.UNREADABLE: lambda: _("It cannot be read."),
    DefectCode.NOT_A_ZIP: lambda: _("This is not a zip file."),
    DefectCode.ZIP_TRUNCATED: lambda: _("The zip is cut short: a part at the end is missing."),
    DefectCode.ZIP_DAMAGED: lambda: _("The structure of the zip is damaged."),
    DefectCode.ZIP_UNSUPPORTED: lambda: _("It uses a form of zip that is not allowed here."),
    DefectCode.ZIP_BYTES_OUTSIDE: lambda: _("The zip holds {bytes} stray bytes outside its files."),
    DefectCode.ZIP_COMMENT: lambda: _("A comment was added to the zip."),
    DefectCode.ZIP_OVERLAP: lambda: _("It overlaps another file inside the zip."),
    DefectCode.ZIP_HEADERS_DIFFER: lambda: _("The zip describes it in two different ways."),
    DefectCode.ZIP_REPACKED: lambda: _(
        "The zip is not byte for byte the one that was delivered: it was packed again. "
        "Ask for the original file, or unpack it and check the folder."
    ),
    DefectCode.TOO_MANY_FILES: lambda: _("It holds {count} files: {limit} at most are opened."),
    DefectCode.TOO_LARGE: lambda: _("It is too large: {size} bytes, {limit} at most."),
    DefectCode.BOMB: lambda: _("It would swell abnormally when unpacked: it was not opened."),
    DefectCode.ENCRYPTED: lambda: _("It is encrypted."),
    DefectCode.WRONG_CRC: lambda: _("It is damaged: it cannot be read whole."),
    DefectCode.UNSAFE_NAME: lambda: _("Its name is not safe: it could mean another place or another file."),
    DefectCode.NAME_ENCODING: lambda: _("Its name is written in a wrong encoding."),
    DefectCode.NAME_NOT_NORMAL: lambda: _("The accents of its name are written in another form (not NFC)."),
    DefectCode.DUPLICATE_NAME: lambda: _("It appears twice."),
    DefectCode.CASE_CLASH: lambda: _("It clashes with “{other}” where capital letters make no difference."),
    DefectCode.NOT_A_FILE: lambda: _("It is not a regular file."),
    DefectCode.TOP_FOLDERS: lambda: _(
        "The zip must hold exactly one folder. Besides it there is: {folders}."
    ),
    DefectCode.WRONG_FOLDER: lambda: _("The folder was delivered under another name: {expected}."),
    DefectCode.BAGIT_MISSING: lambda: _("bagit.txt is missing: this is not a bag."),
    DefectCode.BAGIT_MALFORMED: lambda: _("It is not written as RFC 8493 asks."),
    DefectCode.BAGIT_VERSION: lambda: _("BagIt version {version} is not known here."),
    DefectCode.TAG_ENCODING: lambda: _("It is not text in the declared encoding ({encoding})."),
    DefectCode.BYTE_ORDER_MARK: lambda: _("It begins with a byte order mark."),
    DefectCode.INFO_MISSING: lambda: _("bag-info.txt is missing."),
    DefectCode.INFO_MALFORMED: lambda: _("Line {line} is not a field with its value."),
    DefectCode.INFO_FIELD: lambda: _("The field {field} is missing, repeated or malformed."),
    DefectCode.PAYLOAD_MISSING: lambda: _("The folder data is missing."),
    DefectCode.MANIFEST_MISSING: lambda: _("The list of files (manifest) is missing."),
    DefectCode.MANIFEST_LINE: lambda: _("Line {line} of the list is not written as it must be."),
    DefectCode.MANIFEST_PATH: lambda: _("Line {line} of the list names a file that it may not name: {file}."),
    DefectCode.MANIFEST_TWICE: lambda: _("The list names {file} twice (line {line})."),
    DefectCode.MANIFEST_ALGORITHM: lambda: _(
        "The checksum {algorithm} is not known here: this list was not used."
    ),
    DefectCode.TAG_MANIFEST_MISSING: lambda: _(
        "The list that is signed (tagmanifest-sha512.txt) is missing."
    ),
    DefectCode.FILE_MISSING: lambda: _("It is listed but missing."),
    DefectCode.FILE_EXTRA: lambda: _("It is extra: no list names it."),
    DefectCode.FILE_NOT_IN_EVERY_MANIFEST: lambda: _("It is not listed in {manifest}."),
    DefectCode.FILE_NOT_FETCHED: lambda: _("It still has to be fetched from {url}."),
    DefectCode.FETCH_LINE: lambda: _("Line {line} of fetch.txt is not usable."),
    DefectCode.WRONG_HASH: lambda: _("It was changed: its checksum is another."),
    DefectCode.WRONG_OXUM: lambda: _("Bytes and files do not add up: {expected} declared, {found} found."),
    DefectCode.MD5SUM_STYLE: lambda: _(
        "Line {line} is written in the way of md5sum: “*” or “./” before the name."
    ),
    DefectCode.NORMALIZATION_DIFFERS: lambda: _(
        "The accents of its name are written in two forms (NFC and NFD)."
    ),
    DefectCode.FORMAT_MISSING: lambda: _("It does not say that it is a Co-City delivery ({expected})."),
    DefectCode.FORMAT_NEWER: lambda: _(
        "It is in the format {found}; this app reads {expected}. Update the app."
    ),
    DefectCode.SIGNATURE_MISSING: lambda: _("The signature is missing: an unsigned delivery is not valid."),
    DefectCode.SIGNATURE_MALFORMED: lambda: _("The signature is not written as it must be."),
    DefectCode.SIGNATURE_WRONG: lambda: _("The signature is wrong: the list it signs was changed."),
    DefectCode.SIGNER_UNKNOWN: lambda: _("It was signed by the key {key}, which is not the one you trust."),
    DefectCode.PUBLIC_KEY_MALFORMED: lambda: _("The public key inside cannot be read or is another one."),
    DefectCode.JSON_MALFORMED: lambda: _("It is not valid JSON."),
    DefectCode.JSON_SHAPE: lambda: _("It does not follow its schema at {place}: {reason}."),
    DefectCode.JSON_DISAGREES: lambda: _("{field} disagrees with bag-info.txt ({other})."),
    DefectCode.CONTENT_CODE_DIFFERS: lambda: _(
        "The content code does not add up: {expected} declared, {found} found."
    ),
}

_REPLIES: dict[ReplyFault, Callable[[], str]] = {
    ReplyFault.TOO_LARGE: lambda: _("The file is too large for an answer."),
    ReplyFault.ENCODING: lambda: _("The file is not text in an encoding that can be read."),
    ReplyFault.NOT_JSON: lambda: _("The file is not valid JSON (line {line})."),
    ReplyFault.DUPLICATE_KEY: lambda: _(
        "The field “{key}” is written twice: it is not clear which one holds."
    ),
    ReplyFault.NOT_A_REPLY: lambda: _("This file is not an answer to a delivery."),
    ReplyFault.NEWER: lambda: _(
        "The answer is in the format {found}; this app reads {expected}. Update the app."
    ),
    ReplyFault.SHAPE: lambda: _("The answer is not as it must be at {place}: {reason}."),
    ReplyFault.CONTROL_CHARACTER: lambda: _("The text at {place} holds characters that cannot be shown."),
    ReplyFault.DATE: lambda: _("There is no such day: {value}."),
    ReplyFault.OFFICE_MISSING: lambda: _("The answer does not say which office answers."),
    ReplyFault.REPLIED_ON_MISSING: lambda: _("The answer has no date."),
    ReplyFault.VERDICT_MISSING: lambda: _("Article {article} has no answer yet."),
    ReplyFault.TEXT_MISSING: lambda: _(
        "Article {article} is accepted with another text, but the text is missing."
    ),
    ReplyFault.REASON_MISSING: lambda: _("Article {article} is deferred or rejected without a reason."),
    ReplyFault.ARTICLE_TWICE: lambda: _("Article {article} is answered twice."),
    ReplyFault.ARTICLE_MISSING: lambda: _("Article {article} is not answered."),
    ReplyFault.ARTICLE_UNKNOWN: lambda: _("Article {article} of the answer is not in the delivery."),
    ReplyFault.ARTICLE_NUMBER: lambda: _(
        "Article {article} of the answer is number {expected} in the delivery."
    ),
    ReplyFault.OTHER_DELIVERY: lambda: _("The answer is about another delivery."),
    ReplyFault.OTHER_VERSION: lambda: _("The answer is about version {found}; this is version {expected}."),
    ReplyFault.OTHER_CONTENT: lambda: _(
        "The answer is about another content ({found}); delivered was {expected}."
    ),
    ReplyFault.OTHER_FILE: lambda: _("The answer is about another file; delivered was {expected}."),
}

_CODES: dict[CodeFault, Callable[[], str]] = {
    CodeFault.LENGTH: lambda: _("A code has sixteen characters, in four groups of four."),
    CodeFault.CHARACTER: lambda: _("A code holds only digits and letters (no U)."),
    CodeFault.CHECK: lambda: _("This code does not add up: read it again, letter by letter."),
    CodeFault.OTHER_KIND: lambda: _("This is the other code: one is of the content, one of the file."),
}

_SHAPES: dict[str, Callable[[], str]] = {
    "type": lambda: _("it should be of type {what}"),
    "missing": lambda: _("it is missing"),
    "unknown": lambda: _("nothing of this name belongs here"),
    "value": lambda: _("“{what}” is not one of the possible values"),
    "pattern": lambda: _("“{what}” is not written as it must be"),
    "length": lambda: _("it is too long or too short ({what})"),
    "range": lambda: _("{what} is too large or too small"),
}


# What is said of a control that went well, and of one that did not.
_HEALTH: dict[HealthCode, tuple[Callable[[], str], Callable[[], str]]] = {
    HealthCode.DIRECTORY: (
        lambda: _("The folder can be written: {path}"),
        lambda: _("The folder cannot be written: {path}"),
    ),
    HealthCode.FREE_SPACE: (
        lambda: _("There is room on the disk: {megabytes} MB free."),
        lambda: _("The disk is nearly full: {megabytes} MB free, a copy needs {needed} MB."),
    ),
    HealthCode.LOCK: (
        lambda: _("No other program has the archive open."),
        lambda: _("Another program has the archive open: close it and try again."),
    ),
    HealthCode.KEY_FILE: (
        lambda: _("The key file is whole: {path}"),
        lambda: _("The key file is missing or damaged: {path}. Without it only a backup opens."),
    ),
    HealthCode.PASSPHRASE: (
        lambda: _("The passphrase opens the archive."),
        lambda: _("This passphrase does not open the archive."),
    ),
    HealthCode.DATABASE: (
        lambda: _("The archive’s file is whole: {path}"),
        lambda: _(
            "The archive’s file is missing or damaged: {path} (pages affected: {pages}). Restore the backup."
        ),
    ),
    HealthCode.SCHEMA: (
        lambda: _("The archive is of a version that this app reads: {revision}."),
        lambda: _("The archive is not of a version that this app reads."),
    ),
    HealthCode.STRUCTURE: (
        lambda: _("Tables and indexes agree."),
        lambda: _("Tables and indexes disagree in {count} places: {places}"),
    ),
    HealthCode.REFERENCES: (
        lambda: _("Every record that is referred to is there."),
        lambda: _("{count} references lead nowhere: {places}"),
    ),
    HealthCode.JOURNAL: (
        lambda: _("The records are what their history says."),
        lambda: _("{count} fields differ from their history: {places}"),
    ),
    HealthCode.CONTENTS: (
        lambda: _("Every attachment is as it was stored."),
        lambda: _("{count} attachments are missing or changed: {places}"),
    ),
    HealthCode.LAST_BACKUP: (
        lambda: _("Last backup: {backup}"),
        lambda: _("There is no backup yet."),
    ),
}


class _Details(dict[str, object]):
    """Leaves a gap readable when a detail is missing, instead of failing while telling of a failure."""

    def __missing__(self, key: str) -> str:
        return "…"


def _filled(sentence: str, details: Mapping[str, object]) -> str:
    facts = _Details(details)
    if "fault" in facts:
        facts["reason"] = _SHAPES[str(facts["fault"])]().format_map(facts)
    return sentence.format_map(facts)


def words_for_defect(defect: Defect) -> str:
    """The sentence to show for `defect`, in the language in use; the path is shown by the caller."""
    return _filled(_DEFECTS[defect.code](), defect.details)


def words_for_reply_defect(defect: ReplyDefect) -> str:
    """The sentence to show for a reason to refuse an answer."""
    return _filled(_REPLIES[defect.code](), defect.details)


def words_for_code_fault(fault: CodeFault) -> str:
    """The sentence to show for a code that was mistyped."""
    return _CODES[fault]()


def words_for_finding(finding: Finding) -> str:
    """The sentence to show for a control of the archive, made well or not."""
    well, badly = _HEALTH[finding.code]
    return (well if finding.ok else badly)().format_map(_Details(finding.details))
