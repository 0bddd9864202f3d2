"""People read Italian or English, never what a programmer typed in passing: all words come from catalogues."""

from __future__ import annotations

import ast
import re
import string
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.domain.errors import ErrorCode
from cocity_desktop.error_messages import codes_with_words
from tests.architecture.source import PACKAGE, Module, is_under, modules
from tools import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message

TRANSLATING = {"_", "ngettext", "pgettext"}

# Where Qt, typer and rich show a string to people: any letter in a literal there must be translated.
SHOWING = {
    "setText", "setPlainText", "setHtml", "setMarkdown", "setToolTip", "setStatusTip", "setWhatsThis",
    "setWindowTitle", "setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setTitle",
    "setLabelText", "setPrefix", "setSuffix", "setInformativeText", "setDetailedText", "setHeaderData",
    "setHorizontalHeaderLabels", "setSpecialValueText", "addItem", "addItems", "addAction", "addMenu", "addTab",
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMessageBox",
    "drawText", "echo", "secho", "confirm", "prompt",
}  # fmt: skip
SHOWING_KEYWORDS = {
    "help",
    "short_help",
    "epilog",
    "label",
    "title",
    "text",
    "hint",
    "placeholder",
    "tooltip",
}

# Calls whose strings are names, styles, patterns or keys, whatever they look like.
NAMING = {
    "setObjectName", "setStyleSheet", "setProperty", "property", "QFont", "font", "QKeySequence", "getLogger",
    "QByteArray", "debug", "info", "warning", "error", "exception", "strftime", "compile", "get", "removeprefix",
    "removesuffix", "replace", "split", "join", "format", "TypeVar", "NewType", "ParamSpec", "QColor", "Signal",
    "Slot", "Property", "setFamilies", "setFamily", "setApplicationName", "setOrganizationName",
    "setDesktopFileName", "ValueError", "TypeError", "RuntimeError", "KeyError", "AssertionError", "LookupError",
    "cast", "setattr", "getattr", "hasattr", "day", "by_day", "from_day",
}  # fmt: skip

# Two words in a row, or a capitalised one: what a sentence, a title or a button looks like.
PROSE = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}|^[A-ZÀ-Ý][a-zà-ÿ]{2,}")
KEYS = re.compile(
    r"(Ctrl|Alt|Shift|Meta|Esc|Return|Enter|Space|Del|Ins|Tab|Backspace|Home|End|Up|Down)\b\S*$"
)
LETTERS = re.compile(r"[^\W\d_]{2,}")


def callee(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """String literals in `node` that are shown as they stand: not inside a call that translates or names."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node
        return
    if isinstance(node, ast.Call) and callee(node) in TRANSLATING | NAMING:
        return
    children = ast.iter_child_nodes(node)
    if isinstance(node, ast.FormattedValue):
        children = iter([node.value])
    elif isinstance(node, ast.Subscript | ast.Compare | ast.Raise | ast.Assert):
        return  # keys, comparisons and programming errors
    for child in children:
        yield from literals(child)


def annotations_and_docstrings(tree: ast.Module) -> set[int]:
    """The ids of nodes that nobody shows: docstrings, bare strings under a constant, types, __all__."""
    hidden: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            hidden.add(id(node.value))
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if part is not None:
                hidden |= {id(inner) for inner in ast.walk(part)}
    return hidden


def shown_literals(module: Module, besides: frozenset[str] = frozenset()) -> Iterator[ast.Constant]:
    """Literals handed straight to something that shows them, `besides` some keywords."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        arguments = list(node.args) if callee(node) in SHOWING else []
        arguments += [keyword.value for keyword in node.keywords if keyword.arg in SHOWING_KEYWORDS - besides]
        for argument in arguments:
            yield from (one for one in literals(argument) if LETTERS.search(one.value))


def prose(module: Module) -> Iterator[ast.Constant]:
    """Literals anywhere that read like words for people."""
    hidden = annotations_and_docstrings(module.tree)
    for one in literals(module.tree):
        if id(one) not in hidden and PROSE.search(one.value) and not KEYS.match(one.value):
            yield one


def of_the_window() -> list[Module]:
    return [module for module in modules() if is_under(module.name, f"{PACKAGE}.ui")]


def of_the_command_line() -> list[Module]:
    return [module for module in modules() if is_under(module.name, f"{PACKAGE}.cli")]


def listed(module: Module, found: Iterator[ast.Constant]) -> list[str]:
    return sorted({f"{module}:{one.lineno} {one.value!r}" for one in found})


def test_the_window_shows_no_untranslated_text() -> None:
    assert [line for module in of_the_window() for line in listed(module, shown_literals(module))] == []


def test_nothing_in_the_window_reads_like_untranslated_words() -> None:
    theme = f"{PACKAGE}.ui.theme"  # fonts, colours and drawing: its names are not words
    speaking = [module for module in of_the_window() if not is_under(module.name, theme)]
    assert [line for module in speaking for line in listed(module, prose(module))] == []


def test_the_command_line_shows_no_untranslated_text() -> None:
    # typer collects help while modules load, before any language is chosen: `--help` speaks English (README).
    besides = frozenset({"help"})
    found = {module.name: listed(module, shown_literals(module, besides)) for module in of_the_command_line()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_the_tests_for_untranslated_text_find_some() -> None:
    """Guards the guards: what they are there to find, they find."""
    source = (
        'label.setText("Salva")\nCard(title=f"{n} gruppi")\nNAMES = {"a": "Gruppi e luoghi"}\nx = _("Save")'
    )
    module = Module(modules()[0].path, "sample", ast.parse(source))
    assert [one.value for one in shown_literals(module)] == ["Salva", " gruppi"]
    assert [one.value for one in prose(module)] == ["Salva", "Gruppi e luoghi"]


def test_no_text_is_translated_before_the_language_is_known() -> None:
    """Translation at import would freeze the language: it happens in functions and lambdas only."""
    early = [f"{module}:{line}" for module in modules() for line in translated_at_import(module.tree)]
    assert early == []


def translated_at_import(node: ast.AST) -> Iterator[int]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id in TRANSLATING:
            yield child.lineno
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for evaluated in (*child.args.defaults, *(d for d in child.args.kw_defaults if d)):
                yield from translated_at_import(ast.Expr(evaluated))
        else:
            yield from translated_at_import(child)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue.load(language) if message.id]


def as_list(text: object) -> list[str]:
    return [str(part) for part in text] if isinstance(text, tuple | list) else [str(text)]


def test_no_text_hides_inside_an_f_string() -> None:
    """The catalogue's tool does not look into f-strings: a text there would stay English without a word."""
    hidden = [
        f"{module.name}:{call.lineno}"
        for module in modules()
        for string in ast.walk(module.tree)
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"_", "ngettext", "pgettext"}
    ]
    assert hidden == []


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_every_text_of_the_code_is_in_the_catalogue(language: str) -> None:
    template: Catalog = catalogue.extract()
    wanted = {catalogue.key(message) for message in template if message.id}
    assert wanted - {catalogue.key(message) for message in messages(language)} == set()


def test_every_text_has_its_italian() -> None:
    assert catalogue.untranslated() == []


def test_translations_are_marked_as_sure() -> None:
    assert [message.id for message in messages("it") if message.fuzzy] == []


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_translations_keep_the_placeholders(language: str) -> None:
    wrong = []
    for message in messages(language):
        wanted = set().union(*(placeholders(text) for text in as_list(message.id)))
        for text in as_list(message.string):
            # A singular may say «un gruppo» without its number; nothing may appear that the code does not fill.
            kept = placeholders(text)
            if not kept <= wanted or (kept != wanted and not message.pluralizable):
                wrong.append((message.id, text))
    assert wrong == []


def test_italian_uses_its_own_apostrophe_and_quotes() -> None:
    plain = re.compile(r"\w'|[\"“”]")
    texts = [text for message in messages("it") for text in as_list(message.string)]
    assert [text for text in texts if plain.search(text)] == []


def test_every_error_code_has_its_words() -> None:
    assert set(ErrorCode) - codes_with_words() == set()
