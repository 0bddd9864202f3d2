"""The files that tell others about the app agree with each other, with the code and with the pins."""

from __future__ import annotations

import configparser
import importlib.util
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from cocity_desktop import __version__
from tests.architecture.source import ROOT
from tools import check_publiccode, system_libraries

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

APP_ID = "it.cocity.Desktop"
LINUX = ROOT / "packaging" / "linux"


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def make_deb() -> ModuleType:
    """By its path: `packaging` is also the name of a library."""
    spec = importlib.util.spec_from_file_location("make_deb", ROOT / "packaging" / "make_deb.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def launcher() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(LINUX / f"{APP_ID}.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_menu_starts_a_program_that_exists() -> None:
    assert launcher()["Exec"].split()[0] in project()["gui-scripts"]
    assert (LINUX / f"{launcher()['Icon']}.svg").is_file()


def test_the_menu_speaks_italian() -> None:
    translated = {key for key in launcher() if key.endswith("[it]")}
    assert {"GenericName[it]", "Comment[it]", "Keywords[it]"} <= translated


def test_the_metainfo_names_the_launcher_and_this_version() -> None:
    text = (LINUX / f"{APP_ID}.metainfo.xml").read_text(encoding="utf-8")
    assert f'<launchable type="desktop-id">{APP_ID}.desktop</launchable>' in text
    assert re.findall(r'<release version="([^"]+)"', text)[0] == __version__
    assert set(re.findall(r"<binary>(.+?)</binary>", text)) == {
        *project()["scripts"],
        *project()["gui-scripts"],
    }


def test_the_debian_package_depends_on_every_library_of_the_window() -> None:
    wanted = {need.package for need in system_libraries.WINDOW}
    given = set(re.split(r", | \| ", make_deb().depends()))
    assert wanted <= given


def test_every_dependency_is_pinned_with_its_hash() -> None:
    pins = ROOT / "requirements" / "run.txt"
    text = pins.read_text(encoding="utf-8")
    names = {re.split(r"[<>=!~ ;\[]", one)[0].lower() for one in project()["dependencies"]}
    assert names <= set(make_deb().pinned(pins))
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", text) if block.strip())


def test_the_card_for_the_catalogue_of_public_software_is_valid() -> None:
    card = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert list(check_publiccode.defects(card, ROOT)) == []


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("url", "co-city", "$.url"),
        ("logo", "missing.svg", "missing.svg: there is no such file"),
        ("maintenance", {"type": "community"}, "'contacts' is a required property"),
        ("monochromeLogo", "deprecated.svg", "monochromeLogo"),
    ],
)
def test_a_faulty_card_is_refused(key: str, value: object, told: str, tmp_path: Path) -> None:
    card = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert any(told in line for line in check_publiccode.defects({**card, key: value}, tmp_path))
