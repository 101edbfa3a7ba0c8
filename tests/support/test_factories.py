"""Each factory makes a valid object."""

import pytest
from factory.base import FactoryMetaClass

from wagtail.models import Page

from tests.calls import factories as calls
from tests.coalitions import factories as coalitions
from tests.events import factories as events
from tests.home import factories as home
from tests.portal import factories as portal
from tests.resources import factories as resources
from tests.support.tree import House

FACTORIES = [
    candidate
    for module in (portal, coalitions, events, resources, calls, home)
    for candidate in vars(module).values()
    if isinstance(candidate, FactoryMetaClass)
    and candidate.__module__ == module.__name__
    and not candidate._meta.abstract
    and candidate is not portal.RelatedPageFactory
]


@pytest.mark.parametrize("made_by", FACTORIES, ids=lambda made_by: made_by.__name__)
@pytest.mark.django_db
def test_a_factory_makes_a_valid_object(made_by: FactoryMetaClass) -> None:
    made = made_by()

    made.full_clean()

    assert made.pk


@pytest.mark.django_db
def test_pages_hang_below_the_list_of_their_type(house: House) -> None:
    event, clip = events.EventPageFactory(), resources.VideoClipPageFactory()
    coalitions.MemberPageFactory.create_batch(3)
    project = coalitions.ProjectPageFactory(parent=coalitions.MemberPageFactory())

    house.members.refresh_from_db()  # treebeard counts children on the instance

    assert event.get_parent().specific == house.agenda
    assert clip.get_parent().specific == house.resources
    assert house.members.get_children().count() == 4
    assert project.get_parent().specific.kind == "membre"
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.django_db
def test_a_related_page_has_a_target() -> None:
    related = portal.RelatedPageFactory(page=events.EventPageFactory(), target=resources.KitPageFactory())

    related.full_clean()

    assert related.pk
