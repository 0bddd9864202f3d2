"""Every value that people choose or see has words, in both languages."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from enum import StrEnum

import pytest

from cocity_desktop import bootstrap, domain
from cocity_desktop.application import views
from cocity_desktop.labels import has_label, label_of
from cocity_desktop.localization import LANGUAGES, use_language

# Codes, not choices: their words depend on what they are about and stand elsewhere.
NOT_SHOWN = {
    "Basis": "how a rule was read, said in the regulation's own notes",
    "CityTask": "the day's page has a sentence for each",
    "RecitalKind": "where a recital of a regulation comes from, shown with its text",
    "ColumnMeaning": "import_words, which also says them to the command line",
    "LeftKind": "privacy_words: a sentence with the name of what stays",
    "CopyState": "privacy_words: a sentence with the name of the copy",
    "CheckCode": "each gap has its question from the regulation",
    "Degree": "told beside its figure, in the words of its method (agreement_words)",
    "ErrorCode": "error_messages",
    "Fact": "what a heading is about, read by the controls only",
    "HealthCode": "defect_messages",
    "OfferKind": "the form of a meeting has a sentence for each",
    "RowReason": "import_words: a sentence with the facts of the row",
    "Capability": "what only some may do; the buttons say it",
    "ArticleChange": "version_words: what became of an article, in a sentence",
    "SentenceChange": "version_words: what became of a sentence",
    "PieceKind": "struck or underlined, and said so by version_words",
    "CauseKind": "version_words: a sentence with who, when and where it was said",
    "VersionKind": "version_words: the name of a version with its day",
    "Sameness": "signature_words: a sentence with version and articles",
    "SignatureDoubt": "signature_words: a clause of its sentence",
    "ParagraphRole": "how a paragraph is set in type, never named",
}


def enums() -> list[type[StrEnum]]:
    homes = [
        importlib.import_module(info.name)
        for package in (domain, views)
        for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    ]
    return [
        thing
        for home in homes
        for _, thing in inspect.getmembers(home, inspect.isclass)
        if issubclass(thing, StrEnum) and thing.__module__ == home.__name__
    ]


SHOWN = [enum for enum in enums() if enum.__name__ not in NOT_SHOWN]


def test_what_is_left_out_is_there() -> None:
    assert set(NOT_SHOWN) <= {enum.__name__ for enum in enums()}
    assert len(SHOWN) > 15


@pytest.mark.parametrize("enum", SHOWN, ids=lambda enum: enum.__name__)
def test_every_value_has_words(enum: type[StrEnum]) -> None:
    assert [value for value in enum if not has_label(value)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_not_the_codes_themselves(language: str) -> None:
    use_language(language, bootstrap.shipped()[1])
    words = {value: label_of(value) for enum in SHOWN for value in enum if has_label(value)}
    assert [value for value, text in words.items() if not text.strip() or "_" in text] == []
