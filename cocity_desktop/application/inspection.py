"""A delivered file looked at by anyone, with no archive at hand: its verdict, and the Comune's answer to it.

For the counter page of the window and for `cocity verify` and `cocity reply new`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from cocity_desktop.domain.deliveries import Verdict

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileDefect:
    """One thing wrong with a delivered file: the part of it ("" for the whole), a stable code and its words."""

    code: str
    path: str
    words: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """The verdict on a file or an unpacked folder.

    `contents_valid` leaves the zip around the folder out of it. `info` are the fields of bag-info.txt, `pact` the
    parsed data/patto.json where it could be read; codes and hash are "" where there was nothing to make them from.
    `key_name` is "" without a good signature, and `key_trusted` whether it is by a key that was given.
    """

    valid: bool
    contents_valid: bool
    defects: tuple[FileDefect, ...] = ()
    warnings: tuple[FileDefect, ...] = ()
    key_name: str = ""
    key_trusted: bool = False
    content_code: str = ""
    file_code: str = ""
    tag_manifest_sha512: str = ""
    info: Mapping[str, str] = field(default_factory=dict)
    pact: Mapping[str, Any] | None = None
    files: int = 0
    size: int = 0

    def article_numbers(self) -> tuple[int, ...]:
        """The articles that can be answered, none when the pact could not be read."""
        return tuple(article["number"] for article in self.pact["articles"]) if self.pact else ()


@dataclass(frozen=True, slots=True)
class ArticleAnswer:
    """What the Comune says of one article: `text` its own wording, `reason` why not as proposed."""

    verdict: Verdict
    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer by article number. Articles left out stay open in the file, or are accepted with `accept_rest`."""

    office: str
    replied_on: date
    protocol: str = ""
    note: str = ""
    articles: Mapping[int, ArticleAnswer] = field(default_factory=dict)
    accept_rest: bool = False


class Verifier(Protocol):
    """Judges delivered files and makes answers to them."""

    def verify(self, path: Path, key: Path | None = None) -> Inspection:
        """Whether the zip or folder is a valid delivery. With `key` (a public key file) only that key is good.

        Raises EnvironmentFault(FILE_UNREADABLE) for a file or key that cannot be read.
        """
        ...

    def bagit(self, path: Path) -> Inspection:
        """Whether it is a valid bag by RFC 8493, delivery or not. Raises EnvironmentFault(FILE_UNREADABLE)."""
        ...

    def answer(self, delivery: Inspection, answer: Answer) -> bytes:
        """The answer file. Raises ValueError for a delivery that is not valid, KeyError for an unknown article."""
        ...
