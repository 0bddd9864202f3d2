"""The program itself: its command line, a smoke run as a process, preferences, Qt's words, what stays unloaded."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication

from cocity_desktop import __version__
from cocity_desktop.__main__ import arguments
from cocity_desktop.system.logs import start_log
from cocity_desktop.system.settings import Settings
from cocity_desktop.ui import qt_words
from tests.architecture.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "argon2",
    "cryptography",
    "babel",
    "typer",
    "reportlab",
    "jsonschema",
    "keyring",
)
FIRST_PAINT = """
import os, sys
from cocity_desktop.__main__ import main

def watch(window):
    window._begin = None
    window.painted.connect(lambda: (print(" ".join(sys.modules), flush=True), os._exit(0)))

main(["--data", sys.argv[1]], watch)
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    places = {name: str(home) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")}
    return {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen", "COCITY_PASSPHRASE": "", **more}


def run(home: Path, *arguments_: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cocity_desktop", *arguments_],
        cwd=ROOT,
        env=environment(home, **more),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_smoke_run_makes_the_archive_and_a_second_one_opens_it(tmp_path: Path) -> None:
    data = str(tmp_path / "casa")
    for _again in range(2):
        done = run(tmp_path, "--data", data, "--smoke", COCITY_PASSPHRASE="quattro parole di prova")
        assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "casa" / "archive.db").exists()


def test_a_smoke_run_with_the_wrong_passphrase_says_so_and_ends_with_2(tmp_path: Path) -> None:
    data = str(tmp_path / "casa")
    run(tmp_path, "--data", data, "--smoke", COCITY_PASSPHRASE="quattro parole di prova")
    done = run(
        tmp_path, "--data", data, "--smoke", "--language", "en", COCITY_PASSPHRASE="altre parole di prova"
    )
    assert done.returncode == 2
    assert "This is not the passphrase of this archive." in done.stderr


def test_a_smoke_run_shows_the_sample_house(tmp_path: Path) -> None:
    done = run(tmp_path, "--data", str(tmp_path / "casa"), "--smoke", "--sample")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "casa" / "archive.db").exists()


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path / "casa")],
        cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    loaded = set(done.stdout.split())
    assert loaded & set(HEAVY) == set()
    assert "cocity_desktop.application.services" not in loaded


def test_the_command_line_is_read() -> None:
    asked = arguments(["--data", "/casa", "--smoke", "--language", "en"])
    assert (str(asked.data), asked.smoke, asked.sample, asked.language) == ("/casa", True, False, "en")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments(["--version"])
    assert capsys.readouterr().out.strip() == __version__


def test_choices_are_kept_on_disk(tmp_path: Path) -> None:
    file = tmp_path / "made" / "window.json"
    Settings(file).set("language", "en")
    assert Settings(file).get("language") == "en"
    assert Settings(file).get("scheme", "system") == "system"


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff"])
def test_a_file_of_choices_that_cannot_be_read_counts_as_empty(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "window.json"
    file.write_bytes(content)
    assert Settings(file).get("language", "it") == "it"
    Settings(file).set("language", "en")
    assert Settings(file).get("language") == "en"


def test_choices_that_cannot_be_kept_stop_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("in the way")
    settings = Settings(tmp_path / "file" / "window.json")
    settings.set("language", "en")
    assert settings.get("language") == "en"
    assert "cannot be kept" in caplog.text


def test_qt_speaks_the_language_of_the_window(themed_app: QApplication) -> None:
    try:
        qt_words.speak(themed_app, "it")
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annulla"
    finally:
        qt_words.speak(themed_app, "en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_log_that_grew_is_kept_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("logging.basicConfig", lambda **_options: None)
    log = tmp_path / "co-city.log"
    log.write_bytes(b"x" * 600_000)
    start_log(tmp_path)
    assert not log.exists()
    assert (tmp_path / "co-city.1.log").stat().st_size == 600_000
