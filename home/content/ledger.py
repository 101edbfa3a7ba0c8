"""Which item became which object, and whether the loader may touch it again."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from home.content.files import LOADER_VERSION
from home.content.state import digest_of, states_of
from portal.models import LoadedItem

WHOLE = ("content", "all")  # the row that says which files were loaded, so that the same ones are not read twice


class Verdict(StrEnum):
    """What to do with an item."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    EDITED = "edited"
    DELETED = "deleted"


class Ledger:
    """The loader's memory: read once, written once."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._rows = {(row.kind, row.slug): row for row in LoadedItem.objects.select_related("content_type")}
        self._written: dict[tuple[str, str], tuple[models.Model, str]] = {}

    def knows(self, kind: str, slug: str) -> bool:
        return (kind, slug) in self._rows or (kind, slug) in self._written

    def object_of(self, kind: str, slug: str) -> models.Model | None:
        """Return what an item became; None when it is gone, or was never loaded."""
        row = self._rows.get((kind, slug))
        model = row and row.content_type.model_class()
        return model._default_manager.filter(pk=row.object_id).first() if row and model else None

    def verdict(self, kind: str, slug: str, source: Any) -> Verdict:
        """Say what becomes of an item: an object is written again only while it is as the loader left it."""
        row = self._rows.get((kind, slug))
        if row is None:
            return Verdict.CREATE
        if row.loaded_digest == _item_digest(source):
            return Verdict.UNCHANGED
        model = row.content_type.model_class()
        state = states_of(model, [row.object_id]).get(row.object_id) if model else None
        if state is None:
            return Verdict.DELETED
        return Verdict.UPDATE if state == row.state_digest else Verdict.EDITED

    def write(self, kind: str, slug: str, made: models.Model, source: Any) -> None:
        """Remember that an item became this object; its state is read by `settle`, when the load is over."""
        self._written[kind, slug] = (made, _item_digest(source))

    @property
    def written(self) -> list[models.Model]:
        return [made for made, _digest in self._written.values()]

    def is_loaded(self, digest: str) -> bool:
        """Say whether exactly this content is in the database."""
        row = self._rows.get(WHOLE)
        return row is not None and row.loaded_digest == digest

    def settle(self, digest: str = "") -> None:
        """Write what was remembered; `digest` is that of the whole content when all of it was loaded."""
        by_model: dict[type[models.Model], set[Any]] = defaultdict(set)
        for made, _digest in self._written.values():
            by_model[type(made)].add(made.pk)
        states = {model: states_of(model, pks) for model, pks in by_model.items()}
        rows = [
            self._row(key, made, item_digest, states[type(made)][made.pk])
            for key, (made, item_digest) in self._written.items()
        ]
        if digest:
            rows.append(self._row(WHOLE, ContentType.objects.get_for_model(LoadedItem), digest, ""))
        LoadedItem.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["kind", "slug"],
            update_fields=["content_type", "object_id", "loaded_digest", "state_digest", "loaded_at"],
        )

    def _row(self, key: Collection[str], made: models.Model, loaded: str, state: str) -> LoadedItem:
        kind, slug = key
        return LoadedItem(
            kind=kind,
            slug=slug,
            content_type=ContentType.objects.get_for_model(made, for_concrete_model=True),
            object_id=made.pk,
            loaded_digest=loaded,
            state_digest=state,
            loaded_at=self.at,
        )


def _item_digest(source: Any) -> str:
    return digest_of([LOADER_VERSION, source])
