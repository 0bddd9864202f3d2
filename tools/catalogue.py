r"""Keep the catalogues whole: extract the texts of the code, merge translations, compile.

    python tools/catalogue.py sync            extract, merge, compile
    python tools/catalogue.py add FILE.json   the same, then fill Italian texts from {msgid: text or [one, many]}
    python tools/catalogue.py missing         list texts without Italian; exit 1 if there are any
    python tools/catalogue.py compile         only .po to .mo

A context stands before its text as "context\u0004text". A lock file makes parallel runs wait.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "cocity_desktop"
I18N = ROOT / "i18n"
LANGUAGES = ("it", "en")
KEYWORDS: dict[str, Any] = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def po_path(language: str) -> Path:
    return I18N / language / "LC_MESSAGES" / "cocity.po"


def extract() -> Catalog:
    """All texts of the package, with the files they stand in but no line numbers (they would churn)."""
    template = Catalog(project="Co-City Desktop", charset="utf-8")
    found = extract_from_dir(SOURCES, [("**.py", "python")], keywords=KEYWORDS)
    for name, _line, message, _comments, context in found:
        template.add(message, None, [(Path(name).as_posix(), None)], context=context)  # type: ignore[list-item]
    return template


def load(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, domain="cocity", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="cocity")


def identity(message: Message) -> Any:
    """English is its own translation."""
    return tuple(message.id) if isinstance(message.id, list | tuple) else message.id


def merge(language: str, template: Catalog, extra: dict[str, Any]) -> Catalog:
    catalogue = load(language)
    known = {key(m): m.string for m in catalogue if m.id}
    catalogue.update(template, no_fuzzy_matching=True)
    for message in catalogue:
        if not message.id:
            continue
        text = extra.get(key(message)) if language == "it" else identity(message)
        if text is not None:
            message.string = tuple(text) if isinstance(text, list) else text
        elif not message.string and known.get(key(message)):
            message.string = known[key(message)]
    return catalogue


def key(message: Message) -> str:
    first = message.id[0] if isinstance(message.id, list | tuple) else message.id
    return f"{message.context}\u0004{first}" if message.context else str(first)


def save(language: str, catalogue: Catalog) -> None:
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.revision_date = catalogue.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    with path.open("wb") as file:
        write_po(
            file,
            catalogue,
            sort_output=True,
            omit_header=False,
            include_previous=False,
            no_location=False,
            width=110,
        )


def compile_all() -> None:
    for language in LANGUAGES:
        catalogue = load(language)
        path = po_path(language).with_suffix(".mo")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, catalogue)


def untranslated() -> list[str]:
    def empty(text: Any) -> bool:
        return not all(text) if isinstance(text, tuple | list) else not text

    return [key(m) for m in load("it") if m.id and empty(m.string)]


def sync(extra: dict[str, Any]) -> None:
    template = extract()
    unknown = set(extra) - {key(m) for m in template if m.id}
    for language in LANGUAGES:
        save(language, merge(language, template, extra))
    compile_all()
    for text in sorted(unknown):
        sys.stderr.write(f"not in the code: {text!r}\n")


def main(arguments: list[str]) -> int:
    command = arguments[0] if arguments else "sync"
    I18N.mkdir(exist_ok=True)
    with FileLock(I18N / ".lock"):
        if command == "compile":
            compile_all()
            return 0
        if command == "add":
            sync(json.loads(Path(arguments[1]).read_text(encoding="utf-8")))
        elif command == "sync":
            sync({})
    missing = untranslated()
    sys.stdout.write("".join(f"missing: {text}\n" for text in missing))
    return 1 if missing and command == "missing" else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
