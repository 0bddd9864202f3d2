"""The import matrix of docs/architecture.md, in plain words.

An import counts wherever it stands, even under TYPE_CHECKING or inside a function: a layer that must not know
another must not know its names either.
"""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
from enum import Enum

import pytest

from cocity_desktop.domain.entity import Entity
from tests.architecture.source import PACKAGE, ROOT, Import, Module, is_under, layer, modules

# What the inner ring offers to those who serve it or show it: no use case among them.
CONTRACT = tuple(
    f"application.{name}"
    for name in (
        "ports",
        "photos",
        "maps",
        "inspection",
        "queries",
        "views",
        "document_views",
        "minutes_views",
        "changes",
        "export_ports",
        "steps",
        "likeness",
        "signed_files",
    )
)
# Builders of views over the port EntityReader, shared by the read models and the delivery.
READINGS = (
    "application.pact_document",
    "application.pact_overview",
    "application.recital_hints",
    "application.agenda_offers",
    "application.gap_points",
    "application.merge_preview",
    "application.pact_causes",
)
WORDS = (
    "localization",
    "error_messages",
    "defect_messages",
    "import_words",
    "labels",
    "likeness_words",
    "privacy_words",
    "regulation_words",
    "second_language",
    "signature_words",
    "version_words",
)
ADAPTERS = (
    "storage",
    "bundle",
    "documents",
    "exchange",
    "recognition",
    "tabular",
    "matching",
    "mapping",
    "signatures",
    "system",
)

# Layer -> what of ours it may import, besides itself.
OURS: dict[str, tuple[str, ...]] = {
    "domain": (),
    "application": ("domain",),
    "storage": ("domain", *CONTRACT, *READINGS, "localization"),
    "bundle": ("domain", *CONTRACT, "localization"),
    "documents": ("domain", *CONTRACT, "localization", "version_words"),
    "exchange": ("domain", *CONTRACT, "localization"),
    "recognition": ("domain", "application.recognition", "localization"),
    "tabular": ("domain", *CONTRACT, "application.cells", "application.importing.ports", "localization"),
    "matching": ("domain", *CONTRACT, "application.likeness", "localization"),
    "mapping": ("domain", *CONTRACT),
    "signatures": ("domain", *CONTRACT),
    "system": ("domain", *CONTRACT, "localization"),
    "localization": (),
    "error_messages": ("domain.errors", "labels", "localization"),
    "defect_messages": (
        "domain",
        *CONTRACT,
        "bundle.codes",
        "bundle.defects",
        "bundle.reply_model",
        "localization",
    ),
    "import_words": ("domain", *CONTRACT, "labels", "likeness_words", "localization"),
    "likeness_words": ("domain", *CONTRACT, "labels", "localization"),
    "privacy_words": ("domain", *CONTRACT, "labels", "localization"),
    "regulation_words": ("domain", "error_messages", "localization"),
    "labels": ("domain", *CONTRACT, "localization"),
    "second_language": (),
    "signature_words": ("domain", *CONTRACT, "application.signed_copies", "labels", "localization"),
    "version_words": ("domain", *CONTRACT, "localization"),
    "sample": ("domain", "application", "localization"),
    "ui": ("domain", "application", *WORDS),
    "cli": ("domain", "application", "bootstrap", *WORDS),
    "assembly": ("domain", "application", *ADAPTERS, *WORDS),
    "local_gate": ("domain", "application", "sample", "assembly", *ADAPTERS, *WORDS),
    "bootstrap": ("domain", "application", "assembly", "local_gate", *ADAPTERS, *WORDS),
    "__main__": ("domain.errors", "bootstrap", "ui", "cli", *WORDS),
}

# Layer -> what of others' it may import, besides the standard library.
OTHERS: dict[str, tuple[str, ...]] = {
    "domain": (),
    "application": (),
    "storage": ("sqlalchemy", "sqlcipher3", "alembic", "psycopg"),
    "bundle": ("cryptography", "jsonschema", "pyrage"),
    "documents": ("reportlab", "pikepdf", "pypdfium2", "PIL", "docx", "odfdo", "openpyxl", "icalendar"),
    "exchange": (),
    "recognition": ("dateparser",),
    "tabular": ("openpyxl", "defusedxml"),
    "matching": ("rapidfuzz",),
    "mapping": (),
    "signatures": ("pyhanko", "pyhanko_certvalidator", "asn1crypto", "cryptography", "pikepdf", "defusedxml"),
    "system": ("platformdirs", "keyring", "argon2", "cryptography", "filelock", "stdnum", "phonenumbers"),
    "localization": ("babel",),
    "error_messages": (),
    "defect_messages": (),
    "import_words": (),
    "likeness_words": (),
    "privacy_words": (),
    "regulation_words": (),
    "labels": (),
    "second_language": (),
    "signature_words": (),
    "version_words": (),
    "sample": (),
    "ui": ("PySide6", "shiboken6"),
    "cli": ("typer", "rich"),
    "assembly": (),
    "local_gate": (),
    "bootstrap": (),
    "__main__": ("PySide6",),
}


def faults(module: Module, imports: list[Import]) -> list[str]:
    return [f"{module}:{one.line} imports {one.name}" for one in imports]


def of_ours(module: Module) -> list[Import]:
    """Imports from this project, without those of the package's own top (its version)."""
    return [
        Import(one.name.removeprefix(PACKAGE + "."), one.line)
        for one in module.imports()
        if is_under(one.name, PACKAGE) and one.name != f"{PACKAGE}.__version__"
    ]


def test_every_layer_has_its_line_in_the_matrix() -> None:
    assert {module.layer for module in modules()} - {""} <= set(OURS)
    assert set(OURS) == set(OTHERS)


@pytest.mark.parametrize("name", [name for name in OURS if name in {module.layer for module in modules()}])
def test_a_layer_imports_only_the_layers_it_may(name: str) -> None:
    wrong = []
    for module in layer(name):
        strangers = [one for one in of_ours(module) if not is_under(one.name, name, *OURS[name])]
        wrong += faults(module, strangers)
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in OTHERS if name in {module.layer for module in modules()}])
def test_a_layer_imports_only_the_libraries_it_may(name: str) -> None:
    allowed = (PACKAGE, *sys.stdlib_module_names, *OTHERS[name])
    wrong = []
    for module in layer(name):
        wrong += faults(module, [one for one in module.imports() if not is_under(one.name, *allowed)])
    assert wrong == []


def test_the_domain_touches_neither_files_nor_clock_nor_network() -> None:
    outside = (
        "os",
        "io",
        "pathlib",
        "time",
        "socket",
        "subprocess",
        "sqlite3",
        "logging",
        "locale",
        "gettext",
    )
    wrong = []
    for module in layer("domain"):
        wrong += faults(module, [one for one in module.imports() if is_under(one.name, *outside)])
        source = module.path.read_text(encoding="utf-8")
        wrong += [
            f"{module} reads the clock: {call}" for call in (".now(", ".today(", ".utcnow(") if call in source
        ]
    assert wrong == []


def test_the_window_and_the_command_line_take_only_values_and_codes_from_the_domain() -> None:
    """Enums, errors, ids and frozen values cross into them; entities and rules stay behind the use cases."""
    wrong = []
    for name in ("ui", "cli"):
        for module in layer(name):
            taken = [one for one in of_ours(module) if is_under(one.name, "domain")]
            wrong += faults(module, [one for one in taken if not may_cross(one.name)])
    assert wrong == []


def may_cross(name: str) -> bool:
    home, _, attribute = f"{PACKAGE}.{name}".rpartition(".")
    thing = getattr(importlib.import_module(home), attribute, None)
    if thing is str or attribute.isupper():
        return True  # EntityId and other plain aliases; constants
    if not inspect.isclass(thing) or issubclass(thing, Entity):
        return False
    parameters = getattr(thing, "__dataclass_params__", None)
    return issubclass(thing, Enum | BaseException) or (parameters is not None and parameters.frozen)


def test_widgets_and_models_know_neither_dialogs_nor_pages() -> None:
    upper = ("ui.dialogs", "ui.pages", "ui.main_window")
    assert_parts_do_not_import(("ui.widgets", "ui.models", "ui.theme"), upper)


def test_dialogs_do_not_know_pages() -> None:
    assert_parts_do_not_import(("ui.dialogs",), ("ui.pages", "ui.main_window"))


def test_pages_do_not_know_the_window_that_holds_them() -> None:
    assert_parts_do_not_import(("ui.pages",), ("ui.main_window",))


def assert_parts_do_not_import(parts: tuple[str, ...], forbidden: tuple[str, ...]) -> None:
    wrong = []
    for module in layer("ui"):
        if is_under(module.name.removeprefix(PACKAGE + "."), *parts):
            wrong += faults(module, [one for one in of_ours(module) if is_under(one.name, *forbidden)])
    assert wrong == []


def page_of(name: str) -> str:
    """`groups` for ui.pages.groups and for ui.pages.groups.table; nothing outside the pages or for their base."""
    parts = name.split(".")
    return parts[2] if parts[:2] == ["ui", "pages"] and len(parts) > 2 and parts[2] != "base" else ""


def test_what_all_pages_share_knows_none_of_them() -> None:
    [base] = (module for module in layer("ui") if module.name == f"{PACKAGE}.ui.pages.base")
    assert faults(base, [one for one in of_ours(base) if page_of(one.name)]) == []


def test_a_page_never_imports_another_page() -> None:
    wrong = []
    for module in layer("ui"):
        page = page_of(module.name.removeprefix(PACKAGE + "."))
        others = [one for one in of_ours(module) if page and page_of(one.name) not in ("", page)]
        wrong += faults(module, others)
    assert wrong == []


WITHOUT_QT = """
import importlib, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"{name} is not to be loaded here")

sys.meta_path.insert(0, NoQt())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def test_everything_but_the_window_runs_without_qt() -> None:
    # Alembic runs env.py and the scripts itself, with its context set up; they are imported by its own tests.
    window = (f"{PACKAGE}.ui", f"{PACKAGE}.__main__", f"{PACKAGE}.storage.migrations")
    names = [module.name for module in modules() if not is_under(module.name, *window)]
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, *names], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
