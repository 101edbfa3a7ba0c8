"""What an object says now, as one digest: when it differs from what the loader left, an editor was there.

A few queries a model, whatever the number of objects: rows of the object, of its children, of its many-to-many.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from modelcluster.models import ClusterableModel, get_all_child_relations

from django.db import models

from wagtail.models import Page

from portal.fields import StreamField

# What changes without an editor: places in the tree below a moved ancestor, moments, and what Wagtail derives.
VOLATILE = frozenset(
    {
        "content_type_id",
        "depth",
        "first_published_at",
        "last_published_at",
        "latest_revision_created_at",
        "live_revision_id",
        "numchild",
        "path",
        "translation_key",
        "url_path",
    }
)
UNCOUNTED_RELATIONS = frozenset({"wagtail_admin_comments"})
Values = dict[str, Any]


def digest_of(value: Any) -> str:
    """Return the digest of plain data, whatever the order of its keys."""
    text = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def states_of(model: type[models.Model], pks: Collection[Any]) -> dict[Any, str]:
    """Return the digest of each object of these keys that still exists."""
    said = _own_values(model, pks)
    for name, rows in _child_values(model, pks).items():
        for pk, children in rows.items():
            said[pk][name] = children
    for field in model._meta.many_to_many:
        if isinstance(field, models.ManyToManyField):
            for pk, targets in _targets(field, pks).items():
                said[pk][field.name] = targets
    return {pk: digest_of(values) for pk, values in said.items()}


def _columns(model: type[models.Model], left_out: Iterable[str] = ()) -> list[str]:
    skipped = {*VOLATILE, *left_out}
    return [field.attname for field in model._meta.concrete_fields if field.attname not in skipped]


def _own_values(model: type[models.Model], pks: Collection[Any]) -> dict[Any, Values]:
    is_page = issubclass(model, Page)
    columns = [*_columns(model), *(["path"] if is_page else [])]
    rows = {row[model._meta.pk.attname]: row for row in _rows(model, {"pk__in": pks}, columns)}
    if is_page:
        parents = {row["path"][: -Page.steplen] for row in rows.values()}
        by_path = dict(Page.objects.filter(path__in=parents).values_list("path", "pk"))
        for row in rows.values():
            row["parent"] = by_path.get(row.pop("path")[: -Page.steplen])
    return rows


def _rows(model: type[models.Model], condition: Mapping[str, Any], columns: list[str]) -> Iterable[Values]:
    order = ["sort_order", "pk"] if any(field.name == "sort_order" for field in model._meta.fields) else ["pk"]
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rows = model._base_manager.filter(**condition).order_by(*order).values(*columns)
    return [{name: value for name, value in row.items() if not _is_untouched(fields[name], value)} for row in rows]


def _is_untouched(field: Any, value: Any) -> bool:
    """Say whether a column is as it begins: left out, so that a column that a migration adds changes no digest."""
    if isinstance(field, StreamField):
        return str(value) in {"", "[]"} or not value
    return value is None or value == "" or value == field.get_default()


def _child_values(model: type[models.Model], pks: Collection[Any]) -> dict[str, dict[Any, list[Values]]]:
    """Return by relation, then by object, the rows that belong to it; their own keys are of no matter."""
    if not issubclass(model, ClusterableModel):
        return {}
    found: dict[str, dict[Any, list[Values]]] = {}
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in UNCOUNTED_RELATIONS:
            continue
        child, link = relation.related_model, relation.field.attname
        rows: dict[Any, list[Values]] = defaultdict(list)
        for row in _rows(child, {f"{link}__in": pks}, _columns(child, [child._meta.pk.attname])):
            rows[row.pop(link)].append(row)
        found[name] = rows
    return found


def _targets(field: models.ManyToManyField[Any, Any], pks: Collection[Any]) -> dict[Any, list[Any]]:
    through: Any = field.remote_field.through
    own, other = field.m2m_column_name(), field.m2m_reverse_name()
    targets: dict[Any, list[Any]] = defaultdict(list)
    for row in through._default_manager.filter(**{f"{own}__in": pks}).order_by(other).values(own, other):
        targets[row[own]].append(row[other])
    return targets
