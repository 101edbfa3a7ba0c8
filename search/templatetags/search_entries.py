"""What the card of an entry says beyond the entry's own values."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from search.enums import EntryKind
from search.feeds.links import FeedLinks, links_named
from search.filters import EntryFilterForm
from search.head import feed_about
from search.labels import sort_label
from search.lists import list_address
from search.models import Entry
from search.occasions import Occasion, occasion_of

register = template.Library()


@register.filter
def entry_sort(entry: Entry) -> str:
    """Say what an entry is, as precisely as it is known: “Workshop”, else “Event”."""
    return sort_label(entry.kind, str(entry.card.get("sort", ""))) or str(EntryKind(entry.kind).label)


@register.simple_tag
def occasion(entry: Entry, at: datetime) -> Occasion:
    """Return the time of an event to show at a moment."""
    return occasion_of(entry, at)


@register.simple_tag
def call_state(entry: Entry, at: datetime) -> dict[str, Any]:
    """Return where a call stands: `code` (coming, open, closed), `label`, `until` (its next moment)."""
    if entry.starts_at is not None and entry.starts_at > at:
        return {"code": "coming", "label": _("Call to come"), "until": entry.starts_at}
    if entry.ends_at is not None and entry.ends_at <= at:
        return {"code": "closed", "label": _("Closed call"), "until": None}
    return {"code": "open", "label": _("Open call"), "until": entry.ends_at}


@register.simple_tag
def all_of(kind: str, term: str, slug: str, at: datetime) -> str:
    """Return the address of everything of a kind that carries a term; empty when no page lists it."""
    return list_address(kind, term, slug, at)


@register.simple_tag
def quote_address(entry: Entry) -> str:
    """Return the address that opens a clip at the sentence on its card."""
    second = entry.card.get("quote_at")
    return "" if second is None else f"{entry.address}?t={int(second)}"


@register.simple_tag
def list_feeds(name: str, form: EntryFilterForm | None = None) -> FeedLinks | None:
    """Return where a list can be followed under the filters of its form."""
    return links_named(name, form)


@register.simple_tag
def feed_of_page(page: Any) -> FeedLinks | None:
    """Return where one follows what a coalition, an organisation or a project has that is new."""
    return feed_about(page)
