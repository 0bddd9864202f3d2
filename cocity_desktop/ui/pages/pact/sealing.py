"""From draft to file: the three steps of a delivery, each on its lane, with the file taken back if the last one fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.deliveries import (
    PrepareDelivery,
    prepare_delivery,
    record_delivery,
    write_delivery,
)
from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtCore import QObject

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.deliveries import DeliveryDraft
    from cocity_desktop.application.ports import SealedFile
    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.errors import AppError


class Sealing:
    """One delivery under way: reading, writing, recording."""

    def __init__(self, parent: QObject, services: Services, out: Path) -> None:
        self._parent, self._services, self._out = parent, services, out
        self.done: Callable[[Changes], object] = lambda _changes: None
        self.failed: Callable[[AppError], object] = lambda _error: None

    def start(self, pact_id: str, overrides: Mapping[str, str]) -> None:
        """Begin; `done` or `failed` is called once."""
        services = self._services
        cmd = PrepareDelivery(pact_id=pact_id, overrides=overrides)
        Operation(
            self._parent,
            lambda: services.run(prepare_delivery, cmd, services.minutes_of, services.read_bytes),
        ).on_success(self._write).on_error(self.failed).start("database")

    def _write(self, draft: DeliveryDraft) -> None:
        services = self._services
        Operation(
            self._parent, lambda: write_delivery(draft, services.press, services.sealer, self._out)
        ).on_success(lambda sealed: self._record(draft, sealed)).on_error(self.failed).start("work")

    def _record(self, draft: DeliveryDraft, sealed: SealedFile) -> None:
        Operation(
            self._parent, lambda: record_delivery(draft, sealed, self._services.new_unit_of_work())
        ).on_success(self.done).on_error(lambda error: self._take_back(sealed, error)).start("database")

    def _take_back(self, sealed: SealedFile, error: AppError) -> None:
        sealed.path.unlink(missing_ok=True)
        self.failed(error)
