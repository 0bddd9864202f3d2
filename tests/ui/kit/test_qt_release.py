"""Guards each upgrade of Qt: one release lost a reference to None at every call that gives nothing back.

On Python 3.10 and 3.11 the process then dies after a minute of painting ("none_dealloc"); from 3.12 None cannot die.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

CALLS = 5000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")
def test_painting_loses_no_reference_to_none(qapp) -> None:
    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    painter, ink = QPainter(image), QColor("black")
    try:
        before = sys.getrefcount(None)
        for _ in range(CALLS):
            painter.setPen(ink)
        lost = before - sys.getrefcount(None)
    finally:
        painter.end()
    assert lost < CALLS / 10
