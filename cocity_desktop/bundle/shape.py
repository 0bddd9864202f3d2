"""Compares JSON data with a JSON Schema and lists every difference as a place and a reason, without sentences.

Covers the keywords that the schemas of resources/schemas use, no more (a test holds that they use no others, and
that the verdicts agree with the `jsonschema` library): loading that library takes longer than verifying a delivery.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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


@dataclass(frozen=True, slots=True)
class Misfit:
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
    found: list[Misfit] = []
    for misfit in _differences(value, schema, schema, ""):
        found.append(misfit)
        if len(found) >= MAX_FAULTS:
            break
    return found


_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


def _differences(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[Misfit]:
    if "$ref" in schema:
        yield from _differences(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, place)
    types = schema.get("type", [])
    names = [types] if isinstance(types, str) else types
    if names and not any(_TYPES[name](value) for name in names):
        yield Misfit(place, ShapeFault.TYPE, "/".join(names))
        return
    yield from _constants(value, schema, place)
    yield from _conditions(value, schema, root, place)
    if isinstance(value, dict):
        yield from _object(value, schema, root, place)
    elif isinstance(value, list):
        yield from _array(value, schema, root, place)
    elif isinstance(value, str):
        yield from _string(value, schema, place)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield from _number(value, schema, place)


def _constants(value: Any, schema: Schema, place: str) -> Iterator[Misfit]:
    allowed = [schema["const"]] if "const" in schema else schema.get("enum")
    if allowed is not None and not any(type(each) is type(value) and each == value for each in allowed):
        yield Misfit(place, ShapeFault.VALUE, str(value)[:80])


def _conditions(value: Any, schema: Schema, root: Schema, place: str) -> Iterator[Misfit]:
    for part in schema.get("allOf", ()):
        yield from _differences(value, part, root, place)
    if "if" in schema and next(_differences(value, schema["if"], root, place), None) is None:
        yield from _differences(value, schema["then"], root, place)


def _object(value: dict[str, Any], schema: Schema, root: Schema, place: str) -> Iterator[Misfit]:
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield Misfit(f"{place}/{name}", ShapeFault.MISSING, name)
    for name, item in value.items():
        if name in properties:
            yield from _differences(item, properties[name], root, f"{place}/{_escaped(name)}")
        elif schema.get("additionalProperties") is False:
            yield Misfit(f"{place}/{_escaped(name)}", ShapeFault.UNKNOWN, name[:80])


def _escaped(name: str) -> str:
    """A part of a JSON Pointer (RFC 6901 §3)."""
    return name.replace("~", "~0").replace("/", "~1")


def _array(value: list[Any], schema: Schema, root: Schema, place: str) -> Iterator[Misfit]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield Misfit(place, ShapeFault.LENGTH, str(len(value)))
    if "items" in schema:
        for number, item in enumerate(value):
            yield from _differences(item, schema["items"], root, f"{place}/{number}")


def _string(value: str, schema: Schema, place: str) -> Iterator[Misfit]:
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        yield Misfit(place, ShapeFault.LENGTH, str(len(value)))
    if "pattern" in schema and not _pattern(schema["pattern"]).search(value):
        yield Misfit(place, ShapeFault.PATTERN, value[:80])


@lru_cache(maxsize=64)
def _pattern(text: str) -> re.Pattern[str]:
    """ECMA 262's "$" is the very end, Python's also stands before a last newline; ECMA's digits are ASCII."""
    return re.compile(text[:-1] + r"\Z" if text.endswith("$") else text, re.ASCII)


def _number(value: int, schema: Schema, place: str) -> Iterator[Misfit]:
    if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield Misfit(place, ShapeFault.RANGE, str(value)[:80])
