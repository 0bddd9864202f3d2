"""What a regulation whose every field is well written can still have wrong: names taken twice, names of nothing, doubts hidden.

A field that could not be read is None here (`regulation_codec.examine_plain`): it was told already and is passed over.
"""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.processes import GovernmentForm
from cocity_desktop.domain.regulation import READABLE, Basis, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_Holed = Any
"""A regulation, or a heading, in which any field may be None, whatever its type says."""

_NAMES: Final = {
    "texts": "code",
    "forms": "form",
    "headings": "code",
    "lifecycle": "state",
    "parties": "code",
    "attachments": "code",
    "deadlines": "code",
    "recitals": "code",
    "approvals": "code",
    "checks": "code",
    "glossary": "term",
}
"""What each group calls its rules by: no two of a group under one name."""

_ASKED: Final = ("headings", "parties", "attachments", "checks")
"""Rules whose lack is put to people as a question: it may not be blank."""

_CODE: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LONGEST_TERM: Final = 36_500
"""Days: a hundred years."""


def wrong_links(regulation: _Holed) -> tuple[UserError, ...]:
    """Every such fault, in the order in which a reader of the file would look for them."""
    return (
        *_format(regulation),
        *_names(regulation),
        *_numbers(regulation),
        *_sources(regulation),
        *_approvals(regulation),
        *_blank(regulation),
        *_terms(regulation),
    )


def _format(regulation: _Holed) -> Iterator[UserError]:
    if regulation.format is not None and regulation.format not in READABLE:
        yield _wrong("format", " | ".join(map(str, READABLE)))
    if regulation.code is not None and not _CODE.fullmatch(regulation.code):
        yield _wrong("code", "code")


def _names(regulation: _Holed) -> Iterator[UserError]:
    for group, name in _NAMES.items():
        yield from _twice(group, name, [getattr(one, name, None) for one in _items(regulation, group)])


def _twice(group: str, name: str, values: Sequence[str | None]) -> Iterator[UserError]:
    seen = set()
    for position, value in enumerate(values):
        if value is not None and value in seen:
            where = f"{group}[{position}].{name}"
            yield UserError(ErrorCode.REGULATION_CODE_TWICE, where, where=where, value=value)
        seen.add(value)


def _numbers(regulation: _Holed) -> Iterator[UserError]:
    """Two headings of one document may not have the same number; those of different documents may."""
    told = set()
    for form in GovernmentForm:
        mine = [one.number if _stands_in(one, form) else None for one in _items(regulation, "headings")]
        for fault in _twice("headings", "number", mine):
            if fault.field not in told:
                told.add(fault.field)
                yield fault


def _stands_in(heading: _Holed, form: GovernmentForm) -> bool:
    return heading is not None and (not heading.forms or form in heading.forms)


def _sources(regulation: _Holed) -> Iterator[UserError]:
    """Every source is one of the texts, and "verified" means read."""
    texts = {text.code for text in _items(regulation, "texts") if text is not None}
    for where, rule in _placed_rules(regulation):
        source = rule.source
        if source is None:
            continue
        if source.text is not None and source.text not in texts:
            yield _broken(_at(where, "source.text"), source.text)
        if rule.verified and source.basis not in (Basis.READ, None):
            place = _at(where, "verified")
            yield UserError(ErrorCode.REGULATION_NOT_READ, place, where=place)


def _approvals(regulation: _Holed) -> Iterator[UserError]:
    codes = {heading.code for heading in _items(regulation, "headings") if heading is not None}
    for position, approval in enumerate(_items(regulation, "approvals")):
        for code in getattr(approval, "headings", None) or ():
            if code is not None and code not in codes:
                yield _broken(f"approvals[{position}].headings", code)


def _blank(regulation: _Holed) -> Iterator[UserError]:
    if regulation.title == "":
        yield _wrong("title", "text")
    for group in _ASKED:
        for position, one in enumerate(_items(regulation, group)):
            for name in ("code", "title", "question"):
                if getattr(one, name, None) == "":
                    yield _wrong(f"{group}[{position}].{name}", "text")


def _terms(regulation: _Holed) -> Iterator[UserError]:
    for position, term in enumerate(_items(regulation, "deadlines")):
        for name in ("days", "hours"):
            length = getattr(term, name, None)
            if length is not None and not 1 <= length <= _LONGEST_TERM:
                yield _wrong(f"deadlines[{position}].{name}", "positive")


def _placed_rules(regulation: _Holed) -> list[tuple[str, _Holed]]:
    placed: list[tuple[str, _Holed]] = [("", regulation)]
    if regulation.office is not None:
        placed.append(("office", regulation.office))
    for group in fields(regulation):
        items = getattr(regulation, group.name)
        if isinstance(items, tuple):
            placed += [(f"{group.name}[{n}]", item) for n, item in enumerate(items) if isinstance(item, Rule)]
    return placed


def _items(regulation: _Holed, group: str) -> tuple[Any, ...]:
    return getattr(regulation, group) or ()


def _at(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _wrong(where: str, expected: str) -> UserError:
    return UserError(ErrorCode.REGULATION_FIELD_WRONG, where, where=where, expected=expected)


def _broken(where: str, value: str) -> UserError:
    return UserError(ErrorCode.REGULATION_LINK_BROKEN, where, where=where, value=value)
