"""The agenda templates that come with the app: one file, read when somebody first asks for it."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.views.agenda import TemplateItemRow, TemplateRow
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.meetings import MeetingKind

if TYPE_CHECKING:
    from pathlib import Path


class TemplateLibrary:
    """Satisfies `application.ports.TemplateSource` from a TOML file (`resources/agenda_templates.toml`)."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read: tuple[TemplateRow, ...] | None = None

    def shipped(self) -> tuple[TemplateRow, ...]:
        """All of them, in the order of the file. Raises EnvironmentFault(FILE_UNREADABLE)."""
        if self._read is None:
            self._read = tuple(_template(one) for one in self._plain()["template"])
        return self._read

    def _plain(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=self._file) from error


def _template(plain: dict[str, Any]) -> TemplateRow:
    kind = MeetingKind(plain["kind"])
    return TemplateRow(
        id=f"shipped {kind}",
        name=plain["name"],
        meeting_kind=kind,
        planned_minutes=plain["minutes"],
        items=tuple(_item(one) for one in plain["items"]),
        is_shipped=True,
    )


def _item(plain: dict[str, Any]) -> TemplateItemRow:
    return TemplateItemRow(
        id="",
        title=plain["title"],
        planned_minutes=plain["minutes"],
        wanted_outcome=plain.get("outcome", ""),
        is_sub=plain.get("sub", False),
    )
