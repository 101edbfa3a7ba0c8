"""The whole content, loaded into a copy of the test database; each test then rolls back what it did.

A test that asks for `loaded_site` sees the copy as its default database; all others keep theirs, empty. On SQLite the
content is loaded once a day for each state of the code and the content, and kept: it takes a dozen seconds a worker.
"""

import hashlib
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.testcases import LiveServerThread

from tests.support.database import FOLDER, ROOT, fingerprint, one_at_a_time
from tests.support.tree import House, make_house

CONTENT = ROOT / "content"
# What a load reads or runs; pages keep the time of the load itself, hence once a day.
LOADED_FROM = (
    "accounts",
    "calls",
    "coalitions",
    "content",
    "events",
    "home",
    "locale",
    "portal",
    "resources",
    "search",
)
LOADED_AT = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def _copy(source: BaseDatabaseWrapper) -> BaseDatabaseWrapper:
    """Return a connection to a copy of the migrated test database."""
    copy: BaseDatabaseWrapper = connections.create_connection("default")
    settings: dict[str, Any] = {**source.settings_dict}
    copy.settings_dict = settings
    if source.vendor == "sqlite":
        settings["NAME"] = "file:tln_loaded?mode=memory&cache=shared"
        with source.cursor(), copy.cursor():
            source.connection.backup(copy.connection)
    else:
        settings["NAME"] = f"{source.settings_dict['NAME']}_loaded"
        source.close()
        creation: Any = source.creation
        with creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{settings["NAME"]}"')
            cursor.execute(f'CREATE DATABASE "{settings["NAME"]}" TEMPLATE "{source.settings_dict["NAME"]}"')
    copy.inc_thread_sharing()
    return copy


def _kept() -> Path:
    """Return where the loaded database is kept; the files that it names stand beside it."""
    digest = hashlib.sha256(f"{fingerprint()} {date.today()}".encode())
    for folder in LOADED_FROM:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    digest.update(Path(__file__).read_bytes())
    return FOLDER / f"loaded-{digest.hexdigest()[:20]}.sqlite3"


def _stored(folder: str = "") -> Iterator[str]:
    """Yield the name of every file of the storage."""
    folders, names = default_storage.listdir(folder)
    yield from (f"{folder}{name}" for name in names)
    for below in folders:
        yield from _stored(f"{folder}{below}/")


def _keep(loaded: BaseDatabaseWrapper, kept: Path, before: set[str]) -> None:
    for old in FOLDER.glob("loaded-*"):
        old.unlink()
    with zipfile.ZipFile(kept.with_suffix(".zip"), "w") as files:
        for name in sorted(set(_stored()) - before):
            with default_storage.open(name) as file:
                files.writestr(name, file.read())
    draft = kept.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    target = sqlite3.connect(draft)
    loaded.connection.backup(target)
    target.close()
    draft.rename(kept)


def _restore(loaded: BaseDatabaseWrapper, kept: Path) -> None:
    source = sqlite3.connect(kept)
    source.backup(loaded.connection)
    source.close()
    with zipfile.ZipFile(kept.with_suffix(".zip")) as files:
        for name in files.namelist():
            default_storage.delete(name)
            default_storage.save(name, ContentFile(files.read(name)))


def _load_or_restore(loaded: BaseDatabaseWrapper, load: Callable[[], object]) -> None:
    """Load the content, or take what a load of the same content by the same code left."""
    if loaded.vendor != "sqlite":
        load()
        return
    with one_at_a_time():
        kept = _kept()
        if kept.is_file():
            _restore(loaded, kept)
            return
        before = set(_stored())
        load()
        _keep(loaded, kept, before)


@pytest.fixture(scope="session")
def loaded_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[BaseDatabaseWrapper]:
    """A copy of the test database that holds the whole content."""
    from home.content.loader import load  # noqa: PLC0415 - models, once Django is set up

    with django_db_blocker.unblock():
        # A connection of its own: that of the test may be inside its transaction, which a copy would miss or block.
        own = connections["default"]
        source = own
        if own.vendor == "postgresql" and own.in_atomic_block:
            pytest.fail("Ask for loaded_database before the test's own database: it copies the empty one.")
        copy = _copy(source)
        connections["default"] = copy
        try:
            _load_or_restore(copy, lambda: load(folder=CONTENT, at=LOADED_AT))
        finally:
            connections["default"] = own
        yield copy
        copy.dec_thread_sharing()
        BaseDatabaseWrapper.close(copy)
        if copy.vendor == "postgresql":
            creation: Any = own.creation
            with creation._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{copy.settings_dict["NAME"]}"')


@pytest.fixture
def loaded_site(loaded_database: BaseDatabaseWrapper, db: None) -> Iterator[House]:
    """The site with the whole content of `content/`, as loaded at LOADED_AT."""
    own = connections["default"]
    connections["default"] = loaded_database
    atomic = transaction.atomic(using="default")
    atomic._from_testcase = True  # type: ignore[attr-defined]  # lets a durable transaction be tested inside
    atomic.__enter__()
    try:
        yield make_house()
    finally:
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)
        connections["default"] = own


@pytest.fixture
def loaded_server(loaded_site: House, loaded_database: BaseDatabaseWrapper) -> Iterator[str]:
    """The address of a server of the loaded site, on the test's own connection: what it writes rolls back too."""
    thread = LiveServerThread(
        "localhost", StaticFilesHandler, connections_override={"default": loaded_database}, port=0
    )
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://localhost:{thread.port}"
    thread.terminate()
