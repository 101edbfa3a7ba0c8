from typing import Any

from django.db import migrations

from search.backends import sqlite


def create(apps: Any, schema_editor: Any) -> None:
    """Make the index again with its new columns; `search_sync` fills it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("UPDATE search_entry SET document = NULL")
    else:
        schema_editor.execute(sqlite.DROP)
        schema_editor.execute(sqlite.CREATE)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_full_text")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
