"""An editor previews every type of page, and chooses among many things without a mouse; nothing is refused."""

from typing import Any

import pytest
from playwright.sync_api import expect

from django.urls import reverse

from wagtail.models import Page as WagtailPage
from wagtail.models import get_page_models

from accounts.models import User
from events.models import EventPage
from tests.browser.conftest import PageFactory

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGE_TYPES = sorted((model for model in get_page_models() if model.is_creatable), key=lambda model: model._meta.label)
TAB_OF = "(field) => field.closest('[role=tabpanel]').getAttribute('aria-labelledby')"


@pytest.fixture
def team(loaded_server: str, settings: Any) -> User:
    # Saving by itself would write beside the test on the same connection.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    return User.objects.create_superuser("equipe-edition@example.org", first_name="Camille")


@pytest.mark.slow
@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model._meta.label)
def test_every_type_is_previewed_beside_its_editor(
    page_factory: PageFactory, team: User, model: type[WagtailPage]
) -> None:
    live = model.objects.live().first()
    assert live is not None
    page = page_factory(user=team)
    page.goto(reverse("wagtailadmin_pages:edit", args=[live.pk]))
    page.locator("[data-side-panel-toggle=preview]").click()

    expect(page.frame_locator("#w-preview-iframe").locator("h1")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_territory_is_found_and_chosen_by_keyboard(page_factory: PageFactory, team: User, width: int) -> None:
    event = EventPage.objects.filter(territories__isnull=True).first()
    assert event is not None
    page = page_factory(user=team, width=width)
    page.goto(reverse("wagtailadmin_pages:edit", args=[event.pk]))
    group = page.get_by_role("group", name="Territoires")
    page.locator(f"#{page.locator('#id_territories').evaluate(TAB_OF)}").click()
    group.get_by_role("searchbox").focus()
    page.keyboard.type("HERAULT")
    page.keyboard.press("Enter")
    expect(group.locator("li:visible")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")

    expect(group.get_by_role("checkbox", name="Hérault (département 34)")).to_be_checked()
    expect(group.get_by_role("status")).to_contain_text("1 sur")
    group.get_by_role("searchbox").fill("")
    expect(group.locator("li:visible")).not_to_have_count(1)
