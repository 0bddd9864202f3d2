"""What a draft pact lacks before it may leave the house, each gap with the question it asks.

The controls are those that the regulation's data names (domain.md §7): nothing here knows a Comune by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.domain.regulation import CheckCode, CheckRule, Fact, Heading, Regulation

BLANK: Final = re.compile(
    r"\[\s*(?:…|\.{3}|_{2,})?[^\]\[\n]*?(?:…|\.{3}|_{2,})[^\]\[\n]*\]|\[\s*\]|_{4,}|…{3,}|\.{6,}"
)
"""A place left to fill: «[…]», «[… giorni]», «[...]», «[ ]», «____», «……»."""

BLANK_QUESTION: Final = "Nel testo restano spazi da riempire: che cosa ci va?"
"""Asked where the regulation has no question of its own for it: copies of format 1 know of no blanks."""


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """What is known of a party: has it promised anything, and is its power to sign shown?"""

    id: EntityId | None
    name: str
    commitments: int
    representation_shown: bool
    notice_given: bool
    kind: PartyKind = PartyKind.GROUP


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


def kind_of_party(kind: GroupKind) -> PartyKind:
    """What a group is among the parties of a pact: a school stands there as such."""
    return PartyKind.SCHOOL if kind is GroupKind.SCHOOL else PartyKind.GROUP


def find_gaps(facts: PactFacts, regulation: Regulation) -> tuple[Gap, ...]:
    """Every gap, the blocking ones first, otherwise in the order of the regulation.

    `regulation` has the headings of the pact's own form alone (`Regulation.for_form`). One thing that lacks is one gap: a
    control that an empty article would answer is silent until that article, which is told already, is written.
    """
    gaps = [
        *_empty_headings(facts, regulation),
        *_blanks(facts, regulation),
        *_missing_parties(facts, regulation),
        *_missing_attachments(facts, regulation),
        *_missing_approvals(facts, regulation),
    ]
    for rule in regulation.checks:
        gaps.extend(_CHECKS[rule.code](facts, regulation, rule))
    return tuple(sorted(gaps, key=lambda gap: not gap.blocking))


def blanks_in(text: str) -> tuple[str, ...]:
    """The places left to fill in a text, as they stand in it."""
    return tuple(found.group() for found in BLANK.finditer(text))


def _empty_headings(facts: PactFacts, regulation: Regulation) -> Iterator[Gap]:
    for heading in regulation.headings:
        if heading.required and not _written(facts, heading):
            yield Gap(
                f"{CheckCode.EMPTY_HEADING}:{heading.code}",
                CheckCode.EMPTY_HEADING,
                heading.title,
                heading.question,
                heading.blocking,
                facts.article_ids.get(heading.code),
            )


def _blanks(facts: PactFacts, regulation: Regulation) -> Iterator[Gap]:
    rule = next((rule for rule in regulation.checks if rule.code is CheckCode.BLANK_LEFT), None)
    question, blocking = (rule.question, rule.blocking) if rule else (BLANK_QUESTION, True)
    titles = {heading.code: heading.title for heading in regulation.headings}
    for code, text in facts.written.items():
        if BLANK.search(text):
            yield Gap(
                f"{CheckCode.BLANK_LEFT}:{code}",
                CheckCode.BLANK_LEFT,
                titles.get(code, code),
                question,
                blocking,
                facts.article_ids.get(code),
            )


def _missing_parties(facts: PactFacts, regulation: Regulation) -> Iterator[Gap]:
    """A party without which there is no pact: nobody signs in its place."""
    present = {party.kind for party in facts.parties}
    for rule in regulation.parties:
        if rule.required and not present & set(rule.kinds):
            yield Gap(f"party:{rule.code}", "party", rule.title, rule.question, True)


def _missing_attachments(facts: PactFacts, regulation: Regulation) -> Iterator[Gap]:
    for rule in regulation.attachments:
        if rule.required and rule.role not in facts.attachment_roles:
            yield Gap(f"attachment:{rule.code}", "attachment", rule.title, rule.question, rule.blocking)


def _missing_approvals(facts: PactFacts, regulation: Regulation) -> Iterator[Gap]:
    """The law of a second signature is looked for by its first number ("1341"): people quote it in many ways."""
    for rule in regulation.approvals:
        number = re.search(r"\d+", rule.law)
        closing = regulation.headings_about(Fact.FINAL)
        if not rule.question or number is None or any(h.required and not _written(facts, h) for h in closing):
            continue
        if not _says(facts, re.compile(rf"\b{number.group()}\b")):
            article = facts.article_ids.get(closing[0].code) if closing else None
            yield Gap(f"approval:{rule.code}", "approval", rule.title, rule.question, False, article)


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


_Check = Callable[[PactFacts, Regulation, CheckRule], Iterator[Gap]]


def _unsaid(about: tuple[Fact, ...], words: str = "", here: str = "") -> _Check:
    """Nobody has said it: no article for these facts alone has any text, and no article has one of `words`.

    An article for other facts too may be written and yet silent of these; so there the words are looked for, and those of
    `here`, which say it only where it is spoken of. Without `words` any text under a heading about the facts will do.
    """
    pattern = re.compile(words, re.IGNORECASE) if words else None
    nearer = re.compile(here, re.IGNORECASE) if here else None

    def check(facts: PactFacts, regulation: Regulation, rule: CheckRule) -> Iterator[Gap]:
        headings = [h for h in regulation.headings if set(about) & set(h.facts)]
        if any(_told_already(facts, heading, rule) for heading in headings):
            return
        if any(_written(facts, h) for h in headings if pattern is None or set(h.facts) <= set(about)):
            return
        if nearer and any(nearer.search(facts.written.get(heading.code, "")) for heading in headings):
            return
        if (pattern is None and headings) or (pattern is not None and not _says(facts, pattern)):
            article = facts.article_ids.get(headings[0].code) if headings else None
            yield Gap(rule.code, rule.code, "", rule.question, rule.blocking, article)

    return check


def _told_already(facts: PactFacts, heading: Heading, rule: CheckRule) -> bool:
    """The article that would answer is empty, and that alone holds the delivery back as much as the control would."""
    return heading.required and heading.blocking >= rule.blocking and not _written(facts, heading)


def _written(facts: PactFacts, heading: Heading) -> bool:
    return bool(facts.written.get(heading.code, "").strip())


def _says(facts: PactFacts, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(text) for text in facts.written.values())


def _nothing(_: PactFacts, __: Regulation, ___: CheckRule) -> Iterator[Gap]:
    """Told one by one for each article (`_empty_headings`, `_blanks`)."""
    return iter(())


_SUSPENSION = r"\bsospen|\bsospes"
_STOPPING = r"\bsi ferma|\bfermar|\binterromp|\binterruzion"
_WITHDRAWAL = (
    r"\brecess[oi]\b|\breced|\bdisdett|\b(?:lasciare|lascia) il patto|\b(?:uscire|esce|escono) dal patto"
)
_LEAVING = r"\b(?:uscire|esce|escono|lasciare|andarsene|ritirarsi|si ritir\w+)\b"
_RISK = r"\brisch|\bpericol|\bsicurezza|\binfortun|\bprevenzione"
_INSURANCE = r"\bassicurazion|\bassicurativ|\bassicurat[oaie] (?:per|contro|dal|con)\b|\bpolizz"
_INSURING = r"\bassicura(?:no)? (?:i|le|gli|chi|tutt[ie]|anche)\b"
"""Stems of the words by which a pact speaks of these, even to say «non prevista» (domain.md §7). Not «assicura» alone:
«il Comune assicura l’apertura» insures nobody."""

_CHECKS: Mapping[CheckCode, _Check] = {
    CheckCode.PARTY_WITHOUT_COMMITMENT: _party_without_commitment,
    CheckCode.NO_TERM: _no_term,
    CheckCode.NO_WAY_OUT: _unsaid((Fact.SUSPENSION, Fact.WITHDRAWAL, Fact.EARLY_END)),
    CheckCode.SUSPENSION_UNSAID: _unsaid((Fact.SUSPENSION,), _SUSPENSION, _STOPPING),
    CheckCode.WITHDRAWAL_UNSAID: _unsaid((Fact.WITHDRAWAL,), _WITHDRAWAL, _LEAVING),
    CheckCode.RISK_UNSAID: _unsaid((Fact.RISK, Fact.SAFETY), _RISK),
    CheckCode.INSURANCE_UNSAID: _unsaid((Fact.INSURANCE,), _INSURANCE, _INSURING),
    CheckCode.REPRESENTATION_MISSING: _representation_missing,
    CheckCode.PRIVACY_NOTICE_MISSING: _privacy_notice_missing,
    CheckCode.EMPTY_HEADING: _nothing,
    CheckCode.BLANK_LEFT: _nothing,
}
