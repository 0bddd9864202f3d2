"""The two papers about people's data: the notice to hand out, and all that the house holds about one person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Composer
from cocity_desktop.documents.glyphs import load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.letterhead import add_letterhead, bcp47, filled, signing_space
from cocity_desktop.documents.words import day_of
from cocity_desktop.localization import (
    ROME,
    _,
    current_language,
    dated,
    day_and_clock,
    language_name,
    ngettext,
)
from cocity_desktop.localization import day as day_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cocity_desktop.application.views.people_data import DataLine, DataSection, NoticePaper, PersonData

_SHOWN: Final = 400
"""Records of one part on paper; the JSON file has them all."""

# Called when printed, so that the language is the one in use then.
_SECTIONS: Final[Mapping[str, Callable[[], str]]] = {
    "person": lambda: _("Who you are"),
    "contacts": lambda: _("How you are reached"),
    "roles": lambda: _("Groups you are or were in"),
    "represents": lambda: _("Groups you sign for"),
    "notices_and_consents": lambda: _("Notices you got and consents you gave"),
    "presences": lambda: _("Meetings you were at"),
    "said": lambda: _("What was written down as said by you"),
    "exports": lambda: _("When your data was written out"),
    "came_from": lambda: _("Tables you were read in from"),
    "merged": lambda: _("Records that were made one with yours"),
    "named_in": lambda: _("Texts that name you"),
    "history": lambda: _("What was written about you, and when"),
}
_FIELDS: Final[Mapping[str, Callable[[], str]]] = {
    "given_name": lambda: _("Given name"),
    "family_name": lambda: _("Family name"),
    "languages": lambda: _("Languages"),
    "needs": lambda: _("Other needs"),
    "needs_time": lambda: _("Times"),
    "needs_access": lambda: _("Access"),
    "needs_translation": lambda: _("Translation"),
    "fiscal_code": lambda: _("Codice fiscale"),
    "note": lambda: _("Note"),
    "retain_until": lambda: _("To look at again"),
    "value": lambda: _("Value"),
    "kind": lambda: _("Kind"),
    "preferred": lambda: _("Preferred"),
    "came": lambda: _("Arrived"),
    "left": lambda: _("Left"),
    "said_at": lambda: _("When"),
    "made_at": lambda: _("When"),
    "at": lambda: _("When"),
    "id": lambda: _("Code"),
    "group": lambda: _("Group"),
    "role": lambda: _("Role"),
    "duty": lambda: _("Duty"),
    "since": lambda: _("Since"),
    "until": lambda: _("Until"),
    "meeting": lambda: _("Meeting"),
    "notice": lambda: _("Privacy notice"),
    "version": lambda: _("Version"),
    "given_on": lambda: _("Given on"),
    "channel": lambda: _("How"),
    "withdrawn_on": lambda: _("Taken back on"),
    "text": lambda: _("Text"),
    "words": lambda: _("Text"),
    "file": lambda: _("File"),
    "record": lambda: _("Record"),
    "field": lambda: _("Field"),
}

_VALUES: Final[Mapping[str, Callable[[], str]]] = {
    "True": lambda: _("yes"),
    "email": lambda: _("e-mail"),
    "phone": lambda: _("phone"),
    "post": lambda: _("address"),
    "member": lambda: _("member"),
    "contact": lambda: _("contact person"),
    "representative": lambda: _("representative"),
    "volunteer": lambda: _("volunteer"),
    "notice": lambda: _("privacy notice"),
    "photos": lambda: _("consent to photos"),
    "newsletter": lambda: _("consent to the newsletter"),
    "paper": lambda: _("on paper"),
    "voice": lambda: _("by voice"),
    "digital": lambda: _("by e-mail or online"),
    "person": lambda: _("person"),
    "contact_point": lambda: _("contact"),
    "entry": lambda: _("line of a meeting"),
    "note": lambda: _("note"),
    "idea": lambda: _("idea"),
    "question": lambda: _("question"),
    "concern": lambda: _("concern"),
    "decision": lambda: _("decision"),
    "commitment": lambda: _("commitment"),
}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


@dataclass(frozen=True, slots=True)
class PaperPrivacy:
    """Satisfies `application.people_data.PrivacyPapers`, with the fonts of `resources`."""

    resources: Path

    def person(self, data: PersonData) -> bytes:
        """See `application.people_data.PrivacyPapers.person`. PDF/A-3a and PDF/UA-1."""
        title = _("What we hold about you")
        composer = Composer(load_glyphs(self.resources / "fonts"))
        add_letterhead(composer, data.house)
        composer.space(24)
        composer.paragraph(composer.text(_("Personal data (GDPR arts. 15 and 20)")), "kind")
        composer.heading(1, filled(data.name, _("Without a name")))
        composer.paragraph(composer.text(_lead(data)), "lead")
        for section in data.sections:
            if section.records:
                _add_section(composer, section)
        composer.paragraph(composer.text(_not_here()), "small")
        house = filled(data.house.name, "Co-City Desktop")
        facts = DocumentFacts(title, house, title, bcp47(current_language()), data.made_at)
        return finish(composer, Sheet(title, day_of(data.made_at)), facts, self.resources)

    def notice(self, paper: NoticePaper) -> bytes:
        """See `application.people_data.PrivacyPapers.notice`. PDF/A-3a and PDF/UA-1."""
        composer = Composer(load_glyphs(self.resources / "fonts"))
        add_letterhead(composer, paper.house)
        composer.space(24)
        composer.paragraph(composer.text(_("Privacy notice (GDPR art. 13)")), "kind")
        composer.heading(1, filled(paper.title, _("Privacy notice")))
        since = day_words(paper.valid_from, "d MMMM y")
        said = dated(_("Version {version}, in force from {day}"), version=paper.version, day=since)
        composer.paragraph(composer.text(said), "small")
        composer.space(8)
        for paragraph in filter(None, map(str.strip, paper.text.splitlines())):
            composer.paragraph(composer.text(paragraph))
        composer.space(16)
        composer.paragraph(composer.text(_("I have read this notice.")), leads=True)
        signing_space(composer, "", names_signer=True)
        title = filled(paper.title, _("Privacy notice"))
        house = filled(paper.house.name, "Co-City Desktop")
        made_at = datetime.combine(paper.valid_from, time(12), ROME).astimezone(UTC)
        facts = DocumentFacts(title, house, said, bcp47(current_language()), made_at)
        watermark = _("TO BE CHECKED") if paper.to_verify else ""
        return finish(composer, Sheet(title, said, watermark=watermark), facts, self.resources)


def _lead(data: PersonData) -> str:
    counted = ngettext("{n} record", "{n} records", data.records).format(n=data.records)
    return dated(
        _("All that the archive of {house} holds about you on {day}: {records}."),
        house=filled(data.house.name, _("the house")),
        day=day_of(data.made_at),
        records=counted,
    )


def _not_here() -> str:
    return _(
        "Not in this paper: minutes that were locked, files delivered to the Comune, attached files and sheets on "
        "paper. Ask the house for them. You may also ask it to correct your data or to erase you."
    )


def _add_section(composer: Composer, section: DataSection) -> None:
    composer.heading(2, _SECTIONS[section.code]())
    for lines in section.records[:_SHOWN]:
        composer.facts([(_name(line.name), composer.text(_value(line))) for line in lines])
        composer.space(4)
    more = len(section.records) - _SHOWN
    if more > 0:
        said = ngettext("and {n} more, in the JSON file", "and {n} more, in the JSON file", more)
        composer.paragraph(composer.text(said.format(n=more)), "small")


def _name(field: str) -> str:
    words = _FIELDS.get(field)
    return words() if words else field.replace("_", " ")


def _value(line: DataLine) -> str:
    """A stored value as people say it: days and moments, languages, and the words of what is chosen from a list."""
    text = line.value
    if line.name == "languages":
        return ", ".join(language_name(code) for code in text.split(", "))
    if _DAY.fullmatch(text):
        return day_words(date.fromisoformat(text), "d MMMM y")
    if _MOMENT.fullmatch(text):
        return day_and_clock(datetime.fromisoformat(text))
    words = _VALUES.get(text)
    return words() if words else text
