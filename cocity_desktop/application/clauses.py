"""Sentences of a pact made from what was promised. They are content, so always in the language of the pact: Italian.

The form is that of a ledger, which is right for any wording of a commitment: «Party: what, by when; resources.»
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cocity_desktop.domain.commitments import Commitment

_MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip


def italian_day(value: date) -> str:
    """30 aprile 2027; the first of a month is 1° (as acts write it)."""
    number = "1°" if value.day == 1 else str(value.day)
    return f"{number} {_MONTHS[value.month - 1]} {value.year}"


def italian_money(cents: int) -> str:
    """1.234,50 euro; whole euros without decimals."""
    euros, rest = divmod(cents, 100)
    text = f"{euros:,}".replace(",", ".")
    return f"{text},{rest:02d} euro" if rest else f"{text} euro"


def commitment_sentence(commitment: Commitment, party: str) -> str:
    """One sentence that says who does what, when, and with which resources."""
    what = commitment.what.strip().rstrip(".;,")
    times = ", ".join(part for part in _times(commitment, what) if part)
    resources = _resources(commitment, what)
    sentence = f"{party}: {what[:1].lower() + what[1:] if party else what}"
    if times:
        sentence += f", {times}"
    if resources:
        sentence += f" ({resources})"
    return f"{sentence}."


def _times(commitment: Commitment, what: str) -> tuple[str, ...]:
    said = what.lower()
    recurrence = commitment.recurrence if commitment.recurrence.lower() not in said else ""
    start = f"dal {italian_day(commitment.starts_on)}" if commitment.starts_on else ""
    due = f"entro il {italian_day(commitment.due_on)}" if commitment.due_on and "entro" not in said else ""
    return recurrence, start, due


def _resources(commitment: Commitment, what: str) -> str:
    parts = []
    if commitment.materials and commitment.materials.lower() not in what.lower():
        parts.append(commitment.materials)
    if commitment.money_cents:
        parts.append(italian_money(commitment.money_cents))
    if commitment.hours:
        parts.append("1 ora di lavoro" if commitment.hours == 1 else f"{commitment.hours} ore di lavoro")
    return "; ".join(parts)


def entry_sentence(text: str) -> str:
    """An entry's words as a sentence of an article: capital first, full stop last."""
    text = " ".join(text.split())
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
