"""Who and what a page names, as far as the reader may open it, and where its list is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps

from portal.layout import address_of, read_layout
from portal.readers import Reader
from portal.trail import trail_of
from search.enums import EntryKind, TermName
from search.models import Entry
from search.related import Shelf, entries_of_pages, shelves

if TYPE_CHECKING:
    from django.http import HttpRequest

    from portal.layout import Link
    from portal.models import Theme

NEIGHBOURS = (EntryKind.CLIP, EntryKind.KIT, EntryKind.PUBLICATION, EntryKind.ARTICLE, EntryKind.EVENT)
EACH = 4


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


def theme_tags(themes: Iterable["Theme"], address: str) -> list[dict[str, str]]:
    """Return the themes as links to the list of what is about them."""
    return [{"label": theme.name, "url": f"{address}?theme={theme.slug}"} for theme in themes]


def shelf_beside(page: Any, themes: list["Theme"], reader: Reader, at: datetime) -> dict[str, list[Entry]]:
    """Return what is about the page's first theme, by kind and without the page itself, in one query."""
    if not themes:
        return {}
    found: dict[str, Shelf] = shelves(
        term=TermName.THEME, value=themes[0].slug, kinds=NEIGHBOURS, reader=reader, at=at, each=EACH
    )
    own = (page._meta.label_lower, str(page.pk))
    return {
        str(kind): [entry for entry in shelf.entries if (entry.source, entry.object_key) != own][: EACH - 1]
        for kind, shelf in found.items()
    }


def trail(page: Any, request: "HttpRequest") -> list["Link"]:
    """Return the page's breadcrumbs."""
    return trail_of(page, read_layout(request.at).root_path)  # type: ignore[attr-defined]  # set by ReaderMiddleware
