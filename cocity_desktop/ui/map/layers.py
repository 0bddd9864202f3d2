"""The layers of ground that this machine shows: the borders of the app and files the house chose, in their order.

They are choices of the machine, kept in its preferences: a path and a fingerprint, never the file itself. A file that
is gone or changed keeps its line and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cocity_desktop.application.maps import Ground
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.map.ground import GroundSquares
from cocity_desktop.ui.map.painters import GroundPainter, painter_of
from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.gate import Preferences
    from cocity_desktop.application.maps import MapFiles
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.operation import Progress

PREFERENCE = "map_layers"


@dataclass(frozen=True, slots=True)
class Layer:
    """A line of the list; `path` "" is the app's own. `fault` says in words why it cannot be drawn."""

    path: str
    shown: bool = True
    fingerprint: str = ""
    name: str = ""
    attribution: str = ""
    fault: str = ""
    changed: bool = False

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return self.path or "built-in"


@dataclass(frozen=True, slots=True)
class Opened:
    """A layer's file, open."""

    ground: Ground
    painter: GroundPainter
    fingerprint: str


class MapLayers(QObject):
    """`changed` after every change of the list. Files are opened on the work lane; `squares` draws what is shown."""

    changed = Signal()
    read = Signal(int, int)

    def __init__(self, files: MapFiles, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files, self._preferences = files, preferences
        self.squares = GroundSquares(self)
        self.layers: tuple[Layer, ...] = ()
        self._open: dict[str, Opened] = {}
        self._loaded = False

    def load(self) -> None:
        """Open what was chosen before; the first call counts."""
        if not self._loaded:
            self._loaded = True
            self.layers = tuple(_read(self._preferences.get(PREFERENCE)))
            for layer in self.layers:
                self._start(layer)
            self.changed.emit()

    def add(self, path: Path, failed: Callable[[AppError], object]) -> Operation[Opened]:
        """Open a file and put it on top. `failed` when it cannot be: then it does not come into the list."""
        layer = Layer(str(path.resolve()))

        def keep(opened: Opened) -> None:
            others = tuple(one for one in self.layers if one.key != layer.key)
            self._become((*others, layer))
            self._opened(layer, opened)
            self._keep()

        job = Operation(self, partial(self._read_file, layer)).with_progress(self._step)
        return job.on_success(keep).on_error(failed).start("work")

    def show_layer(self, key: str, shown: bool) -> None:
        """Show it or hide it."""
        self._become(tuple(replace(one, shown=shown) if one.key == key else one for one in self.layers))
        self._keep()

    def move(self, key: str, step: int) -> None:
        """Nearer to the top (1) or to the bottom (-1)."""
        order = list(self.layers)
        at = next((place for place, one in enumerate(order) if one.key == key), None)
        if at is not None and 0 <= at + step < len(order):
            order.insert(at + step, order.pop(at))
            self._become(tuple(order))
            self._keep()

    def remove(self, key: str) -> None:
        """Out of the list; the file stays where it is. The app's own can only be hidden."""
        if key == Layer("").key:
            return
        opened = self._open.pop(key, None)
        self._become(tuple(one for one in self.layers if one.key != key))
        if opened is not None:
            opened.ground.close()
        self._keep()

    def shown(self) -> tuple[Ground, ...]:
        """The grounds in use, the lowest first."""
        return tuple(self._open[one.key].ground for one in self.layers if one.shown and one.key in self._open)

    # --- opening ----------------------------------------------------------------------------------------------

    def _start(self, layer: Layer) -> None:
        job = Operation(self, partial(self._read_file, layer)).with_progress(self._step)
        job.on_success(partial(self._opened, layer)).on_error(partial(self._lost, layer)).start("work")

    def _read_file(self, layer: Layer, progress: Progress) -> Opened:
        if not layer.path:
            ground = self._files.built_in()
            return Opened(ground, painter_of(ground), "")
        path = Path(layer.path)
        ground = self._files.open(path, progress.step)
        return Opened(ground, painter_of(ground), self._files.fingerprint(path))

    def _opened(self, layer: Layer, opened: Opened) -> None:
        facts = opened.ground.facts
        self._open[layer.key] = opened
        name = facts.name if layer.path else _("Municipal borders around Torino")
        was = layer.fingerprint
        self._change(
            layer.key,
            name=name,
            attribution=facts.attribution,
            fault="",
            changed=bool(was) and was != opened.fingerprint,
            fingerprint=was or opened.fingerprint,
        )

    def _lost(self, layer: Layer, error: AppError) -> None:
        self._change(layer.key, name=Path(layer.path).name, fault=words_for(error))

    def _step(self, done: int, total: int, _words: str) -> None:
        self.read.emit(done, total)

    # --- keeping ----------------------------------------------------------------------------------------------

    def _change(self, key: str, **news: Any) -> None:
        self._become(tuple(replace(one, **news) if one.key == key else one for one in self.layers))

    def _become(self, layers: tuple[Layer, ...]) -> None:
        self.layers = layers
        shown = tuple(self._open[one.key].painter for one in layers if one.shown and one.key in self._open)
        if shown != tuple(self.squares.painters):
            self.squares.use(shown)
        self.changed.emit()

    def _keep(self) -> None:
        kept = [{"path": one.path, "shown": one.shown, "fingerprint": one.fingerprint} for one in self.layers]
        self._preferences.set(PREFERENCE, kept)


def _read(kept: Any) -> list[Layer]:
    """What the preferences hold, as far as it makes sense; the app's own layer is always among them."""
    found: dict[str, Layer] = {}
    for one in kept if isinstance(kept, list) else []:
        if isinstance(one, dict) and isinstance(one.get("path"), str):
            layer = Layer(one["path"], bool(one.get("shown", True)), str(one.get("fingerprint", "")))
            found.setdefault(layer.key, layer)
    layers = list(found.values())
    return layers if Layer("").key in found else [Layer(""), *layers]
