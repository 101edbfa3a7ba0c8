"""Reads that all page types share."""

from datetime import datetime
from typing import Self

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat

from wagtail.models import PageManager, PageViewRestriction
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


class VisiblePageQuerySet(PageQuerySet):
    """Pages by what a reader may see, at a moment."""

    def visible_to(self, reader: Reader, at: datetime) -> Self:
        """Return live pages that `reader` may open at `at`: one query, whatever the number of restrictions."""
        refused = PageViewRestriction.objects.filter(_refused_restrictions(reader)).annotate(
            asked_path=Concat(OuterRef("path"), Value(""), output_field=CharField())
        )
        in_time = Q(expire_at__isnull=True) | Q(expire_at__gt=at)
        gates = [Q(~Exists(refused.filter(asked_path__startswith=F("page__path"))))]
        if reader.is_team:
            gates = []
        return self.live().filter(in_time, *gates)


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)
