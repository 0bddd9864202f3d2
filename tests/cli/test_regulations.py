"""`cocity regulation`: no archive and no passphrase are needed to read, check or begin one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cocity_desktop.cli.session import PASSPHRASE_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Command


def test_all_are_listed_with_how_much_was_verified(cocity: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSPHRASE_VARIABLE)
    answer = cocity("regulation", "list")
    assert answer.code == 0
    for code in (
        "torino-391",
        "torino-375",
        "palermo-2023",
        "bologna-2014",
        "labsus-ordinario",
        "labsus-complesso",
    ):
        assert code in answer.out
    assert "rules verified" in answer.out
    rows = json.loads(cocity("regulation", "list", "--json").out)
    assert {row["code"] for row in rows if not row["own"]} >= {"torino-375"}


def test_one_is_shown_rule_by_rule_with_its_doubts(cocity: Command) -> None:
    out = cocity("regulation", "show", "torino-391", language="it").out
    assert "? " in out
    assert "✓" in out
    assert "dedotto, da verificare – Regolamento di Bologna (2014), art. 5, c. 2, lett. a" in out
    assert "Valutazione della proposta (evaluation): durata non nota" in out
    assert "letto, verificato" in out


def test_an_unknown_one_cannot_be_shown(cocity: Command) -> None:
    answer = cocity("regulation", "show", "atlantide")
    assert answer.code == 2
    assert "torino-391" in answer.err


def test_a_new_one_is_begun_checked_and_listed(cocity: Command, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "regulations" / "mio-comune"
    begun = cocity("regulation", "new", folder)
    assert (begun.code, begun.out.strip()) == (0, str(folder / "regulation.toml"))
    assert cocity("regulation", "check", folder).code == 0
    assert "yours" in cocity("regulation", "list").out
    assert cocity("regulation", "new", folder).code == 2


def test_every_fault_is_explained_with_its_line_and_its_remedy(cocity: Command, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "regulations" / "mio-comune"
    cocity("regulation", "new", folder)
    file = folder / "regulation.toml"
    text = file.read_text(encoding="utf-8")
    text = text.replace('number = "2"', "number = 2").replace("short_title", "short_titel", 1)
    text = text.replace('basis = "memory" }\nverified = false', 'basis = "memory" }\nverified = true', 1)
    file.write_text(text, encoding="utf-8")
    answer = cocity("regulation", "check", folder, language="it")
    assert answer.code == 1
    for words in (
        "dovrebbe essere un testo fra virgolette", "Forse volevi scrivere «short_title»",
        "metti read in basis", "4 errori in «mio-comune».",
    ):  # fmt: skip
        assert words in answer.out
    line = text.splitlines().index("number = 2") + 1
    assert f"riga {line}:" in answer.out
    listed = cocity("regulation", "list")
    assert listed.code == 1
    assert "torino-391" in listed.out


def test_a_folder_without_a_regulation_is_told(cocity: Command, tmp_path: Path) -> None:
    answer = cocity("regulation", "check", tmp_path)
    assert answer.code == 1
    assert "cocity regulation new" in answer.out


def test_a_house_sets_days_where_nobody_knows_them(cocity: Command, tmp_path: Path) -> None:
    answer = cocity("regulation", "days", "torino-391", "evaluation", "60", language="it")
    assert (answer.code, answer.out.strip()) == (0, "Valutazione della proposta: 60 giorni")
    shown = cocity("regulation", "show", "torino-391", language="it").out
    assert "Valutazione della proposta (evaluation): 60 giorni" in shown
    assert "durata non nota" in cocity("regulation", "days", "torino-391", "evaluation", language="it").out
    assert cocity("regulation", "days", "torino-391", "evaluation", "0").code == 2
    assert cocity("regulation", "days", "palermo-2023", "withdrawal_notice", "90").code == 2
    assert cocity("regulation", "days", "atlantide", "evaluation", "3").code == 2
    (tmp_path / "data" / "regulations" / "deadlines.toml").write_text("[torino-391", encoding="utf-8")
    assert cocity("regulation", "days", "torino-391", "evaluation", "60").code == 2
    assert "durata non nota" in cocity("regulation", "show", "torino-391", language="it").out
    assert cocity("regulation", "list").code == 1
