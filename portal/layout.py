"""What every page shows around its own content, read once and kept in the cache: site, menus, settings."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q

from wagtail.models import Page, Site

from portal.models import Menu, MenuItem, SiteSettings, SocialLink
from portal.querysets import VisiblePageQuerySet
from portal.readers import ANONYMOUS

KEY = "portal.layout"
SECONDS = 60  # other processes see a change within this time


@dataclass(frozen=True)
class Link:
    """An address and its words."""

    label: str
    url: str


@dataclass(frozen=True)
class Layout:
    """The frame of every page."""

    site: Site | None
    root_path: str
    main_menu: tuple[Link, ...]
    footer_menu: tuple[Link, ...]
    social_links: tuple[Link, ...]
    tagline: str
    contact_name: str
    contact_email: str
    contact_phone: str
    contact_text: str
    footer_text: str


def forget_layout() -> None:
    """Drop the kept layout, now and again after the commit: another process may have read it meanwhile."""
    cache.delete(KEY)
    transaction.on_commit(lambda: cache.delete(KEY))


def _menus(root_path: str, at: datetime) -> dict[str, tuple[Link, ...]]:
    """Return the entries of each menu; pages that the public may not see are left out."""
    visible = VisiblePageQuerySet(Page).visible_to(ANONYMOUS, at).values("pk")
    items = MenuItem.objects.filter(Q(page__isnull=True) | Q(page__in=visible))
    menus: dict[str, list[Link]] = {}
    for item in items.select_related("page", "menu").order_by("menu__place", "sort_order"):
        links = menus.setdefault(item.menu.place, [])
        if item.page is None:
            links.append(Link(item.label, item.path))
        else:
            links.append(Link(item.label or item.page.title, address_of(item.page.url_path, root_path)))
    return {place: tuple(links) for place, links in menus.items()}


def address_of(url_path: str, root_path: str) -> str:
    """Return the address on the site of a page's tree path."""
    return "/" + url_path.removeprefix(root_path)


def read_layout(at: datetime) -> Layout:
    """Return the layout of the default site, from the cache or the database; empty where nothing is set up yet."""
    minute = at.replace(second=0, microsecond=0)
    kept = cache.get(KEY)
    # Pages expire at a minute: from the next one on, what was read in this one may name what has gone.
    if kept is not None and kept[0] == minute:
        return cast(Layout, kept[1])
    settings = SiteSettings.objects.select_related("site__root_page").filter(site__is_default_site=True).first()
    site = settings.site if settings else Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return Layout(None, "/", (), (), (), "", "", "", "", "", "")
    settings = settings or SiteSettings(site=site)
    menus = _menus(site.root_page.url_path, at)
    social = SocialLink.objects.filter(settings__site=site).order_by("sort_order")
    layout = Layout(
        site=site,
        root_path=site.root_page.url_path,
        main_menu=menus.get(Menu.MAIN, ()),
        footer_menu=menus.get(Menu.FOOTER, ()),
        social_links=tuple(Link(link.label, link.url) for link in social),
        tagline=settings.tagline,
        contact_name=settings.contact_name,
        contact_email=settings.contact_email,
        contact_phone=settings.contact_phone,
        contact_text=settings.contact_text,
        footer_text=settings.footer_text,
    )
    cache.set(KEY, (minute, layout), SECONDS)
    return layout
