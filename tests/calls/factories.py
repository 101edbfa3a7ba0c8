"""Minimal valid calls."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from wagtail.models import Page

from calls.models import (
    Benefit,
    CalendarStep,
    CallIndexPage,
    CallPage,
    CallQuestion,
    Criterion,
    EligibilityRule,
    RequiredDocument,
    SupportMilestone,
)
from tests.portal.factories import PageFactory
from tests.support.tree import the_list


class CallIndexPageFactory(PageFactory):
    class Meta:
        model = CallIndexPage


class CallPageFactory(PageFactory):
    class Meta:
        model = CallPage

    title = factory.Sequence(lambda n: f"Appel {n}")
    slug = factory.Sequence(lambda n: f"appel-{n}")
    opens_at = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
    closes_at = datetime(2027, 3, 12, 16, 0, tzinfo=UTC)

    @classmethod
    def default_parent(cls) -> Page:
        return the_list(CallIndexPage, "Appels")


class CallPartFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    call = factory.SubFactory(CallPageFactory)


class EligibilityRuleFactory(CallPartFactory):
    class Meta:
        model = EligibilityRule

    text = "Être une association."


class BenefitFactory(CallPartFactory):
    class Meta:
        model = Benefit

    title = "Un accompagnement"
    text = "Trois ans, avec un pilote."


class SupportMilestoneFactory(CallPartFactory):
    class Meta:
        model = SupportMilestone

    month = 3
    title = "Premier bilan"


class CriterionFactory(CallPartFactory):
    class Meta:
        model = Criterion

    label = "Utilité"
    weight = 100


class CalendarStepFactory(CallPartFactory):
    class Meta:
        model = CalendarStep

    label = "Clôture"
    starts_on = date(2027, 3, 12)


class RequiredDocumentFactory(CallPartFactory):
    class Meta:
        model = RequiredDocument

    label = "Statuts à jour"


class CallQuestionFactory(CallPartFactory):
    class Meta:
        model = CallQuestion

    question = "Qui peut répondre ?"
    answer = "Toute association."
