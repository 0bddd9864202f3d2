"""Sheets of a meeting made into PDF files, off the main thread: read on the one lane, set in type on the other."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.application.minutes_views import MinutesDocument
from cocity_desktop.application.ports import Press
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.localization import _, local
from cocity_desktop.ui.dialogs.base import ask_file_save
from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.work import MeetingRow
    from cocity_desktop.domain.errors import AppError


class Sheet(Enum):
    """What can be printed of a meeting."""

    AGENDA = auto()
    ATTENDANCE = auto()
    MINUTES = auto()


@dataclass(frozen=True, slots=True)
class _Making:
    words: Callable[[], str]
    file_words: Callable[[], str]
    press: Callable[[Press, MinutesDocument], bytes]


_SHEETS: dict[Sheet, _Making] = {
    Sheet.AGENDA: _Making(
        lambda: _("Print the agenda"), lambda: _("agenda"), lambda press, document: press.agenda(document)
    ),
    Sheet.ATTENDANCE: _Making(
        lambda: _("Print the attendance sheet"),
        lambda: _("attendance"),
        lambda press, document: press.attendance_sheet(document),
    ),
    Sheet.MINUTES: _Making(
        lambda: _("Print the minutes"), lambda: _("minutes"), lambda press, document: press.minutes(document)
    ),
}


def words_of(sheet: Sheet) -> str:
    """What the button says."""
    return _SHEETS[sheet].words()


def suggested_name(sheet: Sheet, row: MeetingRow) -> str:
    """2027-02-11 ordine del giorno - Secondo tavolo.pdf, without what a file system does not take."""
    title = "".join(" " if letter in '\\/:*?"<>|' else letter for letter in row.title)
    date = local(row.starts_at).date().isoformat()
    return f"{date} {_SHEETS[sheet].file_words()} - {' '.join(title.split())[:80]}.pdf"


def print_sheet(
    page: QWidget,
    services: Services,
    sheet: Sheet,
    row: MeetingRow,
    done: Callable[[Path], None],
    failed: Callable[[AppError], None],
) -> None:
    """Ask where, make the file, call `done` with its path. Nothing when the person gives up."""
    suggested = Path.home() / suggested_name(sheet, row)
    path = ask_file_save(page, words_of(sheet), suggested, _("PDF (*.pdf)"))
    if path is None:
        return

    def make(document: MinutesDocument) -> None:
        def write() -> Path:
            return _write(path, _SHEETS[sheet].press(services.press, document))

        Operation(page, write).on_success(done).on_error(failed).start("work")

    Operation(page, lambda: services.minutes_of(row.id)).on_success(make).on_error(failed).start()


def _write(path: Path, content: bytes) -> Path:
    """Whole or not at all. Raises EnvironmentFault."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as fault:
        part.unlink(missing_ok=True)
        full = fault.errno == errno.ENOSPC
        code = ErrorCode.DISK_FULL if full else ErrorCode.FILE_UNWRITABLE
        raise EnvironmentFault(code, path=path) from fault
    return path
