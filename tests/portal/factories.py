"""Minimal valid objects of the lowest room, and what every factory of a page does."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from wagtail.models import Page, Site

from portal.enums import TerritoryKind
from portal.models import (
    Menu,
    MenuItem,
    PortalDocument,
    PortalImage,
    PortalMedia,
    RelatedPage,
    SiteSettings,
    SocialLink,
    Territory,
    Theme,
)
from tests.support.tree import add_page, the_home


class PageFactory(DjangoModelFactory):
    """Make a live page below `parent`; below the list of its type when no parent is given."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")

    @classmethod
    def default_parent(cls) -> Page:
        return the_home()

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **kwargs: Any) -> Page:
        parent = kwargs.pop("parent", None) or cls.default_parent()
        return add_page(model_class(*args, **kwargs), parent)


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    name = factory.Sequence(lambda n: f"Thème {n}")
    slug = factory.Sequence(lambda n: f"theme-{n}")


class TerritoryFactory(DjangoModelFactory):
    class Meta:
        model = Territory

    name = factory.Sequence(lambda n: f"Territoire {n}")
    slug = factory.Sequence(lambda n: f"territoire-{n}")
    kind = TerritoryKind.PERIMETER


class ImageFactory(DjangoModelFactory):
    class Meta:
        model = PortalImage

    title = factory.Sequence(lambda n: f"Image {n}")
    description = "Un carré de couleur."
    file = factory.django.ImageField(filename="carre.png", width=8, height=8)


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = PortalDocument

    title = factory.Sequence(lambda n: f"Document {n}")
    file = factory.django.FileField(filename="document.txt", data=b"Bonjour.")


class MediaFactory(DjangoModelFactory):
    class Meta:
        model = PortalMedia

    title = factory.Sequence(lambda n: f"Film {n}")
    type = "video"
    duration = 90
    file = factory.django.FileField(filename="film.mp4", data=b"\x00")


class RelatedPageFactory(DjangoModelFactory):
    """Needs `page`, and `target` or `reference`."""

    class Meta:
        model = RelatedPage


class MenuFactory(DjangoModelFactory):
    class Meta:
        model = Menu
        django_get_or_create = ("place",)

    place = Menu.MAIN


class MenuItemFactory(DjangoModelFactory):
    class Meta:
        model = MenuItem

    menu = factory.SubFactory(MenuFactory)
    label = factory.Sequence(lambda n: f"Entrée {n}")
    path = "/recherche/"


class SiteSettingsFactory(DjangoModelFactory):
    class Meta:
        model = SiteSettings
        django_get_or_create = ("site",)

    @factory.lazy_attribute
    def site(self) -> Site:
        the_home()
        return Site.objects.get(is_default_site=True)


class SocialLinkFactory(DjangoModelFactory):
    class Meta:
        model = SocialLink

    settings = factory.SubFactory(SiteSettingsFactory)
    label = "Exemple"
    url = "https://example.org/"
