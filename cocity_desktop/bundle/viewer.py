"""LEGGIMI.html: the page inside a delivery that shows the pact, checks the file and takes the answer.

One self-contained file: style, program and data stand in it, nothing is fetched, and its content security policy
names the hash of each, so that a browser runs nothing else. The pact itself is plain HTML (`viewer_html`), readable
without the program. The words are in resources/viewer/words.json, in Italian and English.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from cocity_desktop.bundle import viewer_html
from cocity_desktop.bundle.formats import REPLY_FORMAT
from cocity_desktop.bundle.model import BagInfo

if TYPE_CHECKING:
    from pathlib import Path

_PLACE = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the page is about."""

    info: BagInfo
    pact: dict[str, Any]
    content_code: str
    key_name: str

    @classmethod
    def of(cls, info: BagInfo, pact: dict[str, Any], content_code: str, key_name: str) -> Self:
        return cls(info=info, pact=pact, content_code=content_code, key_name=key_name)


def render(parts: Path, facts: Facts) -> bytes:
    """The page, from the files of resources/viewer. The same facts give the same bytes."""
    texts = {
        name: (parts / name).read_text(encoding="utf-8")
        for name in ("leggimi.html", "leggimi.css", "words.json")
    }
    script = "\n".join((parts / name).read_text(encoding="utf-8") for name in SCRIPTS)
    words: dict[str, dict[str, str]] = json.loads(texts["words.json"])
    values = {
        "policy": _policy(texts["leggimi.css"], script),
        "style": texts["leggimi.css"],
        "script": script,
        "data": embedded_json(_data(facts)),
        "words": embedded_json(words),
        **viewer_html.fragments(facts.info, facts.pact, facts.content_code, facts.key_name, words),
    }
    return _filled(texts["leggimi.html"], values, words).encode()


SCRIPTS = ("blake2b.js", "codes.js", "zip.js", "check.js", "answer.js", "leggimi.js")
"""In the order in which they are joined into one program."""


def _filled(template: str, values: dict[str, str], words: dict[str, dict[str, str]]) -> str:
    """`{{name}}` by a value; `{{w_name}}` by the Italian word in an element that the program can switch."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith("w_"):
            return viewer_html.word(words, name[2:])
        return html.escape(words[name[2:]]["it"]) if name.startswith("t_") else values[name]

    return _PLACE.sub(value, template)


def _hash_source(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _policy(style: str, script: str) -> str:
    """Nothing but the style and the program of this very page (Content Security Policy level 3)."""
    return (
        f"default-src 'none'; style-src {_hash_source(style)}; script-src {_hash_source(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def embedded_json(value: Any) -> str:
    """JSON that may stand in a script element: no "<", no "&", no line separators of JavaScript."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _data(facts: Facts) -> dict[str, Any]:
    """What the program needs; the texts of the pact are in the page already."""
    return {
        "reply_format": REPLY_FORMAT,
        "delivery_id": facts.info.delivery_id,
        "version": facts.info.version,
        "content_code": facts.content_code,
        "key": facts.key_name,
        "title": facts.info.pact_title,
        "articles": [
            {"id": article["id"], "number": article["number"]}
            for article in sorted(facts.pact["articles"], key=lambda each: each["number"])
        ],
    }
