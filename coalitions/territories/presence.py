"""How much there is in each territory, for a reader: one query for all of them, since each term names its ancestors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.enums import EntryKind, TermName
from search.models import Entry, EntryTerm

if TYPE_CHECKING:
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


def read_presence(reader: Reader, at: datetime) -> dict[str, Presence]:
    """Return what there is by the territory's slug."""
    counted = Q(kind__in=[*ACTORS, EntryKind.PROJECT]) | Q(kind=EntryKind.EVENT, ends_at__gte=at)
    counted |= Q(kind=EntryKind.CALL, ends_at__gt=at)
    entries = Entry.objects.visible_to(reader, at).filter(counted)
    terms = EntryTerm.objects.filter(name=TermName.TERRITORY, entry__in=entries.values("pk"))
    rows: Iterable[tuple[str, str, int]] = (
        terms.order_by("value").values_list("value", "entry__kind").annotate(Count("entry", distinct=True))
    )
    counts: dict[str, dict[str, int]] = {}
    for slug, kind, count in rows:
        counts.setdefault(slug, {})[kind] = count
    return {slug: presence_of(by_kind) for slug, by_kind in counts.items()}


def presence_of(counts: Mapping[str, int]) -> Presence:
    """Return the presence told by counts by kind."""
    return Presence(
        actors=sum(counts.get(kind, 0) for kind in ACTORS),
        projects=counts.get(EntryKind.PROJECT, 0),
        events=counts.get(EntryKind.EVENT, 0),
        calls=counts.get(EntryKind.CALL, 0),
    )
