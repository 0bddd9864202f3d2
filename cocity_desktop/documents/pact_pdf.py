"""The draft pact on paper: what the parties, the offices and the council read, sign and keep.

Everything said comes from the `PactDocument`; the words around it (headings, "whereas", formulas) are neutral
and state no rule. What nobody wrote yet is shown as empty, never filled in.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from cocity_desktop.documents.archival import DocumentFacts, EmbeddedFile
from cocity_desktop.documents.composer import Composer
from cocity_desktop.documents.glyphs import load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.letterhead import add_letterhead, bcp47, signing_space
from cocity_desktop.documents.pact_annexes import add_annexes
from cocity_desktop.documents.pact_recitals import add_recitals
from cocity_desktop.documents.pact_words import (
    article_title,
    front_facts,
    pact_title,
    party_marked,
    party_title,
    place_facts,
    provenance,
    represented,
    sentences_marked,
    state_words,
    told_paragraphs,
    version_words,
)
from cocity_desktop.documents.words import form_word, public_note, short_code
from cocity_desktop.localization import _, current_language

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.application.document_views import (
        ArticleText,
        PactDocument,
        PlaceLine,
    )

JSON_NAME = "patto.json"
"""The name of the data inside the PDF, the same as in the delivery."""


def render_pact(doc: PactDocument, attached_json: bytes | None, resources: Path) -> bytes:
    """The pact as one PDF/A-3a and PDF/UA-1 file, with `attached_json` inside it when given.

    The same arguments and language give the same bytes. Draft until `doc.delivery` is set. Our words are in the language
    in use, which is the document's; what the pact says is marked with its own.
    """
    composer = Composer(load_glyphs(resources / "fonts"), current_language())
    _add_front(composer, doc)
    _add_parties(composer, doc)
    if doc.place:
        _add_place(composer, doc.place)
    add_recitals(composer, doc)
    for article in doc.articles:
        _add_article(composer, article, doc.language)
    _add_signatures(composer, doc)
    add_annexes(composer, doc)
    return finish(composer, _sheet(doc, attached_json), _facts(doc), resources, _files(attached_json))


def render_article(doc: PactDocument, article: ArticleText, resources: Path) -> bytes:
    """One article as it will look in the pact, on sheets of its own: for whoever is writing it, never to be sent."""
    composer = Composer(load_glyphs(resources / "fonts"), current_language())
    _add_article(composer, article, doc.language)
    return finish(composer, _sheet(doc, None), _facts(doc), resources, ())


# --- Around the text ------------------------------------------------------------------------------------------


def _sheet(doc: PactDocument, attached_json: bytes | None) -> Sheet:
    if doc.delivery:
        code = doc.delivery.content_code
        note = public_note(_("Content code") if code else state_words(doc), public=doc.public)
        return Sheet(pact_title(doc), version_words(doc), note=note, code=code)
    code = draft_code(attached_json) if attached_json else ""
    state = _("{draft} · code").format(draft=state_words(doc)) if code else state_words(doc)
    note = public_note(state, public=doc.public)
    return Sheet(pact_title(doc), version_words(doc), note=note, code=code, watermark=_("DRAFT"))


def draft_code(attached_json: bytes) -> str:
    """Sixteen signs by which two printed drafts can be told apart: equal for equal data, whenever they were printed."""
    data = json.loads(attached_json)
    data.pop("delivery", None)  # the moment of printing
    plain = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return short_code(sha256(plain.encode()).hexdigest())


def _facts(doc: PactDocument) -> DocumentFacts:
    made_at = doc.delivery.sealed_at if doc.delivery else doc.made_at
    subject = f"{form_word(doc.form)}. {state_words(doc)}"
    return DocumentFacts(
        doc.title, doc.house.name or "Co-City Desktop", subject, bcp47(current_language()), made_at
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
    composer.heading(1, pact_title(doc), language=doc.language if doc.title.strip() else "")
    composer.space(10)
    composer.facts(front_facts(composer, doc))
    composer.paragraph(composer.text(_("No protocol number: the Comune assigns it.")), "small")


def _add_parties(composer: Composer, doc: PactDocument) -> None:
    composer.heading(2, _("The parties"))
    if not doc.parties:
        composer.paragraph(composer.text(_("No party is named yet.")), "empty")
        return
    items = [(f"{place}.", party_marked(composer, party)) for place, party in enumerate(doc.parties, start=1)]
    composer.items(items, "numbered")


def _add_place(composer: Composer, place: PlaceLine) -> None:
    with composer.kept_together():
        composer.heading(2, _("The commons"))
        composer.facts([(name, composer.text(value)) for name, value in place_facts(place)])


# --- Articles -------------------------------------------------------------------------------------------------


def _add_article(composer: Composer, article: ArticleText, said: str) -> None:
    title = article_title(article)
    composer.heading(2, title, eyebrow=_("Article {number}").format(number=article.number), language=said)
    composer.paragraph(composer.text(provenance(article, title)), "under_heading", leads=True)
    paragraphs = told_paragraphs(article)
    if not paragraphs:
        composer.paragraph(composer.text(_("This article is still empty.")), "empty")
        return
    items = [
        (f"{place}.", sentences_marked(composer, told)) for place, told in enumerate(paragraphs, start=1)
    ]
    composer.items(items, "numbered", language=said)


# --- Signatures -----------------------------------------------------------------------------------------------


def _add_signatures(composer: Composer, doc: PactDocument) -> None:
    if not doc.parties:
        return
    composer.heading(2, _("Signatures"))
    for party in doc.parties:
        with composer.kept_together():
            composer.paragraph(composer.bold(party_title(party)), "signatory")
            if party.representative.strip():
                composer.paragraph(composer.text(represented(party)), "small")
            signing_space(composer, party.name, names_signer=not party.representative.strip())
