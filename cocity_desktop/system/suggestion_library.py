"""The suggestions that come with the app: a folder of TOML files, read when somebody first asks for one."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.regulation import Fact
from cocity_desktop.domain.suggestions import Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class SuggestionLibrary:
    """Satisfies `application.ports.SuggestionSource` from `folder/*.toml`, in the order of the files' names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: tuple[Suggestion, ...] | None = None

    def all(self) -> tuple[Suggestion, ...]:
        """Every suggestion. Raises EnvironmentFault(FILE_UNREADABLE)."""
        if self._read is None:
            files = sorted(self._folder.glob("*.toml"))
            self._read = tuple(_suggestion(one) for file in files for one in _plain(file)["suggestion"])
        return self._read

    def about(self, facts: Iterable[Fact]) -> tuple[Suggestion, ...]:
        """Those about some facts, in the order of the facts. Raises EnvironmentFault(FILE_UNREADABLE)."""
        return tuple(one for fact in facts for one in self.all() if one.fact is fact)


def _plain(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=file) from error


def _suggestion(plain: dict[str, Any]) -> Suggestion:
    return Suggestion(fact=Fact(plain["fact"]), title=plain["title"], text=plain["text"].strip())
