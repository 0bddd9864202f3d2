"""The verdict on a delivery: a bag by RFC 8493, signed, whole to the last byte, that says what its schemas say.

Every defect is reported. A plain bag, however sound, is not a delivery: an unsigned or wrongly signed one is not
valid. `bagit_verdict` gives the RFC's verdict alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cocity_desktop.bundle import codes, minisign, names, rfc8493, shape, tagfiles, zipformat
from cocity_desktop.bundle.canonical import strict_loads
from cocity_desktop.bundle.defects import CONTAINER_ONLY, Defect, DefectCode
from cocity_desktop.bundle.formats import (
    FORMAT,
    PACT_FORMAT,
    PACT_PATH,
    PAYLOAD_MANIFEST,
    PROCESS_FORMAT,
    PROCESS_PATH,
    TAG_MANIFEST,
)
from cocity_desktop.bundle.source import DirectorySource, Limits, Source, clashes
from cocity_desktop.bundle.zip_source import ZipSource
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SCHEMAS = {
    PACT_PATH: (PACT_FORMAT, "patto.schema.json"),
    PROCESS_PATH: (PROCESS_FORMAT, "percorso.schema.json"),
}
_HARMLESS_IN_A_BAG = CONTAINER_ONLY | {DefectCode.NAME_ENCODING, DefectCode.CASE_CLASH}


class Comparison(StrEnum):
    """Whether the signing key was held against one that the reader trusts."""

    TRUSTED = "trusted"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature is good. NOT_COMPARED: by the key that lies in the delivery, which anyone could have made."""

    key_name: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict. `contents_valid` leaves the zip around the folder out of it: true for a re-packed delivery.

    `info` are the fields of bag-info.txt; `pact` and `process` the parsed JSON where it could be read; codes and
    hash are "" where there was nothing to make them from. `warnings` only come from `bagit_verdict`.
    """

    valid: bool
    contents_valid: bool
    defects: tuple[Defect, ...]
    warnings: tuple[Defect, ...] = ()
    signer: Signer | None = None
    info: dict[str, str] = field(default_factory=dict)
    pact: dict[str, Any] | None = None
    process: dict[str, Any] | None = None
    tag_manifest_sha512: str = ""
    content_code: str = ""
    file_code: str = ""
    files: int = 0
    size: int = 0


def open_source(path: Path, limits: Limits) -> Source:
    """The bag at `path`, a folder or a zip. Raises EnvironmentFault(FILE_UNREADABLE)."""
    try:
        return DirectorySource(path) if path.is_dir() else ZipSource(path, limits)
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from error


def bagit_verdict(path: Path, limits: Limits | None = None) -> Verification:
    """Whether `path` (folder or zip) is a valid bag by RFC 8493. Raises EnvironmentFault(FILE_UNREADABLE)."""
    limits = limits or Limits()
    source = open_source(path, limits)
    bag = rfc8493.inspect(source, limits)
    harmless = [defect for defect in source.defects if defect.code in _HARMLESS_IN_A_BAG]
    defects = [*(defect for defect in source.defects if defect.code not in _HARMLESS_IN_A_BAG), *bag.defects]
    return Verification(
        valid=not defects,
        contents_valid=not defects,
        defects=_once(defects),
        warnings=_once([*harmless, *bag.warnings]),
        info=dict(bag.info.pairs),
        files=len(source.sizes),
        size=sum(source.sizes.values()),
    )


def verify_bundle(
    path: Path,
    schemas: Path,
    trusted: Sequence[minisign.PublicKey] | None = None,
    limits: Limits | None = None,
) -> Verification:
    """Whether `path` (zip or unpacked folder) is a valid delivery; all its defects if it is not.

    `schemas` is resources/schemas. With `trusted`, only a signature by one of these keys is good; without, the key
    inside the delivery is used and `signer` says so. Raises EnvironmentFault(FILE_UNREADABLE).
    """
    limits = limits or Limits()
    source = open_source(path, limits)
    loading = minisign.load_aside()
    try:
        return _Examination(source, schemas, trusted, limits).verdict()
    finally:
        loading.join()


def _once(defects: Sequence[Defect]) -> tuple[Defect, ...]:
    """Without repetitions, in the order found."""
    seen: dict[str, Defect] = {}
    for defect in defects:
        seen.setdefault(repr(defect), defect)
    return tuple(seen.values())


class _Examination:
    """One delivery under examination."""

    def __init__(
        self, source: Source, schemas: Path, trusted: Sequence[minisign.PublicKey] | None, limits: Limits
    ) -> None:
        self._source = source
        self._schemas = schemas
        self._trusted = trusted
        self._limits = limits
        keep = {PACT_PATH, PROCESS_PATH, *(path for path in source.sizes if path.startswith("signatures/"))}
        small = [path for path in keep if source.sizes.get(path, 0) <= limits.tag_file]
        self._bag = rfc8493.inspect(source, limits, small)
        self._defects: list[Defect] = [*source.defects, *self._bag.defects, *self._bag.warnings]
        self._signer: Signer | None = None
        self._documents: dict[str, dict[str, Any]] = {}

    def _fault(self, code: DefectCode, path: str = "", **details: object) -> None:
        self._defects.append(Defect(code, path, details))

    def verdict(self) -> Verification:
        """All checks, in the order in which a person would want to read their results."""
        if not self._source.sizes:
            defects = _once(self._source.defects or [Defect(DefectCode.BAGIT_MISSING, "bagit.txt")])
            return Verification(valid=False, contents_valid=False, defects=defects)
        hashes = {path: found.get("sha512", "") for path, found in self._bag.readings.digests.items()}
        content_code = codes.content_code((path, digest) for path, digest in hashes.items() if digest)
        self._names()
        self._bag_as_ours()
        self._info(content_code)
        self._signature()
        for path in SCHEMAS:
            self._document(path)
        self._agreement()
        self._container()
        defects = _once(self._defects)
        manifest = self._tag_manifest_hash()
        return Verification(
            valid=not defects,
            contents_valid=all(defect.code in CONTAINER_ONLY for defect in defects),
            defects=defects,
            signer=self._signer,
            info=dict(self._bag.info.pairs),
            pact=self._documents.get(PACT_PATH),
            process=self._documents.get(PROCESS_PATH),
            tag_manifest_sha512=manifest,
            content_code=content_code if hashes.get(PACT_PATH) else "",
            file_code=codes.file_code(manifest) if manifest else "",
            files=len(self._source.sizes),
            size=sum(self._source.sizes.values()),
        )

    def _tag_manifest_hash(self) -> str:
        manifest = self._bag.texts.get(TAG_MANIFEST)
        return hashlib.sha512(manifest).hexdigest() if manifest is not None else ""

    # --- The bag, as strictly as we write it --------------------------------------------------------------

    def _names(self) -> None:
        for path in self._source.sizes:
            fault = names.name_fault(path)
            if fault is not None:
                self._fault(fault, path)
        self._defects.extend(clashes(list(self._source.sizes)))

    def _bag_as_ours(self) -> None:
        if "bagit.txt" in self._bag.texts and self._bag.texts["bagit.txt"] != tagfiles.BAGIT:
            self._fault(DefectCode.BAGIT_MALFORMED, "bagit.txt")
        if "sha512" not in self._bag.payload:
            self._fault(DefectCode.MANIFEST_MISSING, PAYLOAD_MANIFEST)
        if "sha512" not in self._bag.tags:
            self._fault(DefectCode.TAG_MANIFEST_MISSING, TAG_MANIFEST)
        for path in (PACT_PATH, PROCESS_PATH, "LEGGIMI.html"):
            if path not in self._source.sizes:
                self._fault(DefectCode.FILE_MISSING, path)
        self._as_written_lines()
        self._no_strangers()

    def _as_written_lines(self) -> None:
        """The manifests have one spelling, so that no byte of them is free."""
        for path, listed in ((PAYLOAD_MANIFEST, self._bag.payload), (TAG_MANIFEST, self._bag.tags)):
            entries = listed.get("sha512")
            if entries is not None and self._bag.texts.get(path) != tagfiles.manifest_text(entries):
                self._fault(DefectCode.MANIFEST_LINE, path)

    def _no_strangers(self) -> None:
        """Files outside data/ that no signature covers: the RFC allows them, a delivery has one, its signature."""
        listed = self._bag.tags.get("sha512", {})
        signature = f"signatures/{self._bag.info.first('Cocity-Signing-Key')}.minisig"
        for path in sorted(self._source.sizes):
            if not path.startswith("data/") and path not in listed and path not in {TAG_MANIFEST, signature}:
                self._fault(DefectCode.FILE_EXTRA, path)

    def _info(self, content_code: str) -> None:
        if "bag-info.txt" not in self._source.sizes:
            self._fault(DefectCode.INFO_MISSING, "bag-info.txt")
            return
        declared = self._bag.info.first("Cocity-Format")
        if declared is None:
            self._fault(DefectCode.FORMAT_MISSING, "bag-info.txt", expected=FORMAT)
        elif declared != FORMAT:
            self._fault(DefectCode.FORMAT_NEWER, "bag-info.txt", found=declared, expected=FORMAT)
        for name in (
            "External-Identifier",
            "Payload-Oxum",
            "Cocity-Created",
            "Cocity-Version",
            "Cocity-Signing-Key",
        ):
            values = [value for key, value in self._bag.info.pairs if key == name]
            if len(values) != 1:
                self._fault(DefectCode.INFO_FIELD, "bag-info.txt", field=name, value=", ".join(values))
        stated = self._bag.info.first("Cocity-Content-Code")
        if stated != content_code:
            self._fault(
                DefectCode.CONTENT_CODE_DIFFERS, "bag-info.txt", expected=stated or "–", found=content_code
            )

    # --- The signature ------------------------------------------------------------------------------------

    def _signature(self) -> None:
        name = self._bag.info.first("Cocity-Signing-Key")
        path = f"signatures/{name}.minisig"
        raw = self._bag.readings.kept.get(path)
        manifest = self._bag.texts.get(TAG_MANIFEST)
        if name is None or raw is None:
            self._fault(DefectCode.SIGNATURE_MISSING, "signatures" if name is None else path)
            return
        signature = minisign.parse_signature(raw.decode("utf-8", "replace"))
        key = self._key(name)
        if signature is None or signature.name != name:
            self._fault(DefectCode.SIGNATURE_MALFORMED, path)
        elif key is not None and manifest is not None:
            self._check(signature, manifest, key, path)

    def _check(
        self, signature: minisign.Signature, manifest: bytes, key: minisign.PublicKey, path: str
    ) -> None:
        created = _moment(self._bag.info.first("Cocity-Created"))
        expected = minisign.trusted_comment(TAG_MANIFEST, int(created.timestamp())) if created else ""
        if signature.comment != expected or minisign.check(signature, manifest, key) is not None:
            self._fault(DefectCode.SIGNATURE_WRONG, path, key=key.name)
        else:
            comparison = Comparison.NOT_COMPARED if self._trusted is None else Comparison.TRUSTED
            self._signer = Signer(key.name, comparison)

    def _key(self, name: str) -> minisign.PublicKey | None:
        """The key to check with: a trusted one where some are given, else the one in the delivery."""
        path = f"signatures/{name}.pub"
        raw = self._bag.readings.kept.get(path)
        try:
            inside = minisign.PublicKey.parse((raw or b"").decode("utf-8", "replace"))
        except ValueError:
            inside = None
        if inside is None or inside.name != name or inside.text().encode() != raw:
            self._fault(DefectCode.PUBLIC_KEY_MALFORMED if raw else DefectCode.FILE_MISSING, path)
            inside = None
        if self._trusted is None:
            return inside
        known = next((key for key in self._trusted if key.name == name), None)
        if known is None or (inside is not None and inside.raw != known.raw):
            self._fault(DefectCode.SIGNER_UNKNOWN, f"signatures/{name}.minisig", key=name)
        return known

    # --- What it says -------------------------------------------------------------------------------------

    def _document(self, path: str) -> None:
        raw = self._bag.readings.kept.get(path)
        if raw is None:
            return
        try:
            document = strict_loads(raw.decode("utf-8"))
        except (ValueError, RecursionError):
            self._fault(DefectCode.JSON_MALFORMED, path)
            return
        form, schema = SCHEMAS[path]
        if isinstance(document, dict):
            self._documents[path] = document
            if _is_newer(document.get("format"), form):
                self._fault(DefectCode.FORMAT_NEWER, path, found=document["format"], expected=form)
                return
        for misfit in shape.misfits(document, shape.load_schema(self._schemas / schema)):
            self._fault(
                DefectCode.JSON_SHAPE, path, place=misfit.place or "/", fault=misfit.fault, what=misfit.what
            )

    def _agreement(self) -> None:
        """bag-info.txt, patto.json and percorso.json must speak of the same delivery."""
        for path, document in self._documents.items():
            delivery = document.get("delivery")
            if not isinstance(delivery, dict):
                continue
            for field_name, name in (("id", "External-Identifier"), ("version", "Cocity-Version")):
                stated = self._bag.info.first(name)
                if str(delivery.get(field_name)) != stated:
                    self._fault(
                        DefectCode.JSON_DISAGREES, path, field=f"delivery.{field_name}", other=stated or "–"
                    )

    def _container(self) -> None:
        """The zip has one spelling too; a re-packed one holds the same folder but is another file."""
        source = self._source
        if not isinstance(source, ZipSource) or not source.sizes:
            return
        stated = self._bag.info.first("Cocity-Folder")
        if stated != source.folder:
            self._fault(DefectCode.WRONG_FOLDER, source.folder, expected=stated or "–")
        created = _moment(self._bag.info.first("Cocity-Created"))
        if created is None or not source.is_as_written(zipformat.dos_moment(created)):
            self._fault(DefectCode.ZIP_REPACKED)


def _moment(text: str | None) -> datetime | None:
    """A moment as `model.utc_text` writes it."""
    try:
        return datetime.strptime(text or "", "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return None


def _is_newer(found: object, expected: str) -> bool:
    """Whether `found` names a later version of the same format."""
    family, _, number = expected.partition("/")
    if not isinstance(found, str) or not found.startswith(family + "/"):
        return False
    version = found.removeprefix(family + "/")
    return version.isascii() and version.isdigit() and len(version) < 9 and int(version) > int(number)
