"""Small choices of this machine in one JSON file: language, colours, window. Nothing of the archive, nothing personal."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from cocity_desktop.domain.errors import EnvironmentFault
from cocity_desktop.system.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger(__name__)


class Settings:
    """Satisfies `application.gate.Preferences`, kept in `file`.

    A file that cannot be read counts as empty, one that cannot be written is told in the log only: no choice kept
    here is worth stopping somebody's work.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._values = self._read()

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or `default`."""
        return self._values.get(name, default)

    def set(self, name: str, value: Any) -> None:
        """Keep a JSON value at once."""
        self._values[name] = value
        text = json.dumps(self._values, ensure_ascii=False, indent=2, sort_keys=True)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file, [text.encode()])
        except (OSError, EnvironmentFault) as error:
            _log.warning("The choices of this machine cannot be kept in %s: %s", self._file, error)

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            _log.warning("The choices of this machine cannot be read from %s: %s", self._file, error)
            return {}
        return values if isinstance(values, dict) else {}
