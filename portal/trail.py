"""Where a page lies: the breadcrumbs, in one query."""

from wagtail.models import Page

from portal.layout import Link, address_of

HOUSE_DEPTH = 2


def trail_of(page: Page, root_path: str) -> list[Link]:
    """Return the pages from the house down to the one above `page`; who may read a page may read those above it."""
    steps = range(HOUSE_DEPTH * page.steplen, len(page.path), page.steplen)
    above = Page.objects.filter(path__in=[page.path[:end] for end in steps], live=True).order_by("depth")
    return [Link(title, address_of(url_path, root_path)) for title, url_path in above.values_list("title", "url_path")]
