"""Every command once, on an empty house: the whole job typed by hand, and what each refusal says."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import typer

from cocity_desktop.cli.main import app
from tests.cli.conftest import ROOT, Answer, Command

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = "01936b7e-0000-7000-8000-000000000000"


@pytest.fixture
def done(cocity: Command) -> Command:
    """As `cocity`, for commands that must succeed."""

    def run(*arguments: object, **named: str) -> Answer:
        answer = cocity(*arguments, **named)
        assert answer.code == 0, (arguments, answer.err)
        return answer

    return run


def commands() -> list[str]:
    """Every command as it is typed."""
    root = typer.main.get_command(app)
    found = []
    for name, command in root.commands.items():
        inner = getattr(command, "commands", None)
        found += [f"{name} {one}" for one in inner] if inner else [name]
    return found


def test_the_whole_job_by_hand(cocity: Command, done: Command, tmp_path: Path) -> None:
    done("init", "--house", "Casa di prova")
    group = done("group", "add", "Orto dei vicini", "--email", "orto@example.org", "--district", 6).id
    done("group", "member", group, "Ada", "Esempio", "--role", "representative", "--notice-on", "2026-11-01")
    place = done("place", "add", "Cortile", "--address", "Via Esempio 1", "--owner", "Città di Torino").id
    process = done("process", "open", "Cortile aperto", "--place", place, "--group", group).id
    assert "Orto dei vicini" in done("group", "list").out
    assert "Via Esempio 1" in done("place", "list").out
    assert "Cortile aperto" in done("process", "list").out
    refused = cocity("process", "step", process, "co_design", "--on", "2026-11-01", language="it")
    assert (refused.code, "«primo contatto»" in refused.err) == (2, True)
    done("process", "step", process, "inquiry")

    meeting = done("meeting", "add", process, "Tavolo", "--at", "2026-11-20T18:00", "--item", "Orari").id
    assert meeting in done("meeting", "list").out
    done("meeting", "run", meeting)
    done("meeting", "arrive", meeting, "Ada", "--heads", 2)
    done("meeting", "say", meeting, "Si apre alle nove")
    done(
        "meeting", "say", meeting, "Apriamo noi", "--kind", "commitment", "--party", "group", "--group", group
    )
    done("meeting", "close", meeting)
    shown = done("meeting", "show", meeting).out
    assert "1. Orari" in shown
    assert "Si apre alle nove" in shown
    done("meeting", "minutes", meeting, "--out", tmp_path / "minutes.pdf")
    assert (tmp_path / "minutes.pdf").read_bytes().startswith(b"%PDF-")

    promise = done(
        "commitment", "add", process, "Porta la pompa", "--name", "Comune", "--by", "2027-01-31"
    ).id
    assert "Porta la pompa" in done("commitment", "list").out
    done("commitment", "move", promise, "kept")
    assert "Porta la pompa" not in done("commitment", "list").out
    assert "Porta la pompa" in done("commitment", "list", "--all").out

    pact = done("pact", "new", process, "--title", "Patto del cortile").id
    assert [row["id"] for row in json.loads(done("pact", "list", "--json").out)] == [pact]
    done("pact", "term", pact, "--start", "2027-01-01", "--end", "2029-12-31")
    article = next(
        line.rsplit(" ", 1)[1] for line in done("pact", "show", pact).out.splitlines() if line[:2] == "1."
    )
    done("pact", "write", article, "Il cortile resta aperto.")
    cocity("pact", "write", article, "-", text="Il cortile resta aperto. Anche la sera.")
    done("pact", "put", article, "--commitment", promise)
    text = done("pact", "show", pact).out
    assert "Anche la sera." in text
    assert "si impegna a portare la pompa" in text
    (tmp_path / "50%.txt").write_text("carta", encoding="utf-8")
    done("pact", "attach", pact, tmp_path / "50%.txt", "--caption", "Carta")
    assert json.loads(done("pact", "export", pact, "--format", "json").out)["format"] == "cocity-patto/1"
    done("pact", "export", pact, "--out", tmp_path / "pact.pdf")
    for form, begins in (("docx", b"PK"), ("odt", b"PK"), ("summary", b"%PDF")):
        done("pact", "export", pact, "--format", form, "--out", tmp_path / form)
        assert (tmp_path / form).read_bytes().startswith(begins)
    done(
        "pact",
        "export",
        pact,
        "--format",
        "summary",
        "--summary-language",
        "en",
        "--public",
        "--out",
        tmp_path / "en",
    )
    assert (tmp_path / "pact.pdf").read_bytes().startswith(b"%PDF-")

    gaps = json.loads(cocity("pact", "check", pact, "--json").out)
    blocking = [gap for gap in gaps if gap["blocking"]]
    assert blocking
    refused = cocity("deliver", pact, "--out", tmp_path / "consegna.zip")
    assert (refused.code, (tmp_path / "consegna.zip").exists()) == (1, False)
    reasons = [part for gap in blocking for part in ("--override", f"{gap['code']}=Si vedrà")]
    done("deliver", pact, "--out", tmp_path / "consegna.zip", *reasons)
    checked = done("verify", tmp_path / "consegna.zip", "--json")
    assert json.loads(checked.out)["valid"] is True
    done(
        "reply",
        "new",
        tmp_path / "consegna.zip",
        "--out",
        tmp_path / "r.json",
        "--office",
        "U",
        "--accept-all",
    )
    done("reply", "import", tmp_path / "r.json")

    done("group", "add", "Gruppo di troppo")
    done("undo")
    assert "di troppo" not in done("group", "list").out
    done("redo")
    assert "di troppo" in done("group", "list").out


def test_every_command_explains_itself(cocity: Command) -> None:
    silent = [name for name in commands() if cocity(*name.split(), "--help").code != 0]
    assert silent == []
    assert len(commands()) >= 35


@pytest.mark.parametrize(
    "arguments",
    [
        ("group", "member", NOBODY, "Ada"),
        ("process", "open", "X", "--place", NOBODY),
        ("process", "open", "X", "--regulation", "atlantis-1"),
        ("process", "step", NOBODY, "co_design"),
        ("meeting", "show", NOBODY),
        ("meeting", "run", NOBODY),
        ("meeting", "add", NOBODY, "X", "--at", "2026-11-20T18:00"),
        ("commitment", "add", NOBODY, "X"),
        ("pact", "new", NOBODY),
        ("pact", "show", NOBODY),
        ("pact", "check", NOBODY),
        ("deliver", NOBODY, "--out", "never.zip"),
        ("group", "add", "  "),
        ("group", "add", "Orto", "--fiscal-code", "123"),
        ("group", "add", "Orto", "--vat-number", "123"),
        ("group", "add", "Orto", "--email", "no"),
        ("reply", "import", "nowhere.json"),
        ("archive", "import", "nowhere.json"),
        ("restore", "nowhere.zip"),
        ("backup", "no/such/folder/b.zip"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_ends_with_2_and_words(
    house: Path, cocity: Command, arguments: tuple[str, ...]
) -> None:
    answer = cocity(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.strip()


@pytest.mark.parametrize(("language", "word"), [("it", "codice fiscale"), ("en", "codice fiscale")])
def test_a_refusal_names_its_field(house: Path, cocity: Command, language: str, word: str) -> None:
    answer = cocity("group", "add", "Orto", "--fiscal-code", "123", language=language)
    assert answer.err.startswith("fiscal_code: ")


@pytest.mark.parametrize(("language", "state"), [("it", "bozza di patto"), ("en", "draft pact")])
def test_lists_speak_the_chosen_language(house: Path, cocity: Command, language: str, state: str) -> None:
    assert state in cocity("process", "list", language=language).out.lower()


HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "reportlab",
    "cryptography",
    "argon2",
    "jsonschema",
    "babel",
    "PySide6",
    "alembic",
)
LOADED = "import sys, cocity_desktop.cli.main\nprint(*(name for name in sys.argv[1:] if name in sys.modules))"


def test_the_command_line_starts_without_loading_what_only_some_commands_need() -> None:
    run = [sys.executable, "-c", LOADED, *HEAVY]
    said = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.split() == []


def test_the_version_is_one_line(cocity: Command) -> None:
    answer = cocity("--version")
    assert answer.code == 0
    assert answer.out.startswith("cocity ")
