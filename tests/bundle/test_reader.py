"""Every damage that was thought of gets its verdict, and none stops the reader."""

from __future__ import annotations

import json
import random
import shutil
import struct
import unicodedata
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.bundle.canonical import canonical_json
from cocity_desktop.bundle.defects import DefectCode
from cocity_desktop.bundle.reader import Comparison, Verification, verify_bundle
from cocity_desktop.bundle.source import Limits
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from tests.bundle.damage import FOLDER, Files, edit_info, put_together, rehash, resign, take_apart
from tests.bundle.examples import KEY, OTHER_KEY, SCHEMAS, verify, write

if TYPE_CHECKING:
    from collections.abc import Callable

Found = set[tuple[DefectCode, str]]
PLAN = "data/allegati/planimetria è «qui».pdf"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("consegna") / "a.zip")


@pytest.fixture(scope="module")
def parts(whole: Path) -> Files:
    return take_apart(whole)


def found(verification: Verification) -> Found:
    return {(defect.code, defect.path) for defect in verification.defects}


def test_a_delivery_taken_apart_and_put_together_is_the_same(
    tmp_path: Path, whole: Path, parts: Files
) -> None:
    assert put_together(tmp_path / "b.zip", parts).read_bytes() == whole.read_bytes()


# --- Files ----------------------------------------------------------------------------------------------------


def test_one_changed_bit_in_any_file_names_that_file(tmp_path: Path, parts: Files) -> None:
    for path, data in parts.items():
        if not data:
            continue
        changed = bytearray(data)
        changed[len(data) // 2] ^= 1
        verdict = verify(put_together(tmp_path / "b.zip", parts | {path: bytes(changed)}))
        assert not verdict.valid
        # A changed line of the signed list shows in the file it is about and in the signature over the list.
        blamed = f"signatures/{KEY.name}.minisig" if path == "tagmanifest-sha512.txt" else path
        assert blamed in {defect.path for defect in verdict.defects}, path


def test_every_missing_file_is_named(tmp_path: Path, parts: Files) -> None:
    for path in parts:
        rest = {name: data for name, data in parts.items() if name != path}
        verdict = verify(put_together(tmp_path / "b.zip", rest))
        assert not verdict.valid
        assert path in {defect.path for defect in verdict.defects}, path


@pytest.mark.parametrize(
    "path", ["data/in-più.txt", "nota.txt", "signatures/altra.minisig", "data/allegati/.DS_Store"]
)
def test_an_extra_file_is_named_wherever_it_lies(tmp_path: Path, parts: Files, path: str) -> None:
    assert (DefectCode.FILE_EXTRA, path) in found(
        verify(put_together(tmp_path / "b.zip", parts | {path: b"x"}))
    )


def test_all_faults_are_told_at_once(tmp_path: Path, parts: Files) -> None:
    damaged = parts | {PLAN: b"altro", "data/in-più.txt": b"x"}
    del damaged["data/verbali/01-primo-incontro.pdf"]
    del damaged[f"signatures/{KEY.name}.minisig"]
    assert found(verify(put_together(tmp_path / "b.zip", damaged))) >= {
        (DefectCode.WRONG_HASH, PLAN),
        (DefectCode.FILE_EXTRA, "data/in-più.txt"),
        (DefectCode.FILE_MISSING, "data/verbali/01-primo-incontro.pdf"),
        (DefectCode.SIGNATURE_MISSING, f"signatures/{KEY.name}.minisig"),
        (DefectCode.WRONG_OXUM, "bag-info.txt"),
        (DefectCode.CONTENT_CODE_DIFFERS, "bag-info.txt"),
    }


def test_swapped_files_are_both_named(tmp_path: Path, parts: Files) -> None:
    other = "data/verbali/01-primo-incontro.pdf"
    swapped = parts | {PLAN: parts[other], other: parts[PLAN]}
    assert found(verify(put_together(tmp_path / "b.zip", swapped))) >= {
        (DefectCode.WRONG_HASH, PLAN),
        (DefectCode.WRONG_HASH, other),
    }


# --- Signatures -----------------------------------------------------------------------------------------------


def test_a_forger_without_the_key_is_caught_by_the_signature(tmp_path: Path, parts: Files) -> None:
    forged = dict(parts)
    forged["data/patto.pdf"] = b"%PDF-1.7 falso\n"
    rehash(forged)
    assert (DefectCode.SIGNATURE_WRONG, f"signatures/{KEY.name}.minisig") in found(
        verify(put_together(tmp_path / "b.zip", forged))
    )


def test_a_forger_with_a_key_of_his_own_is_caught_by_who_knows_the_house(tmp_path: Path) -> None:
    forged = write(tmp_path / "b.zip", OTHER_KEY)
    alone = verify(forged)
    assert alone.valid
    assert alone.signer is not None
    assert alone.signer.comparison is Comparison.NOT_COMPARED
    knowing = verify(forged, KEY)
    assert not knowing.valid
    assert {code for code, _ in found(knowing)} == {DefectCode.SIGNER_UNKNOWN}
    assert verify(forged, KEY, OTHER_KEY).valid


def test_an_unsigned_delivery_is_not_valid(tmp_path: Path, parts: Files) -> None:
    unsigned = {path: data for path, data in parts.items() if not path.endswith(".minisig")}
    verdict = verify(put_together(tmp_path / "b.zip", unsigned))
    assert found(verdict) == {(DefectCode.SIGNATURE_MISSING, f"signatures/{KEY.name}.minisig")}
    assert verdict.signer is None


def test_the_signature_of_another_key_under_our_name_is_refused(tmp_path: Path, parts: Files) -> None:
    path = f"signatures/{KEY.name}.minisig"
    files = dict(parts)
    resign(files, OTHER_KEY)
    files[path] = files.pop(f"signatures/{OTHER_KEY.name}.minisig")
    assert (DefectCode.SIGNATURE_MALFORMED, path) in found(verify(put_together(tmp_path / "b.zip", files)))


def test_the_trusted_key_counts_even_when_the_bag_brings_another_under_its_name(
    tmp_path: Path, parts: Files
) -> None:
    files = dict(parts)
    files[f"signatures/{KEY.name}.pub"] = OTHER_KEY.public_text().encode()
    rehash(files)
    resign(files)
    assert not verify(put_together(tmp_path / "b.zip", files), KEY).valid


# --- What it says ---------------------------------------------------------------------------------------------


def signed_again(parts: Files, change: Callable[[Files], None], path: Path) -> Verification:
    """A house that signs something wrong: hashes and signature are good, the content is not."""
    files = dict(parts)
    change(files)
    rehash(files)
    resign(files)
    return verify(put_together(path, files))


def test_a_pact_that_does_not_follow_its_schema_is_told_place_by_place(tmp_path: Path, parts: Files) -> None:
    def change(files: Files) -> None:
        pact = json.loads(files["data/patto.json"])
        pact["articles"][1]["number"] = "due"
        pact["inventato"] = 1
        files["data/patto.json"] = canonical_json(pact)

    verdict = signed_again(parts, change, tmp_path / "b.zip")
    places = {defect.details["place"] for defect in verdict.defects if defect.code is DefectCode.JSON_SHAPE}
    assert places == {"/articles/1/number", "/inventato"}


@pytest.mark.parametrize(
    "text", [b"{", b"[1]", b'{"a": NaN}', b'{"format": 1, "format": 2}', b"\xff", b"[" * 100_000]
)
def test_json_that_is_none_or_not_a_pact_is_told(tmp_path: Path, parts: Files, text: bytes) -> None:
    verdict = signed_again(parts, lambda files: files.update({"data/patto.json": text}), tmp_path / "b.zip")
    codes = {defect.code for defect in verdict.defects if defect.path == "data/patto.json"}
    assert codes <= {DefectCode.JSON_MALFORMED, DefectCode.JSON_SHAPE}
    assert codes


def test_a_newer_format_is_said_to_be_newer(tmp_path: Path, parts: Files) -> None:
    def change(files: Files) -> None:
        edit_info(files, "cocity-consegna/1", "cocity-consegna/2")
        files["data/patto.json"] = files["data/patto.json"].replace(b"cocity-patto/1", b"cocity-patto/12")

    assert found(signed_again(parts, change, tmp_path / "b.zip")) >= {
        (DefectCode.FORMAT_NEWER, "bag-info.txt"),
        (DefectCode.FORMAT_NEWER, "data/patto.json"),
    }


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Cocity-Version: 1", "Cocity-Version: 2", DefectCode.JSON_DISAGREES),
        ("Cocity-Version: 1\n", "", DefectCode.INFO_FIELD),
        ("Cocity-Version: 1\n", "Cocity-Version: 1\nCocity-Version: 1\n", DefectCode.INFO_FIELD),
        ("Cocity-Folder: patto", "Cocity-Folder: altro", DefectCode.WRONG_FOLDER),
        ("Cocity-Format: cocity-consegna/1\n", "", DefectCode.FORMAT_MISSING),
        ("Payload-Oxum: ", "Payload-Oxum: 1", DefectCode.WRONG_OXUM),
        ("Payload-Oxum: ", "Payload-Oxum: tanti", DefectCode.INFO_FIELD),
        ("Source-Organization:", "Source-Organization", DefectCode.INFO_MALFORMED),
        ("Cocity-Created: 2026-11-22T18:42:07Z", "Cocity-Created: ieri", DefectCode.SIGNATURE_WRONG),
        ("Cocity-Content-Code: ", "Cocity-Content-Code: X", DefectCode.CONTENT_CODE_DIFFERS),
        (
            f"Cocity-Signing-Key: {KEY.name}",
            "Cocity-Signing-Key: 0000000000000000",
            DefectCode.SIGNATURE_MISSING,
        ),
    ],
)
def test_an_edited_bag_info_is_told_even_if_signed(
    tmp_path: Path, parts: Files, old: str, new: str, code: DefectCode
) -> None:
    verdict = signed_again(parts, lambda files: edit_info(files, old, new), tmp_path / "b.zip")
    assert code in {defect.code for defect in verdict.defects}


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("bagit.txt", b"", DefectCode.BAGIT_MALFORMED),
        ("bagit.txt", b"\xef\xbb\xbfBagIt-Version: 1.0\n", DefectCode.BYTE_ORDER_MARK),
        ("bagit.txt", b"BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n", DefectCode.BAGIT_VERSION),
        ("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: klingon\n", DefectCode.TAG_ENCODING),
        ("bag-info.txt", b"\xff\xfe\xfd", DefectCode.TAG_ENCODING),
        ("manifest-sha512.txt", b"abc\n", DefectCode.MANIFEST_LINE),
        ("manifest-sha512.txt", b"0" * 128 + b"  ../../etc/passwd\n", DefectCode.MANIFEST_PATH),
        ("tagmanifest-sha512.txt", b"0" * 128 + b"  tagmanifest-sha512.txt\n", DefectCode.MANIFEST_PATH),
    ],
)
def test_a_broken_tag_file_is_told(
    tmp_path: Path, parts: Files, path: str, data: bytes, code: DefectCode
) -> None:
    assert (code, path) in found(verify(put_together(tmp_path / "b.zip", parts | {path: data})))


# --- Names ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../fuori.txt", DefectCode.UNSAFE_NAME),
        ("data/../../fuori.txt", DefectCode.UNSAFE_NAME),
        ("data\\fuori.txt", DefectCode.UNSAFE_NAME),
        ("data/C:evil", DefectCode.UNSAFE_NAME),
        ("data/nul.txt", DefectCode.UNSAFE_NAME),
        ("data/fine.", DefectCode.UNSAFE_NAME),
        ("data/gpj.\u202eexe", DefectCode.UNSAFE_NAME),
        ("data/caffe\u0301.txt", DefectCode.NAME_NOT_NORMAL),
        ("data/PATTO.json", DefectCode.CASE_CLASH),
        ("DATA/patto.json", DefectCode.CASE_CLASH),
    ],
)
def test_a_dangerous_name_is_told(tmp_path: Path, parts: Files, path: str, code: DefectCode) -> None:
    verdict = verify(put_together(tmp_path / "b.zip", parts | {path: b"x"}))
    assert code in {defect.code for defect in verdict.defects}
    assert list(tmp_path.iterdir()) == [tmp_path / "b.zip"]


@pytest.mark.parametrize("name", ["/etc/passwd", "C:/a", "~/a", "..", "a\\b"])
def test_an_absolute_name_is_told(tmp_path: Path, parts: Files, name: str) -> None:
    path = put_together(tmp_path / "b.zip", parts)
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(zipfile.ZipInfo(name), b"x")
    codes = {defect.code for defect in verify(path).defects}
    assert codes & {DefectCode.UNSAFE_NAME, DefectCode.TOP_FOLDERS}


def test_a_renamed_file_in_the_other_composition_is_told(tmp_path: Path, parts: Files) -> None:
    renamed = {unicodedata.normalize("NFD", path): data for path, data in parts.items()}
    assert (DefectCode.NAME_NOT_NORMAL, unicodedata.normalize("NFD", PLAN)) in found(
        verify(put_together(tmp_path / "b.zip", renamed))
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_appears_twice_is_told(tmp_path: Path, whole: Path) -> None:
    path = Path(shutil.copy(whole, tmp_path / "b.zip"))
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(f"{FOLDER}/data/patto.json", b"{}")
    assert (DefectCode.DUPLICATE_NAME, "data/patto.json") in found(verify(path))


def test_a_second_folder_and_a_stray_file_are_told(tmp_path: Path, whole: Path) -> None:
    path = Path(shutil.copy(whole, tmp_path / "b.zip"))
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("altra/nota.txt", b"x")
        packed.writestr("sparso.txt", b"x")
    told = [
        defect.details["folders"] for defect in verify(path).defects if defect.code is DefectCode.TOP_FOLDERS
    ]
    assert told == ["sparso.txt, altra"]


def test_a_renamed_folder_is_told(tmp_path: Path, parts: Files) -> None:
    verdict = verify(put_together(tmp_path / "b.zip", parts, "altra-cartella"))
    assert found(verdict) == {(DefectCode.WRONG_FOLDER, "altra-cartella")}
    assert verdict.contents_valid


# --- The zip --------------------------------------------------------------------------------------------------


def test_a_packed_again_zip_is_not_the_file_but_its_content_is_good(tmp_path: Path, parts: Files) -> None:
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(f"{FOLDER}/{name}", data)
    verdict = verify(path, KEY)
    assert found(verdict) == {(DefectCode.ZIP_REPACKED, "")}
    assert (verdict.valid, verdict.contents_valid) == (False, True)


@pytest.mark.parametrize("junk", [b"x", b"PK\x05\x06", b"\0" * 100_000])
def test_bytes_after_and_before_the_zip_are_told(tmp_path: Path, whole: Path, junk: bytes) -> None:
    path = tmp_path / "b.zip"
    for raw in (whole.read_bytes() + junk, junk + whole.read_bytes()):
        path.write_bytes(raw)
        assert not verify(path).valid
    path.write_bytes(whole.read_bytes() + b"x")
    assert DefectCode.ZIP_BYTES_OUTSIDE in {defect.code for defect in verify(path).defects}


def test_a_comment_is_told(tmp_path: Path, whole: Path) -> None:
    path = Path(shutil.copy(whole, tmp_path / "b.zip"))
    with zipfile.ZipFile(path, "a") as packed:
        packed.comment = b"pagare entro oggi"
    assert DefectCode.ZIP_COMMENT in {defect.code for defect in verify(path).defects}


@pytest.mark.parametrize("share", [0, 1, 3, 10, 50, 99])
def test_a_truncated_zip_is_told(tmp_path: Path, whole: Path, share: int) -> None:
    raw = whole.read_bytes()
    path = tmp_path / "b.zip"
    path.write_bytes(raw[: len(raw) * share // 100])
    codes = {defect.code for defect in verify(path).defects}
    assert codes & {DefectCode.ZIP_TRUNCATED, DefectCode.NOT_A_ZIP}


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"PK", b"\0" * 5000])
def test_what_is_no_zip_is_told(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(raw)
    assert found(verify(path)) == {(DefectCode.NOT_A_ZIP, "")}


def test_an_encrypted_entry_and_a_link_are_told(tmp_path: Path, whole: Path) -> None:
    path = Path(shutil.copy(whole, tmp_path / "b.zip"))
    link, locked = zipfile.ZipInfo(f"{FOLDER}/data/link"), zipfile.ZipInfo(f"{FOLDER}/data/chiuso")
    link.external_attr, link.create_system = 0o120777 << 16, 3
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr(link, b"/etc/passwd")
        packed.writestr(locked, b"x")
    raw = bytearray(path.read_bytes())
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 8] |= 1
    path.write_bytes(raw)
    assert found(verify(path)) >= {
        (DefectCode.NOT_A_FILE, f"{FOLDER}/data/link"),
        (DefectCode.ENCRYPTED, f"{FOLDER}/data/chiuso"),
    }


def test_a_bomb_is_not_opened(tmp_path: Path, whole: Path) -> None:
    path = Path(shutil.copy(whole, tmp_path / "b.zip"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"{FOLDER}/data/bomba", b"\0" * (64 << 20))
    assert (DefectCode.BOMB, f"{FOLDER}/data/bomba") in found(verify(path))


def test_a_bomb_that_lies_about_its_size_is_cut_off(tmp_path: Path, whole: Path) -> None:
    path = Path(shutil.copy(whole, tmp_path / "b.zip"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"{FOLDER}/data/bomba", b"\0" * (64 << 20))
    raw = bytearray(path.read_bytes())
    central, local = raw.rindex(b"PK\x01\x02"), raw.rindex(b"PK\x03\x04")
    raw[central + 24 : central + 28] = raw[local + 22 : local + 26] = struct.pack("<L", 1000)
    path.write_bytes(raw)
    assert (DefectCode.WRONG_CRC, "data/bomba") in found(verify(path)) or (
        DefectCode.FILE_EXTRA,
        "data/bomba",
    ) in found(verify(path))


def test_too_many_files_and_too_many_bytes_are_told(tmp_path: Path, parts: Files) -> None:
    path = put_together(tmp_path / "b.zip", parts | {f"data/{n}": b"" for n in range(200)})
    few = verify_bundle(path, SCHEMAS, limits=Limits(files=100))
    assert found(few) == {(DefectCode.TOO_MANY_FILES, "")}
    small = verify_bundle(path, SCHEMAS, limits=Limits(total=1000))
    assert (DefectCode.TOO_LARGE, "") in found(small)


def test_seventy_thousand_entries_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(70_000):
            packed.writestr(f"{FOLDER}/{number}", b"")
    codes = {code for code, _ in found(verify(path))}
    assert codes <= {DefectCode.ZIP_UNSUPPORTED, DefectCode.TOO_MANY_FILES, DefectCode.ZIP_BYTES_OUTSIDE}


def test_overlapping_entries_are_told(tmp_path: Path, whole: Path) -> None:
    raw = bytearray(whole.read_bytes())
    first, second = (raw.index(b"PK\x01\x02"), raw.index(b"PK\x01\x02", raw.index(b"PK\x01\x02") + 1))
    raw[second + 42 : second + 46] = raw[first + 42 : first + 46]
    path = tmp_path / "b.zip"
    path.write_bytes(raw)
    codes = {code for code, _ in found(verify(path))}
    assert codes >= {DefectCode.ZIP_OVERLAP, DefectCode.ZIP_HEADERS_DIFFER}


# --- Folders --------------------------------------------------------------------------------------------------


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path, whole: Path) -> None:
    with zipfile.ZipFile(whole) as packed:
        packed.extractall(tmp_path)
    plan = tmp_path / FOLDER / "data" / "patto.pdf"
    outside = tmp_path / "fuori.pdf"
    plan.rename(outside)
    try:
        plan.symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no symbolic links here")
    assert (DefectCode.NOT_A_FILE, "data/patto.pdf") in found(verify(tmp_path / FOLDER))


def test_a_folder_unpacked_inside_another_is_found(tmp_path: Path, whole: Path) -> None:
    with zipfile.ZipFile(whole) as packed:
        packed.extractall(tmp_path)
    assert verify(tmp_path).valid


def test_what_is_not_there_cannot_be_checked(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        verify(tmp_path / "manca.zip")
    assert caught.value.code is ErrorCode.FILE_UNREADABLE


# --- Any byte -------------------------------------------------------------------------------------------------


def _never_valid(path: Path, raw: bytes, place: int, bit: int) -> None:
    changed = bytearray(raw)
    changed[place] ^= 1 << bit
    path.write_bytes(changed)
    assert not verify(path).valid, (place, bit)


def test_a_changed_bit_anywhere_between_the_files_is_caught(tmp_path: Path, whole: Path) -> None:
    """Headers, directory, signature and manifests, sampled by a fixed seed; all places in the soak test."""
    raw = whole.read_bytes()
    page = range(raw.index(b"<!doctype"), raw.index(b"</html>"))
    chance = random.Random(8493)
    for place in chance.sample([at for at in range(len(raw)) if at not in page], 700):
        _never_valid(tmp_path / "b.zip", raw, place, chance.randrange(8))


@pytest.mark.soak
def test_a_changed_bit_at_any_place_is_caught(tmp_path: Path, whole: Path) -> None:
    raw = whole.read_bytes()
    for place in range(len(raw)):
        _never_valid(tmp_path / "b.zip", raw, place, place % 8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_happens_to_the_bytes_there_is_a_verdict(
    tmp_path: Path, whole: Path, data: st.DataObject
) -> None:
    """Pieces cut out, doubled, overwritten: never valid unless nothing changed, never an exception."""
    raw = whole.read_bytes()
    place = data.draw(st.integers(0, len(raw)))
    length = data.draw(st.sampled_from([0, 1, 2, 4, 22, 46, 1000, 40_000]))
    new = data.draw(st.one_of(st.binary(max_size=60), st.just(raw[place : place + length] * 2)))
    changed = raw[:place] + new + raw[place + length :]
    path = tmp_path / "b.zip"
    path.write_bytes(changed)
    assert verify(path).valid == (changed == raw)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_get_a_verdict(tmp_path: Path, raw: bytes, with_end: bool) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(raw + (b"PK\x05\x06" + raw[:18] if with_end else b""))
    assert not verify(path).valid
