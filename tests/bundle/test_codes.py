"""The two short codes: slips of the tongue and of the pen are noticed."""

from __future__ import annotations

import hashlib
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.bundle.codes import (
    ALPHABET,
    CodeFault,
    CodeKind,
    content_code,
    encode,
    file_code,
    parse_code,
)

if TYPE_CHECKING:
    from pathlib import Path

kinds = st.sampled_from(list(CodeKind))
digests = st.binary(min_size=64, max_size=64)


@given(digests, kinds)
def test_a_code_is_four_groups_of_four_and_reads_back(digest: bytes, kind: CodeKind) -> None:
    code = encode(digest, kind)
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert set(code) <= set(ALPHABET + "-")
    assert parse_code(code, kind) == code


@given(digests, kinds, st.data())
def test_any_one_wrong_character_is_noticed(digest: bytes, kind: CodeKind, data: st.DataObject) -> None:
    letters = list(encode(digest, kind).replace("-", ""))
    place = data.draw(st.integers(0, 15))
    letters[place] = data.draw(st.sampled_from([c for c in ALPHABET if c != letters[place]]))
    assert parse_code("".join(letters), kind) is CodeFault.CHECK


@given(digests, kinds, st.integers(0, 15), st.integers(0, 15))
def test_any_two_swapped_characters_are_noticed(digest: bytes, kind: CodeKind, one: int, two: int) -> None:
    letters = list(encode(digest, kind).replace("-", ""))
    if letters[one] == letters[two]:
        return
    letters[one], letters[two] = letters[two], letters[one]
    assert isinstance(parse_code("".join(letters), kind), CodeFault)


@given(digests, kinds, st.data())
def test_any_two_wrong_characters_are_noticed(digest: bytes, kind: CodeKind, data: st.DataObject) -> None:
    letters = list(encode(digest, kind).replace("-", ""))
    one, two = data.draw(st.lists(st.integers(0, 15), min_size=2, max_size=2, unique=True))
    for place in (one, two):
        letters[place] = data.draw(st.sampled_from([c for c in ALPHABET if c != letters[place]]))
    assert isinstance(parse_code("".join(letters), kind), CodeFault)


@given(digests)
def test_a_code_of_the_other_kind_is_told_apart(digest: bytes) -> None:
    assert parse_code(encode(digest, CodeKind.FILE), CodeKind.CONTENT) is CodeFault.OTHER_KIND
    assert parse_code(encode(digest, CodeKind.CONTENT), CodeKind.FILE) is CodeFault.OTHER_KIND


def test_codes_are_read_as_people_type_them() -> None:
    code = encode(hashlib.sha512(b"42").digest(), CodeKind.CONTENT)
    spoken = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert parse_code(f"  {spoken} ", CodeKind.CONTENT) == code
    assert parse_code(code.replace("-", "–").replace("1", "I"), CodeKind.CONTENT) == code


def test_what_is_no_code_is_said_to_be_none() -> None:
    assert parse_code("", CodeKind.FILE) is CodeFault.LENGTH
    assert parse_code("ABCD-EFGH", CodeKind.FILE) is CodeFault.LENGTH
    assert parse_code("UUUU-UUUU-UUUU-UUUU", CodeKind.FILE) is CodeFault.CHARACTER
    assert parse_code("ABCD-EFGH-ABCD-EFGß", CodeKind.FILE) is CodeFault.CHARACTER


def test_the_codes_of_the_specification() -> None:
    """The examples printed in docs/bundle-format.md."""
    empty = hashlib.sha512(b"").hexdigest()
    assert file_code(empty) == "SY1Y-2DBY-XYWB-VWHF"
    assert content_code([("data/patto.json", empty)]) == content_code(
        [("data/patto.pdf", "0" * 128), ("data/patto.json", empty)]
    )


def test_the_content_code_is_a_hash_anyone_can_make(tmp_path: Path) -> None:
    lines = [
        ("data/allegati/b.txt", "b" * 128),
        ("data/patto.json", "a" * 128),
        ("data/percorso.json", "c" * 128),
    ]
    chosen = tmp_path / "lines"
    chosen.write_text("".join(f"{digest}  {path}\n" for path, digest in lines), encoding="utf-8")
    out = subprocess.run(["sha512sum", chosen], capture_output=True, text=True, check=True).stdout
    assert content_code(reversed(lines)) == encode(bytes.fromhex(out.split()[0]), CodeKind.CONTENT)


@pytest.mark.parametrize("path", ["data/patto.pdf", "data/verbali/1.pdf", "data/allegati", "bag-info.txt"])
def test_documents_that_print_the_code_do_not_change_it(path: str) -> None:
    rest = [("data/patto.json", "a" * 128)]
    assert content_code([*rest, (path, "0" * 128)]) == content_code(rest)
