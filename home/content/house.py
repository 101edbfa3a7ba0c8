"""The frame of the site: the default Site, the home page, the lists, the menus and the settings."""

from typing import Any

from wagtail.models import Page, Site

from calls.models import CallIndexPage
from coalitions.models import CoalitionIndexPage, MemberIndexPage
from events.models import EventIndexPage
from home.content.files import Item
from home.content.loading import Loading
from home.content.pages import PageFamily
from home.models import HomePage
from portal.models import BasePage, Menu, MenuItem, SiteSettings
from portal.public_address import public_address
from resources.models import ResourceIndexPage

LISTS: dict[str, type[BasePage]] = {
    "coalitions": CoalitionIndexPage,
    "organisations": MemberIndexPage,
    "events": EventIndexPage,
    "resources": ResourceIndexPage,
    "calls": CallIndexPage,
}


def root_page(load: Loading, item: Item) -> Page:
    return Page.objects.get(depth=1)


def home_page(load: Loading, item: Item) -> Page:
    """Return the page that holds the lists; an editor who deleted the loaded one made another."""
    home = load.find("pages", load.content.house["home"]) or HomePage.objects.first()
    return home or root_page(load, item)


def list_page(load: Loading, kind: str) -> Page:
    """Return the list of a kind of things; below the home page what has lost its list."""
    return load.find("lists", kind) or home_page(load, {})


def _fill_list(load: Loading, item: Item, page: Any) -> None:
    page.summary = item["summary"]


def lists_family() -> PageFamily:
    """Return the family of the lists, named by what they list."""
    return PageFamily(
        kind="lists",
        items=lambda load: load.content.house["lists"] if load.wants("lists") else [],
        model=lambda item: LISTS[item["slug"]],
        address=lambda item: item["address"],
        parent=home_page,
        fill=_fill_list,
    )


def open_site(load: Loading) -> None:
    """Make the default Site lead to the home page, and remove the page that Wagtail welcomes with."""
    home = load.find("pages", load.content.house["home"]) if load.wants("pages") else None
    if home is None:
        return
    site = Site.objects.filter(is_default_site=True).first()
    welcome = site.root_page if site else None
    if site is not None and welcome is not None and type(welcome.specific) is not Page:
        return
    site = site or Site(is_default_site=True, **public_address())
    site.site_name = load.content.house["home_name"]
    site.root_page = home
    site.save()
    if welcome is not None and welcome.is_leaf() and welcome.depth > 1:
        welcome.delete()


def load_menus(load: Loading) -> None:
    """Write the menus and the settings of the site; contacts stay empty, since the content gives none."""
    menus = load.content.house["menus"] if load.wants("menus") else {}
    for place, entries in menus.items():

        def fill(menu: Menu, entries: list[Item] = entries) -> None:
            made = [_entry(load, entry, position) for position, entry in enumerate(entries)]
            menu.items.set([entry for entry in made if entry.page or entry.path])
            menu.save()

        load.record("menus", place, Menu, entries, dict, {"place": place}, fill)
    tagline = load.content.house["tagline"]
    site = Site.objects.filter(is_default_site=True).first()
    if site is not None and load.wants("settings"):
        said = {"tagline": tagline}
        load.record("settings", "site", SiteSettings, said, lambda: said, {"site": site})


def _entry(load: Loading, entry: Item, position: int) -> MenuItem:
    if "path" in entry:
        return MenuItem(label=entry["label"], path=entry["path"], sort_order=position)
    if "list" in entry:
        target = load.find("lists", entry["list"])
        return MenuItem(label=entry["label"], page=target, sort_order=position)
    item = load.content.known["pages"][entry["page"]]
    return MenuItem(label=item["menu_title"], page=load.find("pages", entry["page"]), sort_order=position)
