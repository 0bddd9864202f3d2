"""The wheel holds everything the program reads at run time, and the program finds it there."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.architecture.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def names_under(folder: Path) -> set[str]:
    """Files below `folder` that belong in a package: no caches, no lock."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if "__pycache__" not in path.parts and path.name != ".lock"}


def test_every_resource_is_in_the_wheel(unpacked: Path) -> None:
    assert names_under(unpacked / "cocity_desktop" / "_resources") == names_under(ROOT / "resources")


@pytest.mark.parametrize("language", ["it", "en"])
def test_catalogues_are_compiled_in_the_wheel(unpacked: Path, language: str) -> None:
    catalogue = unpacked / "cocity_desktop" / "_i18n" / language / "LC_MESSAGES" / "cocity.mo"
    assert catalogue.read_bytes()[:4] in (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")


def test_the_code_of_the_wheel_is_the_code_of_the_project(unpacked: Path) -> None:
    packed = {
        name for name in names_under(unpacked / "cocity_desktop") if not name.startswith(("_res", "_i18n"))
    }
    assert packed == names_under(ROOT / "cocity_desktop")


IN_THE_WHEEL = """
import sys
from pathlib import Path

site = Path(sys.argv[1])
from cocity_desktop.system import paths
assert Path(paths.__file__).is_relative_to(site), paths.__file__
for folder in (paths.resources(), paths.catalogues()):
    assert folder.is_dir() and folder.is_relative_to(site), folder
"""


def test_the_program_finds_its_files_in_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    run = subprocess.run(
        [sys.executable, "-c", IN_THE_WHEEL, str(unpacked)],
        env=environment, cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
