"""What an import shows before it is done: what each column means, what each row would change, and why it may not.

Frozen, made of texts and codes: the words of the codes are in `import_words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cocity_desktop.application.likeness import Reason as Likeness
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.keeping import ImportTarget


class ColumnMeaning(StrEnum):
    """What a column tells of a group, of a person or of a place. `application.importing.catalogue` says of which."""

    IGNORE = "ignore"
    RECORD_ID = "record_id"
    NAME = "name"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    GROUP_KIND = "group_kind"
    DECISION_MAKING = "decision_making"
    FISCAL_CODE = "fiscal_code"
    VAT_NUMBER = "vat_number"
    RUNTS_NUMBER = "runts_number"
    ADDRESS = "address"
    CITY = "city"
    DISTRICT = "district"
    QUARTER = "quarter"
    DESCRIPTION = "description"
    THEMES = "themes"
    LANGUAGES = "languages"
    REPRESENTATIVE = "representative"
    REPRESENTATION_PROOF = "representation_proof"
    REGISTERED_ON = "registered_on"
    RETAIN_UNTIL = "retain_until"
    EMAIL = "email"
    PEC = "pec"
    PHONE = "phone"
    POST = "post"
    WEB = "web"
    CONTACT_PERSON = "contact_person"
    CONTACT_EMAIL = "contact_email"
    CONTACT_PHONE = "contact_phone"
    MEMBERS = "members"
    PARTNERS = "partners"
    GROUPS = "groups"
    MEMBER_ROLE = "member_role"
    NEEDS = "needs"
    NEEDS_TIME = "needs_time"
    NEEDS_ACCESS = "needs_access"
    NEEDS_TRANSLATION = "needs_translation"
    NOTE = "note"
    NOTICE_GIVEN_ON = "notice_given_on"
    NOTICE_CHANNEL = "notice_channel"
    NEWSLETTER = "newsletter"
    PHOTOS = "photos"
    CONSENTS = "consents"
    NATURE = "nature"
    STRAND = "strand"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    COORDINATES = "coordinates"
    GEOMETRY = "geometry"
    CADASTRE = "cadastre"
    OWNER = "owner"
    CONSTRAINTS = "constraints"
    STATE_OF_USE = "state_of_use"
    TITLE = "title"
    PROCESS_STATE = "process_state"
    PACT_LINK = "pact_link"
    STATISTICAL_UNIT = "statistical_unit"
    PLACE = "place"
    FORM = "form"
    REGULATION = "regulation_code"
    OPENED_ON = "opened_on"
    FACILITATOR = "facilitator"
    SUMMARY = "summary"
    HISTORY = "history"
    OPINIONS = "opinions"


class ProposedBy(StrEnum):
    """Whence the meaning of a column was taken."""

    REMEMBERED = "remembered"
    HEADING = "heading"
    CONTENT = "content"
    CHOSEN = "chosen"
    NOTHING = "nothing"


class RowState(StrEnum):
    """What an import would do with a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


class RowReason(StrEnum):
    """Why a row is what it is. `Reason` has the facts."""

    NO_NAME = "no_name"
    TOTAL = "total"
    NAME_TOO_LONG = "name_too_long"
    NOT_HERE_YET = "not_here_yet"
    KNOWN_ROW = "known_row"
    SAME_ID = "same_id"
    SAME_FISCAL_CODE = "same_fiscal_code"
    SAME_VAT_NUMBER = "same_vat_number"
    SAME_MAIL = "same_mail"
    SAME_NAME = "same_name"
    LOOKS_LIKE = "looks_like"
    LOOKS_LIKE_ROW = "looks_like_row"
    SEVERAL_MATCH = "several_match"
    KEYS_DISAGREE = "keys_disagree"
    REMOVED_HERE = "removed_here"
    REPEATED_ROW = "repeated_row"
    CHANGED_ON_BOTH_SIDES = "changed_on_both_sides"
    DATE_UNCLEAR = "date_unclear"
    NUMBER_UNCLEAR = "number_unclear"
    PHONE_UNCLEAR = "phone_unclear"
    MAIL_UNCLEAR = "mail_unclear"
    FISCAL_CODE_WRONG = "fiscal_code_wrong"
    VAT_NUMBER_WRONG = "vat_number_wrong"
    DISTRICT_UNCLEAR = "district_unclear"
    KIND_UNCLEAR = "kind_unclear"
    CHOICE_UNCLEAR = "choice_unclear"
    PEOPLE_UNCLEAR = "people_unclear"
    COORDINATES_UNCLEAR = "coordinates_unclear"
    GROUP_UNKNOWN = "group_unknown"
    FORMULA = "formula"
    GARBLED = "garbled"
    TOO_LONG = "too_long"
    NO_NUMBER = "no_number"
    REPEATED_NUMBER = "repeated_number"
    STATE_UNKNOWN = "state_unknown"
    OLDER_EDITION = "older_edition"
    MOVED_HERE = "moved_here"
    LATER_HERE = "later_here"
    NOTICE_UNKNOWN = "notice_unknown"
    PLACE_UNKNOWN = "place_unknown"
    STAFF_UNKNOWN = "staff_unknown"
    REGULATION_UNKNOWN = "regulation_unknown"
    HISTORY_UNCLEAR = "history_unclear"
    STATE_NOT_TOLD = "state_not_told"
    STEPS_ON_BOTH_SIDES = "steps_on_both_sides"


class RowChoice(StrEnum):
    """What the person decided about a doubtful row."""

    SKIP = "skip"
    """Leave it out this time."""
    TAKE = "take"
    """As the table has it: unclear cells stay out, and where both sides changed the table's value wins."""
    KEEP = "keep"
    """Where both sides changed, what is here stays; the rest is taken."""
    MATCH = "match"
    """It is the record named: change that one. Or the row named: the two are read together."""
    CREATE = "create"
    """It is none of those here: make a new one."""


@dataclass(frozen=True, slots=True)
class RowDecision:
    """A choice about one row. With MATCH go the record (`record_id`) or the row of the same table (`row`) that it is."""

    choice: RowChoice
    record_id: EntityId = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """A column, what it seems to mean, and some of its cells as texts."""

    heading: str
    meaning: ColumnMeaning
    proposed_by: ProposedBy
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason about a row: where (`column`, a heading), what stood there, and which record or row it is about.

    `likeness` says why it looks like that one, with the weightiest first.
    """

    code: RowReason
    column: str = ""
    value: str = ""
    record_id: EntityId = ""
    other: str = ""
    likeness: tuple[Likeness, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """One field of a record: what is there now and what would be, as texts. `before` is "" where nothing was."""

    meaning: ColumnMeaning
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FieldSides:
    """One field of a doubtful row, as texts: what is `here`, what the row `said`, and what it would be.

    `taken` is what it would be where the row counts, `kept` where what is here does; they differ where both changed.
    """

    meaning: ColumnMeaning
    here: str
    said: str
    taken: str
    kept: str

    def would_be(self, choice: RowChoice | None) -> str:
        """What it would be after a choice; None is a row left out."""
        if choice is RowChoice.CREATE:
            return self.said
        if choice in (RowChoice.TAKE, RowChoice.MATCH):
            return self.taken
        return self.kept if choice is RowChoice.KEEP else self.here


@dataclass(frozen=True, slots=True)
class RowSides:
    """A doubtful row beside a record (`record_id`), a row above (`row`), or nothing: only the fields that differ."""

    record_id: EntityId = ""
    row: int = 0
    fields: tuple[FieldSides, ...] = ()


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What would become of one row. `record_id` is the record it is about, "" for a new one.

    `candidates` are the records a doubtful row may be about, as (id, name), the likeliest first; `rows` the rows above that
    it may be the same as, as (number, title); `sides` the row beside each of them. `comes_in` is whether a
    doubtful row comes in, as it is decided now: with what is not understood kept as words.
    """

    number: int
    state: RowState
    title: str
    record_id: EntityId = ""
    diffs: tuple[FieldDiff, ...] = ()
    reasons: tuple[Reason, ...] = ()
    candidates: tuple[tuple[EntityId, str], ...] = ()
    rows: tuple[tuple[int, str], ...] = ()
    sides: tuple[RowSides, ...] = ()
    comes_in: bool = False


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A dry run: every row of the table in its order, and how many of each state there are.

    `source` is the name under which the archive knows this table from edition to edition.
    """

    target: ImportTarget
    source: str
    columns: tuple[ColumnProposal, ...]
    rows: tuple[RowPlan, ...]

    def count(self, state: RowState) -> int:
        """How many rows are in `state`."""
        return sum(row.state is state for row in self.rows)

    def of(self, state: RowState) -> tuple[RowPlan, ...]:
        """The rows in `state`."""
        return tuple(row for row in self.rows if row.state is state)
