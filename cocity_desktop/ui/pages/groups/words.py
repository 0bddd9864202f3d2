"""What the page of groups says in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.registry import ContactKind, MemberRole
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.record_words import capital, district, given_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cocity_desktop.application.views.registry import CommitmentCount, ContactRow, GroupDetail, MemberRow

# The first one a group has is how it is reached.
_CONTACT_ORDER = (ContactKind.EMAIL, ContactKind.PEC, ContactKind.PHONE, ContactKind.POST, ContactKind.WEB)


def over(group: GroupDetail) -> str:
    """«Gruppo informale  ·  circoscrizione 8»."""
    return "  ·  ".join(filter(None, (capital(label_of(group.group_kind)), district(group.district))))


def signs(group: GroupDetail) -> str:
    """Who may sign, and what proves it."""
    if not group.representative:
        return ""
    if not group.representation_proof:
        return group.representative
    return _("{person}, {proof}").format(person=group.representative, proof=group.representation_proof)


def contacts(rows: Sequence[ContactRow]) -> str:
    """One on each line, the preferred one first."""
    ordered = sorted(rows, key=lambda row: (not row.preferred, _CONTACT_ORDER.index(row.contact_kind)))
    return "\n".join(row.value for row in ordered)


def notices(members: Sequence[MemberRow], today: date) -> tuple[str, bool]:
    """Who was told about their data, and whether everybody was."""
    without = [one for one in members if one.notice_on is None]
    if not members:
        return "", True
    if not without:
        days = [one.notice_on for one in members if one.notice_on is not None]
        if len(set(days)) == 1:
            return given_on(days[0], today), True
        return _("given to everybody"), True
    if len(without) == len(members):
        return _("given to nobody yet"), False
    return ngettext("still to give to {n} person", "still to give to {n} people", len(without)), False


def member_note(member: MemberRow) -> str:
    """What a person does in the group: their duty, or their role when it says something."""
    if member.duty:
        return member.duty
    return "" if member.role is MemberRole.MEMBER else label_of(member.role)


def commitments(count: CommitmentCount) -> str:
    """«3 mantenuti, 1 aperto, 1 in ritardo»."""
    parts = []
    if count.kept:
        parts.append(ngettext("{n} kept", "{n} kept", count.kept))
    if count.open:
        parts.append(ngettext("{n} open", "{n} open", count.open))
    if count.late:
        parts.append(ngettext("{n} late", "{n} late", count.late))
    return ", ".join(parts) or _("none")
