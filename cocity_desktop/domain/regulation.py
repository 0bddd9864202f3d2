"""What a regulation asks of a pact, as data: another Comune is served by another file, not by other code.

Every rule says where it comes from and whether that was read. What nobody read stays `verified = False`, and
whoever shows a rule must show that too. Texts are in the regulation's own language; `*_en` are for readers abroad.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.processes import GovernmentForm

FORMAT = 2
"""The version of the file format that is written: 2 knows the forms that a heading is for, and `lifecycle`."""

READABLE = (1, FORMAT)
"""The versions that are read: pacts keep copies of regulations as they were. A file of another one is refused."""


class Basis(StrEnum):
    """How a rule is known."""

    READ = "read"
    MEMORY = "memory"
    DERIVED = "derived"


class Fact(StrEnum):
    """What an article is about: the kinds of entry, decision or term that belong under a heading."""

    OBJECTIVE = "objective"
    ACTIVITY = "activity"
    PLACE = "place"
    DURATION = "duration"
    SUSPENSION = "suspension"
    EARLY_END = "early_end"
    ROLE = "role"
    COMMITMENT = "commitment"
    COST = "cost"
    LIMIT = "limit"
    COLLECTIVE_USE = "collective_use"
    RISK = "risk"
    SAFETY = "safety"
    DAMAGE = "damage"
    INSURANCE = "insurance"
    GUARANTEE = "guarantee"
    SUPPORT = "support"
    PUBLICITY = "publicity"
    MONITORING = "monitoring"
    REPORTING = "reporting"
    STAFF = "staff"
    DISPUTE = "dispute"
    SANCTION = "sanction"
    EXCLUSION = "exclusion"
    OWNERSHIP = "ownership"
    HAND_BACK = "hand_back"
    CHANGE = "change"
    JOINING = "joining"
    WITHDRAWAL = "withdrawal"
    BREACH = "breach"
    FINAL = "final"
    PRIVACY = "privacy"


class RecitalKind(StrEnum):
    """What a recital quotes: a law, or a step of this process's own history."""

    LAW = "law"
    HISTORY = "history"


class CheckCode(StrEnum):
    """Controls on the whole pact, beside its single headings."""

    PARTY_WITHOUT_COMMITMENT = "party_without_commitment"
    NO_TERM = "no_term"
    NO_WAY_OUT = "no_way_out"
    """Of format 1: neither suspension nor withdrawal. The two below have taken its place; copies in pacts still name it."""
    SUSPENSION_UNSAID = "suspension_unsaid"
    WITHDRAWAL_UNSAID = "withdrawal_unsaid"
    RISK_UNSAID = "risk_unsaid"
    INSURANCE_UNSAID = "insurance_unsaid"
    REPRESENTATION_MISSING = "representation_missing"
    PRIVACY_NOTICE_MISSING = "privacy_notice_missing"
    EMPTY_HEADING = "empty_heading"
    BLANK_LEFT = "blank_left"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A text that rules are taken from. `seen` says how much of it was read: whole, excerpt, index, none."""

    code: str
    title: str
    where: str = ""
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule comes from: a text of the list, and the point in it as people quote it ("art. 5, c. 2, lett. a")."""

    text: str
    article: str = ""
    basis: Basis
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Anything the regulation says. `verified` is true only for what was read in its source."""

    source: Source
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """An article of the regulation's own index: number and title, never its text."""

    number: int
    title: str
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentFormRule(Rule):
    """A form of governing a commons, who starts it, and the document it stands on.

    `document` is what that document calls itself on its first page ("Carta di auto-governo").
    """

    form: GovernmentForm
    title: str
    title_en: str
    article: str = ""
    started_by: str = ""
    founding_document: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Rule):
    """A content of the pact. `number` is as printed ("3", "c"); `question` is what a gap asks, in plain words.

    `forms` names the forms whose document has this heading; none named means all of them. `facts` and `commitments_of` say what fills it: an article gets the commitments of those parties.
    An empty blocking heading holds the delivery back; an empty required one is only named.
    """

    code: str
    number: str
    title: str
    short_title: str
    title_en: str
    question: str
    facts: tuple[Fact, ...]
    commitments_of: tuple[PartyKind, ...] = ()
    forms: tuple[GovernmentForm, ...] = ()
    required: bool
    blocking: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRule(Rule):
    """What this Comune calls a state of the process, and who brings it there. The steps are `domain.lifecycle`'s."""

    state: ProcessState
    title: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRule(Rule):
    """Who stands in the pact, through whom they sign, and whether their power to sign must be shown."""

    code: str
    kinds: tuple[PartyKind, ...]
    title: str
    title_en: str
    signs_through: str = ""
    question: str
    required: bool
    needs_representation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRule(Rule):
    """A paper that goes with the pact."""

    code: str
    role: AttachmentRole
    title: str
    title_en: str
    question: str
    required: bool
    blocking: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule(Rule):
    """A term that runs from one event to another. Without `days` and `hours` its length is not known."""

    code: str
    title: str
    title_en: str
    after: ProcessState | None = None
    before: ProcessState | None = None
    days: int | None = None
    hours: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecitalRule(Rule):
    """A premise of the pact: for a law `text` is its citation, for history it names the steps to quote."""

    code: str
    kind: RecitalKind
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRule(Rule):
    """A second signature under some headings. `headings` is empty when the pact itself must say which.

    With a `question` the pact must name `law` somewhere in its text.
    """

    code: str
    title: str
    title_en: str
    law: str
    headings: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRule(Rule):
    """A control on the whole pact and the question it asks when it fails."""

    code: CheckCode
    question: str
    blocking: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Rule):
    """Where drafts are handed over. `email` is empty when no address is known."""

    name: str
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Rule):
    """A word of the regulation and what it means to whoever hears it for the first time."""

    term: str
    term_en: str
    meaning: str
    meaning_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation(Rule):
    """A whole regulation. `in_force` is None when it is not known whether it still holds."""

    format: int
    code: str
    title: str
    title_en: str
    city: str
    approved_by: str = ""
    approved_on: date | None = None
    in_force_from: date | None = None
    in_force: bool | None = None
    replaces: str = ""
    note: str = ""
    office: Office
    texts: tuple[SourceText, ...]
    index: tuple[IndexEntry, ...] = ()
    forms: tuple[GovernmentFormRule, ...]
    headings: tuple[Heading, ...]
    lifecycle: tuple[StateRule, ...] = ()
    parties: tuple[PartyRule, ...]
    attachments: tuple[AttachmentRule, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    recitals: tuple[RecitalRule, ...] = ()
    approvals: tuple[ApprovalRule, ...] = ()
    checks: tuple[CheckRule, ...] = ()
    glossary: tuple[Term, ...] = ()

    def heading(self, code: str) -> Heading:
        """The heading of that code. Raises UserError(NOT_FOUND), field "heading"."""
        for heading in self.headings:
            if heading.code == code:
                return heading
        raise UserError(ErrorCode.NOT_FOUND, "heading", value=code)

    def for_form(self, form: GovernmentForm) -> Regulation:
        """The same regulation with the headings of that form's document alone.

        A form for which nothing is said has the contents of a pact, as every form had in format 1.
        """
        mine = tuple(one for one in self.headings if not one.forms or form in one.forms)
        if not mine and form is not GovernmentForm.PACT:
            return self.for_form(GovernmentForm.PACT)
        return replace(self, headings=mine)

    def document_title(self, form: GovernmentForm) -> str:
        """What the document of that form calls itself, "" when the regulation does not say."""
        return next((rule.document for rule in self.forms if rule.form is form), "")

    def headings_about(self, fact: Fact) -> tuple[Heading, ...]:
        """The headings that `fact` can fill, in the regulation's order."""
        return tuple(heading for heading in self.headings if fact in heading.facts)

    def heading_for_party(self, kind: PartyKind) -> Heading | None:
        """Where the commitments of such a party stand unless somebody says otherwise."""
        return next((heading for heading in self.headings if kind in heading.commitments_of), None)

    def rules(self) -> tuple[Rule, ...]:
        """Every rule, the regulation's own record first: for whoever counts what still has to be verified."""
        groups: tuple[tuple[Rule, ...], ...] = (
            self.forms,
            self.headings,
            self.lifecycle,
            self.parties,
            self.attachments,
            self.deadlines,
            self.recitals,
            self.approvals,
            self.checks,
            self.glossary,
        )
        return (self, self.office, *(rule for group in groups for rule in group))

    def text_of(self, rule: Rule) -> SourceText:
        """The text that `rule` is taken from. Raises UserError(NOT_FOUND), field "source"."""
        for text in self.texts:
            if text.code == rule.source.text:
                return text
        raise UserError(ErrorCode.NOT_FOUND, "source", value=rule.source.text)
