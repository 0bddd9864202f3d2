"""The project's own files as the architecture tests see them: modules, what they import, where they live."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "cocity_desktop"
PYTHON_FOLDERS = (PACKAGE, "tests", "tools", "bench", "packaging")


@dataclass(frozen=True)
class Import:
    """One imported module or name, written in full: `cocity_desktop.domain.errors.ErrorCode`."""

    name: str
    line: int


@dataclass(frozen=True)
class Module:
    """A file of Python and its place in the package."""

    path: Path
    name: str
    tree: ast.Module

    def __str__(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def layer(self) -> str:
        """`domain` for cocity_desktop.domain.errors, `bootstrap` for cocity_desktop.bootstrap."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else ""

    def imports(self) -> list[Import]:
        """Everything this file imports anywhere, lazily or for the type checker included."""
        found = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found += [Import(alias.name, node.lineno) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                found += [Import(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
        return found


def is_under(name: str, *prefixes: str) -> bool:
    """Whether the dotted `name` is one of `prefixes` or inside one."""
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


@cache
def python_files() -> tuple[Path, ...]:
    return tuple(sorted(path for folder in PYTHON_FOLDERS for path in (ROOT / folder).rglob("*.py")))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package."""
    return tuple(_module(path) for path in sorted((ROOT / PACKAGE).rglob("*.py")))


def _module(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(path, name, ast.parse(path.read_text(encoding="utf-8")))


def layer(name: str) -> list[Module]:
    found = [module for module in modules() if module.layer == name]
    assert found, f"nothing in {name}: was the layer renamed?"
    return found
