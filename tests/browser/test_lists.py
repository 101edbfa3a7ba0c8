"""Lists by HTMX: what is replaced equals what a reload gives, the focus stays near, and the count is told."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageFactory

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
# Each with a filter that leaves something.
LISTS = ["/membres/", "/agenda/", "/agenda/?vue=mois", "/ressources/", "/appels/", "/recherche/?q=aidants"]


def equals_its_reload(page: Page) -> bool:
    script = "[...document.querySelectorAll('[data-tln-list], #filters')].map((part) => part.outerHTML).join()"
    swapped = page.evaluate(script)
    page.reload()
    return bool(swapped == page.evaluate(script))


def swap(page: Page) -> None:
    """Wait until HTMX has put the answer in its place."""
    expect(page.locator("#list-voice")).not_to_be_empty()


@pytest.mark.parametrize("path", LISTS)
def test_filters_replace_the_list_as_a_reload_would(page_factory: PageFactory, path: str) -> None:
    page = page_factory()
    page.goto(path)
    page.evaluate("window.stays = true")
    page.locator("#filters-door").press("Enter")
    page.locator("#filters select[name=coalition]").select_option("coalition-solidaire")
    page.locator("#filters-show").press("Enter")
    swap(page)
    assert page.evaluate("window.stays"), "the whole page was loaded"
    assert "coalition=coalition-solidaire" in page.url
    assert page.evaluate("document.activeElement.id") != ""
    assert equals_its_reload(page)


def test_pages_of_a_list_keep_the_reader_at_its_beginning(page_factory: PageFactory) -> None:
    page = page_factory()
    page.goto("/ressources/")
    page.locator(".pagination a[rel=next]").click()
    swap(page)
    expect(page.locator("#list-voice")).to_contain_text("page 2 sur ")
    assert page.url.endswith("?page=2")
    assert page.evaluate("document.activeElement.id") == "ressources"
    assert 0 <= page.locator("#ressources").evaluate("(list) => list.getBoundingClientRect().top") < 450
    assert equals_its_reload(page)


def test_taking_a_filter_off_takes_it_off_the_form(page_factory: PageFactory) -> None:
    page = page_factory(width=360)
    page.goto("/membres/?coalition=coalition-solidaire&filtrer=1")
    page.locator(".active-filters a").click()
    swap(page)
    assert page.locator("#filters select[name=coalition]").input_value() == ""
    page.go_back()
    expect(page.locator("#filters select[name=coalition]")).to_have_value("coalition-solidaire")


def test_a_phone_shows_where_the_focus_is_after_the_filters(page_factory: PageFactory) -> None:
    page = page_factory(width=360, height=740)
    page.goto("/ressources/?filtrer=1")
    page.locator("#filters-show").press("Enter")
    swap(page)
    top, bottom = page.evaluate(
        "(() => { const b = document.activeElement.getBoundingClientRect(); return [b.top, b.bottom]; })()"
    )
    is_list = page.evaluate("document.activeElement.matches('[data-tln-list]')")
    assert (is_list and 0 <= top < 740) or (top >= 0 and bottom <= 740)


def test_a_date_that_is_not_understood_gets_the_focus(page_factory: PageFactory) -> None:
    page = page_factory()
    page.goto("/ressources/?filtrer=1")
    start, end = page.locator("#filters input[type=date]").all()
    start.fill("2027-01-01")
    end.fill("2020-01-01")
    end.press("Enter")
    expect(page.locator("#filters [aria-invalid=true]").first).to_be_focused()
