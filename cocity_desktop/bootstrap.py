"""The one place where the command line, the tests and `__main__` find what is put together: gate, verifier, files, choices.

The window never imports this module (`__main__` hands it the gate). What lies behind a gate is put together by `assembly`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.assembly import open_services, shipped, verifier
from cocity_desktop.local_gate import SAMPLE_PASSPHRASE, LocalGate, build_sample_house

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.system.regulation_files import Examined
    from cocity_desktop.system.regulation_library import RegulationLibrary
    from cocity_desktop.system.settings import Settings

__all__ = ["SAMPLE_PASSPHRASE", "LocalGate", "build_sample_house", "open_services", "shipped", "verifier"]


def schema(name: str) -> str:
    """The JSON Schema called `name`, as shipped."""
    return (shipped()[0] / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")


def write_file(path: Path, content: bytes) -> None:
    """A whole file or none. Raises EnvironmentFault: DISK_FULL, DIRECTORY_READ_ONLY, FILE_UNWRITABLE."""
    from cocity_desktop.system.files import write_atomically

    write_atomically(path, [content])


def regulation_library(directory: Path) -> RegulationLibrary:
    """The regulations shipped and those of the house whose archive lies in `directory`; needs no archive."""
    from cocity_desktop.system.regulation_library import OWN_FOLDER, RegulationLibrary

    return RegulationLibrary(shipped()[0] / "regulations", directory / OWN_FOLDER)


def examine_regulation(folder: Path) -> Examined:
    """A folder that is to become a regulation, with all its faults. Raises EnvironmentFault(FILE_UNREADABLE)."""
    from cocity_desktop.system.regulation_files import examine_folder
    from cocity_desktop.system.regulation_library import RegulationLibrary

    return examine_folder(folder, RegulationLibrary(shipped()[0] / "regulations").codes())


def new_regulation(folder: Path) -> Path:
    """Write a commented skeleton into a folder that is not there yet, and give its file.

    Raises UserError(REGULATION_FOLDER_TAKEN), EnvironmentFault as `write_file`.
    """
    from cocity_desktop.system.regulation_skeleton import write_skeleton

    return write_skeleton(shipped()[0] / "regulation_skeleton.toml", folder)


def default_directory() -> Path:
    """Where the archive of this user lies when nobody said otherwise."""
    from cocity_desktop.system.paths import default_data_directory

    return default_data_directory()


def local_preferences(directory: Path | None = None) -> Settings:
    """The choices of this machine, kept in `directory` or where the platform keeps such things."""
    from cocity_desktop.system.paths import config_directory
    from cocity_desktop.system.settings import Settings

    return Settings((directory or config_directory()) / "window.json")


def start_log() -> None:
    """Keep what goes wrong where the platform keeps logs."""
    from cocity_desktop.system import logs, paths

    logs.start_log(paths.log_directory())
