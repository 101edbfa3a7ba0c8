"""How much there is in each territory, for a reader: one query for all of them, since each term names its ancestors.

A second one is asked where a department has communes that were filed under its region: they count for it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.enums import EntryKind, TermName
from search.models import Entry, EntryTerm

if TYPE_CHECKING:
    from coalitions.territories.places import Places
    from portal.readers import Reader

ACTORS = (EntryKind.MEMBER, EntryKind.COALITION)
# From how many on a territory is drawn stronger.
LEVELS = (1, 4, 8)
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Presence:
    """What there is in a territory: who acts, what they do together, what is to come."""

    actors: int = 0
    projects: int = 0
    events: int = 0
    calls: int = 0

    @property
    def total(self) -> int:
        return self.actors + self.projects + self.events + self.calls

    @property
    def level(self) -> int:
        """Return 0 for nothing, to 3 for much."""
        return sum(self.total >= step for step in LEVELS)

    @property
    def words(self) -> str:
        """Say it: “4 actors, 2 events to come”; a count stays on one line with what it counts."""
        told = [
            (self.actors, ngettext("%(count)d actor", "%(count)d actors", self.actors)),
            (self.projects, ngettext("%(count)d project", "%(count)d projects", self.projects)),
            (self.events, ngettext("%(count)d event to come", "%(count)d events to come", self.events)),
            (self.calls, ngettext("%(count)d call for projects", "%(count)d calls for projects", self.calls)),
        ]
        counts = ((text % {"count": count}).replace(" ", NO_BREAK) for count, text in told if count)
        return ", ".join(counts) or _("nothing of its own yet")


NOTHING = Presence()


def read_presence(reader: Reader, at: datetime, places: Places) -> dict[str, Presence]:
    """Return what there is by the territory's slug."""
    counted = Q(kind__in=[*ACTORS, EntryKind.PROJECT]) | Q(kind=EntryKind.EVENT, ends_at__gte=at)
    counted |= Q(kind=EntryKind.CALL, ends_at__gt=at)
    entries = Entry.objects.visible_to(reader, at).filter(counted)
    terms = EntryTerm.objects.filter(name=TermName.TERRITORY, entry__in=entries.values("pk"))
    found = _counted(terms.annotate(place=F("value")))
    if places.adopted:
        whole = [
            When(value__in=[slug, *communes], then=Value(slug)) for slug, communes in sorted(places.adopted.items())
        ]
        rolled = terms.annotate(place=Case(*whole, output_field=CharField())).exclude(place=None)
        found |= _counted(rolled)
    return {slug: presence_of(counts) for slug, counts in found.items()}


def _counted(terms: QuerySet[Any]) -> dict[str, dict[str, int]]:
    """Return how many entries of each kind there are by `place`, each entry once a place."""
    rows: Iterable[tuple[str, str, int]] = (
        terms.order_by("place").values_list("place", "entry__kind").annotate(Count("entry", distinct=True))
    )
    found: dict[str, dict[str, int]] = {}
    for slug, kind, count in rows:
        found.setdefault(slug, {})[kind] = count
    return found


def presence_of(counts: Mapping[str, int]) -> Presence:
    """Return the presence told by counts by kind."""
    return Presence(
        actors=sum(counts.get(kind, 0) for kind in ACTORS),
        projects=counts.get(EntryKind.PROJECT, 0),
        events=counts.get(EntryKind.EVENT, 0),
        calls=counts.get(EntryKind.CALL, 0),
    )
