"""What the map says in words: the selected place for screen readers, what stands under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.labels import label_of
from cocity_desktop.localization import ngettext

if TYPE_CHECKING:
    from cocity_desktop.ui.map.signs import Sign, Signs


def description(signs: Signs, chosen: str | None, zoom: float) -> str:
    """The selected place, and how many stand close to it; without one, how many there are."""
    sign, mark = signs.of(chosen, zoom), signs.mark(chosen)
    if mark is None or sign is None:
        return ngettext("{n} place on the map", "{n} places on the map", len(signs.marks))
    words = ", ".join(filter(None, (mark.name, mark.address, mark.quarter, label_of(mark.standing))))
    if sign.single is not None:
        return words
    together = ngettext("{n} place close together", "{n} places close together", len(sign.marks))
    return f"{words}; {together}"


def tooltip(sign: Sign) -> str:
    """The names in a sign, and how far a single one has come."""
    names = [mark.name for mark in sign.marks[:8]]
    more = len(sign.marks) - len(names)
    if more:
        names.append(ngettext("and {n} more", "and {n} more", more))
    elif sign.single is not None:
        names.append(label_of(sign.single.standing))
    return "\n".join(names)
