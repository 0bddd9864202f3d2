"""One way to write a JSON value as bytes, so that the same pact has the same hash on every machine.

Keys sorted by code point, two spaces of indent, no escapes beyond those JSON needs, UTF-8, one newline at the end.
Texts keep the characters that were typed (no Unicode normalization: it would change what people signed).
Floating point is refused, because its digits are not the same everywhere: money is in cents, hours in minutes.
"""

from __future__ import annotations

import json
from typing import Any


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("no floating point in canonical JSON")
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError("keys of canonical JSON are strings")
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)


def canonical_json(value: Any) -> bytes:
    """`value` as canonical bytes.

    Raises TypeError for floats and foreign types, UnicodeEncodeError for half a surrogate pair.
    """
    _refuse_floats(value)
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=2)
    return text.encode("utf-8") + b"\n"


class DuplicateKeyError(ValueError):
    """The same key twice in one object: two readers would see two different documents."""


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise DuplicateKeyError(next(key for key in keys if keys.count(key) > 1))
    return found


def _no_constants(text: str) -> Any:
    raise ValueError(text)


def strict_loads(text: str) -> Any:
    """JSON without NaN, infinities or duplicate keys.

    Raises ValueError (DuplicateKeyError for a key written twice), RecursionError for absurd nesting.
    """
    return json.loads(text, object_pairs_hook=_no_duplicates, parse_constant=_no_constants)
