"""The house's signature in minisign's format, so that a city office can check it with a tool that is not ours.

Ed25519 over the BLAKE2b-512 of the message (algorithm "ED", minisign's default), with a second signature over the
first one and the trusted comment. Both files are written in exactly one way: a signature that differs in a single
byte, also in its untrusted line or in unused bits of its base 64, is refused.
"""

from __future__ import annotations

import binascii
import hashlib
import os
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from threading import Thread
from typing import NamedTuple, Self

PREHASHED = b"ED"
PLAIN = b"Ed"


class SignatureFault(StrEnum):
    """Why a signature is not taken."""

    MALFORMED = "malformed"
    OTHER_KEY = "other_key"
    WRONG = "wrong"


def key_name(key_id: bytes) -> str:
    """The id as minisign prints it: sixteen capital hexadecimal digits."""
    return key_id[::-1].hex().upper()


class PublicKey(NamedTuple):
    """What checks a signature: an id of 8 bytes and the 32 bytes of an Ed25519 public key."""

    key_id: bytes
    raw: bytes

    @property
    def name(self) -> str:
        return key_name(self.key_id)

    def text(self) -> str:
        """The contents of a minisign `.pub` file."""
        packed = _encode(PLAIN + self.key_id + self.raw)
        return f"untrusted comment: minisign public key {self.name}\n{packed}\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """From a `.pub` file or its second line alone. Raises ValueError."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if not lines:
            raise ValueError("empty")
        packed = _decode(lines[-1], 42)
        if packed is None or packed[:2] != PLAIN:
            raise ValueError("not a minisign public key")
        return cls(packed[2:10], packed[10:])


@dataclass(frozen=True, slots=True, repr=False)
class HouseKey:
    """The house's key pair: the id and the 32 secret bytes it grows from. Kept in the encrypted archive only."""

    key_id: bytes
    seed: bytes

    def __repr__(self) -> str:
        return f"HouseKey({key_name(self.key_id)})"

    @classmethod
    def generate(cls) -> Self:
        """A new key from the system's random source."""
        return cls.from_seed(os.urandom(32))

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """The key of these 32 secret bytes. Its id is the BLAKE2b-64 of the public key."""
        return cls(hashlib.blake2b(_public_bytes(seed), digest_size=8).digest(), seed)

    @property
    def name(self) -> str:
        return key_name(self.key_id)

    def public(self) -> PublicKey:
        return PublicKey(self.key_id, _public_bytes(self.seed))

    def public_text(self) -> str:
        """The contents of the `.pub` file to hand out."""
        return self.public().text()


def load_aside() -> Thread:
    """Begin to load the cryptographic library on another thread, while this one reads files."""
    thread = Thread(target=import_module, args=("cryptography.hazmat.primitives.asymmetric.ed25519",))
    thread.start()
    return thread


def _public_bytes(seed: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def trusted_comment(file_name: str, timestamp: int) -> str:
    """What minisign itself would write: seconds since 1970 (UTC) and the file's name."""
    return f"timestamp:{timestamp}\tfile:{file_name}\thashed"


def sign(key: HouseKey, message: bytes, comment: str) -> str:
    """The text of a `.minisig` file. Ed25519 is deterministic: same message, same bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.from_private_bytes(key.seed)
    signature = private.sign(hashlib.blake2b(message).digest())
    over_all = private.sign(signature + comment.encode())
    return _render(key.key_id, signature, comment, over_all)


def _render(key_id: bytes, signature: bytes, comment: str, over_all: bytes) -> str:
    first, last = _encode(PREHASHED + key_id + signature), _encode(over_all)
    return (
        f"untrusted comment: signature of the house, key {key_name(key_id)}\n{first}\n"
        f"trusted comment: {comment}\n{last}\n"
    )


# binascii rather than base64 and os rather than secrets: they cost nothing to load (bench/delivery.py).
def _encode(data: bytes) -> str:
    return binascii.b2a_base64(data, newline=False).decode()


def _decode(text: str, length: int) -> bytes | None:
    try:
        packed = binascii.a2b_base64(text, strict_mode=True)
    except (binascii.Error, ValueError):
        return None
    return packed if len(packed) == length else None


class Signature(NamedTuple):
    """The parts of a `.minisig` file."""

    key_id: bytes
    signature: bytes
    comment: str
    over_all: bytes

    @property
    def name(self) -> str:
        return key_name(self.key_id)

    def render(self) -> str:
        """The one text that these parts have."""
        return _render(self.key_id, self.signature, self.comment, self.over_all)


def parse_signature(text: str) -> Signature | None:
    """The parts, or None when the text is not exactly what `sign` writes."""
    lines = text.split("\n")
    if len(lines) != 5 or not lines[2].startswith("trusted comment: "):
        return None
    first, over_all = _decode(lines[1], 74), _decode(lines[3], 64)
    if first is None or over_all is None or first[:2] != PREHASHED:
        return None
    found = Signature(first[2:10], first[10:], lines[2].removeprefix("trusted comment: "), over_all)
    return found if found.render() == text else None


def check(signature: Signature, message: bytes, key: PublicKey) -> SignatureFault | None:
    """None when `signature` over `message` and over its trusted comment was made by `key`."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if signature.key_id != key.key_id:
        return SignatureFault.OTHER_KEY
    try:
        public = Ed25519PublicKey.from_public_bytes(key.raw)
        public.verify(signature.signature, hashlib.blake2b(message).digest())
        public.verify(signature.over_all, signature.signature + signature.comment.encode())
    except (InvalidSignature, ValueError):
        return SignatureFault.WRONG
    return None
