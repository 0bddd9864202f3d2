"""Names that survive every file system, and those that must not get in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.bundle.names import folder_for, is_folder, name_fault, safe_file_name


@given(st.text(max_size=300))
def test_any_name_is_made_safe(name: str) -> None:
    safe = safe_file_name(name)
    assert name_fault(f"data/allegati/{safe}") is None
    assert safe_file_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Perché [no] – l’orto.pdf", "Perché [no] – l’orto.pdf"),
        ("caffe\u0300.txt", "caffè.txt"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("C:\\Users\\foto.jpg", "C__Users_foto.jpg"),
        ("50%.pdf", "50_.pdf"),
        ("CON.txt", "_CON.txt"),
        ("", "file"),
        (" . ", "file"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
    ],
)
def test_names_keep_what_they_can(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


@given(st.text(max_size=120), st.integers(1, 999))
def test_any_title_gives_a_folder(title: str, version: int) -> None:
    assert is_folder(folder_for(title, version))


def test_a_folder_tells_the_title_and_the_version() -> None:
    assert folder_for("Giardino di via Fleming: è qui!", 2) == "patto-giardino-di-via-fleming-e-qui-v2"
    assert folder_for("花园", 1) == "patto-v1"
