"""The last pass over a PDF: from pages to a file that archives keep and screen readers read.

PDF/A-3a (ISO 19005-3) asks for the colours' meaning, metadata that agree with each other, and files attached
with their relation; PDF/UA-1 (ISO 14289-1) for the structure tree, a language and a title. Both in one file.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from cocity_desktop.documents import xmp
from cocity_desktop.documents.structure_writer import write_structure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cocity_desktop.documents.structure import Element

PRODUCER = "Co-City Desktop"
_SRGB = "sRGB IEC61966-2.1"
_LONGEST = 500  # characters of a title or a name in the metadata; the pages carry all of it


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the file says of itself. `language` is a BCP 47 tag, `made_at` aware."""

    title: str
    author: str
    subject: str
    language: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file that travels inside the PDF: the data that the pages were made from."""

    name: str
    data: bytes
    media_type: str
    description: str


def archive(
    pages: bytes,
    tree: Element,
    facts: DocumentFacts,
    resources: Path,
    files: tuple[EmbeddedFile, ...] = (),
    tick: Callable[[], object] = lambda: None,
) -> bytes:
    """The finished file. The same arguments give the same bytes. Raises OSError when the colour profile is missing.

    `tick` is called now and then, and may raise to stop.
    """
    profile = (resources / "icc" / "sRGB.icc").read_bytes()
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        _declare_colours(pdf, profile)
        write_structure(pdf, tree, facts.language, tick)
        _embed(pdf, files, facts.made_at)
        _describe(pdf, facts)
        finished = io.BytesIO()
        pdf.save(
            finished,
            deterministic_id=True,
            force_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            preserve_pdfa=True,
        )
    return finished.getvalue()


def _declare_colours(pdf: pikepdf.Pdf, profile: bytes) -> None:
    """The output intent: every colour in the file is sRGB (ISO 19005-3 §6.2.3)."""
    stream = pdf.make_stream(profile)
    stream.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(_SRGB),
        Info=String(_SRGB),
        DestOutputProfile=stream,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _embed(pdf: pikepdf.Pdf, files: tuple[EmbeddedFile, ...], made_at: datetime) -> None:
    """Associated files with their relation (ISO 19005-3 §6.8)."""
    if not files:
        return
    specs = {file.name: pdf.make_indirect(_file_spec(pdf, file, made_at)) for file in files}
    names = Array()
    for name in sorted(specs):
        names.append(String(name))
        names.append(specs[name])
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))
    pdf.Root.AF = pdf.make_indirect(Array([specs[name] for name in sorted(specs)]))


def _file_spec(pdf: pikepdf.Pdf, file: EmbeddedFile, made_at: datetime) -> pikepdf.Dictionary:
    stream = pdf.make_stream(file.data)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name("/" + file.media_type)
    # The format knows only MD5 here (ISO 32000-1 table 46); it protects nothing, the delivery's manifest does.
    checksum = hashlib.md5(file.data, usedforsecurity=False).digest()
    stream.Params = Dictionary(Size=len(file.data), ModDate=_pdf_date(made_at), CheckSum=String(checksum))
    return Dictionary(
        Type=Name.Filespec,
        F=String(file.name),
        UF=String(file.name),
        Desc=String(file.description),
        AFRelationship=Name.Data,
        EF=Dictionary(F=stream, UF=stream),
    )


def _describe(pdf: pikepdf.Pdf, facts: DocumentFacts) -> None:
    """The same facts twice, as XMP and as the older dictionary: they must agree (ISO 19005-3 §6.6.3)."""
    title, author, subject = (_metadata_text(text) for text in (facts.title, facts.author, facts.subject))
    moment = facts.made_at.astimezone(UTC)
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo.Title, pdf.docinfo.Author, pdf.docinfo.Subject = (
        String(title),
        String(author),
        String(subject),
    )
    pdf.docinfo.Producer = String(PRODUCER)
    pdf.docinfo.CreationDate = pdf.docinfo.ModDate = _pdf_date(moment)
    stream = pdf.make_stream(
        xmp.packet(
            title=title,
            author=author,
            subject=subject,
            language=facts.language,
            moment=moment,
            producer=PRODUCER,
        )
    )
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream


def _metadata_text(text: str) -> str:
    """One line of characters that XML 1.0 admits, of bearable length; never empty, because a title is required."""
    visible = "".join(character if character.isprintable() else " " for character in text[:_LONGEST])
    return " ".join(visible.split()) or "–"


def _pdf_date(moment: datetime) -> pikepdf.String:
    return String(moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'"))
