"""The one signal from which every page refreshes: no page tells another what it did."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ChangeBus(QObject):
    """`changed` carries the `application.changes.Changes` of a transaction that is already on disk.

    `waiting` tells how many lines that somebody has finished are not on disk yet.
    """

    changed = Signal(object)
    waiting = Signal(int)
