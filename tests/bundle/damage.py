"""Ways to damage a delivery: the zip taken apart, changed, and put together again, signed anew where that is the trick."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from cocity_desktop.bundle import minisign, tagfiles, zipformat
from tests.bundle.examples import CREATED, KEY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER = "patto-esempio-v1"
Files = dict[str, bytes]


def take_apart(path: Path) -> Files:
    """The files of a delivery by their path in the bag, in the order of the zip."""
    with zipfile.ZipFile(path) as packed:
        return {name.split("/", 1)[1]: packed.read(name) for name in packed.namelist()}


def put_together(path: Path, files: Files, folder: str = FOLDER) -> Path:
    """A zip in our own spelling of whatever files."""
    stamp, entries, out = zipformat.dos_moment(CREATED), [], io.BytesIO()
    for name, data in files.items():
        entry = zipformat.Entry(f"{folder}/{name}", zlib.crc32(data), len(data), out.tell())
        out.write(zipformat.local_header(entry, stamp) + data)
        entries.append(entry)
    out.write(zipformat.directory(entries, stamp, out.tell()))
    path.write_bytes(out.getvalue())
    return path


def rehash(files: Files) -> None:
    """New manifests, Payload-Oxum left alone: what a forger without a key can do."""
    _remanifest(files, "manifest-sha512.txt", lambda path: path.startswith("data/"))
    kept = {"LEGGIMI.html", "bag-info.txt", "bagit.txt", "manifest-sha512.txt"}
    _remanifest(files, "tagmanifest-sha512.txt", lambda path: path in kept or path.endswith(".pub"))


def _remanifest(files: Files, manifest: str, belongs: Callable[[str], bool]) -> None:
    hashes = {path: hashlib.sha512(data).hexdigest() for path, data in files.items() if belongs(path)}
    files[manifest] = tagfiles.manifest_text(hashes)


def resign(files: Files, key: minisign.HouseKey = KEY) -> None:
    """A signature by `key` over the tag manifest as it is now."""
    comment = minisign.trusted_comment("tagmanifest-sha512.txt", int(CREATED.timestamp()))
    signature = minisign.sign(key, files["tagmanifest-sha512.txt"], comment)
    files[f"signatures/{key.name}.minisig"] = signature.encode()


def edit_info(files: Files, old: str, new: str) -> None:
    """Change bag-info.txt; the text to change must be there."""
    text = files["bag-info.txt"].decode()
    assert old in text
    files["bag-info.txt"] = text.replace(old, new).encode()
