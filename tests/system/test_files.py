"""A file is whole under its final name or not there: full disk, missing rights, a kill in the middle."""

from __future__ import annotations

import os
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.system.files import AtomicFiles, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.ports import FileSink

ROOT = Path(__file__).resolve().parents[2]
OLD, NEW = b"quello di prima", b"quello nuovo"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "patto.zip"
    path.write_bytes(OLD)
    return path


def assert_untouched(target: Path) -> None:
    assert target.read_bytes() == OLD
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_the_new_content_takes_the_place_of_the_old(target: Path) -> None:
    sink: FileSink = AtomicFiles()
    sink.write(target, [NEW[:5], b"", NEW[5:]])
    assert target.read_bytes() == NEW
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_rights_follow_the_umask_unless_private(target: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        write_atomically(target, [NEW])
        assert stat.S_IMODE(target.stat().st_mode) == mode
        write_atomically(target, [NEW], private=True)
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_a_source_that_fails_is_the_sources_fault(target: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield NEW
        raise FileNotFoundError("the source")

    with pytest.raises(FileNotFoundError, match="the source"):
        write_atomically(target, chunks())
    assert_untouched(target)


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow beyond 64 KiB: a full disk without needing one."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_leaves_what_was_there(target: Path, small_files: None) -> None:
    with pytest.raises(EnvironmentFault) as refused:
        write_atomically(target, [bytes(50_000), bytes(50_000)])
    assert refused.value.code is ErrorCode.DISK_FULL
    assert_untouched(target)


def test_a_device_without_room_is_told_as_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        with pytest.raises(EnvironmentFault) as refused:
            write_atomically(disk / "a", [bytes(100_000)] * 4)
        assert refused.value.code is ErrorCode.DISK_FULL
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_directory_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as refused:
        write_atomically(tmp_path / "niente" / "a", [NEW])
    assert refused.value.code is ErrorCode.FILE_UNWRITABLE


def test_a_name_that_is_a_directory(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(EnvironmentFault) as refused:
        write_atomically(tmp_path / "a", [NEW])
    assert refused.value.code is ErrorCode.FILE_UNWRITABLE
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


WRITER = """
import sys
from pathlib import Path
from cocity_desktop.system.files import write_atomically
def chunks():
    yield bytes(1_000_000)
    print("half", flush=True)
    sys.stdin.readline()
    yield bytes(1_000_000)
write_atomically(Path(sys.argv[1]), chunks())
"""


def test_a_kill_in_the_middle_leaves_what_was_there(target: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(target)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "half\n"
        writer.kill()
    assert target.read_bytes() == OLD
    left = [path.name for path in target.parent.iterdir() if path != target]
    assert all(name.startswith(".patto.zip.") and name.endswith(".part") for name in left)
