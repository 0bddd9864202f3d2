"""One slot of the key file: a passphrase of one person, and the database key sealed so that only that passphrase opens it.

A slot has a key pair of its own (X25519, RFC 7748). Its private half is wrapped by the passphrase (argon2id, RFC 9106 §4,
second recommended option: 64 MiB, three passes, four lanes; AES-256-GCM, NIST SP 800-38D); the database key is sealed to
its public half (an ephemeral key, HKDF-SHA256, AES-256-GCM). So another database key can be sealed to everybody's slot
without their passphrases, and whoever knew the old database key still opens none of them. Everything else that a slot
says is associated data. The slot of version 1 wraps the database key by the passphrase itself.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from typing import Any, Final, NamedTuple

from cocity_desktop.domain.access import HOUSE

KEY_BYTES: Final = 32
_FORMAT: Final = "cocity-key"
_CIPHER: Final = "AES-256-GCM"
_MOST_MEMORY_KIB: Final = 1024 * 1024
_MOST_PASSES: Final = 20

Slot = dict[str, Any]


class Cost(NamedTuple):
    """What one try of a passphrase costs: memory in KiB, passes over it, lanes."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


STANDARD: Final = Cost()
"""RFC 9106 §4, second recommended option."""


def new_slot(slot_id: str, passphrase: str, key: bytes, cost: Cost = STANDARD) -> Slot:
    """A slot that gives `key` back for `passphrase`."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    slot: Slot = {
        "id": slot_id,
        "kdf": {
            "name": "argon2id",
            "memory_kib": cost.memory_kib,
            "passes": cost.passes,
            "lanes": cost.lanes,
            "salt": secrets.token_hex(16),
        },
        "public": private.public_key().public_bytes_raw().hex(),
    }
    slot["private"] = _encrypt(
        _derived(passphrase, slot["kdf"]), private.private_bytes_raw(), _named(slot, "private")
    )
    return sealed_anew(slot, key)


def sealed_anew(slot: Slot, key: bytes) -> Slot:
    """The same slot, for the same passphrase, giving `key`. Raises ValueError for a slot of version 1."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    if is_first(slot):
        raise ValueError("a slot of version 1 needs its passphrase")
    ephemeral = X25519PrivateKey.generate()
    sender = ephemeral.public_key().public_bytes_raw().hex()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(slot["public"])))
    kept = {name: slot[name] for name in ("id", "kdf", "public", "private")}
    wrapped = _encrypt(_agreed(shared, sender, slot["public"]), key, _named(kept, sender))
    return {**kept, "sealed": {**wrapped, "sender": sender}}


def open_slot(slot: Slot, passphrase: str, key_check: str) -> bytes | None:
    """The database key, None when the passphrase is not that of this slot. About 0.1 s and 64 MiB."""
    from cryptography.exceptions import InvalidTag

    secret = _derived(passphrase, slot["kdf"])
    try:
        if is_first(slot):
            return _decrypt(secret, slot["wrapped"], _named_first(slot, key_check))
        return _unsealed(slot, _decrypt(secret, slot["private"], _named(slot, "private")))
    except InvalidTag:
        return None


def is_first(slot: Slot) -> bool:
    """Whether the slot is that of a file of version 1, kept as it was: only its passphrase can make it anew."""
    return "wrapped" in slot


def within_limits(slot: Slot) -> bool:
    """A file made to exhaust the memory is not obeyed, checksum or not."""
    kdf: dict[str, Any] = slot.get("kdf", {})
    known: bool = kdf.get("name") == "argon2id" and (not is_first(slot) or slot.get("id") == HOUSE)
    return known and int(kdf["memory_kib"]) <= _MOST_MEMORY_KIB and int(kdf["passes"]) <= _MOST_PASSES


def canonical(content: dict[str, Any]) -> bytes:
    """The bytes by which two contents are the same."""
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _unsealed(slot: Slot, private: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    sealed = slot["sealed"]
    sender = sealed["sender"]
    shared = X25519PrivateKey.from_private_bytes(private).exchange(
        X25519PublicKey.from_public_bytes(bytes.fromhex(sender))
    )
    return _decrypt(_agreed(shared, sender, slot["public"]), sealed, _named(slot, sender))


def _agreed(shared: bytes, sender: str, public: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = b"cocity key slot\0" + bytes.fromhex(sender) + bytes.fromhex(public)
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(shared)


def _named(slot: Slot, part: str) -> bytes:
    """What a ciphertext is bound to: whose it is, how it was derived, and which part of the slot it stands in."""
    bound = {name: slot[name] for name in ("id", "kdf", "public")}
    return canonical({**bound, "format": _FORMAT, "part": part, "version": 2})


def _named_first(slot: Slot, key_check: str) -> bytes:
    """As version 1 bound it: the rest of that file."""
    return canonical({"format": _FORMAT, "version": 1, "kdf": slot["kdf"], "key_check": key_check})


def _encrypt(secret: bytes, plain: bytes, bound: bytes) -> dict[str, str]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(12)
    return {
        "cipher": _CIPHER,
        "nonce": nonce.hex(),
        "ciphertext": AESGCM(secret).encrypt(nonce, plain, bound).hex(),
    }


def _decrypt(secret: bytes, wrapped: dict[str, str], bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce, ciphertext = bytes.fromhex(wrapped["nonce"]), bytes.fromhex(wrapped["ciphertext"])
    return AESGCM(secret).decrypt(nonce, ciphertext, bound)


def _derived(passphrase: str, kdf: dict[str, Any]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    # Keyboards differ in how they compose accents; the passphrase is the same one (Unicode TR 15, NFC).
    secret = unicodedata.normalize("NFC", passphrase).encode()
    return hash_secret_raw(
        secret,
        bytes.fromhex(kdf["salt"]),
        time_cost=kdf["passes"],
        memory_cost=kdf["memory_kib"],
        parallelism=kdf["lanes"],
        hash_len=KEY_BYTES,
        type=Type.ID,
    )
