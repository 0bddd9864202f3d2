"""Values of fields as texts for a dry run. Choices stay codes here: `labels` has their words."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from typing import Any

_LONGEST = 200


def shown(value: Any) -> str:
    """A value as a person reads it in a table."""
    if value is None:
        return ""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)[:_LONGEST]
    text = str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
