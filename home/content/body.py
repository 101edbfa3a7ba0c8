"""Bodies of pages: paragraphs and blocks of the content, as a StreamField stores them."""

import uuid
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from wagtail.models import Page

from home.content.files import Item
from home.content.loading import Loading
from portal.fields import StreamField

# Identifiers of blocks depend on the page and the place only, so that loading twice stores the same body.
NAMESPACE = uuid.UUID("6f1c2a7e-3b0e-4a59-9d0c-6c1d5a4f2b10")
Raw = tuple[str, Any]


def rich(text: str) -> str:
    """Return rich text that says exactly `text`: one paragraph for each part between blank lines."""
    parts = [part.strip() for part in text.split("\n\n") if part.strip()]
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts)


def paragraphs(text: str) -> list[Raw]:
    """Return the blocks of a plain text."""
    return [("paragraph", rich(text))] if text.strip() else []


def set_body(page: Page, name: str, blocks: Iterable[Raw]) -> None:
    """Store blocks in a StreamField; those that its stream does not know are left out, not stored unseen."""
    stream_field: StreamField = page._meta.get_field(name)
    known = stream_field.stream_block.child_blocks
    raw = [
        {"type": kind, "value": value, "id": _identifier(page, name, position)}
        for position, (kind, value) in enumerate(blocks)
        if kind in known
    ]
    setattr(page, name, stream_field.stream_block.to_python(raw))


def _identifier(page: Page, *place: Any) -> str:
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, (page.slug, *place)))))


def _items(page: Page, place: int, values: Iterable[Any]) -> list[Item]:
    """Return the values as a ListBlock stores them."""
    return [
        {"type": "item", "value": value, "id": _identifier(page, "item", place, position)}
        for position, value in enumerate(values)
    ]


def page_blocks(load: Loading, page: Page, body: Iterable[Item]) -> list[Raw]:
    """Return the blocks of a page of pages.yaml."""
    blocks: list[Raw] = []
    for place, item in enumerate(body):
        if item.get("title") in load.content.house["awaited"]:
            continue
        kind = str(item["type"])
        blocks.append((kind, MAKERS[kind](load, page, place, item)))
    return blocks


def _heading(load: Loading, page: Page, place: int, item: Item) -> Any:
    return {"level": str(item["level"]), "text": item["value"]}


def _list(load: Loading, page: Page, place: int, item: Item) -> Any:
    return {"ordered": False, "items": _items(page, place, item["items"])}


def _steps(load: Loading, page: Page, place: int, item: Item) -> Any:
    steps = [{"title": step["title"], "text": step["text"]} for step in item["items"]]
    return {"items": _items(page, place, steps)}


def _definitions(load: Loading, page: Page, place: int, item: Item) -> Any:
    entries = [{"term": entry["term"], "definition": entry["text"]} for entry in item["items"]]
    return {"items": _items(page, place, entries)}


def _callout(load: Loading, page: Page, place: int, item: Item) -> Any:
    return {"title": item["title"], "text": rich(item["value"]), "tone": "info"}


def _table(load: Loading, page: Page, place: int, item: Item) -> Any:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in item["head"]],
        "rows": [{"values": row} for row in item["rows"]],
        "caption": item["caption"],
    }


def _cards(load: Loading, page: Page, place: int, item: Item) -> Any:
    cards = [{"title": card["title"], "text": card["text"], **link_to(load, card["link"])} for card in item["items"]]
    return {"title": item["title"], "items": _items(page, place, cards)}


def link_to(load: Loading, link: str) -> dict[str, Any]:
    """Return a link to a page of the content, or the address of a list. What has no address yet is kept, not shown."""
    if link in load.content.known["pages"]:
        target = load.find("pages", link)
        return {"page": target.pk if target else None, "path": ""}
    route = load.content.house["routes"].get(link)
    target = load.find("lists", route["list"]) if route else None
    if target is None:
        return {"page": None, "path": f"/{link}/"}
    if not route["query"]:
        return {"page": target.pk, "path": ""}
    return {"page": None, "path": f"/{target.slug}/{route['query']}"}


def _figures(load: Loading, page: Page, place: int, item: Item) -> Any:
    figures = [
        {"value": str(figure["value"]), "unit": figure["unit"], "label": figure["label"]} for figure in item["items"]
    ]
    return {"title": item.get("title", ""), "items": _items(page, place, figures), "note": item.get("note", "")}


def _coalitions(load: Loading, page: Page, place: int, item: Item) -> Any:
    return {"title": item["title"], "text": item.get("text", "")}


def _feed(load: Loading, page: Page, place: int, item: Item) -> Any:
    feed = load.content.house["feeds"][item["source"]]
    link = link_to(load, feed["route"])
    return {
        "title": item.get("title", ""),
        "kind": feed["kind"],
        "limit": item["limit"],
        "link_label": feed["label"],
        **link,
    }


MAKERS: dict[str, Callable[[Loading, Page, int, Item], Any]] = {
    "heading": _heading,
    "paragraph": lambda load, page, place, item: rich(item["value"]),
    "list": _list,
    "steps": _steps,
    "definitions": _definitions,
    "callout": _callout,
    "table": _table,
    "cards": _cards,
    "figures": _figures,
    "coalitions": _coalitions,
    "feed": _feed,
}
