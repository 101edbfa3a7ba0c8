"""A page and its search entry change together or not at all."""

import pytest

from wagtail.signals import page_published, page_unpublished

from home.models import StandardPage
from search.models import Entry
from tests.home.factories import StandardPageFactory
from tests.support.tree import House

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def fail(**kwargs: object) -> None:
    raise RuntimeError("The projection failed.")


def test_a_page_whose_projection_fails_stays_a_draft(house: House) -> None:
    page: StandardPage = StandardPageFactory(parent=house.home, live=False)
    page_published.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            page.save_revision().publish()
    finally:
        page_published.disconnect(fail)
    page.refresh_from_db()
    assert not page.live
    assert not Entry.objects.filter(object_key=str(page.pk)).exists()


def test_a_page_whose_withdrawal_fails_stays_live(house: House) -> None:
    page: StandardPage = StandardPageFactory(parent=house.home)
    page_unpublished.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            page.unpublish()
    finally:
        page_unpublished.disconnect(fail)
    page.refresh_from_db()
    assert page.live
    assert Entry.objects.filter(object_key=str(page.pk)).exists()
