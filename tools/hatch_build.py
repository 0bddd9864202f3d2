"""Build hook: no wheel leaves without its compiled catalogues.

`.mo` files are not committed (they would conflict at every merge), so the build makes them from the `.po` files
that are.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Runs `tools/catalogue.py compile` before the files are gathered."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        runpy.run_path(str(Path(self.root) / "tools" / "catalogue.py"))["compile_all"]()
