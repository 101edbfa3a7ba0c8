"""Rules of coalitions on plain values: no database, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Place:
    """An association's place in a coalition, as far as colour asks."""

    hue: str
    makes_member: bool
    gathers_coalitions: bool


def hue_of_places(places: Iterable[Place], default: str) -> str:
    """Return the hue of an association: that of its first coalition, the one that gathers all of them left out.

    A partner takes a hue only if it stands by one coalition: a partner of several belongs to none of them.
    """
    narrow = [place for place in places if not place.gathers_coalitions]
    own = [place.hue for place in narrow if place.makes_member]
    if own:
        return own[0]
    return narrow[0].hue if len(narrow) == 1 else default


def periods_overlap(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Return whether two periods share a day: both ends are included, and an empty one is open."""
    (begins, ends), (other_begins, other_ends) = one, other
    return (begins or date.min) <= (other_ends or date.max) and (other_begins or date.min) <= (ends or date.max)
