"""What the page of commitments says in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import PENDING_COMMITMENTS, CommitmentStatus
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, dated, day, from_day, money, ngettext, short_day
from cocity_desktop.ui.models.columns import Chip
from cocity_desktop.ui.models.list_items import LedgerItem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cocity_desktop.application.views.work import CommitmentRow, CommitmentStepRow
    from cocity_desktop.ui.theme.tokens import Token

_SOON = 7


def pending(row: CommitmentRow) -> bool:
    """Whether something is still to be done."""
    return row.status in PENDING_COMMITMENTS


def party(row: CommitmentRow) -> tuple[str, str]:
    """Who promised, and the icon of their kind."""
    if row.party_kind is PartyKind.HOUSE:
        return _("We of the house"), "house"
    if row.party_kind in (PartyKind.COMUNE, PartyKind.CIRCOSCRIZIONE):
        return row.party or label_of(row.party_kind), "city"
    return row.party or _("nobody in particular"), "group"


def due(row: CommitmentRow, today: date) -> tuple[str, str | None, Token]:
    """By when in words, with its icon and ink; what became of it once nothing is to be done."""
    if not pending(row):
        kept = row.status is CommitmentStatus.KEPT
        return label_of(row.status), "tick" if kept else None, "success" if kept else "muted"
    if row.late_days > 0:
        return ngettext("{n} day late", "{n} days late", row.late_days), "warning-circle", "danger_text"
    if row.due_on is None:
        return row.recurrence or _("no date"), None, "muted"
    ahead = (row.due_on - today).days
    if ahead <= 1:
        return _("today") if ahead == 0 else _("tomorrow"), "clock", "warning"
    pattern = "EEEE d" if ahead < _SOON else "d MMMM" if row.due_on.year == today.year else "d MMM y"
    return day(row.due_on, pattern), "calendar", "muted"


def postponed(times: int) -> str:
    """«rinviato 3 volte»."""
    return ngettext("postponed {n} time", "postponed {n} times", times)


def item(row: CommitmentRow, today: date) -> LedgerItem:
    """A commitment in the ledger."""
    lead, icon = party(row)
    said, due_icon, token = due(row, today)
    chip = Chip(postponed(row.times_postponed), "danger") if row.times_postponed > 1 else None
    return LedgerItem(
        lead, row.what, lead_icon=icon, note=row.process, chip=chip,
        trailing=said, trailing_icon=due_icon, trailing_token=token,
    )  # fmt: skip


def facts(rows: Sequence[CommitmentRow]) -> str:
    """«22 aperti, 3 in ritardo»."""
    waiting = [row for row in rows if pending(row)]
    late = sum(row.late_days > 0 for row in waiting)
    parts = [ngettext("{n} open", "{n} open", len(waiting))] if waiting else []
    if late:
        parts.append(ngettext("{n} late", "{n} late", late))
    return ", ".join(parts)


def resources(row: CommitmentRow) -> str:
    """Money, hours and materials in one line."""
    parts = []
    if row.money_cents:
        parts.append(money(row.money_cents))
    if row.hours:
        parts.append(ngettext("{n} hour of work", "{n} hours of work", row.hours))
    if row.materials:
        parts.append(row.materials)
    return ", ".join(parts)


def by_when(row: CommitmentRow) -> str:
    """The day, how often and from when."""
    parts = []
    if row.due_on is not None:
        parts.append(short_day(row.due_on))
    if row.recurrence:
        parts.append(row.recurrence)
    if row.starts_on is not None:
        parts.append(from_day(row.starts_on))
    return ", ".join(parts)


def step(row: CommitmentStepRow) -> str:
    """«rinviato dal 3 mar al 17 mar 2027»."""
    said = label_of(row.to_status)
    if row.to_status is CommitmentStatus.POSTPONED and row.new_due_on is not None:
        if row.old_due_on is None:
            return dated(_("{what} to {new}"), what=said, new=short_day(row.new_due_on))
        return dated(
            _("{what} from {old} to {new}"),
            what=said,
            old=day(row.old_due_on, "d MMM"),
            new=short_day(row.new_due_on),
        )
    return said
