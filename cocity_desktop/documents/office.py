"""What office files are written with: one small vocabulary for DOCX and ODT, and what both formats need.

Minutes (`office_minutes`) and pacts (`office_pact`) are composed against `Writer`, so that neither format can leave out
what the other has. Files carry real styles (headings, lists, quotes, tables with a heading row), because the next hand
will build on them.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from cocity_desktop.documents.marks import Run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["OfficeFacts", "Run", "Writer", "resealed", "xml_text"]

_EPOCH = (2026, 1, 1, 0, 0, 0)
"""The date of every file inside the zip: office files must not say when they were made, only when the meeting was."""


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What the file says of itself. `language` is a BCP 47 tag, `made_at` aware; `header` runs at the head of each page."""

    title: str
    author: str
    subject: str
    language: str
    made_at: datetime
    header: str = ""


class Writer(Protocol):
    """A file being written from the top down."""

    def title(self, kind: str, text: str) -> None:
        """The title of the document, and what kind of document it is."""
        ...

    def heading(self, level: int, text: str, *, new_page: bool = False) -> None:
        """A heading of `level` 1 or 2, on a new page when asked."""
        ...

    def paragraph(self, *runs: Run) -> None:
        """Running text."""
        ...

    def remark(self, text: str) -> None:
        """A small line about what stands before it."""
        ...

    def item(self, *runs: Run) -> None:
        """An item of a list; items that follow each other are one list."""
        ...

    def numbered(self, items: Sequence[Sequence[Run]], *, letters: bool = False, start: int = 1) -> None:
        """A list of its own, numbered by the word processor: 1., 2. or a), b), from `start` on."""
        ...

    def quote(self, *runs: Run) -> None:
        """Words that somebody said."""
        ...

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]) -> None:
        """A table with a heading row; `shares` are the widths of its columns in hundredths."""
        ...

    def totalled(self, headings: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]) -> None:
        """A table of a name and figures, whose last row adds them up."""
        ...

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Pairs of a name and a value: a table whose first column names its rows."""
        ...

    def signing(self, labels: Sequence[str]) -> None:
        """Lines to write on by hand."""
        ...

    def finished(self) -> bytes:
        """The file."""
        ...


# --- What both files need -------------------------------------------------------------------------------------


def xml_text(text: str) -> str:
    """`text` without the characters that XML 1.0 forbids (§2.2); other control characters become spaces."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_xml_character(character) for character in kept)


def _xml_character(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in {"Cc", "Cs"}:
        return "\ufffd" if ord(character) & 0xFFFE == 0xFFFE else character
    return "\ufffd" if unicodedata.category(character) == "Cs" else " "


def resealed(archive: bytes, replaced: Mapping[str, bytes], first: str) -> bytes:
    """The same zip with fixed dates, `first` first, and some files `replaced`: equal contents give equal bytes.

    The file `first` is stored as it is, as ODF asks of its mimetype (ODF 1.3 part 2 §3.3).
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        names = sorted(
            {info.filename for info in old.infolist() if not info.is_dir()}, key=lambda n: (n != first, n)
        )
        for name in names:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            new.writestr(info, replaced.get(name, old.read(name)))
    return made.getvalue()
