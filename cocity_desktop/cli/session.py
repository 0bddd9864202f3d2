"""How a command gets its archive: where it lies, with which passphrase, and that it is closed again."""

from __future__ import annotations

import os
import platform
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cocity_desktop import bootstrap
from cocity_desktop.application.gate import GateState
from cocity_desktop.cli.output import IMPOSSIBLE, stop
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.localization import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.services import Services

PASSPHRASE_VARIABLE = "COCITY_PASSPHRASE"


@dataclass(frozen=True, slots=True)
class Session:
    """What was said before the command: where the archive lies, and where its passphrase is read from."""

    directory: Path
    passphrase_file: Path | None

    def gate(self, directory: Path | None = None) -> bootstrap.LocalGate:
        """The gate of the archive, or of another directory."""
        resources, _catalogues = bootstrap.shipped()
        return bootstrap.LocalGate(directory or self.directory, resources, platform.node())

    def passphrase(self, *, confirm: bool = False) -> str:
        """From the environment, the file, or the keyboard, in this order. Ends the command when there is none."""
        if os.environ.get(PASSPHRASE_VARIABLE):
            return os.environ[PASSPHRASE_VARIABLE]
        if self.passphrase_file is not None:
            return first_line(self.passphrase_file)
        if not sys.stdin.isatty():
            stop(IMPOSSIBLE, _("No passphrase: set COCITY_PASSPHRASE or give --passphrase-file."))
        return str(typer.prompt(_("Passphrase"), hide_input=True, confirmation_prompt=confirm))

    @contextmanager
    def opened(self) -> Iterator[Services]:
        """The services over the archive, closed at the end whatever happens."""
        gate = self.gate()
        if gate.state() is GateState.ABSENT:
            raise EnvironmentFault(ErrorCode.ARCHIVE_MISSING, path=str(self.directory))
        try:
            yield gate.unlock(self.passphrase())
        finally:
            gate.close()


def first_line(file: Path) -> str:
    """What a file with a passphrase holds. Raises EnvironmentFault(FILE_UNREADABLE)."""
    try:
        return file.read_text(encoding="utf-8").splitlines()[0]
    except (OSError, IndexError, UnicodeDecodeError) as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(file)) from error


def session_of(context: typer.Context) -> Session:
    """The session that the options before the command made."""
    session = context.find_root().obj
    if not isinstance(session, Session):
        raise TypeError(type(session).__name__)
    return session
