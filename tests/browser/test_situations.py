"""“Ma situation” by hand: without scripts, by keyboard, on paper."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ONE_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
ADDRESS = "/ma-situation/?situation=j-ai-peur-de-tomber&territory=bas-rhin"


@pytest.fixture
def visit(chromium: Browser, loaded_server: str) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []

    def open_page(path: str, **options: Any) -> Page:
        context = chromium.new_context(base_url=loaded_server, locale="fr-FR", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_a_phone_without_scripts_asks_and_is_answered(visit: Callable[..., Page]) -> None:
    page = visit("/", java_script_enabled=False, viewport={"width": 360, "height": 800})
    page.locator("main a.situation-entry").click()
    page.get_by_label("J’ai peur de tomber").check()
    page.get_by_label("Où habitez-vous").select_option("bas-rhin")
    page.get_by_role("button", name="Voir ce qui peut m’aider").click()
    expect(page).to_have_url(re.compile(r"/ma-situation/\?situation=j-ai-peur-de-tomber&territory=bas-rhin$"))
    expect(page.locator(".urgent a").first).to_have_attribute("href", "tel:15")
    expect(page.get_by_role("checkbox", name="J’ai peur de tomber")).to_be_checked()
    assert page.context.cookies() == []


def test_the_keyboard_ticks_and_sends(visit: Callable[..., Page]) -> None:
    page = visit("/ma-situation/")
    page.locator("input[name=situation]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".situation-answer h2")).to_have_count(1)


def test_one_situation_takes_one_sheet_with_its_numbers_first(visit: Callable[..., Page]) -> None:
    page = visit(ADDRESS)
    assert len(ONE_PAGE.findall(page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    boxes = [page.locator(place).first.bounding_box() for place in (".urgent", ".situation-answer", ".finding")]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == 3
    assert tops == sorted(tops)
    expect(page.locator(".finding-address").first).to_be_visible()
    expect(page.locator("#situation-form")).to_be_hidden()
