"""Themes, and every territory: those of the content, then all regions and departments of the official list."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from home.content.files import Item
from home.content.loading import Loading, items_of
from portal.enums import TerritoryKind
from portal.models import Territory, Theme

OFFICIAL = Path(settings.BASE_DIR) / "portal" / "data" / "territories.json"
CODES = {
    TerritoryKind.REGION: "region_code",
    TerritoryKind.DEPARTMENT: "department_code",
    TerritoryKind.COMMUNE: "insee",
}


def load_themes(load: Loading) -> None:
    """Write the themes, broader ones first."""
    for item in sorted(items_of(load, "themes"), key=lambda item: item["parent"] is not None):
        load.record(
            "themes",
            item["slug"],
            Theme,
            item,
            lambda item=item: {
                "name": item["name"],
                "parent": load.find("themes", item["parent"]),
                "order": item["order"],
                "definition": item["definition"],
            },
            {"slug": item["slug"]},
        )


def all_territories(load: Loading) -> list[Item]:
    """Return the territories of the content and the official ones that it does not name, wider ones first."""
    items = list(items_of(load, "territories"))
    if not items:
        return []
    named = {(item["kind"], code_of(item)) for item in items if code_of(item)}
    slugs = {item["slug"] for item in items}
    official: list[Item] = json.loads(OFFICIAL.read_text(encoding="utf-8"))["territories"]
    items += [item for item in official if (item["kind"], code_of(item)) not in named and item["slug"] not in slugs]
    departments = {code_of(item): item["slug"] for item in items if item["kind"] == TerritoryKind.DEPARTMENT}
    return list(_wider_first([_in_its_department(item, departments) for item in items]))


def _in_its_department(item: Item, departments: Mapping[str, str]) -> Item:
    """Put a commune below its department, also where the content names the region: who asks for one finds the other."""
    department = departments.get(item.get("department_code", "")) if item["kind"] == TerritoryKind.COMMUNE else None
    return {**item, "parent": department} if department else item


def _wider_first(items: Iterable[Item]) -> Iterable[Item]:
    left, done = list(items), set[str | None]({None})
    while left:
        # Items whose parents turn in a circle are never ready: the database refuses them, not this loop.
        ready = [item for item in left if item.get("parent") in done] or left
        yield from ready
        done |= {item["slug"] for item in ready}
        left = [item for item in left if item["slug"] not in done]


def code_of(item: Item) -> str:
    """Return the official code of a territory, empty for one that has none."""
    return str(item.get(CODES.get(item["kind"], ""), ""))


def _degrees(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.0001"))


def load_territories(load: Loading) -> None:
    """Write the territories; the communes of a local area are joined once all of them exist."""
    for item in all_territories(load):

        def values(item: Item = item) -> dict[str, Any]:
            return {
                "name": item["name"],
                "kind": item["kind"],
                "parent": load.find("territories", item.get("parent")),
                "code": code_of(item),
                "latitude": _degrees(item.get("lat")),
                "longitude": _degrees(item.get("lon")),
                "note": item.get("note", ""),
            }

        def join(made: Territory, item: Item = item) -> None:
            made.communes.set(load.find_all("territories", item.get("communes")))

        load.record("territories", item["slug"], Territory, item, values, {"slug": item["slug"]}, join)
