"""The home page and the editorial pages."""

from typing import Any

from home.content.body import page_blocks, set_body
from home.content.files import Item
from home.content.house import home_page, root_page
from home.content.loading import Loading, items_of
from home.content.pages import PageFamily
from home.models import GlossaryEntry, HomePage, StandardPage

HOME = "home"


def _fill_common(load: Loading, item: Item, page: Any) -> None:
    page.summary = page.lead = item["lead"]
    page.search_description = load.content.house["descriptions"].get(item["slug"], item["seo_description"])
    page.intro = item.get("intro", "")
    set_body(page, "body", page_blocks(load, page, item.get("body") or ()))


def _fill_home(load: Loading, item: Item, page: HomePage) -> None:
    _fill_common(load, item, page)
    page.search_placeholder = load.content.house["search_placeholder"]


def _fill_page(load: Loading, item: Item, page: StandardPage) -> None:
    _fill_common(load, item, page)
    page.kind = item["kind"]
    page.is_skeleton = item.get("skeleton", False)
    page.glossary_entries = [
        GlossaryEntry(sort_order=position, slug=row["slug"], term=row["term"], definition=row["definition"])
        for position, row in enumerate(item.get("entries") or ())
    ]


HOME_PAGE = PageFamily(
    kind="pages",
    items=lambda load: [item for item in items_of(load, "pages") if item["kind"] == HOME],
    model=lambda item: HomePage,
    bare=lambda item: {"lead": item["lead"]},
    parent=root_page,
    fill=_fill_home,
)
PAGES = PageFamily(
    kind="pages",
    items=lambda load: [item for item in items_of(load, "pages") if item["kind"] != HOME],
    model=lambda item: StandardPage,
    parent=home_page,
    fill=_fill_page,
)
