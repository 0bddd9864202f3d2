"""The system's key store: remembers the database key of an archive, so that its owner need not type the passphrase.

Many systems have none (a headless Debian offers only a backend that fails), so every function copes with that: the
passphrase prompt always remains.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from cocity_desktop.domain.access import OpenedKey
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode

if TYPE_CHECKING:
    from pathlib import Path

_SERVICE: Final = "Co-City"
_log = logging.getLogger(__name__)


def available() -> bool:
    """Whether this system has a key store that can be used."""
    from keyring import get_keyring
    from keyring.backends import fail, null

    return not isinstance(get_keyring(), fail.Keyring | null.Keyring)


def remember(directory: Path, opened: OpenedKey) -> None:
    """Keep the database key of the archive in `directory`, and whose it is. Raises EnvironmentFault(KEY_STORE_FAILED)."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, _name(directory), f"{opened.key.hex()} {opened.slot}")
    except KeyringError as error:
        raise EnvironmentFault(ErrorCode.KEY_STORE_FAILED) from error


def recall(directory: Path) -> OpenedKey | None:
    """What was remembered (by an app without accounts: the house's key); None when there is none or the store does not answer."""
    import keyring
    from keyring.errors import KeyringError

    try:
        text = keyring.get_password(_SERVICE, _name(directory)) if available() else None
        key, _space, slot = (text or "").partition(" ")
        return OpenedKey(bytes.fromhex(key), slot) if key else None
    except (KeyringError, ValueError) as error:
        _log.warning("The key store does not answer: %s", type(error).__name__)
        return None


def forget(directory: Path) -> None:
    """Remember nothing of this archive any more."""
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        keyring.delete_password(_SERVICE, _name(directory))
    except PasswordDeleteError:
        return  # there was nothing to forget
    except KeyringError as error:
        _log.warning("The key store does not answer: %s", type(error).__name__)


def _name(directory: Path) -> str:
    return str(directory.resolve())
