"""Who and what a page names, as far as the reader may open it, and where its list is."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.urls import reverse

from portal.asking import moment_of
from portal.layout import address_of, read_layout
from portal.readers import Reader
from portal.trail import trail_of
from search.enums import EntryKind, TermName
from search.models import Entry
from search.related import Shelf, entries_of_pages, shelves

if TYPE_CHECKING:
    from django.http import HttpRequest

    from portal.layout import Link
    from portal.models import Territory, Theme

KINDS = (EntryKind.CLIP, EntryKind.KIT, EntryKind.PUBLICATION, EntryKind.ARTICLE)
# Of each kind, as many as a choice among them needs: of the clips of a theme, those that come after this one.
SIZES = {EntryKind.CLIP: 24, EntryKind.KIT: 3, EntryKind.PUBLICATION: 4, EntryKind.ARTICLE: 4, EntryKind.EVENT: 3}
EACH = 3


@dataclass(frozen=True, slots=True)
class Named:
    """Entries of the pages that a page names, by the page's id; what the reader may not open is not there."""

    entries: Mapping[int, Entry]

    def one(self, page_id: int | None) -> Entry | None:
        return self.entries.get(page_id) if page_id else None

    def many(self, page_ids: Iterable[int]) -> list[Entry]:
        return [self.entries[page_id] for page_id in page_ids if page_id in self.entries]


def named_by(page_ids: Iterable[int | None], reader: Reader, at: datetime) -> Named:
    """Read what a page names, in one query."""
    wanted = [page_id for page_id in page_ids if page_id]
    return Named(entries_of_pages(wanted, reader=reader, at=at) if wanted else {})


def list_address(at: datetime) -> str:
    """Return the address of the list of resources; that of search where there is none yet."""
    lists: Any = apps.get_model("resources", "ResourceIndexPage").objects
    url_path = lists.live().values_list("url_path", flat=True).first()
    return address_of(url_path, read_layout(at).root_path) if url_path else "/recherche/"


def theme_tags(themes: Iterable["Theme"]) -> list[dict[str, str]]:
    """Return the themes as doors to everything about them."""
    address = reverse("search:results")
    return [{"label": one.name, "slug": one.slug, "url": f"{address}?theme={one.slug}"} for one in themes]


def territory_tags(territories: Iterable["Territory"]) -> list[dict[str, str]]:
    """Return the territories as doors to everything that happens there."""
    address = reverse("search:results")
    return [{"label": one.name, "slug": one.slug, "url": f"{address}?territory={one.slug}"} for one in territories]


def shelf_beside(page: Any, themes: list["Theme"], reader: Reader, at: datetime) -> dict[str, list[Entry]]:
    """Return what is about the page's first theme, by kind and without the page itself; the second helps out."""
    if not themes:
        return {}
    found = _shelf_of(page, themes[0].slug, reader, at)
    if len(themes) > 1:
        more = _shelf_of(page, themes[1].slug, reader, at)
        for kind, entries in more.items():
            known = {entry.pk for entry in found[kind]}
            found[kind] = [*found[kind], *(entry for entry in entries if entry.pk not in known)][:EACH]
    return found


def by_turns(shelf: Mapping[str, Sequence[Entry]], without: Container[int]) -> list[Entry]:
    """Return a few entries, the first of each kind before the second of any, without what the page shows already."""
    turns = zip_longest(*(shelf.get(str(kind), ()) for kind in KINDS))
    mixed = [entry for turn in turns for entry in turn if entry is not None and entry.pk not in without]
    return mixed[:EACH]


def _shelf_of(page: Any, theme: str, reader: Reader, at: datetime) -> dict[str, list[Entry]]:
    found: dict[str, Shelf] = shelves(term=TermName.THEME, value=theme, sizes=SIZES, reader=reader, at=at)
    return {str(kind): _after(page, shelf.entries)[:EACH] for kind, shelf in found.items()}


def _after(page: Any, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that follow the page's own, then those before it: each page leads on to others."""
    own = (page._meta.label_lower, str(page.pk))
    places = [place for place, entry in enumerate(entries) if (entry.source, entry.object_key) == own]
    if not places:
        return list(entries)
    return [*entries[places[0] + 1 :], *entries[: places[0]]]


def trail(page: Any, request: "HttpRequest") -> list["Link"]:
    """Return the page's breadcrumbs."""
    return trail_of(page, read_layout(moment_of(request)))
