"""The list to call or to write to, on paper: name, whom they belong to, phones, mails, address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.steps import Step, followed, no_step
from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import Markup, load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.letterhead import add_letterhead, bcp47, filled
from cocity_desktop.documents.style import WIDTH
from cocity_desktop.documents.words import day_of
from cocity_desktop.localization import _, current_language, dated, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from cocity_desktop.application.document_views import HouseLine
    from cocity_desktop.application.views.exports import Addressee


def render_address_list(
    addressees: Sequence[Addressee],
    house: HouseLine,
    made_at: datetime,
    resources: Path,
    step: Step = no_step,
) -> bytes:
    """One row for each, on as many pages as it takes. PDF/A-3a and PDF/UA-1."""
    composer = Composer(load_glyphs(resources / "fonts"))
    add_letterhead(composer, house)
    composer.space(24)
    composer.heading(1, _("Address list"))
    words = ngettext("{n} entry, of {day}", "{n} entries, of {day}", len(addressees))
    composer.paragraph(composer.text(dated(words, day=day_of(made_at))), "small")
    warning = _("It holds people’s data: do not leave it about, and destroy it when it has served.")
    composer.paragraph(composer.text(warning), "small", leads=True)
    columns = (
        Column(_("Who"), WIDTH * 0.36),
        Column(_("Phone and e-mail"), WIDTH * 0.36),
        Column(_("Address"), WIDTH * 0.28),
    )
    if addressees:
        composer.long_table(columns, (_row(composer, one) for one in followed(addressees, step)))
    else:
        composer.paragraph(composer.text(_("Nobody is on this list.")), "empty")
    title = _("Address list")
    facts = DocumentFacts(
        title, filled(house.name, "Co-City Desktop"), title, bcp47(current_language()), made_at
    )
    return finish(composer, Sheet(title, day_of(made_at), note=_("It holds people’s data")), facts, resources)


def _row(composer: Composer, one: Addressee) -> Row:
    who: list[str] = [composer.bold(filled(one.name, _("Without a name")))]
    if one.care_of:
        who.append(composer.muted(one.care_of))
    return Row(
        (
            Cell(Markup("<br/>".join(who)), "cell_label"),
            Cell(composer.text("\n".join((*one.phones, *one.mails))), "cell_label"),
            Cell(composer.text(one.address), "cell_label"),
        )
    )


def address_text(addressees: Sequence[Addressee]) -> str:
    """The same as plain text: a block of lines for each, an empty line between."""
    blocks = (
        "\n".join(text for text in (one.name, one.care_of, one.address, *one.phones, *one.mails) if text)
        for one in addressees
    )
    return "\n\n".join(blocks) + "\n"
