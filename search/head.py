"""What lists and pages tell in their head: the filters that they have, and where they can be followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from portal.head import FollowLink, ListState, register_follow_links, register_list_state
from portal.picture_hues import register_hue
from search.feeds.everything import EVERYTHING
from search.feeds.links import FeedLinks, links_named, links_of
from search.feeds.registry import feed_named, feed_of
from search.filters import PAGE, TERMS, EntryFilterForm
from search.listing import Listing
from search.models import Entry
from search.sources import page_labels, source_of

ATOM, CALENDAR = "application/atom+xml", "text/calendar"


def connect() -> None:
    """Register; called once, when the app is ready."""
    register_list_state(list_state)
    register_follow_links(follow_links)
    register_hue(hue_of_entry)


def hue_of_entry() -> Subquery:
    """Return the colour of a page, as its entry has it, inside a query of pages."""
    key = Cast(OuterRef("pk"), CharField())
    return Subquery(Entry.objects.filter(source__in=page_labels(), object_key=key).values("hue")[:1])


def list_state(context: Mapping[str, Any]) -> ListState | None:
    """Return what a list was asked: its filters as they hold, what its view keeps beside them, and the page."""
    form, page = _form_and_page(context)
    if form is None:
        return None
    own, kept = form.state(), _kept(form)
    number = getattr(page, "number", 1)
    paged = [(PAGE, str(number))] if number > 1 else []
    return ListState(
        query=(*own, *kept, *paged),
        words=(*form.chosen_words(), *([_("page %(number)d") % {"number": number}] if paged else [])),
        choices=len(own) + bool(kept) + (2 if form.words else 0),
        is_search="listing" not in context,
    )


def _form_and_page(context: Mapping[str, Any]) -> tuple[EntryFilterForm | None, Any]:
    listing = context.get("listing")
    if isinstance(listing, Listing):
        return listing.form, listing.page
    form = context.get("form")
    return (form, context.get("page_of_results")) if isinstance(form, EntryFilterForm) else (None, None)


def _kept(form: EntryFilterForm) -> list[tuple[str, str]]:
    """Return what a view added to the form so that filtering keeps it: such fields were never asked, only given."""
    added = [(name, field.initial) for name, field in form.fields.items() if name not in form.cleaned_data]
    return [(name, str(value)) for name, value in added if value]


def follow_links(context: Mapping[str, Any]) -> Iterable[FollowLink]:
    """Return the feeds of the list that a page shows, of what its subject has that is new, and of all that is new."""
    form, _page = _form_and_page(context)
    feed = feed_of(type(context.get("page")))
    if feed is not None:
        yield from _links(links_of(feed, form))
    subject = feed_about(context.get("page"))
    if subject:
        yield from _links(subject)
    everything = links_named(EVERYTHING)
    if everything:
        yield FollowLink(everything.atom, ATOM, everything.title)


def feed_about(page: Any) -> FeedLinks | None:
    """Return where one follows a coalition, an organisation or a project; none for other pages."""
    source, feed = source_of(type(page)) if page else None, feed_named(EVERYTHING)
    names = [name for name, term in TERMS.items() if source and source.represents and term == source.represents]
    if not names or feed is None:
        return None
    query = f"?{names[0]}={page.slug}"
    links = links_of(feed)
    title = f"{feed.title} – {page.title}"
    return FeedLinks(title, links.atom + query, links.rss + query, links.calendar + query)


def _links(links: FeedLinks) -> Iterable[FollowLink]:
    yield FollowLink(links.atom, ATOM, links.title)
    if links.calendar:
        yield FollowLink(links.calendar, CALENDAR, links.title)
