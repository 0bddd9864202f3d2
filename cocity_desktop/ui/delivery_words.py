"""A delivery's way to the Comune and back, in words and stations: the same on the list and on its own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.deliveries import ReplySource
from cocity_desktop.domain.lifecycle import DeliveryState
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, clock, day, local, number
from cocity_desktop.ui.widgets.progress import Station, StationState

if TYPE_CHECKING:
    from datetime import date

    from cocity_desktop.application.views.pacts import DeliveryDetail
    from cocity_desktop.ui.theme.tokens import Tone

LOOKS: dict[DeliveryState, tuple[Tone, str]] = {
    DeliveryState.SEALED: ("warning", "seal"),
    DeliveryState.HANDED_OVER: ("primary", "box"),
    DeliveryState.RECEIVED: ("primary", "inbox"),
    DeliveryState.ANSWERED: ("success", "mail-open"),
    DeliveryState.DISCARDED: ("neutral", "delete"),
}
_ORDER = (
    DeliveryState.SEALED,
    DeliveryState.HANDED_OVER,
    DeliveryState.RECEIVED,
    DeliveryState.ANSWERED,
)


def stations(detail: DeliveryDetail) -> list[Station]:
    """The four stations: sealed, handed over, received, answered."""
    state = detail.row.state
    reached = _ORDER.index(state) if state in _ORDER else 0
    return [_station(detail, place, reached) for place in range(len(_ORDER))]


def _station(detail: DeliveryDetail, place: int, reached: int) -> Station:
    state: StationState = "done" if place < reached else "now" if place == reached else "next"
    names = (_("Sealed"), _("Handed over"), _("Received"), _("Answer"))
    when, proof = _facts(detail, place) if state != "next" else ("", "")
    answered = place == len(_ORDER) - 1 and state == "now"
    return Station(
        LOOKS[_ORDER[place]][1],
        names[place],
        state,
        when,
        proof,
        code=place == 0,
        proof_icon="tick" if answered else None,
    )


def _facts(detail: DeliveryDetail, place: int) -> tuple[str, str]:
    """When, and what proves it."""
    row, reply = detail.row, detail.reply
    if place == 0:
        sealed = local(row.sealed_at)
        return f"{near_day(sealed.date())}, {clock(row.sealed_at)}", row.file_code
    if place == 1:
        how = label_of(detail.handed_over_how) if detail.handed_over_how else ""
        return _known(detail.handed_over_on), how
    if place == 2:
        return _known(detail.received_on), detail.protocol
    if reply is None:
        return "", ""
    matches = _("fits version {n}").format(n=row.version)
    paper = _("typed from paper")
    return near_day(reply.replied_on), matches if reply.source is ReplySource.FILE else paper


def near_day(value: date) -> str:
    """«mer 3 febbraio»."""
    return day(value, "EEE d MMMM")


def _known(value: date | None) -> str:
    return near_day(value) if value is not None else _("nobody noted when")


def size_words(octets: int) -> str:
    """«84 kB», «1,2 MB»."""
    if octets < 1_000_000:
        return _("{n} kB").format(n=number(max(1, round(octets / 1000))))
    return _("{n} MB").format(n=number(round(octets / 1_000_000)))
