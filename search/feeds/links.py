"""Addresses of the feeds of a list, with the filters that it has."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from search.feeds.registry import FeedList, feed_named
from search.filters import EntryFilterForm


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """Where a list can be followed; `calendar` is empty for a list that has no moments."""

    title: str
    atom: str
    rss: str
    calendar: str


def links_of(feed: FeedList, form: EntryFilterForm | None = None) -> FeedLinks:
    """Return the addresses of a feed in the view and under the filters of a form; what it does not know is left out."""
    data = form.query if form else QueryDict()
    state = [(name, value) for name, value in form.state() if name in feed.fields] if form else []
    words = form.chosen_words() if form and state else []
    asked = [*state, *feed.view(data)]
    query = f"?{urlencode(asked)}" if asked else ""

    def address(shape: str) -> str:
        return reverse(f"feeds:{shape}", args=[feed.name]) + query

    return FeedLinks(
        title=feed.title_of(data, words),
        atom=address("atom"),
        rss=address("rss"),
        calendar=address("ics") if feed.has_calendar else "",
    )


def links_named(name: str, form: EntryFilterForm | None = None) -> FeedLinks | None:
    feed = feed_named(name)
    return links_of(feed, form) if feed else None
