"""Everything that can be wrong with a delivered file, as codes with a path and facts.

A reader that stops at the first fault makes people send a file five times; this one lists them all. The words
for each code are in `cocity_desktop.defect_messages`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class DefectCode(StrEnum):
    """Why a file is not a valid delivery, or not a valid bag."""

    # The file itself
    UNREADABLE = "unreadable"
    NOT_A_ZIP = "not_a_zip"
    ZIP_TRUNCATED = "zip_truncated"
    ZIP_DAMAGED = "zip_damaged"
    ZIP_UNSUPPORTED = "zip_unsupported"
    ZIP_BYTES_OUTSIDE = "zip_bytes_outside"
    ZIP_COMMENT = "zip_comment"
    ZIP_OVERLAP = "zip_overlap"
    ZIP_HEADERS_DIFFER = "zip_headers_differ"
    ZIP_REPACKED = "zip_repacked"
    TOO_MANY_FILES = "too_many_files"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    ENCRYPTED = "encrypted"
    WRONG_CRC = "wrong_crc"
    # Names
    UNSAFE_NAME = "unsafe_name"
    NAME_ENCODING = "name_encoding"
    NAME_NOT_NORMAL = "name_not_normal"
    DUPLICATE_NAME = "duplicate_name"
    CASE_CLASH = "case_clash"
    NOT_A_FILE = "not_a_file"
    TOP_FOLDERS = "top_folders"
    WRONG_FOLDER = "wrong_folder"
    # The bag (RFC 8493)
    BAGIT_MISSING = "bagit_missing"
    BAGIT_MALFORMED = "bagit_malformed"
    BAGIT_VERSION = "bagit_version"
    TAG_ENCODING = "tag_encoding"
    BYTE_ORDER_MARK = "byte_order_mark"
    INFO_MISSING = "info_missing"
    INFO_MALFORMED = "info_malformed"
    PAYLOAD_MISSING = "payload_missing"
    MANIFEST_MISSING = "manifest_missing"
    MANIFEST_LINE = "manifest_line"
    MANIFEST_PATH = "manifest_path"
    MANIFEST_TWICE = "manifest_twice"
    MANIFEST_ALGORITHM = "manifest_algorithm"
    TAG_MANIFEST_MISSING = "tag_manifest_missing"
    FILE_MISSING = "file_missing"
    FILE_EXTRA = "file_extra"
    FILE_NOT_IN_EVERY_MANIFEST = "file_not_in_every_manifest"
    FILE_NOT_FETCHED = "file_not_fetched"
    FETCH_LINE = "fetch_line"
    WRONG_HASH = "wrong_hash"
    WRONG_OXUM = "wrong_oxum"
    MD5SUM_STYLE = "md5sum_style"
    NORMALIZATION_DIFFERS = "normalization_differs"
    # The delivery
    FORMAT_MISSING = "format_missing"
    FORMAT_NEWER = "format_newer"
    INFO_FIELD = "info_field"
    SIGNATURE_MISSING = "signature_missing"
    SIGNATURE_MALFORMED = "signature_malformed"
    SIGNATURE_WRONG = "signature_wrong"
    SIGNER_UNKNOWN = "signer_unknown"
    PUBLIC_KEY_MALFORMED = "public_key_malformed"
    JSON_MALFORMED = "json_malformed"
    JSON_SHAPE = "json_shape"
    JSON_DISAGREES = "json_disagrees"
    CONTENT_CODE_DIFFERS = "content_code_differs"


CONTAINER_ONLY = frozenset(
    {DefectCode.ZIP_REPACKED, DefectCode.ZIP_COMMENT, DefectCode.ZIP_BYTES_OUTSIDE, DefectCode.WRONG_FOLDER}
)
"""Defects of the zip around the delivery: the unpacked folder may still be whole and signed."""


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing wrong: the code, the file it concerns ("" for the whole), and the facts its words need."""

    code: DefectCode
    path: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
