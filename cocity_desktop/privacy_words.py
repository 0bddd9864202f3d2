"""The words of people's data, once, for the window, the command line and the record of an erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.erasing import CopyState, LeftKind
from cocity_desktop.localization import _, ngettext, short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cocity_desktop.application.views.erasing import CopyOutcome, ErasurePreview, LeftItem

# Called when shown, so that the language is the one in use then.
_LEFT: dict[LeftKind, Callable[[], str]] = {
    LeftKind.LOCKED_MINUTES: lambda: _("locked minutes “{name}”: they stay as they were signed"),
    LeftKind.DELIVERY: lambda: _("delivery “{name}”: the Comune has this file, and the app cannot change it"),
    LeftKind.ATTACHMENT: lambda: _(
        "attachment “{name}”: look inside, and take it away if it names the person"
    ),
    LeftKind.EXPORT: lambda: _("export “{name}”: the file left the app, delete it where you keep it"),
    LeftKind.NAMESAKE: lambda: _(
        "somebody else has the same name: in free texts the name stays, because it may mean them"
    ),
    LeftKind.SHARED_CONTACT: lambda: _(
        "a contact that somebody else has too: it stays where it is the other’s"
    ),
    LeftKind.BACKUP: lambda: _("backup “{name}”: it cannot be opened here, so it was left as it is"),
    LeftKind.ELSEWHERE: lambda: _(
        "copies that you made elsewhere: backups on sticks, exported files, sheets on paper, tables people "
        "were read in from"
    ),
}
_COPIES: dict[CopyState, Callable[[], str]] = {
    CopyState.REWRITTEN: lambda: _("{name}: written anew without the person"),
    CopyState.REPLACED: lambda: _("{name}: it opened no more, so a fresh backup took its place"),
    CopyState.UNREADABLE: lambda: _(
        "{name}: cannot be opened here, so it was left as it is: delete it yourself"
    ),
}


def words_for_left(item: LeftItem) -> str:
    """One thing that an erasure leaves, with its day where it has one."""
    words = _LEFT[item.kind]().format(name=item.name)
    return _("{what} ({day})").format(what=words, day=short_day(item.on)) if item.on else words


def words_for_copy(outcome: CopyOutcome) -> str:
    """What became of a copy."""
    return _COPIES[outcome.state]().format(name=outcome.name)


def words_of_vanishing(preview: ErasurePreview) -> Iterator[str]:
    """What an erasure takes away, line by line."""
    yield _("the name, the notes and the needs of the person, everywhere in the archive and in its history")
    if preview.contacts:
        n = preview.contacts
        yield ngettext("{n} contact", "{n} contacts", n).format(n=n)
    if preview.roles:
        n = preview.roles
        yield ngettext("the role in {n} group", "the roles in {n} groups", n).format(n=n)
    if preview.replaced:
        n = len(preview.replaced)
        yield ngettext(
            "the name in {n} text that others wrote", "the name in {n} texts that others wrote", n
        ).format(n=n)
    if preview.copies:
        n = len(preview.copies)
        yield ngettext(
            "the person inside {n} copy that the app keeps",
            "the person inside {n} copies that the app keeps",
            n,
        ).format(n=n)


def words_of_staying(preview: ErasurePreview) -> Iterator[str]:
    """What stays without the person's name."""
    if preview.presences:
        n = preview.presences
        yield ngettext(
            "the presence at {n} meeting, under a number: the counts stay true",
            "the presences at {n} meetings, under a number: the counts stay true",
            n,
        ).format(n=n)
    yield _("votes, decisions and commitments, without the name")
