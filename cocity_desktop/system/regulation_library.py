"""The regulations that lie beside the app and those of the house's own, one folder each, read only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.system.regulation_days import DAYS_FILE, days_of, with_days, write_days
from cocity_desktop.system.regulation_files import REGULATION_FILE, examine_folder

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.domain.regulation import Regulation

OWN_FOLDER: Final = "regulations"
"""In the archive's directory: where a house or a Comune puts its own."""

_Stamp = tuple[int, int]


class RegulationLibrary:
    """Folders of regulations: `folder/CODE/regulation.toml`, where CODE is the regulation's own code.

    One of the house's `own` never takes the place of a shipped one: under the same code the shipped one is meant, so that
    nobody reads another text than the app's under the app's name.
    """

    def __init__(self, shipped: Path, own: Path | None = None) -> None:
        self._shipped, self._own = shipped, own
        self._read: dict[str, tuple[_Stamp, Regulation]] = {}

    def codes(self) -> tuple[str, ...]:
        """The codes of all regulations, sorted; no file is opened."""
        return tuple(sorted({*_codes(self._shipped), *_codes(self._own)}))

    def own_codes(self) -> tuple[str, ...]:
        """Those of the house's own, sorted."""
        return tuple(sorted(set(_codes(self._own)) - set(_codes(self._shipped))))

    def titles(self) -> tuple[tuple[str, str], ...]:
        """Code and title of every regulation that can be read. Raises EnvironmentFault(FILE_UNREADABLE)."""
        found = ((code, self.find(code)) for code in self.codes())
        return tuple((code, regulation.title) for code, regulation in found if regulation is not None)

    def faults(self) -> dict[str, tuple[UserError, ...]]:
        """What is wrong with the house's own, by the name of the folder; one that is whole is not there."""
        own = self._own
        if own is None or not own.is_dir():
            return {}
        taken = _codes(self._shipped)
        folders = sorted(path for path in own.iterdir() if path.is_dir() and not path.name.startswith("."))
        found = {path.name: examine_folder(path, taken).faults for path in folders}
        days: list[UserError] = []
        days_of(own, days)
        return {name: faults for name, faults in {**found, DAYS_FILE: tuple(days)}.items() if faults}

    def set_days(self, code: str, deadline: str, days: int | None) -> None:
        """Keep the house's days for a deadline of unknown length, None forgets them. Raises as `get` and `write_days`."""
        if self._own is None:
            raise UserError(ErrorCode.REGULATION_UNKNOWN, "code", asked=code, known="")
        folder = self._folder(code)
        examined = examine_folder(folder)
        if examined.regulation is None:
            raise examined.faults[0]
        write_days(self._own, examined.regulation, deadline, days)

    def find(self, code: str) -> Regulation | None:
        """As `get`, None where that raises UserError: `faults` tells why, and the others are still there."""
        try:
            return self.get(code)
        except UserError:
            return None

    def get(self, code: str) -> Regulation:
        """The regulation called `code`; a shipped one is read once, one of the house's own again when its file changed.

        Raises UserError REGULATION_UNKNOWN; for a faulty folder its first fault, with details `path` and `line`;
        EnvironmentFault FILE_UNREADABLE.
        """
        folder = self._folder(code)
        stamp = _stamp(folder)
        known = self._read.get(code)
        if known is not None and (known[0] == stamp or folder.parent == self._shipped):
            return with_days(known[1], days_of(self._own, []).get(code, {}))
        examined = examine_folder(folder)
        if examined.regulation is None:
            raise examined.faults[0]
        self._read[code] = (stamp, examined.regulation)
        return with_days(examined.regulation, days_of(self._own, []).get(code, {}))

    def _folder(self, code: str) -> Path:
        for place in (self._shipped, self._own):
            if place is not None and code in _codes(place):
                return place / code
        raise UserError(ErrorCode.REGULATION_UNKNOWN, "code", asked=code, known=", ".join(self.codes()))


def _codes(place: Path | None) -> tuple[str, ...]:
    """Folders with a regulation in them. A link is passed over: what it leads to may be anywhere."""
    if place is None:
        return ()
    found = (path.parent for path in place.glob(f"*/{REGULATION_FILE}"))
    return tuple(folder.name for folder in found if not folder.is_symlink())


def _stamp(folder: Path) -> _Stamp:
    """Changes whenever a file of the folder does: when the newest was written (nanoseconds), and their bytes."""
    states = [path.lstat() for path in folder.glob("*.toml")]
    return (max((state.st_mtime_ns for state in states), default=0), sum(state.st_size for state in states))
