"""The archive as a whole by command line: made, exported and imported, backed up, examined, mended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


@pytest.fixture
def exported(house: Path, cocity: Command, tmp_path: Path) -> Path:
    """The sample house as open JSON."""
    assert cocity("archive", "export", tmp_path / "house.json").code == 0
    return tmp_path / "house.json"


def test_a_new_archive_is_made_once(cocity: Command, tmp_path: Path) -> None:
    assert cocity("init", "--house", "Casa di prova").code == 0
    again = cocity("init", "--house", "Casa di prova")
    assert (again.code, str(tmp_path / "data") in again.err) == (2, True)
    assert cocity("group", "list").out == ""


def test_a_short_passphrase_is_refused_and_leaves_no_archive(
    cocity: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COCITY_PASSPHRASE", "corta")
    assert cocity("init", "--house", "Casa di prova").code == 2
    assert not (tmp_path / "data" / "archive.db").exists()


def test_a_wrong_passphrase_is_told_apart_and_changes_nothing(
    house: Path, cocity: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (house / "archive.db").read_bytes()
    monkeypatch.setenv("COCITY_PASSPHRASE", "un’altra frase")
    answer = cocity("group", "list", language="it")
    assert (answer.code, answer.out) == (2, "")
    assert "frase" in answer.err
    assert (house / "archive.db").read_bytes() == before


def test_where_there_is_no_archive_nothing_can_be_done(cocity: Command, tmp_path: Path) -> None:
    assert cocity("group", "list").code == 2
    assert cocity("doctor").code == 2
    assert not (tmp_path / "data").exists()


def test_export_import_export_gives_the_same_bytes(exported: Path, cocity: Command, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert cocity("archive", "import", exported, data=copy).code == 0
    assert cocity("archive", "export", tmp_path / "again.json", data=copy).code == 0
    assert (tmp_path / "again.json").read_bytes() == exported.read_bytes()


def test_importing_twice_changes_nothing(exported: Path, cocity: Command, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert cocity("archive", "import", exported, data=copy).code == 0
    again = cocity("archive", "import", exported, data=copy)
    assert (again.code, "already in the archive" in again.out) == (0, True)
    assert cocity("archive", "export", tmp_path / "again.json", data=copy).code == 0
    assert (tmp_path / "again.json").read_bytes() == exported.read_bytes()


def test_the_export_is_what_its_schema_says(exported: Path, cocity: Command) -> None:
    schema = json.loads(cocity("schema", "archive").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    content = json.loads(exported.read_text(encoding="utf-8"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(content)) == []
    assert (len(content["groups"]), len(content["meetings"]), len(content["entries"])) == (3, 6, 60)
    assert len(content["commitments"]) == 25


@pytest.mark.parametrize("name", ["archive", "patto", "percorso", "risposta"])
def test_every_schema_is_printed(cocity: Command, name: str) -> None:
    answer = cocity("schema", name)
    assert answer.code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(answer.out))


def test_an_unknown_schema_is_refused(cocity: Command) -> None:
    assert cocity("schema", "sheep").code == 2


def test_an_archive_of_a_newer_app_is_refused_and_changes_nothing(
    exported: Path, house: Path, cocity: Command, tmp_path: Path
) -> None:
    content = json.loads(exported.read_text(encoding="utf-8"))
    content["version"] += 1
    newer = tmp_path / "newer.json"
    newer.write_text(json.dumps(content), encoding="utf-8")
    answer = cocity("archive", "import", newer)
    assert (answer.code, "newer" in answer.err) == (2, True)
    assert cocity("archive", "export", tmp_path / "after.json").code == 0
    after = json.loads((tmp_path / "after.json").read_text(encoding="utf-8"))
    before = json.loads(exported.read_text(encoding="utf-8"))
    # The export before is on record since: it wrote its own note once its file was whole.
    noted = {one["id"] for one in after.pop("export_notes")} - {
        one["id"] for one in before.pop("export_notes", [])
    }
    assert len(noted) == 1
    after["operations"] = [one for one in after["operations"] if one["entity_id"] not in noted]
    kept = {one["change_id"] for one in after["operations"]}
    after["changes"] = [one for one in after["changes"] if one["change_id"] in kept]
    assert after == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "something else"}'])
def test_what_is_no_archive_is_refused_with_words(
    house: Path, cocity: Command, tmp_path: Path, text: str
) -> None:
    (tmp_path / "no.json").write_text(text, encoding="utf-8")
    answer = cocity("archive", "import", tmp_path / "no.json")
    assert (answer.code, bool(answer.err.strip())) == (1, True)


def test_a_file_that_cannot_be_read_in_leaves_no_archive_behind(cocity: Command, tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text("{", encoding="utf-8")
    assert cocity("archive", "import", tmp_path / "no.json").code == 1
    assert not (tmp_path / "data" / "archive.db").exists()
    assert cocity("init", "--house", "Casa di prova").code == 0


def test_a_backup_brings_back_what_was_there(house: Path, cocity: Command, tmp_path: Path) -> None:
    saved = tmp_path / "copia.cocity-backup"
    assert cocity("backup", saved).code == 0
    before = cocity("group", "list").out
    assert cocity("group", "add", "Gruppo di troppo").code == 0
    assert cocity("group", "list").out != before
    restored = cocity("restore", saved)
    assert restored.code == 0, restored.err
    assert cocity("group", "list").out == before
    elsewhere = tmp_path / "elsewhere"
    assert cocity("restore", saved, data=elsewhere).code == 0
    assert cocity("group", "list", data=elsewhere).out == before


def test_a_damaged_backup_brings_nothing_back(house: Path, cocity: Command, tmp_path: Path) -> None:
    saved = tmp_path / "copia.cocity-backup"
    assert cocity("backup", saved).code == 0
    content = bytearray(saved.read_bytes())
    content[len(content) // 2] ^= 0xFF
    saved.write_bytes(content)
    before = cocity("group", "list").out
    assert cocity("restore", saved).code == 1
    assert cocity("group", "list").out == before


def test_a_sound_archive_passes_every_control(house: Path, cocity: Command, tmp_path: Path) -> None:
    answer = cocity("doctor", language="it")
    assert answer.code == 0, answer.err
    assert answer.out.count("✓") >= 10
    assert "✗" not in answer.out + answer.err


def test_the_doctor_names_damage_and_the_last_backup(house: Path, cocity: Command) -> None:
    with (house / "archive.db").open("r+b") as file:
        file.seek(8 * 4096 + 100)
        file.write(b"\0" * 200)
    answer = cocity("doctor")
    assert answer.code == 1
    assert "✗" in answer.err
    assert str(house / "archive.db") in answer.out + answer.err
    assert "backup" in (answer.out + answer.err).lower()


def test_the_doctor_names_a_damaged_key_file(house: Path, cocity: Command) -> None:
    (house / "archive.key.json").write_text("{}", encoding="utf-8")
    answer = cocity("doctor")
    assert (answer.code, "key file" in answer.err) == (1, True)


def test_the_doctor_examines_nothing_with_a_wrong_passphrase(
    house: Path, cocity: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COCITY_PASSPHRASE", "un’altra frase")
    answer = cocity("doctor")
    assert (answer.code, "passphrase" in answer.err) == (2, True)
