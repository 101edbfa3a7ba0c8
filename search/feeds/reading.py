"""What a feed holds: the entries of a list under its filters, as everybody may read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.http import QueryDict
from django.utils.translation import gettext as _

from wagtail.models import Page

from portal.readers import ANONYMOUS
from search.backends.database import apply_filters, matching
from search.feeds.registry import FeedList, calendar_kinds
from search.filters import EntryFilterForm, build_form
from search.lists import address_of_list
from search.models import Entry
from search.querysets import EntryQuerySet

MOST_ITEMS = 50
MOST_APPOINTMENTS = 1000
# What is over stays in the calendars that follow a list for a year.
KEPT = timedelta(days=366)
# Of what was never published by hand, as some fixtures are.
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReading:
    """A list as a feed shows it. Addresses begin with a slash; `entries` carry `key`, `published_at`, `changed_at`."""

    title: str
    address: str
    words: tuple[str, ...]
    messages: tuple[str, ...]
    entries: Sequence[Any]

    @property
    def changed_at(self) -> datetime:
        return max((entry.changed_at for entry in self.entries), default=LONG_AGO)


def with_dates(entries: EntryQuerySet) -> Any:
    """Add the page's own key and dates, which no rebuild of the index changes."""
    pages: QuerySet[Page] = Page.objects.filter(pk=Cast(OuterRef("object_key"), BigIntegerField()))
    published = Coalesce("first_published_at", "latest_revision_created_at", LONG_AGO)
    changed = Coalesce("last_published_at", "latest_revision_created_at", "first_published_at", LONG_AGO)
    return entries.annotate(
        key=Subquery(pages.values("translation_key")[:1]),
        published_at=Subquery(pages.annotate(at=published).values("at")[:1]),
        changed_at=Subquery(pages.annotate(at=changed).values("at")[:1]),
    )


def read_news(*, feed: FeedList, data: QueryDict, at: datetime) -> FeedReading:
    """Return the latest that was published in a list, or of what is over the latest that took place.

    Four queries at most, besides the choices of its form.
    """
    form = _form_of(feed, data, at)
    entries = with_dates(_entries(form, feed.kinds, at))
    entries = entries.past(at) if feed.view(data) else entries.order_by("-published_at", "sort_title", "pk")
    return _reading(feed, form, at, entries.defer("body", "keywords", "digest")[:MOST_ITEMS])


def read_calendar(*, feed: FeedList, data: QueryDict, at: datetime) -> FeedReading:
    """Return what of a list is to come, and what was within a year, unless the filters name a period.

    Who asks for what is over gets all of it, the latest first.
    """
    form = _form_of(feed, data, at)
    entries = with_dates(_entries(form, calendar_kinds(feed), at))
    if feed.view(data):
        entries = entries.past(at)
    else:
        entries = entries.order_by("starts_at", "sort_title", "pk")
        if not (form.filters().start or form.filters().end):
            entries = entries.filter(ends_at__gte=at - KEPT)
    return _reading(feed, form, at, entries.defer("body", "keywords", "digest")[:MOST_APPOINTMENTS])


def _form_of(feed: FeedList, data: QueryDict, at: datetime) -> EntryFilterForm:
    return build_form(data, fields=feed.fields, reader=ANONYMOUS, at=at, kinds=[str(kind) for kind in feed.kinds])


def _entries(form: EntryFilterForm, kinds: Sequence[str], at: datetime) -> EntryQuerySet:
    entries = Entry.objects.visible_to(ANONYMOUS, at).of_kinds(*kinds)
    if form.errors:
        # A list without one of its filters shows too much, and says so; in a feed reader nobody reads the message.
        return entries.none()
    return matching(apply_filters(entries, form.filters()), form.words)


def _reading(feed: FeedList, form: EntryFilterForm, at: datetime, entries: EntryQuerySet) -> FeedReading:
    words = tuple(form.chosen_words())
    query = urlencode([*feed.fixed, *form.state(), *feed.view(form.query)])
    address = (address_of_list(feed.page_type, at) if feed.page_type else "") or "/"
    return FeedReading(
        title=feed.title_of(form.query, words),
        address=f"{address}?{query}" if query and feed.page_type else address,
        words=words,
        messages=(_("Nothing answers to this address now: a choice is not known, or a date cannot be read."),)
        if form.errors
        else (),
        entries=list(entries),
    )
