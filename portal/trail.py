"""Where a page lies: the breadcrumbs, in one query at most."""

from django.utils.translation import gettext as _

from wagtail.models import Page

from portal.layout import Layout, Link, address_of

HOUSE_DEPTH = 2


def trail_of(page: Page, layout: Layout) -> list[Link]:
    """Return the pages from the house down to the one above `page`; who may read a page may read those above it."""
    if layout.site is None:
        return []
    steps = range((HOUSE_DEPTH + 1) * page.steplen, len(page.path), page.steplen)
    house = Link(_("Home"), "/")
    if not steps:
        return [house]
    above = Page.objects.filter(path__in=[page.path[:end] for end in steps], live=True).order_by("depth")
    links = above.values_list("title", "url_path")
    return [house, *(Link(title, address_of(url_path, layout.root_path)) for title, url_path in links)]
