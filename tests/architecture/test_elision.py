"""In Italian the eighth and the eleventh have no «il» before them: every such text goes through the one helper."""

from __future__ import annotations

import ast
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from cocity_desktop.localization import by_day, dated, day, from_day
from tests.architecture.source import PACKAGE, ROOT
from tests.ui.fakes import speaking

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLE = re.compile(r"\b(il|del|dal|al|nel|sul) \{(\w+)\}", re.IGNORECASE)
NOT_DAYS = {"phone", "when", "last"}
"""A number to call; a day after its weekday (`day_and_clock`); the last day of a month, 28 at least."""
NOT_HERE = {
    "Building the sample house, as if today were {day}.": "as ISO 8601 writes it, 2026-11-08",
    "from {date}": "part_words: before a weekday",
    "by {date}": "part_words: before a weekday",
}


Key = tuple[str, str]


def texts() -> dict[Key, str]:
    """Italian texts where a day may follow an article, by their contexts and English ones."""
    with (ROOT / "i18n" / "it" / "LC_MESSAGES" / "cocity.po").open("rb") as file:
        catalogue = read_po(file)
    found = {}
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        places = {match[2] for one in words for match in ARTICLE.finditer(one or "")}
        if places - NOT_DAYS:
            context = message.context or ""
            found |= {(context, one): str(words[0]) for one in ids if one not in NOT_HERE}
    return found


def formatted(tree: ast.AST) -> Iterator[Key]:
    """Texts that `.format` fills where it should be `dated`."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "format":
            for one in ast.walk(call.func.value):
                if isinstance(one, ast.Call) and isinstance(one.func, ast.Name):
                    said = [part.value for part in one.args if isinstance(part, ast.Constant)]
                    context = str(said.pop(0)) if one.func.id == "pgettext" else ""
                    yield from ((context, str(text)) for text in said)


def test_there_are_such_texts() -> None:
    assert len(texts()) > 20


def test_every_day_behind_an_article_is_said_by_the_helper() -> None:
    wanted = texts()
    wrong = [
        f"{path.relative_to(ROOT)}: {text[1]}"
        for path in (ROOT / PACKAGE).rglob("*.py")
        for text in formatted(ast.parse(path.read_text(encoding="utf-8")))
        if text in wanted
    ]
    assert not wrong, wrong


@pytest.mark.parametrize(
    ("number", "said"), [(1, "il 1"), (8, "l’8"), (11, "l’11"), (18, "il 18"), (28, "il 28")]
)
def test_every_such_text_reads_as_it_is_spoken(number: int, said: str) -> None:
    when = date(2027, 3, number)
    with speaking("it"):
        assert by_day(when, "d MMMM") == f"entro {said} marzo"
        for words in texts().values():
            places = set(re.findall(r"\{(\w+)\}", words))
            spoken = dated(words, **{place: day(when) for place in places})
            assert bool(re.search(r"(?i)\b(il|[dn]el|[ds]al|al|sul) (8|11)\b", spoken)) is False, spoken
            assert bool(re.search(r"(?i)l’\d", spoken)) is (number in (8, 11)), spoken


def test_what_people_wrote_is_left_as_it_is() -> None:
    with speaking("it"):
        assert dated("{what} al {new}", what="Festa del 8", new="11 mar") == "Festa del 8 all’11 mar"
        assert from_day(date(2027, 3, 11), "d MMM") == "dall’11 mar"
    with speaking("en"):
        assert dated("il {day}", day="8") == "il 8"
