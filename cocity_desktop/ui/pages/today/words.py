"""How the page of the day says things: due days, time to the meeting, what a draft lacks. Plain functions of the views."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.localization import _, day, join_list, local, ngettext, pgettext
from cocity_desktop.ui.theme.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cocity_desktop.application.views.today import TodayView
    from cocity_desktop.application.views.work import CommitmentRow, MeetingRow

_EVENING, _AFTERNOON = 17, 13
_NAMED_GAPS = 3


class Due(NamedTuple):
    """By when, as a row shows it."""

    words: str
    icon: str
    token: Token


def today_of(now: datetime) -> date:
    """The day in Rome."""
    return local(now).date()


def due(row: CommitmentRow, today: date) -> Due:
    """«in ritardo di 12 giorni», «domani», «sabato 13»."""
    if row.late_days > 0:
        words = ngettext("{n} day late", "{n} days late", row.late_days)
        return Due(words, "warning-circle", "danger_text")
    if row.due_on is None:
        return Due("", "", "muted")
    ahead = (row.due_on - today).days
    if ahead <= 1:
        return Due(_("today") if ahead == 0 else _("tomorrow"), "clock", "warning")
    return Due(day(row.due_on, "EEEE d"), "calendar", "muted")


def due_facts(view: TodayView) -> list[tuple[str, Token]]:
    """Beside the title: how many are late, how many fall due and until when."""
    facts: list[tuple[str, Token]] = []
    if view.late:
        facts.append((ngettext("{n} late", "{n} late", view.late), "danger_text"))
    days = [row.due_on for row in view.due if row.late_days <= 0 and row.due_on is not None]
    if days:
        last = day(max(days), "EEEE")
        facts.append((ngettext("{n} by {day}", "{n} by {day}", view.due_soon).format(day=last), "muted"))
    return facts


def postponed(times: int) -> str:
    """«rinviato 3 volte»."""
    return ngettext("postponed {n} time", "postponed {n} times", times)


def party(row: CommitmentRow) -> tuple[str, str]:
    """Who promised, and the icon of their kind."""
    if row.party_kind is PartyKind.HOUSE:
        return _("We of the house"), "house"
    if row.party_kind in (PartyKind.COMUNE, PartyKind.CIRCOSCRIZIONE):
        return row.party, "city"
    return row.party, "group"


def key_facts(view: TodayView) -> str:
    """The page in one line, beside its title."""
    facts = []
    if view.meeting is not None:
        facts.append(_meeting_fact(view.meeting))
    if view.late:
        facts.append(ngettext("{n} late commitment", "{n} late commitments", view.late))
    answers = sum(task.task == "open_reply" for task in view.city)
    if answers:
        facts.append(
            ngettext("an answer of the Comune to open", "{n} answers of the Comune to open", answers)
        )
    return ", ".join(facts)


def until(meeting: MeetingRow, now: datetime) -> str:
    """«fra 1 h 50 min», «in corso», «da 10 min»."""
    if meeting.state is MeetingState.RUNNING:
        return _("going on")
    gap = meeting.starts_at - now
    words = _duration(abs(gap))
    return _("in {time}").format(time=words) if gap > timedelta(0) else _("{time} ago").format(time=words)


def meeting_line(meeting: MeetingRow, expected: int) -> str:
    """Kind, place, points, people expected, parted by dots."""
    from cocity_desktop.labels import label_of

    kind = label_of(meeting.meeting_kind)
    parts = [kind[:1].upper() + kind[1:], meeting.venue]
    if meeting.agenda_items:
        points = ngettext("{n} point", "{n} points", meeting.agenda_items)
        minutes = ngettext("{n} minute", "{n} minutes", meeting.agenda_minutes)
        parts.append(f"{points}, {minutes}")
    if expected:
        parts.append(ngettext("{n} person expected", "{n} people expected", expected))
    return "  ·  ".join(filter(None, parts))


def gaps(codes: Sequence[str]) -> str:
    """What a draft lacks: the named things first, the empty articles and missing papers counted."""
    kinds = [code.partition(":")[0] for code in codes]
    things = [words() for kind, words in _LACKS.items() if kind in kinds]
    if empty := kinds.count("empty_heading"):
        things.append(ngettext("{n} article", "{n} articles", empty))
    if papers := kinds.count("attachment"):
        things.append(ngettext("{n} attachment", "{n} attachments", papers))
    if len(things) > _NAMED_GAPS:
        others = len(things) - _NAMED_GAPS + 1
        things = [*things[: _NAMED_GAPS - 1], ngettext("{n} more thing", "{n} more things", others)]
    return join_list(things)


_LACKS: Mapping[str, Callable[[], str]] = {
    "no_term": lambda: _("how long it lasts"),
    "party_without_commitment": lambda: _("a commitment of every party"),
    "no_way_out": lambda: _("how one leaves it"),
    "suspension_unsaid": lambda: _("when it stops"),
    "withdrawal_unsaid": lambda: _("how one leaves it"),
    "blank_left": lambda: _("what goes in the blanks"),
    "party": lambda: _("a party"),
    "approval": lambda: _("what is signed twice"),
    "risk_unsaid": lambda: _("risks and safety"),
    "insurance_unsaid": lambda: _("the insurance"),
    "representation_missing": lambda: _("who may sign"),
    "privacy_notice_missing": lambda: _("the privacy notice"),
}


def _meeting_fact(meeting: MeetingRow) -> str:
    hour = local(meeting.starts_at).hour
    if hour >= _EVENING:
        return _("a meeting this evening")
    return _("a meeting this afternoon") if hour >= _AFTERNOON else _("a meeting this morning")


def _duration(gap: timedelta) -> str:
    hours, minutes = divmod(round(gap.total_seconds() / 60), 60)
    if not hours:
        return pgettext("duration", "{m} min").format(m=minutes)
    if not minutes:
        return pgettext("duration", "{h} h").format(h=hours)
    return pgettext("duration", "{h} h {m} min").format(h=hours, m=minutes)
