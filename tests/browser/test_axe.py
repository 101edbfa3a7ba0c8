"""axe-core over one page of every type and every list: light and dark, phone and screen."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from wagtail.models import Page as WagtailPage
from wagtail.models import get_page_models

from tests.browser.conftest import watch
from tests.support.size import chosen_size

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AXE = (Path(__file__).resolve().parent.parent / "support" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
LISTS = (
    "/",
    "/coalitions/",
    "/membres/",
    "/membres/?theme=repit&q=zzzz",
    "/agenda/",
    "/agenda/?vue=mois",
    "/ressources/",
    "/ressources/?kind=faux",
    "/appels/",
    "/recherche/?q=aidants",
    "/recherche/?q=zzzzzz",
    "/donnees/",
    "/alliance/",
    "/alliance/?date=2019-06-31",
    "/territoires/",
    "/territoires/haut-rhin/",
    "/territoires/creuse/",
    "/territoires/mayotte-976/",
    "/territoires/nulle-part/",
    "/nos-preuves/",
    "/nos-preuves/generaction/",
    "/ma-situation/",
    "/ma-situation/?situation=j-aide-un-proche&situation=je-me-sens-seul&territory=aisne",
    "/ma-situation/?situation=inconnue&territory=inconnu",
    "/vous-etes/senior/",
    "/connexion/",
    "/nulle-part/",
)
# The small suite sees each width and each scheme; the others see every pair.
SHAPES = [
    pytest.param(320, False, marks=pytest.mark.slow),
    (320, True),
    (1280, False),
    pytest.param(1280, True, marks=pytest.mark.slow),
]


@pytest.fixture
def visit(chromium: Browser, loaded_server: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the loaded site; the test fails when one broke the policy or asked another host."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(path: str, *, width: int = 1280, dark: bool = False, **options: Any) -> Page:
        context = chromium.new_context(
            base_url=loaded_server,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            locale="fr-FR",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        watch(context, faults, urlsplit(loaded_server).netloc)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def one_of_each_type(*names: str) -> list[str]:
    """Return the path of the first live page of every page type below the lists, or of the named ones."""
    paths = []
    for model in get_page_models():
        if model is WagtailPage or (names and model.__name__ not in names):
            continue
        found = model.objects.live().filter(depth__gt=2).order_by("pk").first()
        if found is not None:
            paths.append("/" + found.url_path.split("/", 2)[2])
    return paths


def violations_on(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['html'][:160]} ({node['failureSummary'][:240]})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize(("width", "dark"), SHAPES)
def test_axe_finds_nothing(visit: Callable[..., Page], width: int, dark: bool) -> None:
    faults = []
    page = visit("/", width=width, dark=dark)
    paths = [*LISTS, *one_of_each_type()]
    # The small suite sees each page once, in one of its two shapes.
    for path in paths[dark::2] if chosen_size() == "small" else paths:
        page.goto(path)
        faults.extend(f"{path} at {width} px, dark {dark}: {fault}" for fault in violations_on(page))
        if sideways(page) > 0:
            faults.append(f"{path} at {width} px scrolls sideways by {sideways(page)} px")
    assert not faults, "\n".join(faults)


def focused(page: Page) -> dict[str, Any]:
    """Return what has the focus: its words, whether it is seen, and whether its focus is."""
    script = """() => {
      const e = document.activeElement, box = e.getBoundingClientRect();
      // A card's link covers its card: the ring may stand on the link, on what it covers, or on the card.
      const looks = [getComputedStyle(e), getComputedStyle(e, "::after")];
      for (let up = e.parentElement; up && up.matches("li, article, h2, h3, h4, .card, .door"); up = up.parentElement)
        looks.push(getComputedStyle(up));
      return {tag: e.tagName, text: (e.innerText || e.value || e.getAttribute('aria-label') || '').trim().slice(0, 60),
              href: e.getAttribute('href') || '', seen: box.width > 0 && box.height > 0,
              ring: looks.some((look) => look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2)};
    }"""
    found: dict[str, Any] = page.evaluate(script)
    return found


def test_keyboard_walks_the_page_and_its_menu(visit: Callable[..., Page]) -> None:
    """Skip link first, each stop seen with its ring, the menu's links in their order, no trap."""
    page = visit("/")
    page.keyboard.press("Tab")
    assert focused(page)["href"] == "#content"
    stops = [focused(page)]
    for _stop in range(25):
        page.keyboard.press("Tab")
        stops.append(focused(page))
    unseen = [stop for stop in stops[3:] if stop["tag"] != "BODY" and not (stop["seen"] and stop["ring"])]
    assert not unseen, unseen
    targets = [stop["href"] for stop in stops]
    menu = ["/ma-situation/", "/coalitions/", "/membres/", "/ressources/", "/agenda/", "/appels/"]
    assert [target for target in targets if target in menu][:6] == menu


def test_skip_link_moves_the_focus(visit: Callable[..., Page]) -> None:
    page = visit("/membres/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("javascript", [True, False])
def test_phone_menu_opens_by_keyboard(visit: Callable[..., Page], javascript: bool) -> None:
    page = visit("/", width=360, java_script_enabled=javascript)
    for _stop in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.menu-button')"):
            break
    assert page.evaluate("document.activeElement.matches('.menu-button')")
    page.keyboard.press("Enter")
    assert page.locator("header a[href='/membres/']").first.is_visible()
    # What lies under the sheet is no stop: the sheet has the focus, until Escape gives it back.
    assert page.evaluate("document.activeElement.matches('.menu-close')")
    expect(page.locator(".site-bar > .brand")).to_be_hidden()
    for _stop in range(5):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.activeElement.matches('body, .site-nav *')")
    page.keyboard.press("Escape")
    expect(page.locator(".menu-button")).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False])
def test_filters_by_keyboard(visit: Callable[..., Page], javascript: bool) -> None:
    """Open the filters, fill in the words, send: the state is in the address and the answer on the page."""
    page = visit("/membres/", java_script_enabled=javascript)
    page.locator("#filters-door").press("Enter")
    field = page.locator("main form input[name=q]").first
    expect(field).to_be_visible()
    if javascript:
        expect(field).to_be_focused()
    field.focus()
    page.keyboard.type("siel bleu")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]q=siel(\+|%20)bleu"))
    expect(page.locator("main .card-title").first).to_contain_text("Siel Bleu")
    if javascript:
        assert page.evaluate("[...new URLSearchParams(location.search)].length") == 2
