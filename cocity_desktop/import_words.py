"""The words of an import, once, for the window and the command line: what columns mean and why a row is what it is."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from cocity_desktop.application.views.importing import ColumnMeaning, RowReason, RowState
from cocity_desktop.application.views.place_import import FeatureFate
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.places import PlaceNature, Strand
from cocity_desktop.domain.processes import GovernmentForm
from cocity_desktop.domain.registry import DecisionMaking, GroupKind, MemberRole, NoticeChannel
from cocity_desktop.labels import label_of
from cocity_desktop.likeness_words import reason_words
from cocity_desktop.localization import _, dated, day, ngettext, pgettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from enum import StrEnum

    from cocity_desktop.application.views.importing import ImportPlan, Reason
    from cocity_desktop.application.views.place_import import FeatureOutcome

# Called when shown, so that the language is the one in use then.
_MEANINGS: dict[ColumnMeaning, Callable[[], str]] = {
    ColumnMeaning.IGNORE: lambda: _("do not read"),
    ColumnMeaning.RECORD_ID: lambda: _("Code"),
    ColumnMeaning.NAME: lambda: _("Name"),
    ColumnMeaning.GIVEN_NAME: lambda: _("Given name"),
    ColumnMeaning.FAMILY_NAME: lambda: _("Family name"),
    ColumnMeaning.FULL_NAME: lambda: _("Name and surname"),
    ColumnMeaning.GROUP_KIND: lambda: _("Kind"),
    ColumnMeaning.DECISION_MAKING: lambda: _("How it decides"),
    ColumnMeaning.FISCAL_CODE: lambda: _("Codice fiscale"),
    ColumnMeaning.VAT_NUMBER: lambda: _("Partita IVA"),
    ColumnMeaning.RUNTS_NUMBER: lambda: _("RUNTS number"),
    ColumnMeaning.ADDRESS: lambda: _("Address"),
    ColumnMeaning.CITY: lambda: _("City"),
    ColumnMeaning.DISTRICT: lambda: _("District"),
    ColumnMeaning.QUARTER: lambda: _("Quarter"),
    ColumnMeaning.DESCRIPTION: lambda: _("Description"),
    ColumnMeaning.THEMES: lambda: _("Themes"),
    ColumnMeaning.LANGUAGES: lambda: _("Languages"),
    ColumnMeaning.REPRESENTATIVE: lambda: _("Representative"),
    ColumnMeaning.REPRESENTATION_PROOF: lambda: _("Proof of representation"),
    ColumnMeaning.REGISTERED_ON: lambda: _("Registered on"),
    ColumnMeaning.RETAIN_UNTIL: lambda: _("Keep until"),
    ColumnMeaning.EMAIL: lambda: _("E-mail"),
    ColumnMeaning.PEC: lambda: _("PEC"),
    ColumnMeaning.PHONE: lambda: _("Phone"),
    ColumnMeaning.POST: lambda: _("Postal address"),
    ColumnMeaning.WEB: lambda: _("Website"),
    ColumnMeaning.CONTACT_PERSON: lambda: _("Contact person"),
    ColumnMeaning.CONTACT_EMAIL: lambda: _("Contact person’s e-mail"),
    ColumnMeaning.CONTACT_PHONE: lambda: _("Contact person’s phone"),
    ColumnMeaning.MEMBERS: lambda: _("People"),
    ColumnMeaning.PARTNERS: lambda: _("Groups that it brings together"),
    ColumnMeaning.GROUPS: lambda: _("Groups"),
    ColumnMeaning.MEMBER_ROLE: lambda: _("Role"),
    ColumnMeaning.NEEDS: lambda: _("Other needs"),
    ColumnMeaning.NEEDS_TIME: lambda: _("Needs: time"),
    ColumnMeaning.NEEDS_ACCESS: lambda: _("Needs: access"),
    ColumnMeaning.NEEDS_TRANSLATION: lambda: _("Needs: translation"),
    ColumnMeaning.NOTE: lambda: _("Note"),
    ColumnMeaning.NOTICE_GIVEN_ON: lambda: _("Privacy notice given on"),
    ColumnMeaning.NOTICE_CHANNEL: lambda: _("Privacy notice given how"),
    ColumnMeaning.NEWSLETTER: lambda: _("Consent to the newsletter"),
    ColumnMeaning.PHOTOS: lambda: _("Consent to photos"),
    ColumnMeaning.CONSENTS: lambda: _("History of consents"),
    ColumnMeaning.NATURE: lambda: _("Nature"),
    ColumnMeaning.STRAND: lambda: _("Strand"),
    ColumnMeaning.LATITUDE: lambda: _("Latitude"),
    ColumnMeaning.LONGITUDE: lambda: _("Longitude"),
    ColumnMeaning.COORDINATES: lambda: _("Coordinates"),
    ColumnMeaning.GEOMETRY: lambda: _("Geometry (GeoJSON)"),
    ColumnMeaning.CADASTRE: lambda: _("Cadastre"),
    ColumnMeaning.OWNER: lambda: _("Owner"),
    ColumnMeaning.CONSTRAINTS: lambda: _("Constraints"),
    ColumnMeaning.STATE_OF_USE: lambda: _("State of use"),
    ColumnMeaning.TITLE: lambda: _("Title of the proposal"),
    ColumnMeaning.PROCESS_STATE: lambda: _("Where it stands"),
    ColumnMeaning.PACT_LINK: lambda: _("Where the pact can be read"),
    ColumnMeaning.STATISTICAL_UNIT: lambda: _("Statistical unit (UPL)"),
    ColumnMeaning.PLACE: lambda: _("Place"),
    ColumnMeaning.FORM: lambda: _("Form of government"),
    ColumnMeaning.REGULATION: lambda: _("Regulation"),
    ColumnMeaning.OPENED_ON: lambda: _("Opened on"),
    ColumnMeaning.FACILITATOR: lambda: _("Who accompanies it"),
    ColumnMeaning.SUMMARY: lambda: _("In short"),
    ColumnMeaning.HISTORY: lambda: _("History"),
    ColumnMeaning.OPINIONS: lambda: _("Opinions and supplements"),
}

_REASONS: dict[RowReason, Callable[[], str]] = {
    RowReason.NO_NAME: lambda: _("There is no name in this row."),
    RowReason.TOTAL: lambda: _("This row adds up the others: it is no record."),
    RowReason.NAME_TOO_LONG: lambda: _("The name is too long: {other} characters at most."),
    RowReason.NOT_HERE_YET: lambda: _("It is not here yet."),
    RowReason.KNOWN_ROW: lambda: _("It came from this table before."),
    RowReason.SAME_ID: lambda: _("It has the code of a record that is here."),
    RowReason.SAME_FISCAL_CODE: lambda: _("“{other}” has the same codice fiscale."),
    RowReason.SAME_VAT_NUMBER: lambda: _("“{other}” has the same partita IVA."),
    RowReason.SAME_MAIL: lambda: _("“{other}” has the same e-mail."),
    RowReason.SAME_NAME: lambda: _("“{other}” has the same name."),
    RowReason.LOOKS_LIKE: lambda: _("It looks like “{other}”: is it the same?"),
    RowReason.LOOKS_LIKE_ROW: lambda: _("Maybe the same as row {other}."),
    RowReason.SEVERAL_MATCH: lambda: _("It may be more than one record that is here: {other}."),
    RowReason.KEYS_DISAGREE: lambda: _(
        "It has the name of “{other}”, but not its codes or contacts: is it the same?"
    ),
    RowReason.REMOVED_HERE: lambda: _("It came from this table before and was removed here since."),
    RowReason.REPEATED_ROW: lambda: _("It is also in row {other} of this table."),
    RowReason.CHANGED_ON_BOTH_SIDES: lambda: _(
        "{column}: the table now says “{value}”, here it was changed to “{other}”."
    ),
    RowReason.DATE_UNCLEAR: lambda: _("{column}: “{value}” is not a date."),
    RowReason.NUMBER_UNCLEAR: lambda: _("{column}: “{value}” is not a number."),
    RowReason.PHONE_UNCLEAR: lambda: _("{column}: “{value}” is not a phone number."),
    RowReason.MAIL_UNCLEAR: lambda: _("{column}: “{value}” is not an e-mail address."),
    RowReason.FISCAL_CODE_WRONG: lambda: _("{column}: the codice fiscale “{value}” does not add up."),
    RowReason.VAT_NUMBER_WRONG: lambda: _("{column}: the partita IVA “{value}” does not add up."),
    RowReason.DISTRICT_UNCLEAR: lambda: _("{column}: “{value}” is not a district."),
    RowReason.KIND_UNCLEAR: lambda: _("{column}: “{value}” is no kind of group known here."),
    RowReason.CHOICE_UNCLEAR: lambda: _("{column}: “{value}” is none of what this column may say."),
    RowReason.PEOPLE_UNCLEAR: lambda: _("{column}: no names can be read in “{value}”."),
    RowReason.COORDINATES_UNCLEAR: lambda: _("{column}: “{value}” is no place on the map."),
    RowReason.GROUP_UNKNOWN: lambda: _("{column}: there is no group “{value}” here yet."),
    RowReason.FORMULA: lambda: _(
        "{column}: “{value}” is a formula without a result; formulas are not worked out."
    ),
    RowReason.GARBLED: lambda: _("{column}: the letters of “{value}” are garbled."),
    RowReason.TOO_LONG: lambda: _("{column}: too long, {other} characters at most."),
    RowReason.NO_NUMBER: lambda: _("This row has no number: a later edition could not find it again."),
    RowReason.REPEATED_NUMBER: lambda: _("Row {other} has the same number “{value}”: the first one counts."),
    RowReason.STATE_UNKNOWN: lambda: _(
        "{column}: “{value}” is no state known here. The words are kept as they are; nothing is guessed."
    ),
    RowReason.OLDER_EDITION: lambda: _(
        "This register is older than the one of {other} that was read already."
    ),
    RowReason.MOVED_HERE: lambda: _("The register says “{value}”; here it was moved to “{other}” since."),
    RowReason.LATER_HERE: lambda: _(
        "The register says “{value}”; here a step of {other} is written, which is later."
    ),
    RowReason.NOTICE_UNKNOWN: lambda: _(
        "{column}: the notice “{value}” is not here; the day is kept without it."
    ),
    RowReason.PLACE_UNKNOWN: lambda: _("{column}: there is no place “{value}” here yet."),
    RowReason.STAFF_UNKNOWN: lambda: _("{column}: nobody of this house is called “{value}”."),
    RowReason.REGULATION_UNKNOWN: lambda: _("{column}: the regulation “{value}” is not among those here."),
    RowReason.HISTORY_UNCLEAR: lambda: _(
        "{column}: “{value}” cannot be read whole, and half a history is none."
    ),
    RowReason.STATE_NOT_TOLD: lambda: _(
        "{column}: it says “{value}”, but the last step of its history is another one."
    ),
    RowReason.STEPS_ON_BOTH_SIDES: lambda: _(
        "The table has steps of its own and so has this house: the table says “{value}”, here it is “{other}”."
    ),
}


_DAYS = frozenset({RowReason.OLDER_EDITION, RowReason.LATER_HERE})


def words_for_meaning(meaning: ColumnMeaning) -> str:
    """The name of a field, as a heading of a table has it."""
    return _MEANINGS[meaning]()


def words_for_reason(reason: Reason) -> str:
    """The sentence to show for a reason, in the language in use."""
    said = dated(_REASONS[reason.code](), column=reason.column, value=reason.value, other=_other(reason))
    alike = [reason_words(one) for one in reason.likeness if one.points > 0]
    if not alike:
        return said
    because = f"({', '.join(alike)})"
    return f"{said.removesuffix('.')} {because}." if said.endswith(".") else f"{said} {because}"


def _other(reason: Reason) -> str:
    """Days and states come as codes."""
    if reason.code in _DAYS:
        return day(date.fromisoformat(reason.other))
    if reason.code in (RowReason.MOVED_HERE, RowReason.STEPS_ON_BOTH_SIDES):
        return label_of(ProcessState(reason.other))
    return reason.other


_CHOICES: dict[ColumnMeaning, type[StrEnum]] = {
    ColumnMeaning.GROUP_KIND: GroupKind,
    ColumnMeaning.DECISION_MAKING: DecisionMaking,
    ColumnMeaning.MEMBER_ROLE: MemberRole,
    ColumnMeaning.NOTICE_CHANNEL: NoticeChannel,
    ColumnMeaning.NATURE: PlaceNature,
    ColumnMeaning.STRAND: Strand,
    ColumnMeaning.PROCESS_STATE: ProcessState,
    ColumnMeaning.FORM: GovernmentForm,
}


def words_for_value(meaning: ColumnMeaning, text: str) -> str:
    """A value of a `FieldDiff` to show: what is chosen from a list stands there as its code."""
    choices = _CHOICES.get(meaning)
    if choices is None or text not in set(choices):
        return text
    return label_of(choices(text))


def meanings_with_words() -> frozenset[ColumnMeaning]:
    """For the test that no meaning is left without words."""
    return frozenset(_MEANINGS)


def reasons_with_words() -> frozenset[RowReason]:
    """For the test that no reason is left without words."""
    return frozenset(_REASONS)


def words_for_row(number: int, title: str) -> str:
    """How a row of a table is named: «row 12, Orto dei vicini»."""
    return (
        pgettext("of a table", "row {number}, {title}").format(number=number, title=title)
        if title
        else pgettext("of a table", "row {number}").format(number=number)
    )


def words_for_count(state: RowState, count: int) -> str:
    """«4 nuove», «6 cambiate»."""
    return {
        RowState.NEW: ngettext("{n} new row", "{n} new rows", count),
        RowState.CHANGED: ngettext("{n} changed row", "{n} changed rows", count),
        RowState.UNCHANGED: ngettext("{n} unchanged row", "{n} unchanged rows", count),
        RowState.DOUBTFUL: ngettext("{n} doubtful row", "{n} doubtful rows", count),
        RowState.REFUSED: ngettext("{n} refused row", "{n} refused rows", count),
    }[state]


def words_for_counts(plan: ImportPlan) -> str:
    """How many rows of `plan` are what, in one line."""
    counts = [(state, plan.count(state)) for state in RowState]
    return ", ".join(words_for_count(state, count) for state, count in counts if count) + "."


def words_for_left_out(plan: ImportPlan) -> list[str]:
    """How many rows of `plan` do not come in, and each reason once; nothing where all of them do."""
    out = [
        row for row in plan.rows if row.state in (RowState.DOUBTFUL, RowState.REFUSED) and not row.comes_in
    ]
    if not out:
        return []
    head = ngettext("{n} row was left out:", "{n} rows were left out:", len(out))
    return [head, *dict.fromkeys(f"  {words_for_reason(reason)}" for row in out for reason in row.reasons)]


def import_summary(outcomes: Sequence[FeatureOutcome]) -> str:
    """«3 luoghi nuovi, 1 cambiato, 2 uguali, 1 in dubbio, 1 lasciato fuori», of a map file."""
    counts = Counter(one.fate for one in outcomes)
    words = {
        FeatureFate.NEW: lambda n: ngettext("{n} new place", "{n} new places", n),
        FeatureFate.CHANGED: lambda n: ngettext("{n} changed", "{n} changed", n),
        FeatureFate.SAME: lambda n: ngettext("{n} as before", "{n} as before", n),
        FeatureFate.DOUBTFUL: lambda n: ngettext("{n} in doubt", "{n} in doubt", n),
        FeatureFate.REFUSED: lambda n: ngettext("{n} left out", "{n} left out", n),
    }
    said = [words[fate](counts[fate]) for fate in FeatureFate if counts[fate]]
    return ", ".join(said) or _("nothing in the file")


def words_for_like(one: FeatureOutcome) -> str:
    """«“Prato” c’è già: è lo stesso? (stesso nome, a 12 metri)», of a feature in doubt."""
    said = _("“{name}” is here already: is it the same?").format(name=one.like)
    because = words_for_alike(one)
    return f"{said} ({because})" if because else said


def words_for_alike(one: FeatureOutcome) -> str:
    """«nomi quasi uguali, stesso indirizzo, a 12 metri», of a feature in doubt; "" of another."""
    return ", ".join(reason_words(reason) for reason in one.because if reason.points > 0)


def words_for_place_field(name: str) -> str:
    """A field of a place as the import calls it; "" for what goes with another (the point with the shape)."""
    if name in ("latitude", "longitude"):
        return _("where it is")
    return words_for_meaning(ColumnMeaning(name))
