"""The signature, checked by us, by minisign and by openssl."""

from __future__ import annotations

import base64
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.bundle.minisign import (
    HouseKey,
    PublicKey,
    SignatureFault,
    check,
    parse_signature,
    sign,
    trusted_comment,
)
from tests.bundle.examples import KEY, OTHER_KEY

if TYPE_CHECKING:
    from pathlib import Path

MESSAGE = b"elenco dei file\n"
TEXT = sign(KEY, MESSAGE, trusted_comment("tagmanifest-sha512.txt", 1795372927))


def test_a_signature_is_checked_with_the_public_key_alone() -> None:
    signature = parse_signature(TEXT)
    assert signature is not None
    assert check(signature, MESSAGE, PublicKey.parse(KEY.public_text())) is None


def test_another_message_or_another_key_is_noticed() -> None:
    signature = parse_signature(TEXT)
    assert signature is not None
    assert check(signature, MESSAGE + b"!", KEY.public()) is SignatureFault.WRONG
    assert check(signature, MESSAGE, OTHER_KEY.public()) is SignatureFault.OTHER_KEY
    impostor = PublicKey(KEY.key_id, OTHER_KEY.public().raw)
    assert check(signature, MESSAGE, impostor) is SignatureFault.WRONG


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 127))
def test_no_character_of_a_signature_is_free(place: int, change: int) -> None:
    changed = TEXT[:place] + chr(ord(TEXT[place]) ^ change) + TEXT[place + 1 :]
    signature = parse_signature(changed)
    assert signature is None or check(signature, MESSAGE, KEY.public()) is not None


def test_the_spare_bits_of_base64_are_not_free() -> None:
    lines = TEXT.split("\n")
    last = lines[3].rstrip("=")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    twin = last[:-1] + alphabet[alphabet.index(last[-1]) ^ 1] + "=="
    assert base64.b64decode(twin) == base64.b64decode(lines[3])
    assert parse_signature("\n".join([*lines[:3], twin, ""])) is None


def test_signing_twice_gives_the_same_bytes() -> None:
    assert sign(KEY, MESSAGE, "c") == sign(HouseKey.from_seed(KEY.seed), MESSAGE, "c")


def test_the_secret_is_not_shown_by_accident() -> None:
    assert KEY.seed.hex() not in repr(KEY)
    assert repr(KEY.seed) not in repr(KEY)


@pytest.mark.parametrize("text", ["", "x", "untrusted comment: a\nAAAA\n", "untrusted comment\n" + "A" * 56])
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        PublicKey.parse(text)


def test_a_public_key_is_read_from_its_second_line_too() -> None:
    assert PublicKey.parse(KEY.public_text().splitlines()[1]) == KEY.public()


def test_minisign_accepts_our_signature_and_refuses_a_changed_file(tmp_path: Path) -> None:
    program = shutil.which("minisign")
    if program is None:
        pytest.skip("minisign is not installed")
    (tmp_path / "m").write_bytes(MESSAGE)
    (tmp_path / "m.minisig").write_text(TEXT, encoding="utf-8")
    (tmp_path / "key.pub").write_text(KEY.public_text(), encoding="utf-8")
    command = [program, "-V", "-p", "key.pub", "-m", "m"]
    good = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stderr
    assert "timestamp:1795372927" in good.stdout
    (tmp_path / "m").write_bytes(MESSAGE + b" ")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_openssl_accepts_our_signature_over_the_blake2b_hash(tmp_path: Path) -> None:
    """The way of docs/bundle-format.md for those who have no minisign."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed")
    signature = parse_signature(TEXT)
    assert signature is not None
    public = Ed25519PublicKey.from_public_bytes(KEY.public().raw)
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "key.pem").write_bytes(pem)
    (tmp_path / "m").write_bytes(MESSAGE)
    (tmp_path / "sig").write_bytes(signature.signature)
    digest = [program, "dgst", "-blake2b512", "-binary", "-out", "hash", "m"]
    subprocess.run(digest, cwd=tmp_path, check=True, capture_output=True)
    verify = [
        program,
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "key.pem",
        "-rawin",
        "-in",
        "hash",
        "-sigfile",
        "sig",
    ]
    assert subprocess.run(verify, cwd=tmp_path, check=False, capture_output=True).returncode == 0
