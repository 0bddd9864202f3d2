"""Compares JSON data with a JSON Schema and lists every difference as a place and a reason, without sentences.

Covers the keywords that the schemas of resources/schemas use, no more (a test holds that they use no others, and
that the verdicts agree with the `jsonschema` library): loading that library takes longer than verifying a delivery.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Schema: TypeAlias = dict[str, Any]
MAX_FAULTS = 200


class ShapeFault(StrEnum):
    """Why a value does not fit."""

    TYPE = "type"
    MISSING = "missing"
    UNKNOWN = "unknown"
    VALUE = "value"
    PATTERN = "pattern"
    LENGTH = "length"
    RANGE = "range"


class Misfit(NamedTuple):
    """One difference: `place` is a JSON Pointer ("/articles/3/title", "" for the whole)."""

    place: str
    fault: ShapeFault
    what: str


@lru_cache(maxsize=16)
def load_schema(path: Path) -> Schema:
    """A schema file, read once."""
    schema: Schema = json.loads(path.read_text(encoding="utf-8"))
    return schema


def misfits(value: Any, schema: Schema) -> list[Misfit]:
    """Every difference between `value` and `schema`, at most MAX_FAULTS."""
    comparison = _Comparison(schema)
    comparison.differences(value, schema, "")
    return comparison.found[:MAX_FAULTS]


_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


class _Comparison:
    """One comparison; the differences are collected, which is much faster than handing each one up."""

    def __init__(self, root: Schema) -> None:
        self._root = root
        self.found: list[Misfit] = []

    def _add(self, place: str, fault: ShapeFault, what: str) -> None:
        self.found.append(Misfit(place, fault, what))

    def differences(self, value: Any, schema: Schema, place: str) -> None:
        """Compare one value with one part of the schema."""
        if len(self.found) >= MAX_FAULTS:
            return
        if "$ref" in schema:
            self.differences(value, self._root["$defs"][schema["$ref"].removeprefix("#/$defs/")], place)
        types = schema.get("type", ())
        if types and not _has_type(value, types):
            self._add(place, ShapeFault.TYPE, types if isinstance(types, str) else "/".join(types))
            return
        self._constants(value, schema, place)
        if "allOf" in schema or "if" in schema:
            self._conditions(value, schema, place)
        if isinstance(value, str):
            self._string(value, schema, place)
        elif isinstance(value, dict):
            self._object(value, schema, place)
        elif isinstance(value, list):
            self._array(value, schema, place)
        elif isinstance(value, int) and not isinstance(value, bool):
            self._number(value, schema, place)

    def _constants(self, value: Any, schema: Schema, place: str) -> None:
        allowed = [schema["const"]] if "const" in schema else schema.get("enum")
        if allowed is not None and not any(type(each) is type(value) and each == value for each in allowed):
            self._add(place, ShapeFault.VALUE, str(value)[:80])

    def _conditions(self, value: Any, schema: Schema, place: str) -> None:
        for part in schema.get("allOf", ()):
            self.differences(value, part, place)
        if "if" in schema:
            condition = _Comparison(self._root)
            condition.differences(value, schema["if"], place)
            if not condition.found:
                self.differences(value, schema["then"], place)

    def _object(self, value: dict[str, Any], schema: Schema, place: str) -> None:
        properties = schema.get("properties", {})
        for name in schema.get("required", ()):
            if name not in value:
                self._add(f"{place}/{name}", ShapeFault.MISSING, name)
        for name, item in value.items():
            if name in properties:
                self.differences(item, properties[name], f"{place}/{name}")
            elif schema.get("additionalProperties") is False:
                self._add(f"{place}/{_escaped(name)}", ShapeFault.UNKNOWN, name[:80])

    def _array(self, value: list[Any], schema: Schema, place: str) -> None:
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            self._add(place, ShapeFault.LENGTH, str(len(value)))
        items = schema.get("items")
        if items is not None:
            for number, item in enumerate(value):
                self.differences(item, items, f"{place}/{number}")

    def _string(self, value: str, schema: Schema, place: str) -> None:
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            self._add(place, ShapeFault.LENGTH, str(len(value)))
        if "pattern" in schema and not _pattern(schema["pattern"]).search(value):
            self._add(place, ShapeFault.PATTERN, value[:80])

    def _number(self, value: int, schema: Schema, place: str) -> None:
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            self._add(place, ShapeFault.RANGE, str(value)[:80])


def _has_type(value: Any, types: str | list[str]) -> bool:
    if isinstance(types, str):
        return _TYPES[types](value)
    return any(_TYPES[name](value) for name in types)


def _escaped(name: str) -> str:
    """A part of a JSON Pointer (RFC 6901 §3); the names in our schemas need no escapes."""
    return name.replace("~", "~0").replace("/", "~1")


@lru_cache(maxsize=64)
def _pattern(text: str) -> re.Pattern[str]:
    """ECMA 262's "$" is the very end, Python's also stands before a last newline; ECMA's digits are ASCII."""
    return re.compile(text[:-1] + r"\Z" if text.endswith("$") else text, re.ASCII)
