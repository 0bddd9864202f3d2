"""The kinds of a line: picture, ink, and the two ways of picking one without leaving the keyboard.

The letters avoid the one-letter words a sentence may begin with (in Italian e, è, o, a, i, in English a, i), because a letter and a space at
the start of the line are taken as a kind: "i ragazzi chiedono" must stay what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.localization import pgettext
from cocity_desktop.ui.theme.tokens import Token


@dataclass(frozen=True, slots=True)
class KindLook:
    """How a kind is drawn and picked. `letter` is asked for when needed: it belongs to the language."""

    icon: str
    token: Token
    letter: Callable[[], str]


LOOKS: dict[EntryKind, KindLook] = {
    EntryKind.NOTE: KindLook("note", "muted", lambda: pgettext("letter of note", "n")),
    EntryKind.IDEA: KindLook("bulb", "muted", lambda: pgettext("letter of idea, as in proposal", "p")),
    EntryKind.QUESTION: KindLook("help-circle", "muted", lambda: pgettext("letter of question", "q")),
    EntryKind.CONCERN: KindLook("warning-circle", "warning", lambda: pgettext("letter of concern", "c")),
    EntryKind.DECISION: KindLook("done", "success", lambda: pgettext("letter of decision", "d")),
    EntryKind.COMMITMENT: KindLook(
        "flag", "primary", lambda: pgettext("letter of commitment, as in I commit", "m")
    ),
}
KINDS: tuple[EntryKind, ...] = tuple(LOOKS)


def shortcut_of(kind: EntryKind) -> str:
    """Ctrl+1 to Ctrl+6, in the order of the kinds."""
    return f"Ctrl+{KINDS.index(kind) + 1}"


def kind_of_start(text: str) -> EntryKind | None:
    """The kind that `text` is when it is exactly a letter and a space, as just typed at the start of the line."""
    if len(text) != 2 or text[1] != " ":
        return None
    return next((kind for kind, look in LOOKS.items() if look.letter() == text[0].lower()), None)
