"""The Comune's answer as a file: made from a delivery, read back from anyone, bound to that exact delivery.

It comes from a browser form, a script or an editor on some office PC, so every encoding that such machines write is
read, and everything that is not meant plainly is refused with all its reasons. Nothing is applied by halves: the
result is a whole answer or a list of faults. Texts stay text: markup in them is shown, never interpreted.
"""

from __future__ import annotations

import codecs as python_codecs
import json
import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from cocity_desktop.bundle import shape
from cocity_desktop.bundle.canonical import DuplicateKeyError, strict_loads
from cocity_desktop.bundle.formats import REPLY_FORMAT
from cocity_desktop.bundle.reply_model import (
    Answerable,
    AnsweredArticle,
    ParsedReply,
    ReplyDefect,
    ReplyFault,
)
from cocity_desktop.domain.deliveries import Verdict

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 8 << 20
SCHEMA = "risposta.schema.json"


__all__ = ["Answerable", "AnsweredArticle", "ParsedReply", "ReplyDefect", "ReplyFault"]


# --- Making an answer -----------------------------------------------------------------------------------------


def answerable(
    pact: dict[str, Any], content_code: str, file_code: str, tag_manifest_sha512: str
) -> Answerable:
    """What a verified delivery is to be answered as, from its data/patto.json and its codes."""
    return Answerable(
        delivery_id=pact["delivery"]["id"],
        version=pact["delivery"]["version"],
        content_code=content_code,
        file_code=file_code,
        tag_manifest_sha512=tag_manifest_sha512,
        articles={article["id"]: article["number"] for article in pact["articles"]},
    )


def new_reply(delivery: Answerable) -> dict[str, Any]:
    """An answer to be filled in: every verdict is null, and as long as one is the answer is refused."""
    ordered = sorted(delivery.articles.items(), key=lambda each: each[1])
    return {
        "format": REPLY_FORMAT,
        "delivery_id": delivery.delivery_id,
        "version": delivery.version,
        "content_code": delivery.content_code,
        "file_code": delivery.file_code,
        "tag_manifest_sha512": delivery.tag_manifest_sha512,
        "office": "",
        "officer_role": "",
        "protocol": "",
        "protocol_date": None,
        "replied_on": None,
        "items": [
            {"article_id": article, "article_number": number, "verdict": None, "text": "", "reason": ""}
            for article, number in ordered
        ],
        "note": "",
    }


def set_verdict(
    reply: dict[str, Any], number: int | None, verdict: Verdict, *, text: str = "", reason: str = ""
) -> None:
    """Answer article `number`, or with None every article not answered yet. Raises KeyError for no such article."""
    items = [item for item in reply["items"] if number in {None, item["article_number"]}]
    if not items:
        raise KeyError(number)
    for item in items:
        if number is not None or item["verdict"] is None:
            item.update(verdict=verdict.value, text=text, reason=reason)


def reply_bytes(reply: dict[str, Any]) -> bytes:
    """The file to save, for people who may want to look into it: keys in the order of the form."""
    return json.dumps(reply, ensure_ascii=False, indent=2).encode() + b"\n"


# --- Reading one ----------------------------------------------------------------------------------------------


def parse_reply(raw: bytes, schemas: Path) -> ParsedReply | tuple[ReplyDefect, ...]:
    """The answer in `raw`, or every reason why it is none. `schemas` is resources/schemas. Never raises."""
    loaded = _load(raw)
    if isinstance(loaded, ReplyDefect):
        return (loaded,)
    family = _family(loaded)
    if family is not None:
        return (family,)
    _normalize(loaded)
    defects = [*_unfilled(loaded), *_shape(loaded, schemas), *_characters(loaded, "")]
    if defects:
        return tuple(defects)
    defects = [*_dates(loaded), *_twice(loaded)]
    return tuple(defects) if defects else _built(loaded)


def binding_defects(reply: ParsedReply, delivery: Answerable) -> tuple[ReplyDefect, ...]:
    """Why `reply` is not an answer to exactly `delivery`; empty when it is."""
    if reply.delivery_id != delivery.delivery_id:
        return (ReplyDefect(ReplyFault.OTHER_DELIVERY, "/delivery_id"),)
    found: list[ReplyDefect] = []
    if reply.version != delivery.version:
        facts = {"expected": delivery.version, "found": reply.version}
        found.append(ReplyDefect(ReplyFault.OTHER_VERSION, "/version", facts))
    if reply.content_code != delivery.content_code:
        facts_of_code = {"expected": delivery.content_code, "found": reply.content_code}
        found.append(ReplyDefect(ReplyFault.OTHER_CONTENT, "/content_code", facts_of_code))
    if _other_file(reply, delivery):
        found.append(ReplyDefect(ReplyFault.OTHER_FILE, "/file_code", {"expected": delivery.file_code}))
    return (*found, *_articles(reply, delivery))


def _other_file(reply: ParsedReply, delivery: Answerable) -> bool:
    if reply.file_code not in {"", delivery.file_code}:
        return True
    return reply.tag_manifest_sha512 not in {"", delivery.tag_manifest_sha512}


def _articles(reply: ParsedReply, delivery: Answerable) -> list[ReplyDefect]:
    answered = {item.article_id: item.number for item in reply.items}
    found = []
    for article, number in answered.items():
        expected = delivery.articles.get(article)
        if expected is None:
            found.append(ReplyDefect(ReplyFault.ARTICLE_UNKNOWN, "/items", {"article": number}))
        elif expected != number:
            found.append(
                ReplyDefect(ReplyFault.ARTICLE_NUMBER, "/items", {"article": number, "expected": expected})
            )
    missing = sorted(number for article, number in delivery.articles.items() if article not in answered)
    found.extend(ReplyDefect(ReplyFault.ARTICLE_MISSING, "/items", {"article": number}) for number in missing)
    return found


_MARKS = (
    (python_codecs.BOM_UTF8, "utf-8"),
    (python_codecs.BOM_UTF32_LE, "utf-32-le"),
    (python_codecs.BOM_UTF32_BE, "utf-32-be"),
    (python_codecs.BOM_UTF16_LE, "utf-16-le"),
    (python_codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(raw: bytes) -> str | None:
    """Text in UTF-8, UTF-16 or UTF-32 (with their mark; UTF-16 also without), else in Windows' code page 1252.

    None when it is in none of them.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _try(raw[len(mark) :], encoding)
    if raw[:1] == b"\0" or raw[1:2] == b"\0":
        return _try(raw, "utf-16-be" if raw[:1] == b"\0" else "utf-16-le")
    text = _try(raw, "utf-8")
    return text if text is not None else _try(raw, "cp1252")


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _load(raw: bytes) -> dict[str, Any] | ReplyDefect:
    if len(raw) > MAX_BYTES:
        return ReplyDefect(ReplyFault.TOO_LARGE, details={"limit": MAX_BYTES})
    text = decode(raw)
    if text is None:
        return ReplyDefect(ReplyFault.ENCODING)
    try:
        loaded = strict_loads(text)
    except DuplicateKeyError as error:
        return ReplyDefect(ReplyFault.DUPLICATE_KEY, details={"key": str(error)[:80]})
    except json.JSONDecodeError as error:
        return ReplyDefect(ReplyFault.NOT_JSON, details={"line": error.lineno})
    except (ValueError, RecursionError):
        return ReplyDefect(ReplyFault.NOT_JSON, details={"line": 1})
    return loaded if isinstance(loaded, dict) else ReplyDefect(ReplyFault.NOT_A_REPLY)


def _family(loaded: dict[str, Any]) -> ReplyDefect | None:
    found = loaded.get("format")
    if found == REPLY_FORMAT:
        return None
    if isinstance(found, str) and re.fullmatch(r"cocity-risposta/[0-9]{1,9}", found):
        return ReplyDefect(ReplyFault.NEWER, "/format", {"found": found, "expected": REPLY_FORMAT})
    return ReplyDefect(ReplyFault.NOT_A_REPLY, "/format")


def _items(loaded: dict[str, Any]) -> list[dict[str, Any]]:
    items = loaded.get("items")
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _normalize(loaded: dict[str, Any]) -> None:
    """Line ends as LF and no space around, in place; what is optional and null becomes empty text."""
    fields = ("office", "officer_role", "protocol", "note")
    for record, keys in ((loaded, fields), *((item, ("text", "reason")) for item in _items(loaded))):
        for key in keys:
            value = record.get(key)
            if value is None and key in record:
                record[key] = ""
            elif isinstance(value, str):
                record[key] = value.replace("\r\n", "\n").replace("\r", "\n").strip()


def _unfilled(loaded: dict[str, Any]) -> list[ReplyDefect]:
    """What the form leaves open, said in its own words rather than as a wrong shape."""
    found = []
    if loaded.get("office") in (None, ""):
        found.append(ReplyDefect(ReplyFault.OFFICE_MISSING, "/office"))
    if loaded.get("replied_on") in (None, ""):
        found.append(ReplyDefect(ReplyFault.REPLIED_ON_MISSING, "/replied_on"))
    for place, item in enumerate(_items(loaded)):
        fault = _item_fault(item)
        if fault is not None:
            found.append(
                ReplyDefect(fault, f"/items/{place}", {"article": item.get("article_number", place + 1)})
            )
    return found


def _item_fault(item: dict[str, Any]) -> ReplyFault | None:
    verdict = item.get("verdict")
    if verdict is None or verdict == "":
        return ReplyFault.VERDICT_MISSING
    if not isinstance(verdict, str):
        return None
    if verdict == Verdict.ACCEPTED_WITH_TEXT and not item.get("text"):
        return ReplyFault.TEXT_MISSING
    if verdict in {Verdict.DEFERRED.value, Verdict.REJECTED.value} and not item.get("reason"):
        return ReplyFault.REASON_MISSING
    return None


def _shape(loaded: dict[str, Any], schemas: Path) -> list[ReplyDefect]:
    told = {"/office", "/replied_on"}
    return [
        ReplyDefect(
            ReplyFault.SHAPE,
            misfit.place,
            {"fault": misfit.fault, "what": misfit.what, "place": misfit.place},
        )
        for misfit in shape.misfits(loaded, shape.load_schema(schemas / SCHEMA))
        if not (
            _told(loaded, misfit.place)
            or (misfit.place in told and loaded.get(misfit.place[1:]) in (None, ""))
        )
    ]


def _told(loaded: dict[str, Any], place: str) -> bool:
    """Whether `_unfilled` has said already that this part of an item is missing."""
    match = re.fullmatch(r"/items/(\d+)/(verdict|text|reason)", place)
    items = loaded.get("items")
    if match is None or not isinstance(items, list):
        return False
    item = items[int(match[1])]
    fault = _item_fault(item) if isinstance(item, dict) else None
    return fault is not None and fault.value.startswith(match[2])


def _characters(value: Any, place: str) -> list[ReplyDefect]:
    """No control characters but tab and line end, no halves of surrogate pairs: nothing could show or store them."""
    if isinstance(value, str):
        bad = re.search(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", value)
        return [ReplyDefect(ReplyFault.CONTROL_CHARACTER, place, {"place": place})] if bad else []
    inside: list[tuple[object, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [defect for key, item in inside for defect in _characters(item, f"{place}/{key}")]


def _dates(loaded: dict[str, Any]) -> list[ReplyDefect]:
    found = []
    for name in ("protocol_date", "replied_on"):
        try:
            _date(loaded[name])
        except ValueError:
            found.append(ReplyDefect(ReplyFault.DATE, f"/{name}", {"value": loaded[name]}))
    return found


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _twice(loaded: dict[str, Any]) -> list[ReplyDefect]:
    counts = Counter((item["article_id"], item["article_number"]) for item in loaded["items"])
    ids = Counter(item["article_id"] for item in loaded["items"])
    return [
        ReplyDefect(ReplyFault.ARTICLE_TWICE, "/items", {"article": number})
        for article, number in counts
        if ids[article] > 1
    ]


def _built(loaded: dict[str, Any]) -> ParsedReply:
    replied_on = _date(loaded["replied_on"])
    assert replied_on is not None  # the schema asks for it
    items = (
        AnsweredArticle(
            item["article_id"],
            item["article_number"],
            Verdict(item["verdict"]),
            item.get("text", ""),
            item.get("reason", ""),
        )
        for item in loaded["items"]
    )
    names = (
        "delivery_id",
        "version",
        "content_code",
        "file_code",
        "tag_manifest_sha512",
        "office",
        "officer_role",
    )
    return ParsedReply(
        **{name: loaded[name] for name in (*names, "protocol", "note")},
        protocol_date=_date(loaded["protocol_date"]),
        replied_on=replied_on,
        items=tuple(items),
    )
