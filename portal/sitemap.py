"""The sitemap: the addresses of what everybody may open now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap as PlainSitemap
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wagtail.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.models import Page

from portal.asking import moment_of
from portal.querysets import VisiblePageQuerySet
from portal.readers import ANONYMOUS


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the site that is no page of the tree, from its first slash; `changed_at` when it is known."""

    path: str
    changed_at: datetime | None = None


AddressSource = Callable[[datetime], Iterable[Address | str]]
_sources: list[AddressSource] = []


def register_addresses(source: AddressSource) -> None:
    """Let an app add the addresses of its plain views, for a moment; called from its `AppConfig.ready`.

    A source answers for an anonymous reader, with a number of queries that does not depend on what it lists.
    """
    if source not in _sources:
        _sources.append(source)


def registered_addresses(at: datetime) -> list[Address]:
    """Return the addresses of every source, each once."""
    given = [item for source in _sources for item in source(at)]
    rows = [item if isinstance(item, Address) else Address(item) for item in given]
    return list({row.path: row for row in rows}.values())


class PublicSitemap(Sitemap):
    """Every page that an anonymous reader may open; engines are strangers, whoever asks for the file."""

    def items(self) -> VisiblePageQuerySet:
        pages = VisiblePageQuerySet(Page).visible_to(ANONYMOUS, moment_of(self.request))
        house = self.get_wagtail_site().root_page
        return pages.descendant_of(house, inclusive=True).order_by("path")


class ViewSitemap(PlainSitemap[Address]):
    """The plain views that the apps registered."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def items(self) -> list[Address]:
        return registered_addresses(self.at)

    def location(self, item: Address) -> str:
        return item.path

    def lastmod(self, item: Address) -> datetime | None:
        return item.changed_at

    def get_urls(self, page: int | str = 1, site: object = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Return the rows under the public address, as pages have theirs."""
        return [
            {
                "item": item,
                "location": f"{settings.PUBLIC_URL}{item.path}",
                "lastmod": item.changed_at,
                "changefreq": None,
                "priority": "",
                "alternates": [],
            }
            for item in self.paginator.page(page).object_list
        ]


@require_safe
def public_sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with the pages, then the plain views."""
    at = moment_of(request)
    return sitemap(request, {"pages": PublicSitemap, "views": ViewSitemap(at)})
