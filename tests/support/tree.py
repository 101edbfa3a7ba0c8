"""The smallest site: the house, its lists and its default Site."""

from dataclasses import dataclass
from typing import TypeVar, cast

import pytest

from django.utils.text import slugify

from wagtail.models import Page, Site

from calls.models import CallIndexPage
from coalitions.models import CoalitionIndexPage, MemberIndexPage
from events.models import EventIndexPage
from home.models import HomePage
from resources.models import ResourceIndexPage

PageType = TypeVar("PageType", bound=Page)


@dataclass(frozen=True)
class House:
    """The pages that every other page hangs below."""

    site: Site
    home: HomePage
    coalitions: CoalitionIndexPage
    members: MemberIndexPage
    agenda: EventIndexPage
    resources: ResourceIndexPage
    calls: CallIndexPage


def add_page(page: PageType, parent: Page) -> PageType:
    """Put `page` below `parent`, whatever was added there since `parent` was read."""
    parent.refresh_from_db(fields=["path", "depth", "numchild", "url_path"])
    return cast(PageType, parent.add_child(instance=page))


def the_home() -> HomePage:
    """Return the home page of the default site; make both where there is none."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.objects.get(depth=1)
        home = add_page(HomePage(title="Coalition Solidaire", slug="accueil", lead="Ensemble, on trouve."), root)
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": "Coalition Solidaire"},
        )
        for leftover in root.get_children().exclude(pk=home.pk):
            leftover.delete()
        home.refresh_from_db()
    return home


def the_list(model: type[PageType], title: str) -> PageType:
    """Return the only page of this type; make it below the home page where there is none."""
    page = model.objects.first()
    return page or add_page(model(title=title, slug=slugify(title)), the_home())


def make_house() -> House:
    """Return the smallest site, made where it is missing."""
    lists = (
        the_list(CoalitionIndexPage, "Coalitions"),
        the_list(MemberIndexPage, "Membres"),
        the_list(EventIndexPage, "Agenda"),
        the_list(ResourceIndexPage, "Ressources"),
        the_list(CallIndexPage, "Appels"),
    )
    # Read last: treebeard counts children on the instance, and the lists were added to others.
    return House(Site.objects.get(is_default_site=True), the_home(), *lists)


@pytest.fixture
def house(db: None) -> House:
    return make_house()
