"""Co-City Desktop: the workbench of those who accompany citizens to a patto di collaborazione."""

from __future__ import annotations

__version__ = "0.1.0"
