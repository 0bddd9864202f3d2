"""A Comune's own regulations: found beside the shipped ones, never in their place, and every fault told at once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.localization import use_language
from cocity_desktop.regulation_words import fault_words
from cocity_desktop.system.regulation_days import DAYS_FILE, days_of
from cocity_desktop.system.regulation_files import MOST_BYTES, REGULATION_FILE, examine_folder
from cocity_desktop.system.regulation_library import RegulationLibrary
from cocity_desktop.system.regulation_skeleton import write_skeleton

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "resources" / "regulations"
SKELETON = ROOT / "resources" / "regulation_skeleton.toml"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    write_skeleton(SKELETON, tmp_path / "mio-comune")
    return tmp_path


def edit(own: Path, *changes: tuple[str, str]) -> Path:
    path = own / "mio-comune" / REGULATION_FILE
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return path


def codes(folder: Path) -> list[ErrorCode]:
    return [fault.code for fault in examine_folder(folder).faults]


def test_a_new_one_is_whole_from_the_start_and_claims_nothing(own: Path) -> None:
    examined = examine_folder(own / "mio-comune")
    assert examined.faults == ()
    assert examined.regulation is not None
    assert not any(rule.verified for rule in examined.regulation.rules())


def test_it_stands_beside_the_shipped_ones(own: Path) -> None:
    library = RegulationLibrary(SHIPPED, own)
    assert library.own_codes() == ("mio-comune",)
    assert {"mio-comune", "torino-391"} <= set(library.codes())
    assert dict(library.titles())["mio-comune"].startswith("Regolamento di")
    assert library.faults() == {}


def test_a_change_of_its_file_is_read(own: Path) -> None:
    library = RegulationLibrary(SHIPPED, own)
    before = library.get("mio-comune").title
    edit(own, ('title = "Regolamento di … sui beni comuni"', 'title = "Regolamento nuovo"'))
    assert (before != "Regolamento nuovo", library.get("mio-comune").title) == (True, "Regolamento nuovo")


def test_it_never_takes_the_place_of_a_shipped_one(own: Path) -> None:
    shutil.copytree(own / "mio-comune", own / "torino-391")
    path = own / "torino-391" / REGULATION_FILE
    path.write_text(
        path.read_text(encoding="utf-8").replace('"mio-comune"', '"torino-391"'), encoding="utf-8"
    )
    library = RegulationLibrary(SHIPPED, own)
    assert library.own_codes() == ("mio-comune",)
    assert library.get("torino-391").city == "Torino"
    assert [fault.code for fault in library.faults()["torino-391"]] == [ErrorCode.REGULATION_CODE_TWICE]


def test_a_broken_one_hides_no_other(own: Path) -> None:
    edit(own, ("format = 2", "format = "))
    library = RegulationLibrary(SHIPPED, own)
    assert "mio-comune" not in dict(library.titles())
    assert len(library.titles()) == len(library.codes()) - 1
    with pytest.raises(UserError) as refused:
        library.get("mio-comune")
    assert refused.value.code is ErrorCode.REGULATION_SYNTAX


def test_all_faults_are_told_at_once_each_with_its_line(own: Path) -> None:
    path = edit(
        own,
        ('title_en = "Object and aims"', 'titel_en = "Object and aims"'),
        ('number = "2"', "number = 2"),
        ('basis = "derived" }\nverified = false', 'basis = "hearsay" }\nverified = false'),
        ('code = "risks"', 'code = "object"'),
        ('question = "C’è una pianta del luogo?"', 'question = ""'),
        ('{ text = "regolamento", article = "art. …"', '{ text = "sentito dire", article = "art. …"'),
    )
    examined = examine_folder(own / "mio-comune")
    assert examined.regulation is None
    assert {fault.code for fault in examined.faults} == {
        ErrorCode.REGULATION_FIELD_UNKNOWN,
        ErrorCode.REGULATION_FIELD_MISSING,
        ErrorCode.REGULATION_FIELD_WRONG,
        ErrorCode.REGULATION_CODE_TWICE,
        ErrorCode.REGULATION_LINK_BROKEN,
    }
    assert len(examined.faults) == 7
    lines = path.read_text(encoding="utf-8").splitlines()
    for fault in examined.faults:
        assert fault.details["path"] == path
        assert 1 <= int(str(fault.details["line"])) <= len(lines)
    misspelt = next(f for f in examined.faults if f.code is ErrorCode.REGULATION_FIELD_UNKNOWN)
    assert "titel_en" in lines[int(str(misspelt.details["line"])) - 1]
    assert misspelt.details["near"] == "title_en"


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_fault_has_words_without_a_gap_and_a_remedy(own: Path, language: str) -> None:
    edit(own, ("format = 2", "format = 9"), ('city = "…"', "city = 3"), ('code = "object"', 'code = "x y"'))
    use_language(language, ROOT / "i18n")
    try:
        told = [fault_words(fault) for fault in examine_folder(own / "mio-comune").faults]
    finally:
        use_language("en", ROOT / "i18n")
    assert told
    for what, _mend in told:
        assert "{" not in what
        assert not what.endswith("…")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("titolo = Regolamento", "quotation"),
        ('a = "uno\nb = 2', "not closed"),
        ("a = 1\na = 2", "twice"),
        ("[a]\n[a]", "twice"),
        ("a = [1, 2", "bracket"),
        ("a", "="),
        ("a = 1 b = 2", "one name"),
        ("a = " + "9" * 5000, "quotation"),
        ("a = " + "[" * 5000, ""),
    ],
)
def test_bad_toml_is_told_with_a_remedy(own: Path, text: str, part: str) -> None:
    (own / "mio-comune" / REGULATION_FILE).write_text(text, encoding="utf-8")
    (fault,) = examine_folder(own / "mio-comune").faults
    assert fault.code is ErrorCode.REGULATION_SYNTAX
    assert part in fault_words(fault)[1]


# --- Files of strangers


def test_another_encoding_is_told_by_its_line(own: Path) -> None:
    path = own / "mio-comune" / REGULATION_FILE
    path.write_bytes(path.read_text(encoding="utf-8").replace("…", "...").replace("’", "'").encode("cp1252"))
    (fault,) = examine_folder(own / "mio-comune").faults
    assert fault.code is ErrorCode.REGULATION_ENCODING
    assert int(str(fault.details["line"])) > 1


def test_a_mark_at_the_beginning_does_no_harm(own: Path) -> None:
    path = own / "mio-comune" / REGULATION_FILE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert codes(own / "mio-comune") == []


def test_a_huge_file_is_not_read(own: Path) -> None:
    path = own / "mio-comune" / REGULATION_FILE
    with path.open("wb") as file:
        file.truncate(50 * MOST_BYTES)
    assert codes(own / "mio-comune") == [ErrorCode.REGULATION_TOO_LARGE]


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right on Windows")
def test_links_are_not_followed(own: Path, tmp_path: Path) -> None:
    secret = tmp_path / "altrove.toml"
    secret.write_text("format = 2", encoding="utf-8")
    path = own / "mio-comune" / REGULATION_FILE
    path.unlink()
    path.symlink_to(secret)
    assert codes(own / "mio-comune") == [ErrorCode.REGULATION_LINKED]
    (own / "glossario").mkdir()
    shutil.copytree(SHIPPED / "bologna-2014", own / "bologna-copia")
    (own / "bologna-copia" / "glossary.toml").symlink_to(secret)
    assert ErrorCode.REGULATION_LINKED in codes(own / "bologna-copia")
    (own / "collegato").symlink_to(SHIPPED / "torino-391", target_is_directory=True)
    assert "collegato" not in RegulationLibrary(SHIPPED, own).codes()


@pytest.mark.parametrize(
    "code", ["../torino-391", "..", "", "/etc", "a/b", "mio-comune/../mio-comune", "\x00"]
)
def test_a_code_is_never_a_way_out_of_the_folder(own: Path, code: str) -> None:
    with pytest.raises(UserError) as refused:
        RegulationLibrary(SHIPPED, own).get(code)
    assert refused.value.code is ErrorCode.REGULATION_UNKNOWN


def test_what_is_no_file_is_not_there(own: Path) -> None:
    path = own / "mio-comune" / REGULATION_FILE
    path.unlink()
    assert codes(own / "mio-comune") == [ErrorCode.REGULATION_NO_FILE]
    path.mkdir()
    assert codes(own / "mio-comune") == [ErrorCode.REGULATION_NO_FILE]
    assert codes(own / "nowhere") == [ErrorCode.REGULATION_NO_FILE]


@pytest.mark.parametrize("name", ["Mio Comune", "città", "-x", "a.b"])
def test_a_folder_that_cannot_be_a_code_is_not_begun(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError) as refused:
        write_skeleton(SKELETON, tmp_path / name)
    assert refused.value.code is ErrorCode.INVALID_VALUE
    assert not (tmp_path / name).exists()


def test_a_folder_in_use_is_left_alone(own: Path) -> None:
    before = (own / "mio-comune" / REGULATION_FILE).read_bytes()
    with pytest.raises(UserError) as refused:
        write_skeleton(SKELETON, own / "mio-comune")
    assert refused.value.code is ErrorCode.REGULATION_FOLDER_TAKEN
    assert (own / "mio-comune" / REGULATION_FILE).read_bytes() == before


WHOLE = SKELETON.read_text(encoding="utf-8").replace("CODE", "fuzz")
SCALARS = st.one_of(
    st.text(max_size=12).map(lambda text: repr(text).replace("'", '"')),
    st.integers().map(str),
    st.sampled_from(["true", "[]", "{}", "1.5", "2026-11-29", "inf", "[[1]]", "{ a = 1 }", "''", "07:32:00"]),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, WHOLE.count(" = ") - 1), value=SCALARS, cut=st.integers(0, len(WHOLE)))
def test_no_file_makes_a_bug(tmp_path: Path, place: int, value: str, cut: int) -> None:
    """One value replaced, then the file cut somewhere: always a regulation or faults that have words."""
    folder = tmp_path / "fuzz"
    folder.mkdir(exist_ok=True)
    parts = WHOLE.split(" = ")
    rest = parts[place + 1].partition("\n")[2]
    changed = " = ".join([*parts[: place + 1], f"{value}\n{rest}", *parts[place + 2 :]])
    for text in (changed, changed[:cut]):
        (folder / REGULATION_FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
        examined = examine_folder(folder)
        assert (examined.regulation is None) == bool(examined.faults)
        for fault in examined.faults:
            assert "{" not in fault_words(fault)[0].replace(value, "")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_no_bytes_make_a_bug(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "fuzz"
    folder.mkdir(exist_ok=True)
    (folder / REGULATION_FILE).write_bytes(content)
    (folder / "glossary.toml").write_bytes(content[::-1])
    examined = examine_folder(folder)
    assert examined.faults
    (tmp_path / DAYS_FILE).write_bytes(content)
    told = list(examined.faults)
    assert days_of(tmp_path, told) is not None
    assert all(fault_words(fault)[0] for fault in told)


def test_days_of_a_strange_file_are_left_out(tmp_path: Path) -> None:
    text = 'torino-391 = 3\n["a b"]\nx = 3\n[torino-375]\nreport = true\nobservations = 0\nlong = 99999\nok = 7\n'
    (tmp_path / DAYS_FILE).write_text(text, encoding="utf-8")
    faults: list[UserError] = []
    assert days_of(tmp_path, faults) == {"torino-375": {"ok": 7}}
    assert faults == []
