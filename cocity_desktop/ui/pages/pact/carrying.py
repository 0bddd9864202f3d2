"""Words on the clipboard that know what they stand on: the form in which sentences travel from one article to another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from cocity_desktop.application.sentence_memory import piece_of
from cocity_desktop.application.sentence_writing import CarriedSentence, SourceIds
from cocity_desktop.domain.pacts import SentenceOrigin
from cocity_desktop.ui.pages.pact.text_styles import runs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QTextCursor

    from cocity_desktop.application.document_views import SentenceLine

SENTENCES = "application/x-cocity-sentences"
SOURCE = "application/x-cocity-source"
"""One line of the sources, by its kind and id, on its way into the text."""


def carried_mime(cursor: QTextCursor, lines: Mapping[str, SentenceLine]) -> QMimeData:
    """The words of the selection without the marks, and beside them what each sentence stands on."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    paragraphs, pieces = [], []
    block = cursor.document().findBlock(start)
    while block.isValid() and block.position() < end:
        words = ""
        for text, begin, sentence in runs(block):
            piece = text[max(0, start - begin) : max(0, end - begin)]
            words += piece
            if sentence in lines and piece.strip():
                pieces.append(piece_of(lines[sentence], piece.strip()))
        paragraphs.append(" ".join(words.split()))
        block = block.next()
    mime = QMimeData()
    mime.setText("\n".join(paragraphs))
    mime.setData(SENTENCES, json.dumps([_plain(piece) for piece in pieces]).encode())
    return mime


def carried_of(mime: QMimeData) -> tuple[CarriedSentence, ...]:
    """What words from the pact stand on; nothing for words from elsewhere."""
    if not mime.hasFormat(SENTENCES):
        return ()
    return tuple(
        CarriedSentence(
            text=one["text"],
            sources=tuple(SourceIds(*source) for source in one["sources"]),
            origin=SentenceOrigin(one["origin"]),
            written_by=one["written_by"],
        )
        for one in json.loads(bytes(mime.data(SENTENCES).data()))
    )


def _plain(piece: CarriedSentence) -> dict[str, object]:
    return {
        "text": piece.text,
        "sources": [list(source) for source in piece.sources],
        "origin": piece.origin.value,
        "written_by": piece.written_by,
    }
