"""References chosen by hand: their kinds, and how a situation or a door keeps them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from home.content.values import (
    Check,
    Fault,
    Known,
    Shape,
    at_most,
    integer,
    list_of,
    one_of,
    ref,
    set_of,
    slug,
    text,
)
from home.urgency import numbers_in

# The file of each type of reference; spaces come with their models, until then a reference to one is kept.
PICKS: Mapping[str, str] = {
    "clip": "clips",
    "publication": "publications",
    "organisation": "organisations",
    "project": "projects",
    "call": "calls",
    "space": "spaces",
    "event": "events",
    "article": "articles",
}
WAITING = frozenset({"spaces"})


def picked(shape: Check) -> Check:
    """Return the check of a reference: its own fields, then whether the item is in the file of its type."""

    def check(value: Any, known: Known) -> Iterator[Fault]:
        faults = list(shape(value, known))
        yield from faults
        if not faults:
            yield from (("slug", message) for _path, message in ref(PICKS[value["type"]])(value["slug"], known))

    return check


def with_number(value: Any, known: Known) -> Iterator[Fault]:
    """Accept a text that names a number to call."""
    faults = list(text(value, known))
    yield from faults
    found = numbers_in(value) if not faults else None
    if found and not found.phones and not found.messages:
        yield "", _("this text names no number to call")


_PICKED: dict[str, Check] = {"type": one_of(tuple(PICKS)), "slug": slug}
SITUATION = Shape(
    {
        "slug": slug,
        "question": at_most(160),
        "order": integer(0, 1000),
        "answer": text,
        "falc": list_of(text),
        "themes": set_of(ref("themes")),
        "picks": list_of(picked(Shape({**_PICKED, "reason": at_most(200)}))),
    },
    {"urgent": with_number},
)
PUBLIC = Shape(
    {
        "slug": slug,
        "title": at_most(120),
        "menu_title": at_most(40),
        "order": integer(0, 1000),
        "intro": text,
        "actions": list_of(picked(Shape({**_PICKED, "title": at_most(120), "text": at_most(300)}))),
        "falc": list_of(text),
        "coalition": ref("coalitions"),
        "themes": set_of(ref("themes")),
        "situations": set_of(ref("situations")),
    }
)


def chosen(load: Any, items: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], dict[str, Any]]]:
    """Yield each reference with the values of its row; one whose page an editor deleted is left out."""
    for item in items:
        kind = PICKS[item["type"]]
        reference = f"{kind}/{item['slug']}"
        target = None if kind in WAITING else load.find(kind, item["slug"])
        if target is not None or kind in WAITING:
            yield item, {"target": target, "reference": reference}
