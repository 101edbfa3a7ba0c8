"""Minimal valid editorial pages."""

import factory
from factory.django import DjangoModelFactory

from wagtail.models import Page

from home.models import GlossaryEntry, HomePage, StandardPage
from portal.enums import PageKind
from tests.portal.factories import PageFactory


class HomePageFactory(PageFactory):
    """A home page of its own, below the root; the site's home is `tests.support.tree.the_home()`."""

    class Meta:
        model = HomePage

    lead = "Ensemble, on trouve."

    @classmethod
    def default_parent(cls) -> Page:
        return Page.objects.get(depth=1)


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage


class GlossaryEntryFactory(DjangoModelFactory):
    class Meta:
        model = GlossaryEntry

    page = factory.SubFactory(StandardPageFactory, kind=PageKind.GLOSSARY)
    slug = factory.Sequence(lambda n: f"terme-{n}")
    term = "Coalition"
    definition = "Un groupe qui agit ensemble."
