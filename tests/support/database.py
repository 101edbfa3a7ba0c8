"""Migrate an empty SQLite database once for each state of the migrations, and copy it: it takes 15 seconds."""

import fcntl
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from django.conf import settings
from django.db import connections

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".cache" / "tests"


def fingerprint() -> str:
    """Return what a migrated database depends on."""
    digest = hashlib.sha256()
    for path in [*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "requirements.txt", ROOT / "portal/settings/base.py"]:
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:20]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one worker migrate while the others wait for its copy."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def keep(connection: Any, template: Path) -> None:
    """Save the migrated database, and drop those of former migrations."""
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink()
    draft = template.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with sqlite3.connect(draft) as target:
        connection.connection.backup(target)
    target.close()
    draft.rename(template)


def restore(connection: Any, template: Path) -> None:
    """Fill the test database from the saved one."""
    with sqlite3.connect(template) as source:
        source.backup(connection.connection)
    source.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Make Django's creation of the test database take the saved copy when there is one."""
    connection: Any = connections["default"]
    if connection.vendor != "sqlite":
        return
    creation = connection.creation
    migrate = creation.create_test_db

    def create_test_db(*args: Any, **options: Any) -> str:
        with one_at_a_time():
            template = FOLDER / f"{fingerprint()}.sqlite3"
            if not template.is_file():
                name = str(migrate(*args, **options))
                keep(connection, template)
                return name
            connection.close()
            name = creation._get_test_db_name()
            settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
            connection.ensure_connection()
            restore(connection, template)
            return name

    creation.create_test_db = create_test_db
