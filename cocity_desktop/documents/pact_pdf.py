"""The draft pact on paper: what the parties, the offices and the council read, sign and keep.

Everything said comes from the `PactDocument`; the words around it (headings, "whereas", formulas) are neutral
and state no rule. What nobody wrote yet is shown as empty, never filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.documents.archival import DocumentFacts, EmbeddedFile
from cocity_desktop.documents.composer import Composer
from cocity_desktop.documents.glyphs import LABEL, Markup, load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.letterhead import add_letterhead, bcp47, filled, signing_space
from cocity_desktop.documents.pact_annexes import add_annexes
from cocity_desktop.documents.pact_recitals import recitals
from cocity_desktop.documents.words import day_of, form_word, group_word, names, period_words, public_note
from cocity_desktop.domain.pacts import SentenceOrigin
from cocity_desktop.localization import _, dated, pgettext

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.application.document_views import (
        ArticleText,
        PactDocument,
        PartyLine,
        PlaceLine,
        SentenceLine,
    )

JSON_NAME = "patto.json"
"""The name of the data inside the PDF, the same as in the delivery."""


def render_pact(doc: PactDocument, attached_json: bytes | None, resources: Path) -> bytes:
    """The pact as one PDF/A-3a and PDF/UA-1 file, with `attached_json` inside it when given.

    The same arguments and language give the same bytes. Draft until `doc.delivery` is set.
    """
    composer = Composer(load_glyphs(resources / "fonts"))
    _add_front(composer, doc)
    _add_parties(composer, doc)
    if doc.place:
        _add_place(composer, doc.place)
    _add_recitals(composer, doc)
    for article in doc.articles:
        _add_article(composer, article)
    _add_signatures(composer, doc)
    add_annexes(composer, doc)
    return finish(composer, _sheet(doc), _facts(doc), resources, _files(attached_json))


# --- Around the text ------------------------------------------------------------------------------------------


def _sheet(doc: PactDocument) -> Sheet:
    if doc.delivery:
        code = doc.delivery.content_code
        note = public_note(_("Content code") if code else _state(doc), public=doc.public)
        return Sheet(_title(doc), _version(doc), note=note, code=code)
    note = public_note(_state(doc), public=doc.public)
    return Sheet(_title(doc), _version(doc), note=note, watermark=_("DRAFT"))


def _title(doc: PactDocument) -> str:
    return filled(doc.title, _("Pact without a title"))


def _version(doc: PactDocument) -> str:
    if doc.delivery:
        return _("Version {version}").format(version=doc.delivery.version)
    return _("Draft {draft}").format(draft=doc.draft)


def _state(doc: PactDocument) -> str:
    """Which text this is, with its day: a delivered version or a draft."""
    if doc.delivery:
        return dated(
            _("{version}, sealed on {day}"), version=_version(doc), day=day_of(doc.delivery.sealed_at)
        )
    return dated(_("{draft}, of {day}"), draft=_version(doc), day=day_of(doc.made_at))


def _facts(doc: PactDocument) -> DocumentFacts:
    made_at = doc.delivery.sealed_at if doc.delivery else doc.made_at
    subject = f"{form_word(doc.form)}. {_state(doc)}"
    return DocumentFacts(
        doc.title, doc.house.name or "Co-City Desktop", subject, bcp47(doc.language), made_at
    )


def _files(attached_json: bytes | None) -> tuple[EmbeddedFile, ...]:
    if attached_json is None:
        return ()
    return (EmbeddedFile(JSON_NAME, attached_json, "application/json", _("The data of this pact")),)


# --- Front ----------------------------------------------------------------------------------------------------


def _add_front(composer: Composer, doc: PactDocument) -> None:
    add_letterhead(composer, doc.house, public=doc.public)
    composer.space(40)
    composer.paragraph(composer.text(form_word(doc.form)), "kind")
    composer.heading(1, _title(doc))
    composer.space(10)
    composer.facts(_front_facts(composer, doc))
    composer.paragraph(composer.text(_("No protocol number: the Comune assigns it.")), "small")


def _front_facts(composer: Composer, doc: PactDocument) -> list[tuple[str, Markup]]:
    facts = [(_("Text"), composer.text(_state(doc)))]
    if doc.parties:
        facts.append((_("Parties"), composer.text(names(party.name for party in doc.parties))))
    if doc.place:
        facts.append((_("Place"), composer.text(_where(doc.place))))
    duration = period_words(doc.starts_on, doc.ends_on) or _("not agreed yet")
    facts.append((_("Duration"), composer.text(duration)))
    if doc.regulation_title.strip():
        facts.append((_("Regulation"), composer.text(doc.regulation_title)))
    if doc.delivery and doc.delivery.content_code:
        facts.append((_("Content code"), composer.code(doc.delivery.content_code)))
    if doc.delivery and doc.delivery.previous_file_code:
        facts.append((_("Follows the file"), composer.code(doc.delivery.previous_file_code)))
    return facts


def _where(place: PlaceLine) -> str:
    district = _("circoscrizione {number}").format(number=place.district) if place.district else ""
    parts = (place.name, place.address, place.city, district, place.quarter)
    return ", ".join(part.strip() for part in parts if part.strip())


def _add_parties(composer: Composer, doc: PactDocument) -> None:
    composer.heading(2, _("The parties"))
    if not doc.parties:
        composer.paragraph(composer.text(_("No party is named yet.")), "empty")
        return
    items = [(f"{place}.", _party(composer, party)) for place, party in enumerate(doc.parties, start=1)]
    composer.items(items, "numbered")


def _party(composer: Composer, party: PartyLine) -> Markup:
    about = ", ".join(part for part in (group_word(party.group_kind), party.address.strip()) if part)
    lines = [about]
    if party.lead.strip():
        lines.append(_("Lead partner: {name}").format(name=party.lead.strip()))
    if party.partners:
        lines.append(_("Made of {names}").format(names=names(party.partners)))
    if party.representative.strip():
        lines.append(_represented(party))
    told = "".join(
        f'<br/><font name="{LABEL}" size="9.5">{composer.text(line)}</font>' for line in lines if line
    )
    name = composer.bold(filled(party.name, _("A party without a name")))
    return Markup(f"{name}{told}")


def _represented(party: PartyLine) -> str:
    if party.representation_proof.strip():
        words = _("Represented by {name} ({proof})")
        return words.format(name=party.representative.strip(), proof=party.representation_proof.strip())
    return _("Represented by {name}").format(name=party.representative.strip())


def _add_place(composer: Composer, place: PlaceLine) -> None:
    rows = [
        (_("Name"), place.name),
        (_("Address"), ", ".join(part for part in (place.address.strip(), place.city.strip()) if part)),
        (_("Circoscrizione"), str(place.district or "")),
        (_("Quarter"), place.quarter),
        (_("Owner"), place.owner),
        (_("Land register"), place.cadastre),
        (_("Constraints"), place.constraints),
        (_("State of use"), place.state_of_use),
        (_("Position"), _position(place)),
    ]
    with composer.kept_together():
        composer.heading(2, _("The commons"))
        composer.facts([(name, composer.text(value)) for name, value in rows if value.strip()])


def _position(place: PlaceLine) -> str:
    """Degrees north and east (WGS 84)."""
    if place.latitude is None or place.longitude is None:
        return ""
    return f"{place.latitude:.5f}, {place.longitude:.5f}"


def _add_recitals(composer: Composer, doc: PactDocument) -> None:
    told = recitals(composer, doc)
    if not told:
        return
    composer.heading(2, _("Whereas"))
    with composer.listing("LowerAlpha"):
        for place, text in enumerate(told):
            with composer.item(_letter(place)):  # the last one stays with the words that lead on from it
                composer.paragraph(text, "item", leads=place == len(told) - 1)
    composer.paragraph(composer.text(_("the parties agree as follows.")), "formula")


def _letter(place: int) -> str:
    """The label of an item: a), b), after z) comes aa)."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("a") + rest) + text
    return f"{text})"


# --- Articles -------------------------------------------------------------------------------------------------


def _add_article(composer: Composer, article: ArticleText) -> None:
    title = filled(article.title, article.heading_title, _("Without a title"))
    composer.heading(2, title, eyebrow=_("Article {number}").format(number=article.number))
    composer.paragraph(composer.text(_provenance(article, title)), "under_heading", leads=True)
    paragraphs = [sentences for sentences in article.paragraphs if any(s.text.strip() for s in sentences)]
    if not paragraphs:
        composer.paragraph(composer.text(_("This article is still empty.")), "empty")
        return
    items = [(f"{place}.", _sentences(composer, told)) for place, told in enumerate(paragraphs, start=1)]
    composer.items(items, "numbered")


def _provenance(article: ArticleText, title: str) -> str:
    """Which heading of the regulation this is, and how sure we are of it."""
    parts = []
    if article.heading_title.strip() and article.heading_title.strip() != title:
        parts.append(_("Heading of the regulation: {title}").format(title=article.heading_title.strip()))
    if article.rule.strip():
        parts.append(article.rule.strip())
    if not article.rule_verified:
        parts.append(_("heading to be checked against the regulation"))
    return " · ".join(parts)


def _sentences(composer: Composer, sentences: tuple[SentenceLine, ...]) -> Markup:
    return Markup(
        " ".join(f"{composer.text(s.text.strip())}{_mark(composer, s)}" for s in sentences if s.text.strip())
    )


def _mark(composer: Composer, sentence: SentenceLine) -> Markup:
    """The raised figures of the sources, or who else the sentence comes from."""
    if sentence.sources:
        return composer.raised(",\u00a0".join(str(source.mark) for source in sentence.sources))
    if sentence.origin is SentenceOrigin.CITY:
        return composer.raised(pgettext("mark of a sentence", "City"))
    return composer.raised(pgettext("mark of a sentence", "dr."))


# --- Signatures -----------------------------------------------------------------------------------------------


def _add_signatures(composer: Composer, doc: PactDocument) -> None:
    if not doc.parties:
        return
    composer.heading(2, _("Signatures"))
    for party in doc.parties:
        with composer.kept_together():
            composer.paragraph(composer.bold(filled(party.name, _("A party without a name"))), "signatory")
            if party.representative.strip():
                composer.paragraph(composer.text(_represented(party)), "small")
            signing_space(composer, party.name, names_signer=not party.representative.strip())
