"""How the app looks: tokens, fonts, icons, painting. Nothing here knows of pages or of the archive."""

from __future__ import annotations

from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.scheme import install
from cocity_desktop.ui.theme.tokens import colour, px

__all__ = ["colour", "font", "install", "px"]
