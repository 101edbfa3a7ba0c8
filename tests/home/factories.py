"""Minimal valid editorial pages."""

from collections.abc import Iterable

import factory
from factory.django import DjangoModelFactory

from wagtail.models import Page

from home.models import (
    DoorAction,
    DoorSituation,
    GlossaryEntry,
    HomePage,
    PublicDoor,
    Situation,
    SituationPick,
    SituationUrgency,
    StandardPage,
)
from portal.enums import PageKind
from portal.models import Theme
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


class SituationFactory(DjangoModelFactory):
    class Meta:
        model = Situation
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"situation-{n}")
    question = factory.Sequence(lambda n: f"Situation {n}")
    order = factory.Sequence(int)
    answer = "Parlez-en à quelqu’un."

    @factory.post_generation
    def themes(self, create: bool, given: Iterable[Theme] | None, **kwargs: object) -> None:
        if create and given:
            self.themes.set(given)
            self.save()


class SituationUrgencyFactory(DjangoModelFactory):
    class Meta:
        model = SituationUrgency

    situation = factory.SubFactory(SituationFactory)
    text = "En cas de danger, appelez le 15."
    phones = "15"


class SituationPickFactory(DjangoModelFactory):
    class Meta:
        model = SituationPick

    situation = factory.SubFactory(SituationFactory)
    target = factory.SubFactory(StandardPageFactory)
    reason = "Pour commencer."


class PublicDoorFactory(DjangoModelFactory):
    class Meta:
        model = PublicDoor
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"porte-{n}")
    title = factory.Sequence(lambda n: f"Vous êtes {n}")
    menu_title = factory.Sequence(lambda n: f"Porte {n}")
    order = factory.Sequence(int)
    intro = "Entrez."

    @factory.post_generation
    def themes(self, create: bool, given: Iterable[Theme] | None, **kwargs: object) -> None:
        if create and given:
            self.themes.set(given)
            self.save()


class DoorActionFactory(DjangoModelFactory):
    class Meta:
        model = DoorAction

    door = factory.SubFactory(PublicDoorFactory)
    target = factory.SubFactory(StandardPageFactory)
    title = factory.Sequence(lambda n: f"Faire {n}")
    text = "Faites-le aujourd’hui."


class DoorSituationFactory(DjangoModelFactory):
    class Meta:
        model = DoorSituation

    door = factory.SubFactory(PublicDoorFactory)
    situation = factory.SubFactory(SituationFactory)
