"""The synonyms that the project ships: the first set of the portal team, and the one that evaluations use."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from django.conf import settings

from search.enums import SynonymKind
from search.models import SynonymGroup


def values_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a group from its row in `content/synonyms.yaml`."""
    return {
        "kind": SynonymKind(row["type"]),
        "terms": "\n".join(row["terms"]),
        "expands_to": "\n".join(row.get("expands_to", ())),
        "note": row.get("note", ""),
    }


def write_shipped() -> None:
    """Write every shipped group into an empty database."""
    path = Path(settings.BASE_DIR) / "content" / "synonyms.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))["groups"]
    SynonymGroup.objects.bulk_create(SynonymGroup(slug=row["id"], **values_of(row)) for row in rows)
