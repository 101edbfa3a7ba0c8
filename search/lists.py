"""Which page lists what: upper rooms say it when they start, so that a page of any room can link to “all of them”."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache

from wagtail.models import Page

from portal.layout import address_of, read_layout
from portal.querysets import VisiblePageQuerySet
from portal.readers import ANONYMOUS

CACHE_SECONDS = 60
_KEY = "search-list-addresses"


@dataclass(frozen=True, slots=True)
class _List:
    model: type[Page]
    query: str


_lists: dict[str, _List] = {}


def register_list(model: type[Page], *kinds: str, filtered: bool = False) -> None:
    """Say that the only page of a type lists these kinds; `filtered`: the kind is one of its filters."""
    for kind in kinds:
        _lists[str(kind)] = _List(model, f"kind={kind}&" if filtered else "")


def list_address(kind: str, term: str, slug: str, at: datetime) -> str:
    """Return the address of the list of a kind, narrowed to what carries a term; empty when no page lists it."""
    known = _lists.get(kind)
    if known is None:
        return ""
    address = _addresses(at).get(known.model._meta.label_lower, "")
    return f"{address}?{known.query}{term}={slug}" if address else ""


def address_of_list(model: type[Page], at: datetime) -> str:
    """Return the address of the only page of a type that lists something; empty when there is none."""
    return _addresses(at).get(model._meta.label_lower, "")


def _addresses(at: datetime) -> dict[str, str]:
    """Return the addresses of the public lists by their page type, from the cache or by one query."""
    kept = cache.get(_KEY)
    if kept is not None:
        return cast(dict[str, str], kept)
    models = {item.model for item in _lists.values()}
    types = {kind.pk: model._meta.label_lower for model, kind in ContentType.objects.get_for_models(*models).items()}
    pages = VisiblePageQuerySet(Page).visible_to(ANONYMOUS, at).filter(content_type__in=types).order_by("-path")
    root_path = read_layout(at).root_path
    found = {types[kind]: address_of(path, root_path) for kind, path in pages.values_list("content_type", "url_path")}
    cache.set(_KEY, found, CACHE_SECONDS)
    return found
