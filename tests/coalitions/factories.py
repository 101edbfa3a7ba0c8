"""Minimal valid coalitions, organisations and projects."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from wagtail.models import Page

from coalitions.models import (
    CoalitionIndexPage,
    CoalitionLink,
    CoalitionMembership,
    CoalitionMilestone,
    CoalitionPage,
    CoalitionPrinciple,
    KeyFigure,
    MemberIndexPage,
    MemberPage,
    ProjectFunding,
    ProjectPage,
    ProjectPartner,
)
from tests.portal.factories import PageFactory
from tests.support.tree import the_list


class CoalitionIndexPageFactory(PageFactory):
    class Meta:
        model = CoalitionIndexPage


class MemberIndexPageFactory(PageFactory):
    class Meta:
        model = MemberIndexPage


class CoalitionPageFactory(PageFactory):
    class Meta:
        model = CoalitionPage

    title = factory.Sequence(lambda n: f"Coalition {n}")
    slug = factory.Sequence(lambda n: f"coalition-{n}")
    short_name = factory.SelfAttribute("title")
    purpose = "Agir ensemble près de chez soi."

    @classmethod
    def default_parent(cls) -> Page:
        return the_list(CoalitionIndexPage, "Coalitions")


class MemberPageFactory(PageFactory):
    class Meta:
        model = MemberPage

    title = factory.Sequence(lambda n: f"Association {n}")
    slug = factory.Sequence(lambda n: f"association-{n}")

    @classmethod
    def default_parent(cls) -> Page:
        return the_list(MemberIndexPage, "Membres")


class ProjectPageFactory(PageFactory):
    class Meta:
        model = ProjectPage

    title = factory.Sequence(lambda n: f"Projet {n}")
    slug = factory.Sequence(lambda n: f"projet-{n}")

    @classmethod
    def default_parent(cls) -> Page:
        return the_list(CoalitionIndexPage, "Coalitions")


class CoalitionMembershipFactory(DjangoModelFactory):
    class Meta:
        model = CoalitionMembership

    coalition = factory.SubFactory(CoalitionPageFactory)
    association = factory.SubFactory(MemberPageFactory)


class CoalitionPrincipleFactory(DjangoModelFactory):
    class Meta:
        model = CoalitionPrinciple

    coalition = factory.SubFactory(CoalitionPageFactory)
    title = "Une charte"
    text = "Les membres ont écrit leurs valeurs."


class CoalitionMilestoneFactory(DjangoModelFactory):
    class Meta:
        model = CoalitionMilestone

    coalition = factory.SubFactory(CoalitionPageFactory)
    happened_on = date(2018, 1, 1)
    label = "2018"
    text = "Premières réunions."


class CoalitionLinkFactory(DjangoModelFactory):
    class Meta:
        model = CoalitionLink

    coalition = factory.SubFactory(CoalitionPageFactory)
    other = factory.SubFactory(CoalitionPageFactory)
    note = "Un membre commun fait le lien."


class KeyFigureFactory(DjangoModelFactory):
    class Meta:
        model = KeyFigure

    page = factory.SubFactory(MemberPageFactory)
    value = 12
    unit = "lieux"
    label = "lieux d’accueil"
    period = "vers 2021"
    source = "déclaration de l’organisation"
    review_on = date(2027, 11, 25)


class ProjectPartnerFactory(DjangoModelFactory):
    class Meta:
        model = ProjectPartner

    project = factory.SubFactory(ProjectPageFactory)
    organisation = factory.SubFactory(MemberPageFactory)


class ProjectFundingFactory(DjangoModelFactory):
    class Meta:
        model = ProjectFunding

    project = factory.SubFactory(ProjectPageFactory)
    label = "Collectivités"
