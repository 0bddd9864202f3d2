"""Lists as a sentence has them: «a, b e c», with «ed» before another e."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def listed(parts: Sequence[str], *, of_names: bool = False) -> str:
    """«a, b e c». When parts hold a comma or an «e» of their own the last is joined by «nonché»; names keep their «e»."""
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return "".join(parts)
    *heads, last = parts
    marks = (", ",) if of_names else (", ", " e ", " ed ")
    if any(mark in part for part in parts for mark in marks):
        return f"{', '.join(heads)}, nonché {last}"
    return f"{', '.join(heads)} {and_before(last)} {last}"


def and_before(word: str) -> str:
    """«ed» before an e, «e» elsewhere."""
    return "ed" if first_letter(word) == "e" else "e"


def to_before(word: str) -> str:
    """«ad» before an a, «a» elsewhere."""
    return "ad" if first_letter(word) == "a" else "a"


def first_letter(text: str) -> str:
    """The first letter or digit of `text`, small and without its accent; "" when it has none."""
    for character in text:
        if character.isalnum():
            return _PLAIN.get(character.lower(), character.lower())
    return ""


_PLAIN = {"à": "a", "á": "a", "è": "e", "é": "e", "ì": "i", "í": "i", "ò": "o", "ó": "o", "ù": "u", "ú": "u"}
