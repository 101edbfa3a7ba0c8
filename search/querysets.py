from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from search.enums import TermName

if TYPE_CHECKING:
    from portal.readers import Reader
    from search.models import Entry, EntryTerm

    EntryBase = QuerySet[Entry]
else:
    EntryBase = QuerySet


def _terms() -> QuerySet[EntryTerm]:
    model: type[EntryTerm] = apps.get_model("search", "EntryTerm")
    return model._default_manager.all()


class EntryQuerySet(EntryBase):
    def visible_to(self, reader: Reader, at: datetime) -> Self:
        """Keep what this reader may open: the same number of clauses whatever the number of private entries."""
        audience = _terms().filter(entry=OuterRef("pk"), name=TermName.AUDIENCE, value__in=sorted(reader.audiences))
        return self.filter(
            Exists(audience),
            Q(visible_from=None) | Q(visible_from__lte=at),
            Q(visible_until=None) | Q(visible_until__gt=at),
        )

    def of_kinds(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def with_term(self, name: str, *values: str) -> Self:
        """Keep entries that carry one of the values; call it twice to ask for both."""
        return self.filter(Exists(_terms().filter(entry=OuterRef("pk"), name=name, value__in=values)))

    def upcoming(self, at: datetime) -> Self:
        """What is not over yet, the nearest first."""
        return self.filter(ends_at__gte=at).order_by("starts_at", "sort_title", "pk")

    def past(self, at: datetime) -> Self:
        """What is over, the latest first; an entry without a moment is a thing of the past, last."""
        return self.filter(Q(ends_at__lt=at) | Q(ends_at=None)).recent_first()

    def open_at(self, at: datetime) -> Self:
        return self.filter(starts_at__lte=at, ends_at__gt=at).order_by("ends_at", "sort_title", "pk")

    def coming(self, at: datetime) -> Self:
        return self.filter(starts_at__gt=at).order_by("starts_at", "sort_title", "pk")

    def between(self, start: datetime | None, end: datetime | None) -> Self:
        """Keep what touches [start, end[: by its moments, or by its date when it has none."""
        moments, date = Q(ends_at__isnull=False), Q(ends_at=None, sort_on__isnull=False)
        if start is not None:
            moments, date = moments & Q(ends_at__gte=start), date & Q(sort_on__gte=start)
        if end is not None:
            moments, date = moments & Q(starts_at__lt=end), date & Q(sort_on__lt=end)
        return self.filter(moments | date)

    def by_title(self) -> Self:
        return self.order_by("sort_title", "pk")

    def recent_first(self) -> Self:
        return self.order_by(F("sort_on").desc(nulls_last=True), "sort_title", "pk")

    def for_listing(self) -> Self:
        """What a card needs, and nothing that only search reads."""
        lean = self.defer("body", "keywords", "digest")
        return lean if lean.query.order_by else lean.recent_first()

    def facet_counts(self, name: str) -> dict[str, int]:
        entries = self.order_by().values("pk")
        rows = _terms().filter(name=name, entry__in=entries).values_list("value").annotate(Count("entry"))
        return dict(rows.order_by("value"))

    def kind_counts(self) -> dict[str, int]:
        return dict(self.order_by("kind").values_list("kind").annotate(Count("pk")))
