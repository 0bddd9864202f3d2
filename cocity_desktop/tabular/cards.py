"""Contact cards that phones and mail programs take in: vCard 4.0 (RFC 6350) and 3.0 (RFC 2426).

Written here and not by a library: those at hand write version 3.0 only. Tests read them back with one.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from cocity_desktop.application.steps import Step, followed, no_step
from cocity_desktop.domain.registry import ContactKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cocity_desktop.application.views.exports import Card, ContactOut

_LONGEST_LINE = 75
"""Octets, without the line break (RFC 6350 §3.2)."""


def write_cards(cards: Sequence[Card], version: str, step: Step = no_step) -> bytes:
    """All cards one after the other. Raises ValueError for a version that is neither "3.0" nor "4.0"."""
    if version not in ("3.0", "4.0"):
        raise ValueError(version)
    lines = (line for card in followed(cards, step) for line in _card(card, version))
    return b"".join(_folded(line) for line in lines)


def _card(card: Card, version: str) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    if version == "4.0":
        yield f"KIND:{'org' if card.is_group else 'individual'}"
        yield f"UID:urn:uuid:{_uid(card.made_from)}"
    else:
        yield f"UID:{_uid(card.made_from)}"
    yield f"FN:{_escaped(card.name)}"
    yield f"N:{_escaped(card.family_name)};{_escaped(card.given_name)};;;"
    if card.organisations:
        yield f"ORG:{_escaped(', '.join(card.organisations))}"
    for contact in card.contacts:
        yield from _contact(contact, version)
    if card.address:
        yield f"ADR:;;{_escaped(card.address)};;;;"
    if card.note:
        yield f"NOTE:{_escaped(card.note)}"
    yield "END:VCARD"


def _contact(contact: ContactOut, version: str) -> Iterator[str]:
    preferred = (";PREF=1" if version == "4.0" else ";TYPE=PREF") if contact.preferred else ""
    if contact.contact_kind is ContactKind.PHONE and version == "4.0":
        yield f"TEL;VALUE=text{preferred}:{_escaped(contact.value)}"
    elif contact.contact_kind is ContactKind.PHONE:
        yield f"TEL{preferred}:{_escaped(contact.value)}"
    elif contact.contact_kind in (ContactKind.EMAIL, ContactKind.PEC):
        kind = "" if version == "4.0" else ";TYPE=INTERNET"
        yield f"EMAIL{kind}{preferred}:{_escaped(contact.value)}"
    elif contact.contact_kind is ContactKind.POST:
        yield f"ADR{preferred}:;;{_escaped(contact.value)};;;;"
    else:
        yield f"URL{preferred}:{_one_line(contact.value)}"


def _escaped(text: str) -> str:
    """RFC 6350 §3.4."""
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    return _without_controls(text.replace("\r\n", "\n").replace("\r", "\n")).replace("\n", "\\n")


def _one_line(text: str) -> str:
    return _without_controls(" ".join(text.split()))


def _without_controls(text: str) -> str:
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable())


def _folded(line: str) -> bytes:
    """Long lines go on after a break and a space, never inside a letter's octets (RFC 6350 §3.2)."""
    pieces, room, piece = [], _LONGEST_LINE, b""
    for sign in line:
        octets = sign.encode("utf-8", errors="replace")
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", _LONGEST_LINE - 1
        piece += octets
    return b"\r\n ".join((*pieces, piece)) + b"\r\n"


def _uid(record_id: str) -> str:
    """The record's own id, which is a UUID: the same card twice is one contact."""
    return str(uuid.UUID(record_id))
