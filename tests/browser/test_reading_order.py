"""What is heard comes in the order of what is seen, and nothing that is read is hidden from who listens."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.test_axe import sideways, violations_on
from tests.support.size import chosen_size

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = (
    "/",
    "/coalitions/solidaires-des-aidants/",
    "/nos-preuves/generaction/",
    "/methode-faire-alliance/",
    "/agenda/",
    "/glossaire/",
)

# Siblings that hold text, in the order of the document: one that stands wholly above or to the left of the one before
# it is heard too late. A figure in a dl is the one exception: HTML wants its term first, the eye its number.
ORDER = """() => {
  const faults = [];
  const box = (e) => e.getBoundingClientRect();
  const shown = (e) => { const b = box(e), s = getComputedStyle(e);
    return b.width > 1 && b.height > 1 && s.visibility !== 'hidden' && !['absolute', 'fixed'].includes(s.position)
      && !e.closest('[aria-hidden=true]') && e.innerText && e.innerText.trim() !== ''; };
  for (const parent of document.querySelectorAll('main, main *')) {
    if (parent.matches('.figure, svg, svg *')) continue;
    const inline = (e) => getComputedStyle(e).display === 'inline';
    const list = [...parent.children].filter((e) => shown(e) && !inline(e));
    for (let i = 1; i < list.length; i++) {
      const a = box(list[i - 1]), b = box(list[i]);
      const above = b.bottom <= a.top + 1 && b.left < a.right && b.right > a.left;
      const before = b.right <= a.left + 1 && b.top < a.bottom - 4 && b.bottom > a.top + 4;
      if (above || before) faults.push(list[i - 1].innerText.slice(0, 40) + ' | ' + list[i].innerText.slice(0, 40));
    }
  }
  return faults;
}"""

# Words that only the eye gets: inside aria-hidden, without the same said for the ear beside it.
UNHEARD = """() => [...document.querySelectorAll('main [aria-hidden=true]')].filter((e) => {
    const words = (e.innerText || '').trim();
    if (!words || e.matches('svg, svg *') || e.previousElementSibling?.ariaLabel === words) return false;
    const near = e.parentElement.closest('article, li, p, td, div');
    const said = near.innerText.replace(e.innerText, '') + document.querySelector('h1').innerText;
    const number = (words.match(/\\d+/) || [words])[0];
    return !near.querySelector('.sr-only') && !said.includes(number) && !said.includes(words.split('\\n')[0]);
  }).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.fixture
def opened(chromium: Browser, loaded_server: str) -> Iterator[Any]:
    contexts = []

    def visit(path: str, width: int) -> Any:
        context = chromium.new_context(
            base_url=loaded_server, viewport={"width": width, "height": 900}, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_ear_follows_the_eye(opened: Any, width: int) -> None:
    page = opened("/", width)
    faults = []
    # The small suite sees each page once, at one of the two widths.
    for path in PAGES[width == 1280 :: 2] if chosen_size() == "small" else PAGES:
        page.goto(path)
        faults += [f"{path} at {width}: {fault}" for fault in page.evaluate(ORDER)]
        faults += [f"{path}: only for the eye: {fault}" for fault in page.evaluate(UNHEARD)]
    assert not faults, "\n".join(faults)


def test_a_term_opens_by_keyboard_and_closes_by_escape(opened: Any) -> None:
    page = opened("/coalitions/solidaires-des-aidants/", 1280)
    word = page.locator("main .term-open").first
    note = page.locator(f"#{word.get_attribute('popovertarget')}")
    assert not note.is_visible()
    word.focus()
    page.keyboard.press("Enter")
    assert note.is_visible()
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert page.evaluate("document.activeElement.className") == "term-open"


@pytest.mark.parametrize("width", [320, 1280])
def test_easy_words_and_an_open_term_break_no_rule(opened: Any, width: int) -> None:
    page = opened("/coalitions/solidaires-des-aidants/", width)
    if not page.locator(".site-tools .easy-switch button").is_visible():
        page.locator(".menu-button").click()
    page.locator(".easy-switch button:visible").click()
    page.locator("main > .easy .easy-words, main > .easy .easy-none").first.wait_for()
    page.locator("main .term-word").first.click()
    assert page.locator(".term-note:popover-open").count() == 1
    assert not violations_on(page)
    assert sideways(page) <= 0
