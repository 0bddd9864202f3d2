"""`cocity demo`: the whole job once, on the sample house, saying what it did."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cocity_desktop import bootstrap
from cocity_desktop.cli.output import WRONG, say, say_table, stop
from cocity_desktop.cli.records import Day
from cocity_desktop.cli.session import session_of
from cocity_desktop.labels import label_of
from cocity_desktop.localization import ROME, _, day_and_clock, ngettext

if TYPE_CHECKING:
    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.entity import EntityId

    Ids = dict[tuple[str, str], EntityId]
    """The sample's records by (kind, key of its file)."""


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="A directory for the archive and the delivered files.")],
    base_day: Day = None,
) -> None:
    """Build the sample house and run every step on it, from registration to the second version."""
    session = session_of(context)
    passphrase = session.passphrase(confirm=True)
    today = base_day.date() if base_day else datetime.now(ROME).date()
    say(_("Building the sample house, as if today were {day}.").format(day=today.isoformat()))
    ids = bootstrap.build_sample_house(session.gate(out / "data"), passphrase, out, today, say)
    gate = session.gate(out / "data")
    try:
        _tell(gate.unlock(passphrase), ids)
    finally:
        gate.close()
    _verify(sorted(out.glob("patto-v*.zip")))


def _tell(services: Services, ids: Ids) -> None:
    """The six steps, in the figures that the archive itself gives."""
    queries = services.queries
    meetings = queries.meetings()
    say(
        f"1. {ngettext('{n} group', '{n} groups', len(queries.groups()))}, "
        f"{ngettext('{n} place', '{n} places', len(queries.places()))}"
    )
    say(
        f"2. {ngettext('{n} meeting', '{n} meetings', len(meetings))}, "
        f"{ngettext('{n} entry', '{n} entries', sum(row.entries for row in meetings))}"
    )
    say(f"3. {ngettext('{n} commitment', '{n} commitments', len(queries.commitments(open_only=False)))}")
    detail = queries.pact(ids["pact", "pact"])
    say(
        f"4. {detail.document.title}: {ngettext('{n} article', '{n} articles', len(detail.document.articles))}, "
        f"{ngettext('{n} thing lacks.', '{n} things lack.', len(detail.gaps))}"
    )
    for row in reversed(queries.deliveries()):
        say(f"5. v{row.version} {label_of(row.state)} {row.file_name} {row.file_code}")
    _tell_answer(services, ids)


def _tell_answer(services: Services, ids: Ids) -> None:
    delivery = services.queries.delivery(ids["delivery", "1"])
    items = delivery.reply.items if delivery.reply else ()
    say(f"6. {_('The Comune’s answer to version 1, and where it stands on the agenda:')}")
    rows = [item for item in items if item.on_agenda_of]
    say_table(
        [("  ", str(i.article_number), label_of(i.verdict), i.on_agenda_of, label_of(i.choice)) for i in rows]
    )
    meeting = services.queries.meeting(ids["meeting", "terzo"])
    say(f"   {meeting.row.title}, {day_and_clock(meeting.row.starts_at)}")


def _verify(files: list[Path]) -> None:
    for file in files:
        checked = bootstrap.verifier().verify(file)
        say(f"{file.name}: {_('valid') if checked.valid else _('not valid')}")
        if not checked.valid:
            stop(WRONG)


def add_commands(root: typer.Typer) -> None:
    """Put the command at the top."""
    root.command()(demo)
