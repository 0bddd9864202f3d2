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
    entries = sum(row.entries for row in meetings)
    promised = len(queries.commitments(open_only=False))
    detail = queries.pact(ids["pact", "pact"])
    written = len(detail.document.articles)
    # Words stand in calls of their own: inside an f-string the catalogue's tool does not find them.
    steps = (
        (
            ngettext("{n} group", "{n} groups", len(queries.groups())),
            ngettext("{n} place", "{n} places", len(queries.places())),
        ),
        (
            ngettext("{n} meeting", "{n} meetings", len(meetings)),
            ngettext("{n} entry", "{n} entries", entries),
        ),
        (ngettext("{n} commitment", "{n} commitments", promised),),
        (detail.document.title, ngettext("{n} article", "{n} articles", written)),
    )
    for number, words in enumerate(steps, start=1):
        say(f"{number}. {', '.join(words)}")
    lacking = ngettext("{n} thing lacks.", "{n} things lack.", len(detail.gaps))
    nothing = _("Nothing lacks.")
    say(f"   {lacking if detail.gaps else nothing}")
    for row in reversed(queries.deliveries()):
        say(f"5. v{row.version} {label_of(row.state)} {row.file_name} {row.file_code}")
    _tell_answer(services, ids)


def _tell_answer(services: Services, ids: Ids) -> None:
    delivery = services.queries.delivery(ids["delivery", "1"])
    items = delivery.reply.items if delivery.reply else ()
    words = _("The Comune’s answer to version 1, and where it stands on the agenda:")
    say(f"6. {words}")
    rows = [item for item in items if item.on_agenda_of]
    say_table(
        [("  ", str(i.article_number), label_of(i.verdict), i.on_agenda_of, label_of(i.choice)) for i in rows]
    )
    meeting = services.queries.meeting(ids["meeting", "terzo"])
    say(f"   {meeting.row.title}, {day_and_clock(meeting.row.starts_at)}")


def _verify(files: list[Path]) -> None:
    for file in files:
        checked = bootstrap.verifier().verify(file)
        verdict = _("valid") if checked.valid else _("not valid")
        say(f"{file.name}: {verdict}")
        if not checked.valid:
            stop(WRONG)


def add_commands(root: typer.Typer) -> None:
    """Put the command at the top."""
    root.command()(demo)
