"""Texts made alike: for comparing headings and names, and for keeping what is typographic out of what changed."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import lru_cache
from typing import Any, Final

from cocity_desktop.domain.naming import fold

_QUOTES: Final = str.maketrans(
    {"'": "’", "‘": "’", "`": "’", "´": "’", "ʼ": "’", "“": '"', "”": '"', "„": '"', "‟": '"', "\u00a0": " "}
)
_SPACES: Final = re.compile(r"[ \t\r\f\v\u2007\u202f]+")
_UNTIDY: Final = re.compile(r"['`\n\t\r\f\v]|  ")
_LINES: Final = re.compile(r" ?\n[ \n]*")


folded = lru_cache(maxsize=65_536)(fold)
"""`domain.naming.fold`, kept: the cells of a table say the same words over and over."""


@lru_cache(maxsize=1024)
def tidy(text: str) -> str:
    """As people write it in the app: one kind of apostrophe and of quotes, one space where there are several."""
    if text.isascii() and not _UNTIDY.search(text):
        return text.strip()
    text = text.translate(_QUOTES)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", text)
    return _LINES.sub("\n", text).strip() if "\n" in text else text.strip()


def digest(value: Any) -> str:
    """A short name for a value, the same for the same value; from it nobody reads what the value was."""
    return _digest(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=4096)
def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
