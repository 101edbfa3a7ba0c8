"""The sitemap: the addresses of what everybody may open now."""

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from portal.querysets import VisiblePageQuerySet
from portal.readers import ANONYMOUS


class PublicSitemap(Sitemap):
    """Every page that an anonymous reader may open; engines are strangers, whoever asks for the file."""

    def items(self) -> VisiblePageQuerySet:
        pages = VisiblePageQuerySet(Page).visible_to(ANONYMOUS, self.request.at)
        house = self.get_wagtail_site().root_page
        return pages.descendant_of(house, inclusive=True).order_by("path")
