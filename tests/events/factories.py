"""Minimal valid events."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from wagtail.models import Page

from events.models import EventIndexPage, EventPage, Occurrence
from tests.portal.factories import PageFactory
from tests.support.tree import the_list


class EventIndexPageFactory(PageFactory):
    class Meta:
        model = EventIndexPage


class EventPageFactory(PageFactory):
    """An event without a date: give it an `OccurrenceFactory(event=…)`."""

    class Meta:
        model = EventPage

    title = factory.Sequence(lambda n: f"Rencontre {n}")
    slug = factory.Sequence(lambda n: f"rencontre-{n}")

    @classmethod
    def default_parent(cls) -> Page:
        return the_list(EventIndexPage, "Agenda")


class OccurrenceFactory(DjangoModelFactory):
    class Meta:
        model = Occurrence

    event = factory.SubFactory(EventPageFactory)
    starts_at = datetime(2027, 3, 12, 17, 0, tzinfo=UTC)
    ends_at = datetime(2027, 3, 12, 18, 30, tzinfo=UTC)
