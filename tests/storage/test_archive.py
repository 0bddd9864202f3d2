"""Making, opening and closing an archive: what is refused, with which code, and what is left behind."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.domain.errors import AppError, EnvironmentFault, ErrorCode, UserError
from cocity_desktop.domain.registry import Group
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import open_encrypted
from cocity_desktop.storage.layout import ArchiveFiles
from cocity_desktop.system.host import LocalHost
from tests.storage.support import PASSPHRASE, QuickHost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.storage.host import Host

ROOT = Path(__file__).resolve().parents[2]


def refusal(directory: Path, secret: str | bytes = PASSPHRASE, host: Host | None = None) -> AppError:
    with pytest.raises(AppError) as refused:
        Archive.open(directory, secret, host or QuickHost())
    return refused.value


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    Archive.create(tmp_path / "casa", PASSPHRASE, QuickHost()).close()
    return tmp_path / "casa"


def test_it_satisfies_the_ports(archive: Archive) -> None:
    uow: UnitOfWork = archive.unit_of_work("")
    host: Host = LocalHost()
    assert uow.actor == ""
    assert host.new_id() < host.new_id()


def test_what_was_written_is_there_again(directory: Path) -> None:
    with Archive.open(directory, PASSPHRASE, QuickHost()) as archive, archive.unit_of_work("") as uow:
        group = uow.add(Group(id=uow.new_id(), name="Genitori"))
        uow.commit("register_group")
    with Archive.open(directory, PASSPHRASE, QuickHost()) as archive, archive.unit_of_work("") as uow:
        assert uow.get(Group, group.id) == group


def test_an_archive_is_a_database_and_a_key_that_only_its_owner_may_read(directory: Path) -> None:
    files = ArchiveFiles(directory)
    assert sorted(path.name for path in directory.iterdir()) == [
        "archive.db",
        "archive.key.json",
        "archive.lock",
    ]
    with Archive.create(directory.parent / "vera", PASSPHRASE, LocalHost()) as archive:
        mode = stat.S_IMODE(archive.files.key.stat().st_mode)
    assert mode == 0o600
    assert files.exists()


def test_opening_what_is_not_there_makes_nothing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "niente").code is ErrorCode.ARCHIVE_MISSING
    assert list(tmp_path.iterdir()) == []


def test_a_second_archive_does_not_replace_the_first(directory: Path) -> None:
    before = (directory / "archive.db").read_bytes()
    with pytest.raises(EnvironmentFault) as refused:
        Archive.create(directory, PASSPHRASE, QuickHost())
    assert refused.value.code is ErrorCode.ARCHIVE_EXISTS
    assert (directory / "archive.db").read_bytes() == before


def test_a_wrong_passphrase_is_told_apart_from_damage(tmp_path: Path) -> None:
    directory = tmp_path / "casa"
    Archive.create(directory, PASSPHRASE, LocalHost()).close()
    assert refusal(directory, "un’altra frase", LocalHost()).code is ErrorCode.WRONG_PASSPHRASE
    assert refusal(directory, bytes(32), LocalHost()).code is ErrorCode.WRONG_PASSPHRASE
    key = LocalHost().unlock_key(directory / "archive.key.json", PASSPHRASE)
    Archive.open(directory, key, LocalHost()).close()
    (directory / "archive.db").write_bytes(b"not a database at all" * 500)
    assert refusal(directory, PASSPHRASE, LocalHost()).code is ErrorCode.ARCHIVE_DAMAGED
    (directory / "archive.key.json").write_text("{}")
    refused = refusal(directory, PASSPHRASE, LocalHost())
    assert (refused.code, refused.field) == (ErrorCode.ARCHIVE_DAMAGED, "key_file")
    assert "backup" in refused.details


def test_a_passphrase_that_is_too_short_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        Archive.create(tmp_path / "casa", "corta", LocalHost())
    assert (refused.value.code, refused.value.field) == (ErrorCode.PASSPHRASE_TOO_SHORT, "passphrase")
    assert not ArchiveFiles(tmp_path / "casa").exists()
    Archive.create(tmp_path / "casa", PASSPHRASE, LocalHost()).close()


def test_the_passphrase_changes_and_the_data_does_not(tmp_path: Path) -> None:
    directory = tmp_path / "casa"
    with Archive.create(directory, PASSPHRASE, LocalHost()) as archive:
        with pytest.raises(UserError):
            archive.change_passphrase("non questa qui", "una passphrase nuova")
        with pytest.raises(UserError):
            archive.change_passphrase(PASSPHRASE, "breve")
        archive.change_passphrase(PASSPHRASE, "una passphrase nuova")
    before = (directory / "archive.db").read_bytes()
    assert refusal(directory, PASSPHRASE, LocalHost()).code is ErrorCode.WRONG_PASSPHRASE
    Archive.open(directory, "una passphrase nuova", LocalHost()).close()
    assert (directory / "archive.db").read_bytes() == before


HOLDER = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from cocity_desktop.storage.archive import Archive
from tests.storage.support import PASSPHRASE, QuickHost
archive = Archive.open(Path({directory!r}), PASSPHRASE, QuickHost())
print("open", flush=True)
sys.stdin.readline()
"""


def test_only_one_process_at_a_time(directory: Path) -> None:
    script = HOLDER.format(root=str(ROOT), directory=str(directory))
    holder = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        assert refusal(directory).code is ErrorCode.ARCHIVE_LOCKED
        holder.kill()
    # The lock of a process that died is nobody's.
    Archive.open(directory, PASSPHRASE, QuickHost()).close()


def test_after_a_refusal_the_archive_is_not_left_locked(directory: Path) -> None:
    assert refusal(directory, "un’altra frase").code is ErrorCode.WRONG_PASSPHRASE
    Archive.open(directory, PASSPHRASE, QuickHost()).close()


def test_a_newer_archive_is_refused_and_left_alone(directory: Path) -> None:
    key = QuickHost().unlock_key(directory / "archive.key.json", PASSPHRASE)
    raw = open_encrypted(directory / "archive.db", key)
    raw.execute("UPDATE alembic_version SET version_num = '0099'")
    raw.close()
    refused = refusal(directory)
    assert (refused.code, refused.details["revision"]) == (ErrorCode.ARCHIVE_NEWER, "0099")
    assert not (directory / "backups").exists()


def test_a_key_without_its_database_is_never_overwritten(directory: Path) -> None:
    old = (directory / "archive.key.json").read_bytes()
    (directory / "archive.db").unlink()
    Archive.create(directory, PASSPHRASE, QuickHost()).close()
    assert old in [path.read_bytes() for path in directory.glob("archive.key.json.*")]


class NoRoomForTheDatabase(QuickHost):
    """A disk that is full once the key was written."""

    def sync_directory(self, directory: Path) -> None:
        raise EnvironmentFault(ErrorCode.DISK_FULL, path=str(directory))

    def random_bytes(self, count: int) -> bytes:
        if count < 32:
            raise EnvironmentFault(ErrorCode.DISK_FULL)
        return super().random_bytes(count)


def test_a_creation_that_fails_half_way_can_be_tried_again(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        Archive.create(tmp_path / "casa", PASSPHRASE, NoRoomForTheDatabase())
    assert [path.name for path in (tmp_path / "casa").iterdir()] == ["archive.lock"]
    Archive.create(tmp_path / "casa", PASSPHRASE, QuickHost()).close()


@pytest.fixture
def read_only(new_archive: object) -> Iterator[Path]:
    """A directory with an archive in which this process, even run by root, may not write."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name) / "casa"
        Archive.create(directory, PASSPHRASE, QuickHost()).close()
        for path in (Path(name), directory):
            path.chmod(0o555)
        for path in directory.iterdir():
            path.chmod(0o444)
        as_root = os.geteuid() == 0
        if as_root:
            os.seteuid(65534)
        try:
            yield directory
        finally:
            if as_root:
                os.seteuid(0)
            for path in (Path(name), directory):
                path.chmod(0o755)


def test_a_directory_that_cannot_be_written_is_told_with_its_name(read_only: Path) -> None:
    refused = refusal(read_only)
    assert (refused.code, refused.details["path"]) == (ErrorCode.DIRECTORY_READ_ONLY, str(read_only))
    for directory in (read_only.parent / "nuova", read_only):
        with pytest.raises(EnvironmentFault) as error:
            Archive.create(directory, PASSPHRASE, QuickHost())
        assert error.value.code is ErrorCode.DIRECTORY_READ_ONLY


def test_drafts_and_local_values_outlive_the_process_and_stay_out_of_the_journal(directory: Path) -> None:
    with Archive.open(directory, PASSPHRASE, QuickHost()) as archive:
        archive.drafts.save("entry:1", "Il canc")
        archive.drafts.save("entry:1", "Il cancello resti")
        archive.drafts.save("entry:2", "altro")
        archive.drafts.save("entry:2", "")
        archive.local.put("signing_key", "00" * 32)
    with Archive.open(directory, PASSPHRASE, QuickHost()) as archive:
        assert archive.drafts.load("entry:1") == "Il cancello resti"
        assert [draft.key for draft in archive.drafts.all()] == ["entry:1"]
        assert archive.local.get("signing_key") == "00" * 32
        archive.local.forget("signing_key")
        assert archive.local.get("signing_key") is None
        assert archive.database.raw.execute("SELECT count(*) FROM change").fetchone() == (0,)


def test_opening_does_not_take_longer_as_the_archive_grows(directory: Path) -> None:
    """No check that reads the data runs at the start: `doctor` does that."""
    seen: list[str] = []
    original = Archive.__init__

    def traced(self: Archive, *args: object) -> None:
        args[1].raw.set_trace_callback(seen.append)  # type: ignore[attr-defined]
        original(self, *args)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Archive, "__init__", traced)
        Archive.open(directory, PASSPHRASE, QuickHost()).close()
    assert seen
    reading_all = ("integrity_check", "quick_check", "foreign_key_check", "count(")
    assert not [text for text in seen if any(word in text for word in reading_all)]


IMPORTS = """
import sys
import cocity_desktop.storage.archive, cocity_desktop.system.host
heavy = ("alembic", "sqlalchemy.orm", "argon2", "cryptography", "keyring", "PySide6", "jsonschema")
print([name for name in heavy if name in sys.modules])
"""


def test_what_is_heavy_is_loaded_when_it_is_needed() -> None:
    run = subprocess.run(
        [sys.executable, "-c", IMPORTS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
