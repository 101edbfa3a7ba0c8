"""What many documents ask for, read once for all of them: the taxonomy and the restrictions of pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from wagtail.models import PageViewRestriction

from portal.enums import TerritoryKind
from portal.models import Territory, Theme
from portal.readers import PUBLIC, SIGNED_IN, TEAM, group_token

PAGE_STEP = 4


@dataclass(frozen=True, slots=True)
class Label:
    slug: str
    name: str
    parent_id: int | None
    tells: bool = True


@dataclass(frozen=True, slots=True)
class Gate:
    """A restriction at a place of the page tree; `audiences` are those it lets through."""

    path: str
    audiences: frozenset[str]


def narrowed(audiences: frozenset[str], gate: frozenset[str]) -> frozenset[str]:
    """Return who passes both; where one token cannot say it, only the team does."""
    if PUBLIC in audiences:
        return gate
    if SIGNED_IN in gate:
        return audiences
    if SIGNED_IN in audiences:
        return gate
    return (audiences & gate) or frozenset({TEAM})


class Lookups:
    """Read lazily, kept as long as one pass: for one page that is published, or for all of them."""

    def __init__(self, *, everything: bool = False) -> None:
        self._everything = everything

    @cached_property
    def themes(self) -> Mapping[int, Label]:
        rows = Theme.objects.values_list("pk", "slug", "name", "parent_id")
        return {pk: Label(slug, name, parent) for pk, slug, name, parent in rows}

    @cached_property
    def territories(self) -> Mapping[int, Label]:
        rows = Territory.objects.values_list("pk", "slug", "name", "parent_id", "kind")
        # A country says nothing to a search here: everything lies in it.
        return {pk: Label(slug, name, up, kind != TerritoryKind.COUNTRY) for pk, slug, name, up, kind in rows}

    @cached_property
    def _all_gates(self) -> list[Gate]:
        return _gates(PageViewRestriction.objects.all())

    def audiences_of(self, path: str) -> frozenset[str]:
        """Return who may open the page at this path of the tree: its own restrictions and those above."""
        above = [path[:end] for end in range(PAGE_STEP, len(path) + 1, PAGE_STEP)]
        if self._everything:
            gates = [gate for gate in self._all_gates if path.startswith(gate.path)]
        else:
            gates = _gates(PageViewRestriction.objects.filter(page__path__in=above))
        found = frozenset({PUBLIC})
        for gate in gates:
            found = narrowed(found, gate.audiences)
        return found


def with_ancestors(ids: Iterable[int], labels: Mapping[int, Label]) -> list[Label]:
    """Return what is named and everything that it lies within, each once."""
    found: dict[int, Label] = {}
    for first in ids:
        current: int | None = first
        while current is not None and current not in found and current in labels:
            found[current] = labels[current]
            current = labels[current].parent_id
    return list(found.values())


def _gates(restrictions: QuerySet[PageViewRestriction]) -> list[Gate]:
    rows = restrictions.select_related("page").prefetch_related("groups").order_by("page__path", "pk")
    return [Gate(row.page.path, _audiences(row)) for row in rows if row.restriction_type != PageViewRestriction.NONE]


def _audiences(restriction: PageViewRestriction) -> frozenset[str]:
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return frozenset({SIGNED_IN})
    if restriction.restriction_type == PageViewRestriction.GROUPS:
        return frozenset({TEAM, *(group_token(group.pk) for group in restriction.groups.all())})
    return frozenset({TEAM})
