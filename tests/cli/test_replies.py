"""The Comune's answer by command line: made from the delivered file alone, taken in only for that exact version."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Command

OFFICE = ("--office", "Ufficio beni comuni", "--on", "2026-11-30")


@pytest.fixture
def reply(delivered: Path, cocity: Command, tmp_path: Path) -> Command:
    """Makes an answer to version 2, which the sample leaves unanswered."""

    def make(*options: object) -> Answer:
        return cocity("reply", "new", delivered / "patto-v2.zip", "--out", tmp_path / "reply.json", *options)

    return make


def test_a_whole_answer_is_made_and_taken_in(house: Path, reply: Command, cocity: Command) -> None:
    made = reply(
        *OFFICE,
        "--accept-all",
        "--text",
        "2=Il Comune dà l’acqua.",
        "--reason",
        "2=Meglio così",
        "--reject",
        "3=No",
        "--defer",
        "4=Più avanti",
    )
    assert made.code == 0, made.err
    items = {
        item["article_number"]: item
        for item in json.loads(Path(made.id).read_text(encoding="utf-8"))["items"]
    }
    assert (items[1]["verdict"], items[2]["verdict"]) == ("accepted", "accepted_with_text")
    assert (items[2]["text"], items[2]["reason"]) == ("Il Comune dà l’acqua.", "Meglio così")
    assert (items[3]["verdict"], items[4]["verdict"]) == ("rejected", "deferred")
    taken = cocity("reply", "import", made.id)
    assert taken.code == 0, taken.err
    assert len(taken.out.splitlines()) == len(items)
    assert "3. " in taken.out
    assert "rejected" in taken.out


def test_an_answer_half_filled_is_refused_with_every_gap(
    house: Path, reply: Command, cocity: Command
) -> None:
    made = reply(*OFFICE, "--accept", 1)
    assert made.code == 0
    taken = cocity("reply", "import", made.id)
    assert taken.code == 1
    assert "Article 2 has no answer yet." in taken.err
    assert "Article 14 has no answer yet." in taken.err


def test_an_answer_to_another_version_is_refused_and_changes_nothing(
    delivered: Path, house: Path, cocity: Command
) -> None:
    before = cocity("meeting", "list").out
    taken = cocity("reply", "import", delivered / "risposta-v1.json")
    assert taken.code == 1
    assert taken.err.strip()
    assert cocity("meeting", "list").out == before


def test_the_same_answer_twice_is_refused(house: Path, reply: Command, cocity: Command) -> None:
    made = reply(*OFFICE, "--accept-all")
    assert cocity("reply", "import", made.id).code == 0
    assert cocity("reply", "import", made.id).code == 1


def test_an_answer_changed_after_it_was_made_is_refused(house: Path, reply: Command, cocity: Command) -> None:
    made = reply(*OFFICE, "--accept-all")
    file = Path(made.id)
    content = json.loads(file.read_text(encoding="utf-8"))
    content["content_code"] = "7YKV-JG6M-M06W-585G"
    file.write_text(json.dumps(content), encoding="utf-8")
    assert cocity("reply", "import", file).code == 1


@pytest.mark.parametrize(
    "option", [("--accept", "99"), ("--reject", "99=No"), ("--reject", "x=No"), ("--defer", "no")]
)
def test_an_article_that_is_not_there_is_refused(
    reply: Command, tmp_path: Path, option: tuple[str, str]
) -> None:
    answer = reply(*OFFICE, *option)
    assert (answer.code, bool(answer.err.strip())) == (2, True)
    assert not (tmp_path / "reply.json").exists()


def test_no_office_answers_a_delivery_that_is_not_valid(cocity: Command, tmp_path: Path) -> None:
    (tmp_path / "letter.zip").write_text("Dear Comune", encoding="utf-8")
    answer = cocity("reply", "new", tmp_path / "letter.zip", "--out", tmp_path / "reply.json")
    assert answer.code == 1
    assert not (tmp_path / "reply.json").exists()


def test_a_reply_that_is_no_json_is_refused_in_italian(house: Path, cocity: Command, tmp_path: Path) -> None:
    (tmp_path / "reply.json").write_text("{", encoding="utf-8")
    answer = cocity("reply", "import", tmp_path / "reply.json", language="it")
    assert (answer.code, "JSON" in answer.err) == (1, True)


def test_a_reply_that_is_not_there_cannot_be_read(house: Path, cocity: Command, tmp_path: Path) -> None:
    assert cocity("reply", "import", tmp_path / "none.json").code == 2
