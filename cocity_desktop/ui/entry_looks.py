"""How the kinds of what was said are drawn, wherever they are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.meetings import EntryKind

if TYPE_CHECKING:
    from cocity_desktop.ui.theme.tokens import Token

LOOKS: dict[EntryKind, tuple[str, Token]] = {
    EntryKind.NOTE: ("note", "muted"),
    EntryKind.IDEA: ("bulb", "muted"),
    EntryKind.QUESTION: ("help-circle", "muted"),
    EntryKind.CONCERN: ("warning-circle", "warning"),
    EntryKind.DECISION: ("done", "success"),
    EntryKind.COMMITMENT: ("flag", "primary"),
}
