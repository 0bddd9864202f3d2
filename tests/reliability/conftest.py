"""These tests kill processes, mount disks and preload a library: they are for Linux. What a machine lacks is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.reliability.disk import build

PEER = Path(__file__).resolve().parents[2] / ".venv" / "peers" / "bin" / "python"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Elsewhere than on Linux nothing of this folder runs."""
    if sys.platform != "linux":
        here = Path(__file__).parent
        for item in items:
            if here in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="needs Linux: kill -9, LD_PRELOAD, tmpfs"))


@pytest.fixture
def peer() -> str:
    """The interpreter that has the peer."""
    if not PEER.exists():
        pytest.skip("the peer is not here: `make peers`")
    return str(PEER)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library to preload."""
    built = build(tmp_path_factory.mktemp("library"))
    if built is None:
        pytest.skip("no C compiler to build the preload library with")
    return built
