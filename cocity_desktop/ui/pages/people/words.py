"""What the page of people says in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.registry import ConsentKind, ContactKind, MemberRole
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, language_name
from cocity_desktop.ui.record_words import capital, near, on_day, withdrawn_on

if TYPE_CHECKING:
    from datetime import date

    from cocity_desktop.application.views.registry import (
        ConsentRow,
        ContactRow,
        PersonDetail,
        PersonGroupRow,
        PersonRow,
    )


def languages(codes: tuple[str, ...]) -> str:
    """«arabo, francese»."""
    return ", ".join(language_name(code) for code in codes)


def noticed(row: PersonRow, today: date) -> str:
    """The day of the notice, or that it is still to be given."""
    return near(row.notice_on, today) if row.notice_on is not None else _("to be given")


def over(person: PersonDetail) -> str:
    """What stands above the name."""
    if person.erased_number is not None:
        return _("Person erased, number {n}").format(n=person.erased_number)
    return _("Person")


def contact(row: ContactRow) -> tuple[str, str]:
    """How someone is reached, and what to say of it: its kind, and the note where there is one."""
    return row.value, "  ·  ".join(filter(None, (label_of(row.contact_kind), row.note)))


CONTACT_ICONS = {
    ContactKind.EMAIL: "mail",
    ContactKind.PEC: "mail",
    ContactKind.PHONE: "telephone",
    ContactKind.POST: "map-marker",
    ContactKind.WEB: "link",
}


def role(row: PersonGroupRow) -> str:
    """What they do in the group: the duty, or the role when it says something."""
    if row.duty:
        return row.duty
    return "" if row.role is MemberRole.MEMBER else label_of(row.role)


def consent(row: ConsentRow, today: date) -> tuple[str, str]:
    """«Informativa, 14 gennaio 2027» and how: «su carta, versione 2»."""
    what = capital(label_of(row.consent_kind))
    said = _("{what}, {day}").format(what=what, day=on_day(row.given_on, today))
    version = _("version {n}").format(n=row.version) if row.version else ""
    gone = withdrawn_on(row.withdrawn_on, today) if row.withdrawn_on is not None else ""
    return said, ", ".join(filter(None, (label_of(row.channel), version, gone)))


def is_notice(row: ConsentRow) -> bool:
    """Whether it is the privacy notice, and not a consent."""
    return row.consent_kind is ConsentKind.NOTICE
