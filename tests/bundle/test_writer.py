"""A delivery is written whole or not at all, and is the same bytes everywhere."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Self

import bagit
import pytest

from cocity_desktop.bundle import atomic, writer
from cocity_desktop.bundle.model import Payload
from cocity_desktop.bundle.writer import write_bundle
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from tests.bundle.examples import CREATED, FILES, KEY, ROOT, VIEWER, content, info, verify, write


def test_what_is_written_is_valid_and_says_what_it_is(tmp_path: Path) -> None:
    out = tmp_path / "consegna.zip"
    written = write_bundle(content(), KEY, out, VIEWER)
    found = verify(out, KEY)
    assert (found.valid, found.defects) == (True, ())
    assert (found.content_code, found.file_code) == (written.content_code, written.file_code)
    assert found.tag_manifest_sha512 == written.tag_manifest_sha512
    assert written.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert written.size == out.stat().st_size
    assert found.pact is not None
    assert found.pact["pact"]["title"] == content().pact["pact"]["title"]


def test_nothing_but_the_delivery_is_left_in_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "a.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_the_documents_print_the_code_of_what_they_belong_to(tmp_path: Path) -> None:
    seen: list[str] = []

    def documents(code: str) -> list[Payload]:
        seen.append(code)
        return [Payload("data/patto.pdf", code.encode())]

    written = write_bundle(content(documents=documents), KEY, tmp_path / "a.zip", VIEWER)
    assert seen == [written.content_code]
    with zipfile.ZipFile(written.path) as packed:
        assert packed.read("patto-esempio-v1/data/patto.pdf").decode() == written.content_code


def test_large_files_are_streamed_with_the_same_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "foto.jpg"
    source.write_bytes(os.urandom(3 << 20))
    in_memory = write(tmp_path / "a.zip", files=(Payload("data/allegati/foto.jpg", source.read_bytes()),))
    called = write(tmp_path / "b.zip", files=(Payload("data/allegati/foto.jpg", source.read_bytes),))
    monkeypatch.setattr(writer, "_IN_MEMORY", 1 << 20)
    streamed = write(tmp_path / "c.zip", files=(Payload("data/allegati/foto.jpg", source),))
    assert in_memory.read_bytes() == called.read_bytes() == streamed.read_bytes()


# --- Same content, same bytes ---------------------------------------------------------------------------------

_SCRIPT = (
    "import sys; from pathlib import Path; from tests.bundle.examples import write; write(Path(sys.argv[1]))"
)


@pytest.mark.parametrize(
    ("zone", "language", "umask"),
    [
        ("Pacific/Kiritimati", "C", 0o077),
        ("America/St_Johns", "it_IT.UTF-8", 0o000),
        ("Asia/Kolkata", "tr_TR.UTF-8", 0o027),
    ],
)
def test_same_content_same_bytes_on_every_machine(
    tmp_path: Path, zone: str, language: str, umask: int
) -> None:
    expected = write(tmp_path / "here.zip").read_bytes()
    there = tmp_path / "there.zip"
    environment = {
        **os.environ,
        "TZ": zone,
        "LC_ALL": language,
        "LANG": language,
        "PYTHONHASHSEED": str(umask),
    }
    command = [sys.executable, "-c", _SCRIPT, str(there)]
    subprocess.run(command, cwd=ROOT, env=environment, umask=umask, check=True)
    assert there.read_bytes() == expected


def test_the_order_of_files_and_the_zone_of_the_moment_do_not_matter(tmp_path: Path) -> None:
    moment = CREATED.astimezone(timezone(timedelta(hours=9)))
    one = write(tmp_path / "1.zip")
    two = write(tmp_path / "2.zip", files=tuple(reversed(FILES)), info=replace(info(), created_at=moment))
    assert one.read_bytes() == two.read_bytes()


def test_a_naive_moment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="naive"):
        write(tmp_path / "a.zip", info=replace(info(), created_at=datetime(2026, 1, 1)))  # noqa: DTZ001
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("year", [1970, 1980, 2107, 2200])
def test_any_year_makes_a_valid_file(tmp_path: Path, year: int) -> None:
    moment = datetime(year, 6, 1, 12, 0, 1, tzinfo=UTC)
    assert verify(write(tmp_path / "a.zip", info=replace(info(), created_at=moment))).defects == ()


# --- What is refused ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "data/../fuori.txt",
        "/data/a",
        "allegati/a.txt",
        "data/allegati/a:b",
        "data/allegati/CON.txt",
        "data/allegati/50%.txt",
        "data/allegati/e\u0301.txt",
        "data/allegati/ a",
        "data//a",
        "data/PATTO.json",
        "data/allegati/a\nb",
        "data/allegati/" + "é" * 120,
    ],
)
def test_a_name_that_would_not_survive_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(UserError) as caught:
        write(tmp_path / "a.zip", files=(Payload(path, b""),))
    assert caught.value.code is ErrorCode.INVALID_VALUE
    assert list(tmp_path.iterdir()) == []


def test_too_little_space_is_told_before_writing(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        write_bundle(content(), KEY, tmp_path / "a.zip", VIEWER, space=lambda _: 1000)
    assert caught.value.code is ErrorCode.DISK_FULL
    assert list(tmp_path.iterdir()) == []


def test_too_much_for_a_zip_is_told(tmp_path: Path) -> None:
    sparse = tmp_path / "enorme.bin"
    with sparse.open("wb") as file:
        file.truncate(5 << 30)
    with pytest.raises(UserError) as caught:
        write(tmp_path / "a.zip", files=(Payload("data/allegati/enorme.bin", sparse),))
    assert caught.value.code is ErrorCode.DELIVERY_TOO_LARGE


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, ErrorCode.DISK_FULL),
        (errno.EIO, ErrorCode.FILE_UNWRITABLE),
        (errno.EDQUOT, ErrorCode.DISK_FULL),
    ],
)
def test_a_disk_that_fails_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: ErrorCode
) -> None:
    out = tmp_path / "a.zip"
    out.write_bytes(b"la consegna di prima")

    def fail(_descriptor: int) -> None:
        raise OSError(number, "finto")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(EnvironmentFault) as caught:
        write(out)
    assert caught.value.code is code
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
    assert out.read_bytes() == b"la consegna di prima"


def test_a_full_disk_is_met_for_real(tmp_path: Path) -> None:
    """/dev/full refuses every write as a full disk does."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")

    class Full(atomic.AtomicFile):
        def __enter__(self) -> Self:
            self._file = Path("/dev/full").open("wb", buffering=0)
            return self

    with pytest.raises(EnvironmentFault) as caught, Full(tmp_path / "a.zip") as file:
        file.write(b"x")
    assert caught.value.code is ErrorCode.DISK_FULL


def test_a_missing_folder_is_a_fault_of_the_place(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        write(tmp_path / "manca" / "a.zip")
    assert caught.value.code is ErrorCode.FILE_UNWRITABLE


def test_an_attachment_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        write(tmp_path / "a.zip", files=(Payload("data/allegati/a", tmp_path / "sparito"),))
    assert caught.value.code is ErrorCode.FILE_UNREADABLE
    assert list(tmp_path.iterdir()) == []


_SLOW = """
import sys
from pathlib import Path
from typing import Self
from tests.bundle.examples import KEY, VIEWER, content
from cocity_desktop.bundle.model import Payload
from cocity_desktop.bundle.writer import write_bundle

def slow(code):
    print("half", flush=True)
    sys.stdin.readline()
    return []

write_bundle(content(documents=slow), KEY, Path(sys.argv[1]), VIEWER)
"""


def test_killed_in_the_middle_leaves_nothing_under_the_final_name(tmp_path: Path) -> None:
    if not hasattr(signal, "SIGKILL"):
        pytest.skip("this system has no SIGKILL")
    out = tmp_path / "a.zip"
    command = [sys.executable, "-c", _SLOW, str(out)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half\n"
        process.send_signal(signal.SIGKILL)
    assert not out.exists()
    assert all(path.name.endswith(".part") for path in tmp_path.iterdir())
    assert verify(write(out)).valid


# --- Tools that are not ours ----------------------------------------------------------------------------------


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    with zipfile.ZipFile(write(tmp_path / "a.zip")) as packed:
        assert packed.testzip() is None
        packed.extractall(tmp_path)
    return tmp_path / "patto-esempio-v1"


def test_unzip_finds_no_errors(tmp_path: Path) -> None:
    write(tmp_path / "a.zip")
    assert "No errors detected" in run("unzip", "-t", "a.zip", cwd=tmp_path).stdout


def test_sha512sum_agrees_with_both_manifests(unpacked: Path) -> None:
    for manifest in ("manifest-sha512.txt", "tagmanifest-sha512.txt"):
        checked = run("sha512sum", "--strict", "-c", manifest, cwd=unpacked)
        assert checked.returncode == 0, checked.stdout


def test_bagit_python_finds_the_bag_valid(unpacked: Path) -> None:
    assert bagit.Bag(str(unpacked)).validate()
    (unpacked / "data" / "patto.pdf").write_bytes(b"altro")
    assert not bagit.Bag(str(unpacked)).is_valid()


def test_minisign_accepts_the_signature_in_the_bag(unpacked: Path) -> None:
    command = ["minisign", "-V", "-p", f"signatures/{KEY.name}.pub", "-x", f"signatures/{KEY.name}.minisig"]
    checked = run(*command, "-m", "tagmanifest-sha512.txt", cwd=unpacked)
    assert checked.returncode == 0, checked.stderr


def test_the_unpacked_folder_is_as_valid_as_the_zip(unpacked: Path) -> None:
    assert verify(unpacked, KEY).defects == ()
    assert verify(unpacked.parent / "patto-esempio-v1", KEY).valid
