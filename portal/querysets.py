"""Reads that all page types share."""

from datetime import datetime
from typing import Any, Self

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from portal.readers import Reader


def _refused_restrictions(reader: Reader) -> Q:
    """Return the restrictions that keep `reader` out: each one on the way up must be satisfied."""
    if reader.is_team:
        return Q(pk__in=[])
    refused = Q(restriction_type=PageViewRestriction.PASSWORD)
    if not reader.is_signed_in:
        return refused | ~Q(restriction_type=PageViewRestriction.NONE)
    group_ids = [int(token.partition(":")[2]) for token in reader.audiences if token.startswith("group:")]
    own_group = PageViewRestriction.groups.through.objects.filter(
        pageviewrestriction_id=OuterRef("pk"), group_id__in=group_ids
    )
    return refused | (Q(restriction_type=PageViewRestriction.GROUPS) & Q(~Exists(own_group)))


def _with_asked_path(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate rows of a subquery with the tree path of the outer page."""
    return rows.annotate(asked_path=Concat(OuterRef("path"), Value(""), output_field=CharField()))


class VisiblePageQuerySet(PageQuerySet):
    """Pages by what a reader may see, at a moment."""

    def visible_to(self, reader: Reader, at: datetime) -> Self:
        """Return live pages that `reader` may open at `at`: one query, whatever the number of restrictions."""
        refused = _with_asked_path(PageViewRestriction.objects.filter(_refused_restrictions(reader)))
        in_time = Q(expire_at__isnull=True) | Q(expire_at__gt=at)
        gates = [Q(~Exists(refused.filter(asked_path__startswith=F("page__path"))))]
        if reader.is_team:
            gates = []
        return self.live().filter(in_time, *gates)


def at_address(url_path: str) -> QuerySet[Page]:
    """Return the live page of a tree path, with `needs_check`: whether a restriction or an alias stands on its way up.

    One query says what Wagtail asks two for, on every page served; without `needs_check` there is nothing to ask.
    """
    on_the_way = Q(asked_path__startswith=F("page__path"))
    restricted = _with_asked_path(PageViewRestriction.objects.all()).filter(on_the_way)
    aliases = _with_asked_path(Page.objects.filter(alias_of__isnull=False)).filter(asked_path__startswith=F("path"))
    return Page.objects.filter(url_path=url_path, live=True).annotate(needs_check=Exists(restricted) | Exists(aliases))


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)
