"""`cocity verify`: every defect by file, a key to compare with, plain bags, and nothing read outside the folder."""

from __future__ import annotations

import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import bagit
import pytest

from cocity_desktop.bundle.minisign import HouseKey
from tests.bundle import damage

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


@pytest.fixture
def unpacked(delivered: Path, tmp_path: Path) -> Path:
    """The first delivery as a folder."""
    with zipfile.ZipFile(delivered / "patto-v1.zip") as packed:
        packed.extractall(tmp_path / "unpacked")
    return next((tmp_path / "unpacked").iterdir())


@pytest.mark.parametrize(
    ("language", "words"), [("it", ("Valido.", "codice del file")), ("en", ("Valid.", "file code"))]
)
def test_a_delivery_is_valid_in_both_languages(
    delivered: Path, cocity: Command, language: str, words: tuple[str, ...]
) -> None:
    answer = cocity("verify", delivered / "patto-v1.zip", language=language)
    assert answer.code == 0
    assert [word for word in words if word not in answer.out] == []


def test_an_unpacked_delivery_is_valid_too(unpacked: Path, cocity: Command) -> None:
    assert cocity("verify", unpacked).code == 0


def test_every_defect_of_a_tampered_delivery_is_listed(unpacked: Path, cocity: Command) -> None:
    pdf, minutes = unpacked / "data" / "patto.pdf", min((unpacked / "data" / "verbali").iterdir())
    pdf.write_bytes(pdf.read_bytes()[:-1] + b"x")
    minutes.unlink()
    (unpacked / "data" / "in-più.txt").write_text("nobody listed me", encoding="utf-8")
    (unpacked / "signatures").rename(unpacked / "elsewhere")
    answer = cocity("verify", unpacked, "--json")
    found = json.loads(answer.out)
    assert (answer.code, found["valid"]) == (1, False)
    by_path = {defect["path"]: defect["code"] for defect in found["defects"]}
    assert by_path["data/patto.pdf"] == "wrong_hash"
    assert by_path[f"data/verbali/{minutes.name}"] == "file_missing"
    assert by_path["data/in-più.txt"] == "file_extra"
    assert "signature_missing" in by_path.values()
    assert all(defect["words"] for defect in found["defects"])


def test_the_verdict_in_words_counts_the_defects(unpacked: Path, cocity: Command) -> None:
    (unpacked / "data" / "patto.pdf").write_bytes(b"%PDF-")
    answer = cocity("verify", unpacked, language="it")
    assert answer.code == 1
    assert "✗ data/patto.pdf: " in answer.out
    assert "Non valido" in answer.out


def test_the_house_s_own_key_is_trusted_and_another_is_not(
    delivered: Path, house: Path, cocity: Command, tmp_path: Path
) -> None:
    key, other = tmp_path / "house.pub", tmp_path / "other.pub"
    key.write_text(cocity("key").out, encoding="utf-8")
    other.write_text(HouseKey.from_seed(bytes(32)).public_text(), encoding="utf-8")
    trusted = cocity("verify", delivered / "patto-v1.zip", "--key", key, "--json")
    assert (trusted.code, json.loads(trusted.out)["trusted"]) == (0, True)
    refused = cocity("verify", delivered / "patto-v1.zip", "--key", other, "--json")
    assert refused.code == 1
    assert "signer_unknown" in [defect["code"] for defect in json.loads(refused.out)["defects"]]


def test_a_key_file_that_is_none_cannot_be_used(delivered: Path, cocity: Command, tmp_path: Path) -> None:
    (tmp_path / "no.pub").write_text("not a key", encoding="utf-8")
    answer = cocity("verify", delivered / "patto-v1.zip", "--key", tmp_path / "no.pub")
    assert (answer.code, "no.pub" in answer.err) == (2, True)


def test_a_plain_bag_is_a_bag_but_no_delivery(cocity: Command, tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag" / "hello.txt").write_text("hello", encoding="utf-8")
    bagit.make_bag(str(tmp_path / "bag"), checksums=["sha256"])
    assert cocity("verify", tmp_path / "bag", "--bagit").code == 0
    assert cocity("verify", tmp_path / "bag").code == 1
    (tmp_path / "bag" / "data" / "hello.txt").write_text("hellO", encoding="utf-8")
    assert cocity("verify", tmp_path / "bag", "--bagit").code == 1


def test_a_zip_that_leads_out_of_its_folder_is_refused_and_writes_nothing(
    delivered: Path, cocity: Command, tmp_path: Path
) -> None:
    evil = tmp_path / "deep" / "evil.zip"
    evil.parent.mkdir()
    shutil.copy(delivered / "patto-v1.zip", evil)
    with zipfile.ZipFile(evil, "a") as packed:
        packed.writestr("../../escaped.txt", "out")
    answer = cocity("verify", evil, "--json")
    assert answer.code == 1
    assert "unsafe_name" in [defect["code"] for defect in json.loads(answer.out)["defects"]]
    assert list(tmp_path.rglob("escaped.txt")) == []


def test_a_file_signed_by_a_stranger_after_a_change_is_told_by_its_codes(
    delivered: Path, cocity: Command, tmp_path: Path
) -> None:
    files = damage.take_apart(delivered / "patto-v1.zip")
    files["data/patto.json"] = files["data/patto.json"].replace(b"cortile", b"cantina")
    damage.rehash(files)
    forged = damage.put_together(tmp_path / "forged.zip", files)
    answer = cocity("verify", forged, "--json")
    assert answer.code == 1
    codes = {defect["code"] for defect in json.loads(answer.out)["defects"]}
    assert "signature_wrong" in codes
    assert "content_code_differs" in codes


def test_what_is_not_there_cannot_be_checked(cocity: Command, tmp_path: Path) -> None:
    answer = cocity("verify", tmp_path / "nowhere.zip")
    assert (answer.code, "nowhere.zip" in answer.err) == (2, True)


def test_what_is_not_a_zip_is_not_valid(cocity: Command, tmp_path: Path) -> None:
    (tmp_path / "letter.zip").write_text("Dear Comune", encoding="utf-8")
    assert cocity("verify", tmp_path / "letter.zip").code == 1
