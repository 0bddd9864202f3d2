"""The house, the groups and the people, as lists and as pages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cocity_desktop.application.views.registry import (
    CommitmentCount,
    ContactRow,
    GroupDetail,
    GroupRow,
    HouseDetail,
    MemberRow,
    NoticeRow,
    PartnerRow,
    ProcessBrief,
    StaffRow,
)
from cocity_desktop.domain.lifecycle import PENDING_COMMITMENTS, CommitmentStatus, ProcessState, stage_of
from cocity_desktop.domain.registry import MemberRole
from cocity_desktop.storage.read_models.attachments import attachments
from cocity_desktop.storage.read_models.rows import (
    Reading,
    Row,
    by_name,
    day_of,
    days_after,
    grouped,
    joined,
    midnight,
    row_to_dataclass,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.domain.entity import EntityId

PERSON_NAME = "trim({0}.given_name || ' ' || {0}.family_name)"
"""A person's name as it is spoken, of the table called {0} in the statement."""

CURRENT = "{0}.alive = 1 AND ({0}.until IS NULL OR {0}.until >= :today)"
"""A membership that still holds; the day it ends is part of it."""

TAKES_PART = """
    SELECT group_id, process_id FROM participations WHERE alive = 1
    UNION
    SELECT inner_group.partner_id, part.process_id
    FROM participations part JOIN partnerships inner_group ON inner_group.group_id = part.group_id
    WHERE part.alive = 1 AND inner_group.alive = 1
"""
"""Which group is in which process, by itself or inside an informal group of groups."""

_HOUSE = """
    SELECT id, name, address, city, district, email, phone, regulation_code, is_sample
    FROM houses WHERE alive = 1 ORDER BY id LIMIT 1
"""

_NOTICES = """
    SELECT n.id, n.version, n.title, n.text, n.valid_from, n.retention_months,
        (SELECT count(DISTINCT c.person_id) FROM consents c
         WHERE c.notice_id = n.id AND c.consent_kind = 'notice' AND c.alive = 1) AS given
    FROM privacy_notices n WHERE n.alive = 1 ORDER BY n.valid_from DESC, n.id DESC
"""

_STAFF = "SELECT id, name, role, active FROM staff WHERE alive = 1 ORDER BY id"

_GROUPS = f"""
    SELECT g.id, g.name, g.group_kind, g.district,
        coalesce(member.people, 0) AS people, coalesce(taking.processes, 0) AS processes, seen.last_contact
    FROM groups g
    LEFT JOIN (
        SELECT m.group_id, count(DISTINCT m.person_id) AS people
        FROM memberships m WHERE {CURRENT.format("m")} GROUP BY m.group_id
    ) member ON member.group_id = g.id
    LEFT JOIN (
        SELECT group_id, count(*) AS processes FROM ({TAKES_PART}) all_parts GROUP BY group_id
    ) taking ON taking.group_id = g.id
    LEFT JOIN (
        SELECT met.group_id, max(met.starts_at) AS last_contact FROM (
            SELECT a.group_id, t.starts_at FROM attendances a JOIN meetings t ON t.id = a.meeting_id
            WHERE a.alive = 1 AND t.alive = 1 AND t.state <> 'cancelled' AND a.group_id IS NOT NULL
            UNION ALL
            SELECT m.group_id, t.starts_at FROM attendances a JOIN meetings t ON t.id = a.meeting_id
            JOIN memberships m ON m.person_id = a.person_id AND m.alive = 1
            WHERE a.alive = 1 AND t.alive = 1 AND t.state <> 'cancelled'
            UNION ALL
            SELECT part.group_id, t.starts_at FROM ({TAKES_PART}) part
            JOIN meetings t ON t.process_id = part.process_id
            WHERE t.alive = 1 AND t.state <> 'cancelled'
        ) met WHERE met.starts_at < :tomorrow GROUP BY met.group_id
    ) seen ON seen.group_id = g.id
    WHERE g.alive = 1
"""

_FINDS_GROUPS = f"""
    SELECT m.group_id, {PERSON_NAME.format("p")} AS name
    FROM memberships m JOIN people p ON p.id = m.person_id AND p.alive = 1 WHERE {CURRENT.format("m")}
    UNION
    SELECT part.group_id, pl.name FROM ({TAKES_PART}) part
    JOIN processes pr ON pr.id = part.process_id AND pr.alive = 1
    JOIN places pl ON pl.id = pr.place_id AND pl.alive = 1
"""

_GROUP = f"""
    SELECT g.id, g.name, g.group_kind, g.decision_making, g.fiscal_code, g.vat_number, g.runts_number, g.address,
        g.district, g.description, g.themes, g.languages, g.retain_until, g.representative_id, g.representation_proof, g.registered_on,
        coalesce({PERSON_NAME.format("p")}, '') AS representative
    FROM groups g LEFT JOIN people p ON p.id = g.representative_id
    WHERE g.id = :id AND g.alive = 1
"""

_MEMBERS_OF = f"""
    SELECT m.id AS membership_id, m.person_id, {PERSON_NAME.format("p")} AS name, m.role, m.duty,
        m.since, m.until, p.family_name, p.given_name,
        (SELECT max(c.given_on) FROM consents c
         WHERE c.person_id = p.id AND c.alive = 1 AND c.consent_kind = 'notice' AND c.withdrawn_on IS NULL
        ) AS notice_on
    FROM memberships m JOIN people p ON p.id = m.person_id AND p.alive = 1
    WHERE m.group_id = :id AND {{when}}
"""
_MEMBERS = _MEMBERS_OF.format(when=CURRENT.format("m"))
_FORMER = _MEMBERS_OF.format(when="m.alive = 1 AND m.until < :today")

_PARTNERS = """
    SELECT s.id AS partnership_id, s.partner_id AS group_id, g.name, s.is_lead
    FROM partnerships s JOIN groups g ON g.id = s.partner_id AND g.alive = 1
    WHERE s.group_id = :id AND s.alive = 1
"""

_CONTACTS = """
    SELECT id, contact_kind, value, preferred, note FROM contact_points
    WHERE group_id = :id AND alive = 1 ORDER BY preferred DESC, id
"""

_PROCESSES_OF_GROUP = f"""
    SELECT pr.id, pr.title, pr.state FROM processes pr
    WHERE pr.alive = 1 AND pr.id IN (SELECT process_id FROM ({TAKES_PART}) part WHERE part.group_id = :id)
    ORDER BY pr.opened_on DESC, pr.id
"""

_COMMITMENTS_OF_GROUP = """
    SELECT
        sum(CASE WHEN status = :kept THEN 1 ELSE 0 END) AS kept,
        sum(CASE WHEN status IN :pending THEN 1 ELSE 0 END) AS open,
        sum(CASE WHEN status IN :pending AND due_on < :today THEN 1 ELSE 0 END) AS late
    FROM commitments WHERE group_id = :id AND alive = 1
"""

_ROLES_FIRST = (MemberRole.REPRESENTATIVE, MemberRole.CONTACT)
PENDING = tuple(sorted(PENDING_COMMITMENTS))
"""The states of a commitment in which something is still to be done."""


def house(reading: Reading) -> HouseDetail:
    """The house and its staff. Raises UserError(NOT_FOUND) in an archive without one."""
    row = reading.only("house", _HOUSE)
    return row_to_dataclass(
        HouseDetail, row, staff=reading.views(StaffRow, _STAFF), notices=reading.views(NoticeRow, _NOTICES)
    )


def house_row(reading: Reading) -> Row | None:
    """The house's own fields, or None in an archive without one."""
    return reading.first(_HOUSE)


def groups(reading: Reading) -> tuple[GroupRow, ...]:
    """By last contact, the most recent first; those never met last, by name."""
    today, tomorrow = reading.today.isoformat(), midnight(days_after(reading.today, 1))
    names = grouped(reading.rows(_FINDS_GROUPS, today=today), "group_id")
    found = [
        row_to_dataclass(
            GroupRow,
            row,
            last_contact=row["last_contact"] and day_of(row["last_contact"]),
            found_by=joined(of["name"] for of in names.get(row["id"], ())),
        )
        for row in reading.rows(_GROUPS, today=today, tomorrow=tomorrow)
    ]
    found.sort(key=lambda group: by_name(group.name))
    found.sort(key=lambda group: group.last_contact or date.min, reverse=True)
    return tuple(found)


def group(reading: Reading, group_id: EntityId) -> GroupDetail:
    """One group. Raises UserError(NOT_FOUND)."""
    row = reading.only("group", _GROUP, id=group_id)
    return row_to_dataclass(
        GroupDetail,
        row,
        members=_members(reading, group_id),
        former=_former(reading, group_id),
        attachments=attachments(reading, "group_id", group_id),
        partners=partners(reading, group_id),
        contacts=reading.views(ContactRow, _CONTACTS, id=group_id),
        processes=briefs(reading.rows(_PROCESSES_OF_GROUP, id=group_id)),
        commitments=_commitments(reading, group_id),
    )


def _members(reading: Reading, group_id: EntityId) -> tuple[MemberRow, ...]:
    """Who signs and whom to call first, then the others by name."""
    rows = sorted(reading.rows(_MEMBERS, id=group_id, today=reading.today.isoformat()), key=family_first)
    members = [row_to_dataclass(MemberRow, row) for row in rows]
    return tuple(sorted(members, key=lambda member: member.role not in _ROLES_FIRST))


def _former(reading: Reading, group_id: EntityId) -> tuple[MemberRow, ...]:
    """Those whose role has ended, the last to leave first."""
    rows = sorted(reading.rows(_FORMER, id=group_id, today=reading.today.isoformat()), key=family_first)
    left = [row_to_dataclass(MemberRow, row) for row in rows]
    return tuple(sorted(left, key=lambda member: member.until or date.min, reverse=True))


def partners(reading: Reading, group_id: EntityId) -> tuple[PartnerRow, ...]:
    """The groups inside an informal group, the lead partner first."""
    found = reading.views(PartnerRow, _PARTNERS, id=group_id)
    return tuple(sorted(found, key=lambda partner: (not partner.is_lead, by_name(partner.name))))


def _commitments(reading: Reading, group_id: EntityId) -> CommitmentCount:
    row = reading.rows(
        _COMMITMENTS_OF_GROUP,
        id=group_id,
        kept=CommitmentStatus.KEPT,
        pending=PENDING,
        today=reading.today.isoformat(),
    )[0]
    return CommitmentCount(row["kept"] or 0, row["open"] or 0, row["late"] or 0)


def briefs(rows: Sequence[Row]) -> tuple[ProcessBrief, ...]:
    """Processes as lines inside another record: `id`, `title` and `state` of each."""
    return tuple(
        row_to_dataclass(ProcessBrief, row, stage=stage_of(ProcessState(row["state"]))) for row in rows
    )


def family_first(row: Row) -> tuple[str, str]:
    """A key to sort people by family name, those without one by the name they gave."""
    return by_name(row["family_name"] or row["given_name"]), by_name(row["given_name"])
