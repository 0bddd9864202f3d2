"""The JSON Schema of the archive file, derived from the domain as the tables are.

The copy in resources/schemas/ is what others read; a test holds it to this.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.kinds import KINDS, ORDER
from cocity_desktop.domain.record import FieldSpec, field_specs
from cocity_desktop.storage import schema
from cocity_desktop.storage.archive_reading import FORMAT, VERSION

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import Entity

_ID: Final = {"$ref": "#/$defs/id"}
_TEXT: Final = {"type": "string"}
_MOMENT: Final = {"type": "string", "format": "date-time"}
_TYPES: Final[dict[type, dict[str, Any]]] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    tuple: {"type": "array", "items": _TEXT},
    dict: {"type": "object"},
    date: {"type": "string", "format": "date"},
    datetime: _MOMENT,
}


def archive_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of all versions of the file."""
    lists = {cls.PLURAL: _array({"$ref": f"#/$defs/{cls.KIND}"}, cls.__doc__) for cls in ORDER}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Co-City Desktop archive",
        "description": "One house's whole archive: its living records, the journal of changes, attached bytes.",
        "type": "object",
        "required": ["format", "version"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "version": {"enum": list(range(1, VERSION + 1))},
            "schema": {"enum": list(schema.SHIPPED.revisions)},
            **lists,
            "changes": _array({"$ref": "#/$defs/change"}, "One per transaction, oldest first."),
            "operations": _array(
                {"$ref": "#/$defs/operation"},
                "One per record that was made and per field that took another value, oldest first.",
            ),
            "contents": _array({"$ref": "#/$defs/content"}, "The bytes of attachments, once each."),
        },
        "$defs": {**_shared(), **{cls.KIND: _record(cls) for cls in ORDER}},
    }


def _array(items: dict[str, Any], description: str | None) -> dict[str, Any]:
    return {"type": "array", "items": items, "description": " ".join((description or "").split())}


def _record(cls: type[Entity]) -> dict[str, Any]:
    specs = field_specs(cls)
    properties = {"id": _ID, **{spec.name: _field(spec) for spec in specs}}
    required = ["id", *(spec.name for spec in specs if spec.required and not spec.optional)]
    return _object(properties, required)


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _field(spec: FieldSpec) -> dict[str, Any]:
    if spec.refers_to is not None:
        base: dict[str, Any] = {**_ID, "description": f"id in {KINDS[spec.refers_to].PLURAL}"}
    elif issubclass(spec.python_type, StrEnum):
        base = {"enum": [member.value for member in spec.python_type]}
    else:
        base = dict(_TYPES[spec.python_type])
    described = {"anyOf": [base, {"type": "null"}]} if spec.optional else base
    return described if spec.required else {**described, "default": spec.default}


def _nullable(base: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [base, {"type": "null"}]}


def _shared() -> dict[str, Any]:
    hlc = {"type": "string", "pattern": "^[0-9a-f]{12}-[0-9a-f]{4}-.{1,64}$"}
    change = {
        "change_id": _ID, "hlc": hlc, "device": _TEXT, "actor": _TEXT, "label": _TEXT, "subject": _TEXT,
        "at": _MOMENT, "mode": {"enum": ["do", "undo", "redo"]}, "reverses": _nullable(_ID),
    }  # fmt: skip
    operation = {
        "op_id": _ID, "change_id": _ID, "hlc": hlc, "device": _TEXT, "actor": _TEXT, "kind": {"enum": list(KINDS)},
        "entity_id": _ID, "field": {**_TEXT, "description": "Empty for the life of the record. There an object is a birth: the first values by field."}, "value": {},
        "base": _nullable(_ID), "restores": _nullable({"anyOf": [_ID, {"const": ""}]}),
    }  # fmt: skip
    content = {
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "size": {"type": "integer", "minimum": 0},
        "base64": {"type": "string", "contentEncoding": "base64"},
    }
    uuid7 = "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
    return {
        "id": {"type": "string", "pattern": uuid7, "description": "UUIDv7, RFC 9562 §5.7"},
        "change": _object(change, list(change)),
        "operation": _object(operation, list(operation)),
        "content": _object(content, ["sha256", "base64"]),
    }
