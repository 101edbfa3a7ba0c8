"""A database of its own for an evaluation: the tables of search and nothing else, gone when the block ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from search import vocabulary, wording
from search.backends import sqlite
from search.facets import forget_choices


@contextmanager
def scratch_database() -> Iterator[None]:
    """Let everything in this thread read and write an empty SQLite database in memory instead of the portal's."""
    held = connections[DEFAULT_DB_ALIAS]
    scratch = DatabaseWrapper({**connections.settings[DEFAULT_DB_ALIAS], **_IN_MEMORY}, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = scratch
    try:
        _create_tables(scratch)
        _forget()
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = held
        scratch.close()
        _forget()


def _forget() -> None:
    """Let what the process keeps of a database be read again from the one that answers now."""
    vocabulary.forget()
    wording.forget()
    forget_choices()


_IN_MEMORY: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {}}


def _create_tables(scratch: Any) -> None:
    scratch.connect()
    scratch.disable_constraint_checking()
    with scratch.schema_editor() as editor:
        for model in apps.get_app_config("search").get_models():
            editor.create_model(model)
        editor.execute(sqlite.CREATE)
    scratch.enable_constraint_checking()
