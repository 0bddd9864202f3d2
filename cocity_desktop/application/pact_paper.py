"""A pact on paper and in files to go on writing in: what the application asks of who makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from cocity_desktop.application.document_views import ArticleText, PactDocument


class PactPress(Protocol):
    """Makes what people read of a pact."""

    def pact(self, document: PactDocument, attached_json: bytes | None) -> bytes:
        """The pact as PDF, with its own data attached."""
        ...

    def article(self, document: PactDocument, article: ArticleText) -> bytes:
        """One article of a pact as PDF, as it looks in it: soon enough to be shown while it is written."""
        ...

    def pact_docx(self, document: PactDocument) -> bytes:
        """The pact as a DOCX file, to go on writing in."""
        ...

    def pact_odt(self, document: PactDocument) -> bytes:
        """The pact as an ODT file, to go on writing in."""
        ...

    def pact_summary(self, document: PactDocument, language: str) -> bytes:
        """The pact on one page in plain words, as PDF, its fixed words in one of `PLAIN_LANGUAGES`. Raises ValueError."""
        ...
