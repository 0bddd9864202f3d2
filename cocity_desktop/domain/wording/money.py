"""Sums of money: short for lists, and in the words of law, figures and letters beside each other."""

from __future__ import annotations

from cocity_desktop.domain.wording.numbers import HIGHEST, in_words


def italian_money(cents: int) -> str:
    """1.234,50 euro; whole euros without decimals."""
    euros, rest = divmod(cents, 100)
    text = _figures(euros)
    return f"{text},{rest:02d} euro" if rest else f"{text} euro"


def money_of_law(cents: int) -> str:
    """«1.500,00 euro (millecinquecento/00)». Sums beyond the words stand in figures alone."""
    euros, rest = divmod(cents, 100)
    figures = f"{_figures(euros)},{rest:02d} euro"
    return f"{figures} ({in_words(euros)}/{rest:02d})" if euros <= HIGHEST else figures


def _figures(euros: int) -> str:
    return f"{euros:,}".replace(",", ".")
