"""Reading DOCX and ODT back: their texts as a reader has them, their XML as a careful parser takes it."""

from __future__ import annotations

import io
import zipfile

from defusedxml import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def trees(file: bytes) -> dict[str, ElementTree]:
    """Every XML part, parsed with entities and external references forbidden. Empty parts are no XML."""
    return {
        name: ElementTree.fromstring(content, forbid_dtd=True)
        for name, content in parts(file).items()
        if name.endswith((".xml", ".rels")) and content
    }


OURS = ("document.xml", "footer1.xml", "core.xml", "content.xml", "styles.xml", "meta.xml")
"""The parts that hold words of ours."""


def well_formed(file: bytes) -> bool:
    """Whether all parts that hold words of ours parse."""
    found = [content for name, content in parts(file).items() if name.rpartition("/")[2] in OURS]
    return len(found) >= 3 and all(
        ElementTree.fromstring(content, forbid_dtd=True) is not None for content in found
    )


def docx_paragraphs(file: bytes) -> list[tuple[str, str]]:
    """(style, text) of each paragraph of the body, those in tables too."""
    found = []
    for paragraph in trees(file)["word/document.xml"].iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found.append((style.get(f"{W}val") if style is not None else "", _docx_text(paragraph)))
    return found


def _docx_text(paragraph) -> str:
    marks = {
        f"{W}t": lambda node: node.text or "",
        f"{W}br": lambda _node: "\n",
        f"{W}tab": lambda _node: "\t",
    }
    return "".join(marks[node.tag](node) for node in paragraph.iter() if node.tag in marks)


def odt_paragraphs(file: bytes) -> list[tuple[str, str]]:
    """(style, text) of each paragraph and heading of the body."""
    body = trees(file)["content.xml"]
    return [
        (node.get(f"{TEXT}style-name"), _odt_text(node))
        for node in body.iter()
        if node.tag in {f"{TEXT}p", f"{TEXT}h"}
    ]


def _odt_text(node) -> str:
    """With the characters that ODF writes as elements (ODF 1.3 part 3 §6.1)."""
    text = node.text or ""
    for child in node:
        if child.tag == f"{TEXT}s":
            text += " " * int(child.get(f"{TEXT}c", "1"))
        elif child.tag == f"{TEXT}line-break":
            text += "\n"
        elif child.tag == f"{TEXT}tab":
            text += "\t"
        else:
            text += _odt_text(child)
        text += child.tail or ""
    return text


def flat(text: str) -> str:
    return " ".join(text.split())
