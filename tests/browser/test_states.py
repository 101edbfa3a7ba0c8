"""What a page must hold beside its usual look: large letters, wide windows, forced colours, open parts, paper."""

import pytest
from playwright.sync_api import Page, expect

from coalitions.models import ProjectPage
from tests.browser.conftest import PageFactory
from tests.browser.test_axe import LISTS, one_of_each_type, sideways, violations_on
from tests.support.size import chosen_size

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

OPEN_FILTERS = (
    "/membres/?filtrer=1",
    "/agenda/?filtrer=1",
    "/ressources/?filtrer=1",
    "/recherche/?q=aidants&filtrer=1",
)
ERRORS = ("/nulle-part/", "/membres/?theme=repit&q=zzzz", "/alliance/?date=2019-06-31", "/ressources/?kind=faux")
COALITION = "/coalitions/solidaires-des-aidants/"
# Two frames: for whom wants less motion, every change of size is a transition that ends with the first one.
ENLARGE = """() => new Promise((done) => { document.documentElement.style.fontSize = "200%";
  requestAnimationFrame(() => requestAnimationFrame(done)); })"""
# Text taller or wider than the box that clips it. What leans out of a wall on purpose holds no text itself.
CUT = """() => [...document.querySelectorAll("main :is(p, h1, h2, h3, h4, li, dd, dt, td, th, a)")].filter((e) => {
    const look = getComputedStyle(e), range = document.createRange();
    if (!e.checkVisibility() || e.closest(".sr-only") || !e.innerText?.trim() || e.clientHeight < 3) return false;
    if (look.webkitLineClamp !== "none" && e.scrollHeight > e.clientHeight + 2) return true;
    range.selectNodeContents(e);
    const words = range.getBoundingClientRect();
    for (let up = e; up.localName !== "main"; up = up.parentElement) {
      const box = up.getBoundingClientRect();
      if (box.width < 3) return false;
      if (["hidden", "clip"].includes(getComputedStyle(up).overflowX) && words.right > box.right + 2)
        if (!e.querySelector("svg, img")) return true;
    }
    return false;
  }).map((e) => `${e.localName}.${e.className}: ${e.innerText.slice(0, 60)}`)"""
SHOWN = """(selector) => [...document.querySelectorAll(selector)]
  .filter((e) => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().width > 1)
  .map((e) => e.outerHTML.slice(0, 120))"""


def pages(start: int = 0, *, few: int) -> list[str]:
    """Return one page of each type and every list; the small suite gets each `few`th of them."""
    paths = [*LISTS, *OPEN_FILTERS[:2], *one_of_each_type()]
    return paths[start::few] if chosen_size() == "small" else paths


@pytest.mark.parametrize("width", [360, 1280])
def test_letters_twice_as_large_stay_in_the_window(page_factory: PageFactory, width: int) -> None:
    page = page_factory(width=width)
    faults = []
    for path in pages(2 * (width == 1280), few=4):
        page.goto(path)
        page.evaluate(ENLARGE)
        if sideways(page) > 0:
            faults.append(f"{path} scrolls sideways by {sideways(page)} px")
        faults += [f"{path} cuts {words}" for words in page.evaluate(CUT)]
    assert not faults, "\n".join(faults)


def test_nothing_scrolls_sideways_on_a_wide_window(page_factory: PageFactory) -> None:
    page = page_factory(width=1920)
    faults = []
    for path in pages(1, few=6):
        page.goto(path)
        if sideways(page) > 0:
            faults.append(f"{path} by {sideways(page)} px")
    assert not faults, "\n".join(faults)


def test_every_project_fits_the_smallest_phone(page_factory: PageFactory) -> None:
    """A role can be a whole sentence: its badge wraps."""
    page = page_factory(width=320)
    faults = []
    for project in ProjectPage.objects.live().order_by("pk"):
        page.goto("/" + project.url_path.split("/", 2)[2])
        if sideways(page) > 0:
            faults.append(f"{project.slug} by {sideways(page)} px")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("dark", [False, True])
def test_forced_colours_break_no_rule(page_factory: PageFactory, dark: bool) -> None:
    page = page_factory(dark=dark, forced_colors="active")
    faults = []
    for path in pages(3 * dark, few=6):
        page.goto(path)
        faults += [f"{path}, dark {dark}: {fault}" for fault in violations_on(page)]
    assert not faults, "\n".join(faults)


def faults_of(page: Page) -> list[str]:
    wide = [f"scrolls sideways by {sideways(page)} px"] if sideways(page) > 0 else []
    return [f"{page.url}: {fault}" for fault in [*violations_on(page), *wide]]


@pytest.mark.parametrize(("width", "forced"), [(360, "none"), (1280, "active")])
def test_open_filters_and_errors_break_no_rule(page_factory: PageFactory, width: int, forced: str) -> None:
    page = page_factory(width=width, forced_colors=forced)
    faults = []
    paths = [*OPEN_FILTERS, *ERRORS]
    for path in paths[width == 1280 :: 2] if chosen_size() == "small" else paths:
        page.goto(path)
        faults += faults_of(page)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("forced", ["none", "active"])
def test_an_open_phone_menu_breaks_no_rule(page_factory: PageFactory, forced: str) -> None:
    page = page_factory(width=360, dark=True, forced_colors=forced)
    page.goto("/")
    page.locator(".menu-button").click()
    expect(page.locator(".site-nav-links a").first).to_be_visible()
    assert not faults_of(page)
    page.evaluate(ENLARGE)
    assert page.locator(".site-nav").evaluate("(menu) => menu.scrollWidth - menu.clientWidth") <= 0


def test_a_wrong_password_breaks_no_rule(page_factory: PageFactory) -> None:
    page = page_factory(width=360)
    page.goto("/connexion/")
    page.locator("input[type=email], input[name=username]").first.fill("personne@example.org")
    page.locator("input[type=password]").fill("ce n'est pas le bon")
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    expect(page.locator("main .errors, main .errorlist, main .notice.alert").first).to_be_visible()
    assert not faults_of(page)


def test_easy_words_in_forced_colours_break_no_rule(page_factory: PageFactory) -> None:
    page = page_factory(forced_colors="active")
    page.goto(COALITION)
    page.locator(".easy-switch button:visible").click()
    page.locator("main > .easy .easy-words, main > .easy .easy-none").first.wait_for()
    assert not faults_of(page)


def test_paper_shows_words_and_no_tools(page_factory: PageFactory) -> None:
    """On a sheet: no bar of a player, no menu, no door to press, and every word whole."""
    page = page_factory(width=680)
    page.emulate_media(media="print")
    faults = []
    kinds = ("VideoClipPage", "CallPage", "MemberPage", "EventPage")
    for path in one_of_each_type(*kinds):
        page.goto(path)
        faults += [f"{path} prints {tool}" for tool in page.evaluate(SHOWN, "nav, button, .screen-tools, video, audio")]
        faults += [f"{path} cuts {words}" for words in page.evaluate(CUT)]
        if sideways(page) > 0:
            faults.append(f"{path} is wider than its sheet by {sideways(page)} px")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("dark", [False, True])
def test_the_shades_of_the_map_are_told_apart_in_forced_colours(page_factory: PageFactory, dark: bool) -> None:
    page = page_factory(dark=dark, forced_colors="active")
    page.goto("/territoires/")
    shades = page.evaluate(
        """() => ["l0", "l1", "l2", "l3"].map((level) => [
          getComputedStyle(document.querySelector(`.map-legend .${level}`), "::before").backgroundColor,
          ...[...document.querySelectorAll(`.map path.${level}`)].map((path) => getComputedStyle(path).fill)])"""
    )
    assert all(len(set(level)) == 1 for level in shades), "the legend says what the map shows"
    assert len({level[0] for level in shades}) == 4
