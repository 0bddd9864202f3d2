"""Reads an archive file and holds it to its format, telling the exact place of the first fault.

The rules are those of resources/schemas/archive.schema.json, checked by hand: a general validator takes
three times as long as all the rest of the import, and cannot say what a record is called.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.ports import ChangeRecord, Operation
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import AppError, EnvironmentFault, ErrorCode, UserError
from cocity_desktop.domain.identifiers import is_uuid7
from cocity_desktop.domain.kinds import KINDS, ORDER
from cocity_desktop.domain.record import Plain, field_specs, spec_of
from cocity_desktop.storage import schema
from cocity_desktop.storage.births import LIFE, is_birth
from cocity_desktop.storage.codec import checked
from cocity_desktop.storage.journal import CHANGE_FIELDS, OPERATION_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

FORMAT: Final = "cocity-archive"
VERSION: Final = 2
"""1 had an operation for each first value of a record, where 2 has one birth (docs/adr/0027); both are read."""
_HEADER: Final = frozenset({"format", "version", "schema"})
_JOURNAL: Final = frozenset({"changes", "operations", "contents"})
_LISTS: Final = frozenset(cls.PLURAL for cls in ORDER)
_HYBRID_TIME: Final = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}-.{1,64}", re.DOTALL)
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(slots=True)
class ArchiveContent:
    """A file whose every part is well-formed by itself. Records are plain values by id, in the order of the file."""

    records: dict[str, dict[EntityId, dict[str, Plain]]] = field(default_factory=dict)
    changes: dict[EntityId, ChangeRecord] = field(default_factory=dict)
    operations: dict[EntityId, Operation] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)


def read(file: Path) -> ArchiveContent:
    """Raises EnvironmentFault(FILE_UNREADABLE); UserError: ARCHIVE_FILE_SYNTAX, _NEWER, _WRONG, _ID_TWICE."""
    root = _parsed(file)
    _check_header(root)
    content = ArchiveContent()
    for cls in ORDER:
        content.records[cls.KIND] = _records(cls.KIND, _list(root, cls.PLURAL))
    content.changes = _unique("changes", "change_id", _list(root, "changes"), _change)
    content.operations = _unique("operations", "op_id", _list(root, "operations"), _operation)
    content.contents = _unique("contents", "sha256", _list(root, "contents"), _content)
    return content


def wrong(place: str, value: object) -> UserError:
    """The fault of a value at a place such as `entries[3].text`."""
    shown = "–" if value is None else ascii(value)[:80]
    return UserError(ErrorCode.ARCHIVE_FILE_WRONG, place=place, value=shown)


def _parsed(file: Path) -> dict[str, Any]:
    try:
        root = json.loads(file.read_bytes(), parse_constant=_refuse_constant)
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(file)) from error
    except json.JSONDecodeError as error:
        raise UserError(ErrorCode.ARCHIVE_FILE_SYNTAX, path=str(file), line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise UserError(ErrorCode.ARCHIVE_FILE_SYNTAX, path=str(file), line=1) from error
    if not isinstance(root, dict) or root.get("format") != FORMAT:
        raise UserError(ErrorCode.ARCHIVE_FILE_SYNTAX, path=str(file), line=1)
    return root


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _check_header(root: Mapping[str, Any]) -> None:
    version, revision = root.get("version"), root.get("schema", schema.SHIPPED.head)
    if not isinstance(version, int) or version < 1:
        raise wrong("version", version)
    if not isinstance(revision, str):
        raise wrong("schema", revision)
    if version > VERSION or revision not in schema.SHIPPED.revisions:
        raise UserError(ErrorCode.ARCHIVE_FILE_NEWER, version=version, schema=revision)
    for name in root.keys() - _HEADER - _JOURNAL - _LISTS:
        raise wrong(name, root[name])


def _list(root: Mapping[str, Any], name: str) -> list[Any]:
    found = root.get(name, [])
    if not isinstance(found, list):
        raise wrong(name, found)
    return found


def _unique(name: str, key: str, items: Iterable[Any], read_one: Callable[[str, Any], Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, item in enumerate(items):
        place = f"{name}[{number}]"
        value = read_one(place, item)
        identity = item[key]
        if identity in found:
            raise UserError(ErrorCode.ARCHIVE_FILE_ID_TWICE, place=f"{place}.{key}", id=identity)
        found[identity] = value
    return found


def _records(kind: str, items: list[Any]) -> dict[EntityId, dict[str, Plain]]:
    names = frozenset(spec.name for spec in field_specs(KINDS[kind]))

    def read_one(place: str, item: Any) -> dict[str, Plain]:
        _check_object(place, item, names | {"id"}, frozenset({"id"}))
        _check_id(f"{place}.id", item["id"])
        values = {name: value for name, value in item.items() if name != "id"}
        for name, value in values.items():
            _check_field(f"{place}.{name}", kind, name, value)
        return values

    return _unique(KINDS[kind].PLURAL, "id", items, read_one)


def _change(place: str, item: Any) -> ChangeRecord:
    _check_object(place, item, frozenset(CHANGE_FIELDS), frozenset(CHANGE_FIELDS))
    _check_id(f"{place}.change_id", item["change_id"])
    _check_hybrid_time(place, item["hlc"], item["device"])
    for name in ("actor", "label", "subject"):
        _check_text(f"{place}.{name}", item[name])
    if item["mode"] not in {"do", "undo", "redo"}:
        raise wrong(f"{place}.mode", item["mode"])
    if (item["reverses"] is None) != (item["mode"] == "do"):
        raise wrong(f"{place}.reverses", item["reverses"])
    return ChangeRecord(**{**item, "at": _moment(f"{place}.at", item["at"])})


def _operation(place: str, item: Any) -> Operation:
    _check_object(place, item, frozenset(OPERATION_FIELDS), frozenset(OPERATION_FIELDS))
    for name in ("op_id", "change_id", "entity_id"):
        _check_id(f"{place}.{name}", item[name])
    if item["base"] is not None:
        _check_id(f"{place}.base", item["base"])
    if item["restores"] not in {None, ""}:
        _check_id(f"{place}.restores", item["restores"])
    _check_hybrid_time(place, item["hlc"], item["device"])
    _check_text(f"{place}.actor", item["actor"])
    if item["kind"] not in KINDS:
        raise wrong(f"{place}.kind", item["kind"])
    if is_birth(item["field"], item["value"]):
        _check_birth(place, item)
    else:
        _check_field(f"{place}.value", item["kind"], item["field"], item["value"])
    return Operation(**item)


def _check_birth(place: str, item: Mapping[str, Any]) -> None:
    """It is the first of its record, and says its life."""
    if item["base"] is not None or item["restores"] is not None or LIFE not in item["value"]:
        raise wrong(f"{place}.value", item["value"])
    for name, value in item["value"].items():
        _check_field(f"{place}.value.{name}", item["kind"], name, value)


def _content(place: str, item: Any) -> bytes:
    keys = frozenset({"sha256", "size", "base64"})
    _check_object(place, item, keys, keys - {"size"})
    if not isinstance(item["sha256"], str) or not _SHA256.fullmatch(item["sha256"]):
        raise wrong(f"{place}.sha256", item["sha256"])
    try:
        content = base64.b64decode(item["base64"], validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise wrong(f"{place}.base64", "…") from error
    if hashlib.sha256(content).hexdigest() != item["sha256"] or item.get("size", len(content)) != len(
        content
    ):
        raise wrong(f"{place}.sha256", item["sha256"])
    return content


def _check_object(place: str, item: Any, known: frozenset[str], required: frozenset[str]) -> None:
    if not isinstance(item, dict):
        raise wrong(place, item)
    for name in item.keys() - known:
        raise wrong(f"{place}.{name}", item[name])
    for name in sorted(required - item.keys()):
        raise wrong(f"{place}.{name}", None)


def _check_id(place: str, value: Any) -> None:
    if not isinstance(value, str) or not is_uuid7(value):
        raise wrong(place, value)


def _check_text(place: str, value: Any) -> None:
    """A text that can be stored: half of a surrogate pair cannot."""
    try:
        value.encode()
    except (AttributeError, UnicodeEncodeError) as error:
        raise wrong(place, value) from error


def _check_field(place: str, kind: str, name: Any, value: Plain) -> None:
    if name == LIFE:
        if not isinstance(value, bool):
            raise wrong(place, value)
        return
    try:
        checked(spec_of(KINDS[kind], name), value)
    except KeyError as error:
        raise wrong(place.rpartition(".")[0] + ".field", name) from error
    except AppError as error:
        raise wrong(place, value) from error


def _check_hybrid_time(place: str, value: Any, device: Any) -> None:
    if not isinstance(value, str) or not _HYBRID_TIME.fullmatch(value):
        raise wrong(f"{place}.hlc", value)
    _check_text(f"{place}.device", device)
    if value[18:] != device:
        raise wrong(f"{place}.device", device)


def _moment(place: str, value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError(value)
    except (ValueError, TypeError) as error:
        raise wrong(place, value) from error
    return moment
