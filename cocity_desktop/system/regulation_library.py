"""The regulations that lie beside the app, one folder each, read only when somebody asks for one."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.domain.regulation_codec import regulation_from_plain

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.domain.regulation import Regulation

REGULATION_FILE: Final = "regulation.toml"
GLOSSARY_FILE: Final = "glossary.toml"
"""Optional: the `[[glossary]]` of the same regulation, apart because it is long."""

_POSITION = re.compile(r"at line (\d+)")
_PLACE = re.compile(r"(?P<group>\w+)\[(?P<index>\d+)\](?:\.(?P<name>\w+))?")


class RegulationLibrary:
    """A folder of regulations: `folder/CODE/regulation.toml`, where CODE is the regulation's own code."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Regulation] = {}

    def codes(self) -> tuple[str, ...]:
        """The codes of all regulations, sorted; no file is opened."""
        return tuple(sorted(path.parent.name for path in self._folder.glob(f"*/{REGULATION_FILE}")))

    def get(self, code: str) -> Regulation:
        """The regulation called `code`, read from its folder the first time.

        Raises UserError REGULATION_UNKNOWN; for a faulty file REGULATION_SYNTAX or what `regulation_from_plain`
        raises, with details `path` and `line`; EnvironmentFault FILE_UNREADABLE.
        """
        known = self.codes()
        if code not in known:
            raise UserError(ErrorCode.REGULATION_UNKNOWN, "code", asked=code, known=", ".join(known))
        if code not in self._read:
            self._read[code] = _read_folder(self._folder / code)
        return self._read[code]


def _read_folder(folder: Path) -> Regulation:
    main = folder / REGULATION_FILE
    text = _text_of(main)
    plain = _parse(main, text)
    plain |= _glossary(folder / GLOSSARY_FILE)
    try:
        regulation = regulation_from_plain(plain)
        _check_folder_name(folder.name, regulation.code)
    except UserError as fault:
        path = _file_of(folder, fault.field or "")
        line = _line_of(_text_of(path), fault.field or "")
        raise UserError(fault.code, fault.field, path=path, line=line, **fault.details) from fault
    return regulation


def _check_folder_name(expected: str, code: str) -> None:
    if code != expected:
        raise UserError(ErrorCode.REGULATION_FIELD_WRONG, "code", where="code", expected=f'"{expected}"')


def _glossary(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    plain = _parse(path, _text_of(path))
    for name in plain:
        if name != "glossary":
            raise UserError(
                ErrorCode.REGULATION_FIELD_UNKNOWN,
                name,
                path=path,
                line=_line_of(_text_of(path), name),
                where=name,
            )
    return plain


def _file_of(folder: Path, place: str) -> Path:
    apart = folder / GLOSSARY_FILE
    return apart if place.startswith("glossary") and apart.is_file() else folder / REGULATION_FILE


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=path) from error


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        position = _POSITION.search(str(error))
        line = int(position.group(1)) if position else text.count("\n") + 1
        raise UserError(ErrorCode.REGULATION_SYNTAX, None, path=path, line=line) from error


def _line_of(text: str, place: str) -> int:
    """The line (from 1) to look at for a fault at `place`, such as "headings[3].title": its own, or its table's."""
    found = _PLACE.match(place)
    lines = text.splitlines()
    if found is None:
        return _first_line(lines, place.partition(".")[0], 0)
    header = re.compile(rf"\s*\[\[\s*{found['group']}\s*\]\]")
    headers = [number for number, line in enumerate(lines) if header.match(line)]
    index = int(found["index"])
    start = headers[index] if index < len(headers) else 0
    return _first_line(lines, found["name"], start) if found["name"] else start + 1


def _first_line(lines: list[str], name: str, start: int) -> int:
    """The line of `name = …` or `[name]` after `start`, within the same table; that of the table if it is not there."""
    for number in range(start, len(lines)):
        if number > start and lines[number].lstrip().startswith("[["):
            break
        if re.match(rf"\s*(?:{re.escape(name)}\s*[.=]|\[{re.escape(name)}\])", lines[number]):
            return number + 1
    return start + 1
