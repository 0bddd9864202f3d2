"""Where the outside validators are, and the same language and resources as the tests of documents."""

from __future__ import annotations

from tests.documents.conftest import _italian, resources

__all__ = ["_italian", "resources"]
