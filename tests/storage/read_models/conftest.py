"""Every test has an archive of its own."""

from __future__ import annotations

import pytest

from tests.storage.read_models.store import Store


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    yield store
    store.database.close()


@pytest.fixture
def queries(store):
    return store.queries
