"""What the blocks of a page's body may say in `content/pages.yaml`."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from home.content.values import (
    Check,
    Fault,
    Known,
    Shape,
    anything,
    at_most,
    integer,
    list_of,
    number,
    one_of,
    ref,
    text,
)

# Addresses that stand for a list of the portal; `espaces` comes with the shared spaces.
ROUTES = ("clips", "evenements", "organisations", "appels", "espaces", "publications")
FEEDS = ("events", "clips", "publications", "articles", "calls")


def link(value: Any, known: Known) -> Iterator[Fault]:
    """Accept the slug of a page, or a route."""
    if value not in ROUTES:
        yield from ref("pages")(value, known)


_TYPE = {"type": text}
_STEP = Shape({"title": at_most(160), "text": text})
BLOCKS: Mapping[str, Check] = {
    "heading": Shape({**_TYPE, "level": integer(2, 4), "value": at_most(160)}),
    "paragraph": Shape({**_TYPE, "value": text}),
    "list": Shape({**_TYPE, "items": list_of(text)}),
    "steps": Shape({**_TYPE, "items": list_of(_STEP)}),
    "definitions": Shape({**_TYPE, "items": list_of(Shape({"term": at_most(160), "text": text}))}),
    "callout": Shape({**_TYPE, "title": at_most(160), "value": text}),
    "table": Shape({**_TYPE, "caption": text, "head": list_of(anything), "rows": list_of(list_of(text))}),
    "cards": Shape(
        {**_TYPE, "title": at_most(160), "items": list_of(Shape({"title": at_most(160), "text": text, "link": link}))}
    ),
    "coalitions": Shape({**_TYPE, "title": at_most(160)}, {"text": text}),
    "figures": Shape(
        {**_TYPE, "items": list_of(Shape({"value": number, "unit": at_most(40), "label": at_most(200)}))},
        {"title": at_most(160), "note": text},
    ),
    "feed": Shape({**_TYPE, "source": one_of(FEEDS), "limit": integer(1, 12)}, {"title": at_most(160)}),
}


def block(value: Any, known: Known) -> Iterator[Fault]:
    """Accept one block of a body, by its type."""
    kind = value.get("type") if isinstance(value, dict) else None
    check = BLOCKS.get(str(kind))
    if check is None:
        yield "type", _("unknown block: %(kind)s") % {"kind": kind}
    else:
        yield from check(value, known)
