"""One function for every list of the portal: its form, its entries, its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.readers import Reader
from search.backends.database import apply_filters, matching
from search.filters import EntryFilterForm, build_form, page_number
from search.models import Entry
from search.querysets import EntryQuerySet

PER_PAGE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What the template of a list needs. `message` says when the page that was asked for does not exist."""

    form: EntryFilterForm
    page: Page[Entry]
    total: int
    active: list[dict[str, str]]
    message: str
    at: datetime

    @property
    def entries(self) -> Sequence[Entry]:
        return self.page.object_list  # type: ignore[return-value]  # a list, made below

    @property
    def active_count(self) -> int:
        return len(self.active)


def build_listing(
    *,
    data: QueryDict,
    reader: Reader,
    at: datetime,
    kinds: Sequence[str],
    fields: Sequence[str] = (),
    base: EntryQuerySet | None = None,
    order: Callable[[EntryQuerySet], EntryQuerySet] | None = None,
    per_page: int = PER_PAGE,
) -> Listing:
    """Return the list of the reader's entries of these kinds, or of `base`, filtered by the address.

    At most six queries: the count, the entries, and four for the choices of the form unless they are in the cache.
    `order` is for instance `EntryQuerySet.by_title`; else the order of `base`, else the latest first.
    """
    form = build_form(data, fields=fields, reader=reader, at=at, kinds=kinds)
    entries = Entry.objects.visible_to(reader, at).of_kinds(*kinds) if base is None else base
    entries = matching(apply_filters(entries, form.filters()), form.words)
    entries = (order(entries) if order else entries).for_listing()
    page, message = page_of(Paginator(entries, per_page), page_number(data))
    return Listing(form=form, page=page, total=page.paginator.count, active=form.active(), message=message, at=at)


def page_of(paginator: Paginator[Any], asked: int | None) -> tuple[Page[Any], str]:
    """Return the page that was asked for, or the nearest with a message."""
    page = paginator.get_page(asked or 1)
    page.object_list = list(page.object_list)
    if page.number == asked:
        return page, ""
    return page, _("This page does not exist: here is page %(number)d.") % {"number": page.number}
