"""The two addresses that tell whether the portal lives, and whether it may be given readers."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from django.core.cache import cache
from django.db import ConnectionHandler, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client, override_settings

from portal import health

PRODUCTION = {"SECURE_SSL_REDIRECT": True, "ALLOWED_HOSTS": ["portail.example.org"]}


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has not seen its migrations yet."""
    monkeypatch.setattr(health, "NEEDED", {**health.NEEDED, "migrations": health.Migrations()})


@pytest.fixture
def closed_port() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield probe.getsockname()[1]


def broken(error: Exception) -> Any:
    def fail(*args: object, **kwargs: object) -> object:
        raise error

    return fail


@override_settings(**PRODUCTION)
def test_live_asks_nothing_and_nobody(client: Client) -> None:
    """No database mark: a query would fail this test. Any host, no HTTPS, no cookie, no policy to pass."""
    response = client.get("/-/live", headers={"host": "10.0.0.7:8000"})
    assert response.status_code == 200
    assert response.json() == {"status": "live"}
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.django_db
@override_settings(**PRODUCTION)
def test_ready(client: Client) -> None:
    response = client.get("/-/ready", headers={"host": "127.0.0.1:8000"})
    assert (response.status_code, response.json()) == (200, {"status": "ready"})
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("target", "name", "error", "missing"),
    [
        (health.connection, "cursor", OperationalError("secret host 10.1.2.3"), "database"),
        (cache, "get", ConnectionError("secret host"), "cache"),
    ],
)
def test_down_names_what_is_missing_and_no_more(
    client: Client, monkeypatch: pytest.MonkeyPatch, target: object, name: str, error: Exception, missing: str
) -> None:
    monkeypatch.setattr(target, name, broken(error))
    response = client.get("/-/ready")
    assert (response.status_code, response.json()) == (503, {"status": "down", "missing": [missing]})
    assert client.get("/-/live").status_code == 200


@pytest.mark.django_db
def test_down_until_the_migrations_are_applied(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = iter([["one more"], [], ["never asked again"]])
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda executor, targets: next(plans))
    assert client.get("/-/ready").json() == {"status": "down", "missing": ["migrations"]}
    assert client.get("/-/ready").json() == {"status": "ready"}
    assert client.get("/-/ready").json() == {"status": "ready"}


@pytest.mark.django_db
def test_without_its_search_engine_the_portal_serves(client: Client, closed_port: int) -> None:
    with override_settings(ELASTICSEARCH_URL=f"http://127.0.0.1:{closed_port}"):
        response = client.get("/-/ready")
    assert (response.status_code, response.json()) == (200, {"status": "degraded", "missing": ["search"]})


@pytest.mark.parametrize("path", ["/-/live", "/-/ready"])
def test_only_reads(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_a_real_database_that_is_gone(client: Client, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection itself fails: its file is in a folder that does not exist."""
    if connection.vendor != "sqlite":
        pytest.skip("a database file")
    settings = {**connection.settings_dict, "NAME": str(tmp_path / "absent" / "portal.sqlite3")}
    gone = ConnectionHandler({"default": settings})["default"]
    monkeypatch.setattr(health, "connection", gone)
    assert client.get("/-/ready").json() == {"status": "down", "missing": ["database"]}
