"""What is read in kept files to tell whether they name somebody: a damaged one keeps nobody from being erased."""

from __future__ import annotations

import io
import zipfile

from cocity_desktop.storage.erasure_survey import _texts_of


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w>Ada Esempio</w>" * 40)
    return out.getvalue()


def test_the_parts_of_an_office_document_are_read() -> None:
    assert any("Ada Esempio" in text for text in _texts_of(packed()))


def test_a_file_damaged_anywhere_is_read_as_far_as_it_goes() -> None:
    whole = packed()
    for place in range(2, len(whole)):
        for sign in (0x00, 0xFF):
            list(_texts_of(whole[:place] + bytes([sign]) + whole[place + 1 :]))
        list(_texts_of(whole[:place]))
