from typing import Any

from django.db import migrations

from search.backends import postgres, sqlite


def _statements(schema_editor: Any, on_sqlite: tuple[str, ...], on_postgresql: tuple[str, ...]) -> None:
    for statement in on_postgresql if schema_editor.connection.vendor == "postgresql" else on_sqlite:
        schema_editor.execute(statement)


def create(apps: Any, schema_editor: Any) -> None:
    _statements(schema_editor, (sqlite.CREATE,), postgres.CREATE)


def drop(apps: Any, schema_editor: Any) -> None:
    _statements(schema_editor, (sqlite.DROP,), postgres.DROP)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
