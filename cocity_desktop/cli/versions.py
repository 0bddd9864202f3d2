"""Commands of the versions of a pact: kept by name, listed, compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cocity_desktop.application.pact_versions import KeepVersion, keep_version
from cocity_desktop.application.views.versions import VersionKind
from cocity_desktop.cli.output import say, say_json, say_table
from cocity_desktop.cli.session import session_of
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.pact_diff import SentenceChange
from cocity_desktop.domain.text_diff import PieceKind
from cocity_desktop.version_words import (
    article_fate,
    article_name,
    cause_lines,
    spoken,
    summary,
    version_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.views.versions import PactComparison, VersionKey, VersionRow
    from cocity_desktop.domain.pact_diff import SentenceDiff

_SIGNS = {PieceKind.STAYS: ("", ""), PieceKind.GONE: ("[-", "-]"), PieceKind.COME: ("{+", "+}")}
"""As `git diff --word-diff` marks words, which people who use a terminal know."""

State = Annotated[
    str, typer.Argument(help="now, a name, a delivery as v2, or the id of a version or of a change.")
]
AsJson = Annotated[bool, typer.Option("--json")]


def add_commands(app: typer.Typer) -> None:
    """Below `cocity pact`."""
    app.command("versions")(list_versions)
    app.command("keep")(keep)
    app.command("compare")(compare)


def list_versions(context: typer.Context, pact: str, as_json: AsJson = False) -> None:
    """The states of a pact that can be compared: now, versions with a name, deliveries, earlier moments."""
    with session_of(context).opened() as services:
        rows = services.queries.pact_versions(pact)
    if as_json:
        say_json([_plain(row) for row in rows])
        return
    say_table(
        [(_typed(row), row.at.isoformat() if row.at else "", row.by, version_name(row)) for row in rows]
    )


def keep(context: typer.Context, pact: str, name: str, note: str = "") -> None:
    """Give the pact as it stands a name; print the version's id."""
    with session_of(context).opened() as services:
        changes = services.run(keep_version, KeepVersion(pact_id=pact, name=name, note=note))
    say(changes.created or "")


def compare(
    context: typer.Context,
    pact: str,
    old: State,
    new: State = "now",
    out: Annotated[Path | None, typer.Option(help="Write the two texts side by side as PDF.")] = None,
    as_json: AsJson = False,
) -> None:
    """What makes one state of a pact another, with who, when and why."""
    with session_of(context).opened() as services:
        rows = services.queries.pact_versions(pact)
        comparison = services.queries.pact_comparison(pact, _key(rows, old), _key(rows, new))
        if out is not None:
            services.write_file(out, services.press.pact_comparison(comparison))
            say(str(out))
            return
    if as_json:
        say_json(_as_json(comparison))
    else:
        _say_comparison(comparison)


def _key(rows: Sequence[VersionRow], typed: str) -> VersionKey:
    """The state that was typed. Raises UserError(NOT_FOUND)."""
    for row in rows:
        if typed in (_typed(row), row.key.id) or (
            row.key.kind is VersionKind.NAMED and row.name.casefold() == typed.casefold()
        ):
            return row.key
    raise UserError(ErrorCode.NOT_FOUND, kind="pact_version", id=typed)


def _typed(row: VersionRow) -> str:
    """What somebody types for a state."""
    if row.key.kind is VersionKind.NOW:
        return "now"
    return f"v{row.name}" if row.key.kind is VersionKind.DELIVERED else row.key.id


def _say_comparison(comparison: PactComparison) -> None:
    say(summary(comparison))
    for article in comparison.articles:
        if not article.differs:
            continue
        fate = article_fate(article)
        say(f"\n{article_name(article)}" + (f" [{fate}]" if fate else ""))
        for words in cause_lines(comparison.causes.get(article.id)):
            say(f"  {words}")
        for line in article.sentences:
            if line.change is not SentenceChange.SAME:
                say(f"  {_marked(line)}")
                for words in (spoken(line), *_causes(comparison, line)):
                    say(f"    {words}")


def _causes(comparison: PactComparison, line: SentenceDiff) -> tuple[str, ...]:
    return () if line.change is SentenceChange.LEFT else cause_lines(comparison.causes.get(line.id))


def _marked(line: SentenceDiff) -> str:
    parts = []
    for kind, text in line.pieces:
        words = text.rstrip()
        before, after = _SIGNS[kind]
        parts.append(f"{before}{words}{after}{text[len(words) :]}")
    return "".join(parts)


def _plain(row: VersionRow) -> dict[str, Any]:
    return {
        "state": row.key.kind.value,
        "id": row.key.id,
        "name": row.name,
        "at": row.at.isoformat() if row.at else None,
        "by": row.by,
        "note": row.note,
    }


def _as_json(comparison: PactComparison) -> dict[str, Any]:
    return {
        "old": _plain(comparison.old),
        "new": _plain(comparison.new),
        "articles": [
            {
                "id": article.id,
                "change": article.change.value,
                "number": [article.old_number, article.number],
                "title": [article.old_title, article.title],
                "sentences": [
                    {
                        "change": line.change.value,
                        "words": [[piece.kind.value, piece.text] for piece in line.pieces],
                        "cause": list(_causes(comparison, line)),
                    }
                    for line in article.sentences
                    if line.change is not SentenceChange.SAME
                ],
            }
            for article in comparison.articles
            if article.differs
        ],
    }
