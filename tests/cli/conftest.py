"""The command line as a script calls it: exit code, standard output, standard error. One sample house for all tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cocity_desktop.cli.main import app
from cocity_desktop.system.host import LocalHost
from tests.storage.support import CHEAP, cheapened

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "quattro parole di prova"
BASE_DAY = "2026-11-22"

WITHOUT_QT = """
import sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"{name} is not to be loaded here")

sys.meta_path.insert(0, NoQt())
from cocity_desktop.cli.main import run
run()
"""


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def id(self) -> str:
        """The id printed by a command that makes a record."""
        return self.out.strip().splitlines()[-1]


Command = Callable[..., Answer]


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Key files that cost next to nothing to try: every command opens the archive anew."""
    monkeypatch.setattr(LocalHost, "cost", CHEAP)


@pytest.fixture
def cocity(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Runs `cocity` in English on an archive in tmp_path/data, or where `data` says. Bugs come out as they are."""
    monkeypatch.setenv("COCITY_PASSPHRASE", PASSPHRASE)

    def run(*arguments: object, data: Path | None = None, language: str = "en", text: str = "") -> Answer:
        options = ["--data", str(data or tmp_path / "data"), "--language", language]
        result = CliRunner().invoke(app, [*options, *map(str, arguments)], input=text)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answer]:
    """What `cocity demo` leaves and says, run as a process of its own in which Qt cannot be imported."""
    out = tmp_path_factory.mktemp("demo")
    arguments = ["--language", "en", "demo", "--out", str(out), "--base-day", BASE_DAY]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, *arguments],
        cwd=ROOT,
        env={**os.environ, "COCITY_PASSPHRASE": PASSPHRASE},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode == 0:
        cheapened(out / "data" / "archive.key.json", PASSPHRASE)
    return out, Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def delivered(demo: tuple[Path, Answer]) -> Path:
    """The folder of the sample's deliveries: patto-v1.zip, risposta-v1.json, patto-v2.zip. Not to be changed."""
    folder, answer = demo
    assert answer.code == 0, answer.err
    return folder


@pytest.fixture
def house(delivered: Path, tmp_path: Path) -> Path:
    """A copy of the sample's archive, to do with as a test likes."""
    return Path(shutil.copytree(delivered / "data", tmp_path / "data"))


@pytest.fixture
def second_pact(cocity: Command, house: Path) -> str:
    """The pact of another process, whose articles are nearly empty."""
    process = cocity("process", "open", "Orto dei vicini").id
    cocity(
        "commitment", "add", process, "Annaffiamo", "--by", "2027-06-01", "--heading", "citizen_commitments"
    )
    return cocity("pact", "new", process).id
