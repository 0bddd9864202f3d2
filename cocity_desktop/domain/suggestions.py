"""Texts of our own that a drafting hand may begin from: suggestions, never rules, and said to be such wherever they show.

A blank in them is written as the controls find it (`completeness.BLANK`), so that none is delivered unnoticed.
"""

from __future__ import annotations

from dataclasses import dataclass

from cocity_desktop.domain.regulation import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A few sentences about one fact; paragraphs are parted by line ends. `title` tells it from the others on the fact."""

    fact: Fact
    title: str
    text: str
