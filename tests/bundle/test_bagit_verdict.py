"""The plain RFC 8493 verdict beside bagit-python's, on bags that it made and that were then damaged."""

from __future__ import annotations

import hashlib
import logging
import shutil
import zipfile
from typing import TYPE_CHECKING

import bagit
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.bundle.defects import DefectCode
from cocity_desktop.bundle.reader import bagit_verdict
from tests.bundle.examples import write

if TYPE_CHECKING:
    from pathlib import Path

logging.getLogger("bagit").setLevel(logging.CRITICAL)

names = st.sampled_from(
    ["a.txt", "sotto/b.txt", "perché è.txt", "sotto/più giù/c", "con spazio .txt", "quote'd"]
)
algorithms = st.sets(st.sampled_from(["md5", "sha1", "sha256", "sha512"]), min_size=1)


def make(root: Path, files: dict[str, bytes], sums: set[str]) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    bagit.make_bag(str(root), {"Contact-Name": "Prova"}, checksums=sorted(sums))
    return root


def theirs(root: Path) -> bool:
    try:
        return bool(bagit.Bag(str(root)).is_valid())
    except bagit.BagError:
        return False


def ours(root: Path) -> bool:
    return bagit_verdict(root).valid


def hand_made(root: Path, version: str = "1.0", encoding: str = "UTF-8") -> Path:
    (root / "data").mkdir(parents=True)
    (root / "data" / "a.txt").write_bytes(b"ciao")
    declaration = f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n"
    (root / "bagit.txt").write_text(declaration, encoding="utf-8")
    line = f"{hashlib.sha256(b'ciao').hexdigest()}  data/a.txt\n"
    (root / "manifest-sha256.txt").write_bytes(line.encode(encoding))
    return root


MUTATIONS = [
    "none",
    "flip",
    "truncate",
    "delete",
    "add payload",
    "add tag",
    "rename",
    "append line",
    "uppercase",
]


def mutate(root: Path, kind: str, chance: st.DataObject) -> None:
    """One change that both must judge alike; matters on which the RFC and bagit-python part are tested by name."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    target = chance.draw(st.sampled_from(files), label="target")
    payload = [path for path in files if "data" in path.relative_to(root).parts[:1]]
    if kind == "flip" and target.stat().st_size and target in payload:
        raw = bytearray(target.read_bytes())
        raw[chance.draw(st.integers(0, len(raw) - 1))] ^= 1
        target.write_bytes(raw)
    elif kind == "truncate" and (target in payload or target.name == "bag-info.txt"):
        target.write_bytes(target.read_bytes()[: target.stat().st_size // 2])
    elif kind == "delete":
        target.unlink()
    elif kind == "add payload":
        (root / "data" / "nuovo.txt").write_bytes(b"x")
    elif kind == "add tag":
        (root / "nota.txt").write_bytes(b"x")
    elif kind == "rename" and target in payload:
        target.rename(target.with_name(target.name + "x"))
    elif kind == "append line":
        digest = chance.draw(st.sampled_from(["0" * 64, "ab"]))
        name = chance.draw(st.sampled_from(["data/manca.txt", "../fuori.txt", "/etc/passwd", "data/a.txt"]))
        manifest = next(path for path in files if path.name.startswith("manifest-"))
        manifest.write_bytes(manifest.read_bytes() + f"{digest}  {name}\n".encode())
    elif kind == "uppercase":
        manifest = next(path for path in files if path.name.startswith("tagmanifest-"))
        lines = (line.split(" ", 1) for line in manifest.read_text(encoding="utf-8").splitlines())
        manifest.write_text("".join(f"{digest.upper()} {rest}\n" for digest, rest in lines), encoding="utf-8")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    files=st.dictionaries(names, st.binary(max_size=40), min_size=1, max_size=4),
    sums=algorithms,
    kind=st.sampled_from(MUTATIONS),
    chance=st.data(),
)
def test_the_verdict_is_that_of_bagit_python(
    tmp_path: Path, files: dict[str, bytes], sums: set[str], kind: str, chance: st.DataObject
) -> None:
    root = make(tmp_path / "bag", files, sums)
    assert ours(root), bagit_verdict(root).defects
    mutate(root, kind, chance)
    assert ours(root) == theirs(root), bagit_verdict(root).defects


def test_our_own_delivery_is_a_valid_bag_zipped_or_not(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip")
    assert bagit_verdict(path).valid
    with zipfile.ZipFile(path) as packed:
        packed.extractall(tmp_path)
    assert bagit_verdict(tmp_path / "patto-esempio-v1").valid


def test_an_unsigned_bag_in_any_zip_is_a_valid_bag(tmp_path: Path) -> None:
    root = make(tmp_path / "bag", {"a.txt": b"ciao"}, {"md5", "sha512"})
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(root.rglob("*")):
            packed.write(file, file.relative_to(tmp_path))
        packed.comment = b"un commento non guasta"
    verdict = bagit_verdict(path)
    assert verdict.valid, verdict.defects
    assert {defect.code for defect in verdict.warnings} == {DefectCode.ZIP_COMMENT}


@pytest.mark.parametrize("version", ["0.93", "0.94", "0.95", "0.96", "0.97", "1.0"])
def test_every_version_of_bagit_is_read(tmp_path: Path, version: str) -> None:
    root = hand_made(tmp_path / "bag", version)
    assert ours(root)
    assert theirs(root)


@pytest.mark.parametrize("version", ["0.92", "1.1", "2.0", "1", "uno"])
def test_other_versions_are_not_taken(tmp_path: Path, version: str) -> None:
    assert not ours(hand_made(tmp_path / "bag", version))


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "UTF-16"])
def test_tag_files_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    root = hand_made(tmp_path / "bag", "0.97", encoding)
    (root / "bag-info.txt").write_bytes("Contact-Name: Niccolò\nPayload-Oxum: 4.1\n".encode(encoding))
    verdict = bagit_verdict(root)
    assert verdict.valid, verdict.defects
    assert verdict.info["Contact-Name"] == "Niccolò"


def test_paths_with_line_ends_and_percent_signs_are_escaped(tmp_path: Path) -> None:
    """RFC 8493 §2.1.3; bagit-python 1.9 does not read "%25" back."""
    root = hand_made(tmp_path / "bag")
    line = ""
    for name, escaped in (("50%.txt", "50%25.txt"), ("a\nb", "a%0Ab"), ("a\rb", "a%0db")):
        (root / "data" / name).write_bytes(b"x")
        line += f"{hashlib.sha256(b'x').hexdigest()} data/{escaped}\n"
    manifest = root / "manifest-sha256.txt"
    manifest.write_text(manifest.read_text(encoding="utf-8") + line, encoding="utf-8", newline="\n")
    assert bagit_verdict(root).defects == ()


def test_before_1_0_a_percent_sign_is_a_percent_sign(tmp_path: Path) -> None:
    root = hand_made(tmp_path / "bag", "0.97")
    (root / "data" / "50%25.txt").write_bytes(b"x")
    manifest = root / "manifest-sha256.txt"
    line = f"{hashlib.sha256(b'x').hexdigest()} data/50%25.txt\n"
    manifest.write_text(manifest.read_text(encoding="utf-8") + line, encoding="utf-8")
    assert ours(root)


def test_every_payload_file_is_in_every_manifest_from_1_0_on(tmp_path: Path) -> None:
    """RFC 8493 §3; bagit-python accepts a file that only one manifest lists."""
    for version, valid in (("0.97", True), ("1.0", False)):
        root = hand_made(tmp_path / version, version)
        (root / "data" / "b.txt").write_bytes(b"b")
        (root / "manifest-md5.txt").write_text(
            f"{hashlib.md5(b'b').hexdigest()}  data/b.txt\n{hashlib.md5(b'ciao').hexdigest()}  data/a.txt\n",
            encoding="utf-8",
        )
        assert ours(root) == valid


def test_fetch_txt(tmp_path: Path) -> None:
    root = hand_made(tmp_path / "bag")
    (root / "fetch.txt").write_text("https://example.org/a.txt 4 data/a.txt\n", encoding="utf-8")
    assert ours(root)
    (root / "data" / "a.txt").unlink()
    assert {defect.code for defect in bagit_verdict(root).defects} == {
        DefectCode.FILE_MISSING,
        DefectCode.FILE_NOT_FETCHED,
    }


@pytest.mark.parametrize(
    "line", ["https://example.org/a", "niente - data/a.txt", "https://a.b x data/a.txt", "https://a.b 4 ../a"]
)
def test_a_line_of_fetch_txt_that_is_none(tmp_path: Path, line: str) -> None:
    root = hand_made(tmp_path / "bag")
    (root / "fetch.txt").write_text(line + "\n", encoding="utf-8")
    assert {defect.code for defect in bagit_verdict(root).defects} == {DefectCode.FETCH_LINE}


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        (
            "bagit.txt",
            "BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n",
            DefectCode.BAGIT_MALFORMED,
        ),
        ("bagit.txt", "BagIt-Version: 1.0\n", DefectCode.BAGIT_MALFORMED),
        (
            "bagit.txt",
            "\ufeffBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            DefectCode.BYTE_ORDER_MARK,
        ),
        ("manifest-sha256.txt", "", DefectCode.FILE_EXTRA),
        ("manifest-sha256.txt", "0  ~/.bashrc\n", DefectCode.MANIFEST_LINE),
        ("manifest-sha256.txt", "0" * 64 + "  ~/.bashrc\n", DefectCode.MANIFEST_PATH),
        ("manifest-sha256.txt", "0" * 64 + "  data/../../x\n", DefectCode.MANIFEST_PATH),
        ("bag-info.txt", "senza due punti\n", DefectCode.INFO_MALFORMED),
        ("bag-info.txt", "Payload-Oxum: 5.1\n", DefectCode.WRONG_OXUM),
    ],
)
def test_faults_of_tag_files(tmp_path: Path, path: str, content: str, code: DefectCode) -> None:
    root = hand_made(tmp_path / "bag")
    (root / path).write_text(content, encoding="utf-8")
    assert code in {defect.code for defect in bagit_verdict(root).defects}


def test_the_same_line_twice_is_a_warning_before_1_0(tmp_path: Path) -> None:
    for version, valid in (("0.97", True), ("1.0", False)):
        root = hand_made(tmp_path / version, version)
        manifest = root / "manifest-sha256.txt"
        manifest.write_text(manifest.read_text(encoding="utf-8") * 2, encoding="utf-8")
        verdict = bagit_verdict(root)
        assert verdict.valid == theirs(root) == valid
        told = {defect.code for defect in (verdict.warnings if valid else verdict.defects)}
        assert told == {DefectCode.MANIFEST_TWICE}


def test_what_the_rfc_advises_against_is_a_warning(tmp_path: Path) -> None:
    root = hand_made(tmp_path / "bag")
    digest = hashlib.sha256(b"ciao").hexdigest()
    (root / "manifest-sha256.txt").write_text(f"{digest} *./data/a.txt\n", encoding="utf-8")
    verdict = bagit_verdict(root)
    assert verdict.valid
    assert {defect.code for defect in verdict.warnings} == {DefectCode.MD5SUM_STYLE}


def test_a_name_in_the_other_composition_is_a_warning(tmp_path: Path) -> None:
    root = hand_made(tmp_path / "bag")
    (root / "data" / "a.txt").rename(root / "data" / "caffe\u0300")
    digest = hashlib.sha256(b"ciao").hexdigest()
    (root / "manifest-sha256.txt").write_text(f"{digest}  data/caffè\n", encoding="utf-8")
    verdict = bagit_verdict(root)
    assert verdict.valid
    assert theirs(root)
    assert {defect.code for defect in verdict.warnings} == {DefectCode.NORMALIZATION_DIFFERS}


def test_a_malformed_line_is_a_fault_even_if_nothing_is_missing(tmp_path: Path) -> None:
    """RFC 8493 §2.1.3; bagit-python writes a line in its log and goes on."""
    root = hand_made(tmp_path / "bag")
    manifest = root / "manifest-sha256.txt"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "mezza\n", encoding="utf-8")
    assert {defect.code for defect in bagit_verdict(root).defects} == {DefectCode.MANIFEST_LINE}


def test_no_payload_folder_no_manifest_no_bagit_txt(tmp_path: Path) -> None:
    root = tmp_path / "bag"
    root.mkdir()
    (root / "nota.txt").write_bytes(b"x")
    assert {defect.code for defect in bagit_verdict(root).defects} == {
        DefectCode.BAGIT_MISSING,
        DefectCode.PAYLOAD_MISSING,
        DefectCode.MANIFEST_MISSING,
    }
