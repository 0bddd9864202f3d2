"""What a draft pact lacks before it may leave the house, each gap with the question it asks.

The controls are those that the regulation's data names (domain.md §7): nothing here knows a Comune by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.regulation import CheckCode, CheckRule, Fact, Regulation


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """What is known of a party: has it promised anything, and is its power to sign shown?"""

    id: EntityId | None
    name: str
    commitments: int
    representation_shown: bool
    notice_given: bool


@dataclass(frozen=True, slots=True)
class PactFacts:
    """What the controls look at. `written` has the text of each heading's article, by heading code."""

    written: Mapping[str, str]
    article_ids: Mapping[str, EntityId]
    parties: tuple[PartyFacts, ...]
    starts_on: date | None
    ends_on: date | None
    attachment_roles: frozenset[AttachmentRole]


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that lacks. `code` is stable and unique in the pact ("empty_heading:risks", "attachment:site_plan").

    `subject` is whom or what it is about (a heading's title, a party's name), `question` is for the next agenda.
    `article_id` is where to go to mend it, None when it is not an article.
    """

    code: str
    check: str
    subject: str
    question: str
    blocking: bool
    article_id: EntityId | None = None


def find_gaps(facts: PactFacts, regulation: Regulation) -> tuple[Gap, ...]:
    """Every gap, the blocking ones first, otherwise in the order of the regulation."""
    gaps = [*_empty_headings(facts, regulation), *_missing_attachments(facts, regulation)]
    for rule in regulation.checks:
        gaps.extend(_CHECKS[rule.code](facts, regulation, rule))
    return tuple(sorted(gaps, key=lambda gap: not gap.blocking))


def _empty_headings(facts: PactFacts, regulation: Regulation) -> Iterator[Gap]:
    for heading in regulation.headings:
        if heading.required and not facts.written.get(heading.code, "").strip():
            yield Gap(
                f"{CheckCode.EMPTY_HEADING}:{heading.code}",
                CheckCode.EMPTY_HEADING,
                heading.title,
                heading.question,
                heading.blocking,
                facts.article_ids.get(heading.code),
            )


def _missing_attachments(facts: PactFacts, regulation: Regulation) -> Iterator[Gap]:
    for rule in regulation.attachments:
        if rule.required and rule.role not in facts.attachment_roles:
            yield Gap(f"attachment:{rule.code}", "attachment", rule.title, rule.question, rule.blocking)


def _party_without_commitment(facts: PactFacts, _: Regulation, rule: CheckRule) -> Iterator[Gap]:
    for party in facts.parties:
        if not party.commitments:
            yield _party_gap(rule, party)


def _representation_missing(facts: PactFacts, _: Regulation, rule: CheckRule) -> Iterator[Gap]:
    for party in facts.parties:
        if not party.representation_shown:
            yield _party_gap(rule, party)


def _privacy_notice_missing(facts: PactFacts, _: Regulation, rule: CheckRule) -> Iterator[Gap]:
    for party in facts.parties:
        if not party.notice_given:
            yield _party_gap(rule, party)


def _party_gap(rule: CheckRule, party: PartyFacts) -> Gap:
    return Gap(f"{rule.code}:{party.id or party.name}", rule.code, party.name, rule.question, rule.blocking)


def _no_term(facts: PactFacts, _: Regulation, rule: CheckRule) -> Iterator[Gap]:
    if facts.starts_on is None or facts.ends_on is None:
        yield Gap(rule.code, rule.code, "", rule.question, rule.blocking)


def _unsaid(*about: Fact) -> Callable[[PactFacts, Regulation, CheckRule], Iterator[Gap]]:
    """No heading that can hold one of these facts has any text: then nobody has said it."""

    def check(facts: PactFacts, regulation: Regulation, rule: CheckRule) -> Iterator[Gap]:
        headings = [h for fact in about for h in regulation.headings_about(fact)]
        if headings and not any(facts.written.get(h.code, "").strip() for h in headings):
            yield Gap(
                rule.code,
                rule.code,
                "",
                rule.question,
                rule.blocking,
                facts.article_ids.get(headings[0].code),
            )

    return check


def _insurance_unsaid(facts: PactFacts, regulation: Regulation, rule: CheckRule) -> Iterator[Gap]:
    """Insurance must be named, even to say that there is none ("non prevista", domain.md §7): the word is looked for."""
    said = any(word in text.lower() for text in facts.written.values() for word in ("assicura", "polizz"))
    if not said:
        headings = regulation.headings_about(Fact.INSURANCE) or regulation.headings_about(Fact.DAMAGE)
        article = facts.article_ids.get(headings[0].code) if headings else None
        yield Gap(rule.code, rule.code, "", rule.question, rule.blocking, article)


def _nothing(_: PactFacts, __: Regulation, ___: CheckRule) -> Iterator[Gap]:
    """Empty headings are told one by one, with the question of each (`_empty_headings`)."""
    return iter(())


_CHECKS: Mapping[CheckCode, Callable[[PactFacts, Regulation, CheckRule], Iterator[Gap]]] = {
    CheckCode.PARTY_WITHOUT_COMMITMENT: _party_without_commitment,
    CheckCode.NO_TERM: _no_term,
    CheckCode.NO_WAY_OUT: _unsaid(Fact.SUSPENSION, Fact.WITHDRAWAL, Fact.EARLY_END),
    CheckCode.RISK_UNSAID: _unsaid(Fact.RISK, Fact.SAFETY),
    CheckCode.INSURANCE_UNSAID: _insurance_unsaid,
    CheckCode.REPRESENTATION_MISSING: _representation_missing,
    CheckCode.PRIVACY_NOTICE_MISSING: _privacy_notice_missing,
    CheckCode.EMPTY_HEADING: _nothing,
}
