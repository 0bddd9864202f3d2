"""The manual is whole: every page and picture that it names is there, and no picture is heavy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted((DOCS / "manuale").glob("*.md"))
LINK = re.compile(r"\]\(([^)#]+)\)")
HEAVIEST = 120_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_of_the_manual_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (page.parent / link).is_file()] == []


def test_from_the_first_page_one_comes_to_every_other() -> None:
    first = (DOCS / "manuale" / "README.md").read_text(encoding="utf-8")
    assert {page.name for page in PAGES} - {"README.md"} <= set(LINK.findall(first))


def test_every_picture_is_light_enough_for_a_web_page() -> None:
    pictures = sorted((DOCS / "screenshots").glob("*.png"))
    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > HEAVIEST] == []


def test_every_picture_of_the_window_has_its_dark_twin() -> None:
    names = {path.stem for path in (DOCS / "screenshots").glob("*.png") if not path.stem.startswith("sheet-")}
    light = {name.removesuffix("-light") for name in names if name.endswith("-light")}
    assert light == {name.removesuffix("-dark") for name in names if name.endswith("-dark")}
