"""Which characters and lengths a file's name may have so that every system reads it as the same file."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)
# "%" stands for an escape in manifests, and not every BagIt tool reads it back.
FORBIDDEN: Final = re.compile(
    r'[%\x00-\x1f\x7f-\x9f\\:*?"<>|\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]'
)
MAX_NAME_BYTES: Final = 200


def normal(path: str) -> str:
    """The composed form (NFC), the only one written."""
    return unicodedata.normalize("NFC", path)


def safe_file_name(name: str) -> str:
    """`name` made fit for a delivery: one part, composed, nothing that a system could misread.

    Accents, spaces and apostrophes stay; "/" and forbidden characters become "_"; an empty name becomes "file".
    """
    cleaned = FORBIDDEN.sub("_", normal(name).replace("/", "_")).strip(" ").rstrip(". ") or "file"
    if cleaned.startswith("~") or cleaned.split(".")[0].casefold() in RESERVED:
        cleaned = "_" + cleaned
    return _shortened(cleaned)


def _shortened(name: str) -> str:
    """At most MAX_NAME_BYTES in UTF-8, keeping a short extension."""
    if len(name.encode()) <= MAX_NAME_BYTES:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension.encode()) > 20:
        stem, dot, extension = name, "", ""
    room = MAX_NAME_BYTES - len((dot + extension).encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ") + dot + extension
