"""The judge, loaded when the first signed file is looked at: pyHanko takes half a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.signed_files import SignedFile
    from cocity_desktop.signatures.judge import PyhankoJudge


class LateJudge:
    """`application.signed_files.SignatureJudge`. `read` and `write` keep the issuers that people trust, as JSON text."""

    def __init__(self, read: Callable[[], str | None], write: Callable[[str], None]) -> None:
        self._read, self._write = read, write

    def judge(self, content: bytes) -> SignedFile:
        return self._judge().judge(content)

    def issuers(self) -> tuple[str, ...]:
        return self._judge().issuers()

    def trust(self, name: str, content: bytes) -> int:
        return self._judge().trust(name, content)

    def _judge(self) -> PyhankoJudge:
        from cocity_desktop.signatures.issuers import Issuers
        from cocity_desktop.signatures.judge import PyhankoJudge

        return PyhankoJudge(Issuers(self._read, self._write))
