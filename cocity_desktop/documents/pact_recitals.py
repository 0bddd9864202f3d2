"""The recitals of a pact on paper: the groups that the document has, one lettering through all of them.

The words are the pact's (`domain.wording.recitals`), so that every format has the same ones; here they are only laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.documents.office import Run
from cocity_desktop.documents.pact_words import letter
from cocity_desktop.domain.wording.recitals import AGREED
from cocity_desktop.domain.wording.text import capital
from cocity_desktop.localization import _

if TYPE_CHECKING:
    from cocity_desktop.application.document_views import PactDocument
    from cocity_desktop.documents.composer import Composer
    from cocity_desktop.documents.office import Writer


def add_recitals(composer: Composer, doc: PactDocument) -> None:
    """The premises and what leads from them to the articles; nothing when the history is empty."""
    groups = doc.recitals
    if not groups:
        return
    composer.heading(2, _("Recitals"))
    place = 0
    last = sum(len(group.items) for group in groups)
    for group in groups:
        composer.paragraph(composer.bold(group.title), "opening", leads=True)
        with composer.listing("LowerAlpha"):
            for text in group.items:
                place += 1
                with composer.item(
                    letter(place - 1)
                ):  # the last one stays with the words that lead on from it
                    composer.paragraph(composer.text(text), "item", leads=place == last)
    composer.paragraph(composer.text(capital(AGREED)), "formula")


def write_recitals(writer: Writer, doc: PactDocument) -> None:
    """The same for an office file, with the same letters."""
    groups = doc.recitals
    if not groups:
        return
    writer.heading(1, _("Recitals"))
    place = 1
    for group in groups:
        writer.paragraph(Run(group.title, strong=True))
        writer.numbered([[Run(text)] for text in group.items], letters=True, start=place)
        place += len(group.items)
    writer.paragraph(Run(capital(AGREED)))
