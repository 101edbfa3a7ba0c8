"""Fixtures and gates of the whole suite."""

import socket
from collections.abc import Iterator

import pytest

from django.core.cache import cache

from search import vocabulary, wording
from tests.support.french import MISSING, watch_gettext
from tests.support.strict import StrictClient

pytest_plugins = [
    "tests.support.size",
    "tests.support.database",
    "tests.support.tree",
    "tests.support.loaded",
    "tests.support.object_store",
]
LOOPBACK = ("127.", "::1", "localhost")


def pytest_configure(config: pytest.Config) -> None:
    watch_gettext()


@pytest.fixture
def client() -> StrictClient:
    """A visitor's client, strict about the HTML it gets."""
    return StrictClient()


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _words_of_search_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What search keeps for a second or two is read at the first question of a test, and not by the clock again."""
    for module in (vocabulary, wording):
        module.forget()
        monkeypatch.setattr(module, "REFRESH_SECONDS", 3600.0)


@pytest.fixture(autouse=True)
def _french_is_complete() -> Iterator[None]:
    """Fail the test that asked for a message which no catalogue has in French."""
    MISSING.clear()
    yield
    missing = sorted(MISSING)
    MISSING.clear()
    assert not missing, f"No French for: {missing}"


@pytest.fixture(autouse=True)
def _no_other_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection to a host other than this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"A test contacted {address[0]}.")
        connect(self, address)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(socket.socket, "connect", guarded)
