"""How a regulation's file speaks to people: what is wrong and how to mend it, and how a rule is known.

Once for the window and the command line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import AppError, ErrorCode, UserError
from cocity_desktop.domain.regulation import Basis, Regulation, Rule
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, ngettext, pgettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SHAPES: Mapping[str, Callable[[], str]] = {
    "string": lambda: _("a text in quotation marks"),
    "integer": lambda: _("a whole number without quotation marks"),
    "boolean": lambda: _("true or false, without quotation marks"),
    "date": lambda: _("a day such as 2026-11-29"),
    "table": lambda: _("a table, begun with its name in brackets"),
    "array": lambda: _("a list in square brackets"),
    "text": lambda: _("a text that is not empty"),
    "code": lambda: _("small letters without accents, figures, - or _"),
    "positive": lambda: _("a number from 1 to 36500"),
}
"""By what the codec expected (`regulation_codec`, `regulation_links`)."""

_MENDS: Mapping[ErrorCode, Callable[[], str]] = {
    ErrorCode.REGULATION_FIELD_MISSING: lambda: _("Write it in the table that begins on this line."),
    ErrorCode.REGULATION_FIELD_UNKNOWN: lambda: _("Take it out: the names are in docs/regulations.md."),
    ErrorCode.REGULATION_CODE_TWICE: lambda: _("Give it another name, that nothing else here has."),
    ErrorCode.REGULATION_LINK_BROKEN: lambda: _("Write a code that is in this file, or add what it names."),
    ErrorCode.REGULATION_NOT_READ: lambda: _(
        'Write verified = false, or basis = "read" if somebody did read it there.'
    ),
    ErrorCode.REGULATION_NO_FILE: lambda: _("Begin one with: cocity regulation new FOLDER."),
    ErrorCode.REGULATION_ENCODING: lambda: _("Save it again as UTF-8: every editor has the choice."),
    ErrorCode.REGULATION_TOO_LARGE: lambda: _("A regulation is some pages of text: is this the right file?"),
    ErrorCode.REGULATION_LINKED: lambda: _("Put the file itself here."),
}

_SLIPS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("overwrite a value", lambda: _("The same name is written twice in one table.")),
    ("declare", lambda: _("The same table is begun twice; for more of a kind write [[name]].")),
    ("mutate immutable", lambda: _("The same table is begun twice; for more of a kind write [[name]].")),
    ("after a key", lambda: _("After the name there must be = and a value.")),
    ("unclosed array", lambda: _("A square bracket is not closed.")),
    ("unterminated string", lambda: _("The quotation marks are not closed.")),
    ("illegal character", lambda: _("The quotation marks are not closed, or a strange sign is in the text.")),
    ("invalid value", lambda: _('A text needs "quotation marks"; true, false and numbers have none.')),
    ("after a statement", lambda: _("Only one name = value may stand on a line.")),
    ("declaration", lambda: _("The brackets of a table’s name are not closed.")),
    ("escape", lambda: _("Write \\\\ for \\ within quotation marks.")),
)
"""By a part of what Python's own reader says (`tomllib`), in small letters."""


def fault_words(fault: AppError) -> tuple[str, str]:
    """What is wrong, with file and line, and how to mend it ("" when the first says it)."""
    return words_for(_in_plain_words(fault)), _mend(fault)


def _in_plain_words(fault: AppError) -> AppError:
    expected = fault.details.get("expected")
    if not isinstance(expected, str):
        return fault
    return UserError(fault.code, fault.field, **{**fault.details, "expected": _expected(expected)})


def _expected(expected: str) -> str:
    if expected in _SHAPES:
        return _SHAPES[expected]()
    if most := re.fullmatch(r"at most (\d+)", expected):
        return _("at most {n} characters long").format(n=most.group(1))
    if " | " in expected:
        return _("one of: {choices}").format(choices=expected.replace(" | ", ", "))
    return expected


def _mend(fault: AppError) -> str:
    near = fault.details.get("near")
    if near:
        return _("Perhaps you meant “{near}”.").format(near=near)
    if fault.code is ErrorCode.REGULATION_SYNTAX:
        reason = str(fault.details.get("reason", "")).lower()
        return next((words() for part, words in _SLIPS if part in reason), _SLIPS[7][1]())
    return _MENDS[fault.code]() if fault.code in _MENDS else ""


def basis_words(basis: Basis) -> str:
    """How a rule is known, in one word or two."""
    return {
        Basis.READ: pgettext("basis of a rule", "read"),
        Basis.MEMORY: pgettext("basis of a rule", "from memory"),
        Basis.DERIVED: pgettext("basis of a rule", "concluded"),
    }[basis]


def standing_words(rule: Rule) -> str:
    """How a rule is known, and whether anybody verified it."""
    known = basis_words(rule.source.basis)
    verified = _("verified") if rule.verified else _("to be verified")
    return f"{known}, {verified}"


def rule_groups(regulation: Regulation) -> list[tuple[str, list[tuple[str, Rule]]]]:
    """The rules under their titles, each in a few words."""
    groups: list[tuple[str, list[tuple[str, Rule]]]] = [
        (_("Forms of government"), [(one.title, one) for one in regulation.forms]),
        (_("What the text contains"), [(f"{one.number}. {one.title}", one) for one in regulation.headings]),
        (_("Path"), [(one.title, one) for one in regulation.lifecycle]),
        (_("Parties"), [(one.title, one) for one in regulation.parties]),
        (_("Attachments"), [(one.title, one) for one in regulation.attachments]),
        (
            _("Deadlines"),
            [
                (f"{one.title} ({one.code}): {length_words(one.days, one.hours)}", one)
                for one in regulation.deadlines
            ],
        ),
        (_("Premises"), [(one.text or one.title, one) for one in regulation.recitals]),
        (_("Approvals"), [(f"{one.title} ({one.law})", one) for one in regulation.approvals]),
        (_("Controls"), [(one.question, one) for one in regulation.checks]),
    ]
    return [(title, rules) for title, rules in groups if rules]


def length_words(days: int | None, hours: int | None) -> str:
    """How long a deadline is, or that nobody knows."""
    if days is not None:
        return ngettext("{n} day", "{n} days", days)
    return ngettext("{n} hour", "{n} hours", hours) if hours is not None else _("length not known")


def known_words(regulation: Regulation, rule: Rule) -> str:
    """How a rule is known, whether it was verified, and where it was read."""
    source = regulation.text_of(rule).title
    where = f"{source}, {rule.source.article}" if rule.source.article else source
    return f"{standing_words(rule)} – {where}"


def count_words(regulation: Regulation) -> str:
    """How many of its rules were verified."""
    rules = regulation.rules()
    verified = sum(rule.verified for rule in rules)
    return _("{verified} of {all} rules verified").format(verified=verified, all=len(rules))
