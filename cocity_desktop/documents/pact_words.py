"""What a pact says, piece by piece, before anybody decides how it looks: PDF and office files print these.

Pieces are markup (`glyphs.Markup`): text with bold, raised and muted parts, made by whoever prints them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.application.document_views import (
    SentenceLine,
    SourceLine,
)
from cocity_desktop.documents.glyphs import LABEL, Markup, blank_safe
from cocity_desktop.documents.words import (
    day_of,
    filled,
    group_word,
    names,
    period_words,
    source_word,
    status_word,
    unbroken,
)
from cocity_desktop.domain.pacts import SentenceOrigin
from cocity_desktop.localization import _, dated, day_and_clock, pgettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.document_views import (
        ArticleText,
        CommitmentLine,
        PactDocument,
        PartyLine,
        PlaceLine,
    )
    from cocity_desktop.documents.marks import Marks


def pact_title(doc: PactDocument) -> str:
    """Its title, or words for one that has none."""
    return filled(doc.title, _("Pact without a title"))


def version_words(doc: PactDocument) -> str:
    """«Versione 1» of a sealed text, «Bozza 3» before."""
    if doc.delivery:
        return _("Version {version}").format(version=doc.delivery.version)
    return _("Draft {draft}").format(draft=doc.draft)


def state_words(doc: PactDocument) -> str:
    """Which text this is, with its day: a delivered version or a draft."""
    if doc.delivery:
        return dated(
            _("{version}, sealed on {day}"), version=version_words(doc), day=day_of(doc.delivery.sealed_at)
        )
    return dated(_("{draft}, of {day}"), draft=version_words(doc), day=day_of(doc.made_at))


def front_facts(marks: Marks, doc: PactDocument) -> list[tuple[str, Markup]]:
    """What stands under the title, with its names."""
    facts = [(_("Text"), marks.text(state_words(doc)))]
    if doc.parties:
        facts.append((_("Parties"), marks.text(names(party.name for party in doc.parties))))
    if doc.place:
        facts.append((_("Place"), marks.text(_where(doc.place))))
    duration = period_words(doc.starts_on, doc.ends_on) or _("not agreed yet")
    facts.append((_("Duration"), marks.text(duration)))
    if doc.regulation_title.strip():
        facts.append((_("Regulation"), marks.text(doc.regulation_title)))
    if doc.delivery and doc.delivery.content_code:
        facts.append((_("Content code"), marks.code(doc.delivery.content_code)))
    if doc.delivery and doc.delivery.previous_file_code:
        facts.append((_("Follows the file"), marks.code(doc.delivery.previous_file_code)))
    return facts


def _where(place: PlaceLine) -> str:
    district = _("circoscrizione {number}").format(number=place.district) if place.district else ""
    parts = (place.name, place.address, place.city, district, place.quarter)
    return ", ".join(part.strip() for part in parts if part.strip())


def party_title(party: PartyLine) -> str:
    """Its name, or words for one that has none."""
    return filled(party.name, _("A party without a name"))


def party_marked(marks: Marks, party: PartyLine) -> Markup:
    """The name of a party and, under it, what it is, who is in it, who speaks for it."""
    about = ", ".join(part for part in (group_word(party.group_kind), party.address.strip()) if part)
    lines = [about]
    if party.lead.strip():
        lines.append(_("Lead partner: {name}").format(name=party.lead.strip()))
    if party.partners:
        lines.append(_("Made of {names}").format(names=names(party.partners)))
    if party.representative.strip():
        lines.append(represented(party))
    told = "".join(
        f'<br/><font name="{LABEL}" size="9.5">{marks.text(line)}</font>' for line in lines if line
    )
    name = marks.bold(party_title(party))
    return Markup(f"{name}{told}")


def represented(party: PartyLine) -> str:
    """Who speaks for a party, and by which paper."""
    if party.representation_proof.strip():
        words = _("Represented by {name} ({proof})")
        return words.format(name=party.representative.strip(), proof=party.representation_proof.strip())
    return _("Represented by {name}").format(name=party.representative.strip())


def place_facts(place: PlaceLine) -> list[tuple[str, str]]:
    """The commons as the pact describes it: names and values of what is known."""
    facts = [
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
    return [(name, value) for name, value in facts if value.strip()]


def _position(place: PlaceLine) -> str:
    """Degrees north and east (WGS 84)."""
    if place.latitude is None or place.longitude is None:
        return ""
    return f"{place.latitude:.5f}, {place.longitude:.5f}"


def letter(place: int) -> str:
    """The label of an item: a), b), after z) comes aa)."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("a") + rest) + text
    return f"{text})"


def article_title(article: ArticleText) -> str:
    """Its own title, else its heading's."""
    return filled(article.title, article.heading_title, _("Without a title"))


def told_paragraphs(article: ArticleText) -> list[tuple[SentenceLine, ...]]:
    """The paragraphs that say something: only they are numbered."""
    return [told for told in article.paragraphs if any(s.text.strip() for s in told)]


def provenance(article: ArticleText, title: str) -> str:
    """Which heading of the regulation this is, and how sure we are of it."""
    parts = []
    if article.heading_title.strip() and article.heading_title.strip() != title:
        parts.append(_("Heading of the regulation: {title}").format(title=article.heading_title.strip()))
    if article.rule.strip():
        parts.append(article.rule.strip())
    if not article.rule_verified:
        parts.append(_("heading to be checked against the regulation"))
    return " · ".join(parts)


def sentences_marked(marks: Marks, sentences: tuple[SentenceLine, ...]) -> Markup:
    """A paragraph: its sentences, each with the marks of its sources."""
    return Markup(
        " ".join(f"{marks.text(s.text.strip())}{_mark(marks, s)}" for s in sentences if s.text.strip())
    )


def _mark(marks: Marks, sentence: SentenceLine) -> Markup:
    """The raised figures of the sources, or who else the sentence comes from."""
    if sentence.sources:
        return marks.raised(",\u00a0".join(str(source.mark) for source in sentence.sources))
    if sentence.origin is SentenceOrigin.CITY:
        return marks.raised(pgettext("mark of a sentence", "City"))
    return marks.raised(pgettext("mark of a sentence", "dr."))


# --- Annexes ---


def what_marked(marks: Marks, line: CommitmentLine) -> Markup:
    """What is promised, and what became of it."""
    status = status_word(line.status)
    mark = f" {marks.muted(f'({status})')}" if status else ""
    return Markup(f"{marks.text(blank_safe(line.what))}{mark}")


def placed_sentences(doc: PactDocument) -> Iterator[tuple[str, SentenceLine]]:
    """Every sentence with its place: «art. 4, c. 2»."""
    for article in doc.articles:
        for paragraph, sentences in enumerate(told_paragraphs(article), start=1):
            for sentence in sentences:
                if sentence.text.strip():
                    yield (
                        _("art. {article}, {paragraph}").format(article=article.number, paragraph=paragraph),
                        sentence,
                    )


class Origins(NamedTuple):
    """Where sentences come from: each source under its mark with the places that cite it, then the sentences without one."""

    sources: dict[int, tuple[SourceLine, list[str]]]
    others: list[tuple[str, SentenceLine]]

    def __bool__(self) -> bool:
        return bool(self.sources or self.others)


def origins_of(doc: PactDocument) -> Origins:
    """Every sentence of `doc` by its sources."""
    origins = Origins({}, [])
    for place, sentence in placed_sentences(doc):
        for source in sentence.sources:
            places = origins.sources.setdefault(source.mark, (source, []))[1]
            places.extend([] if place in places else [place])
        if not sentence.sources:
            origins.others.append((place, sentence))
    return origins


def told_by(marks: Marks, source: SourceLine) -> Markup:
    """«decisione · chi», and under it the meeting and its moment."""
    when = unbroken(day_and_clock(source.said_at)) if source.said_at else ""
    who = f" · {marks.text(source.who.strip())}" if source.who.strip() else ""
    where = ", ".join(part for part in (source.meeting_title.strip(), when) if part)
    return Markup(f"{marks.bold(source_word(source.kind))}{who}<br/>{marks.text(where)}")


def added_by(sentence: SentenceLine) -> str:
    """Who wrote a sentence that no source stands behind."""
    who = sentence.written_by.strip()
    if sentence.origin is SentenceOrigin.CITY:
        return _("The Comune, in its answer")
    if sentence.origin is SentenceOrigin.SOURCED:
        return _("Its source is no longer in the archive")
    return _("Added in drafting by {who}").format(who=unbroken(who)) if who else _("Added in drafting")


def file_marked(marks: Marks, name: str, caption: str) -> Markup:
    """The name of a file and, under it, its caption."""
    told = f"<br/>{marks.muted(caption.strip())}" if caption.strip() else ""
    return Markup(f"{marks.text(blank_safe(name))}{told}")
