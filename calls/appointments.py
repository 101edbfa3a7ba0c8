"""Calls in calendars: the deadline."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from events.appointments import revision_of
from portal.public_address import absolute
from search.feeds.news import marked
from search.feeds.registry import Appointment


def deadlines_of(entries: Sequence[Any]) -> Iterable[Appointment]:
    """Return the deadline of each call; what every page about a call says, its appointment says too."""
    for entry in entries:
        if entry.ends_at is None:
            continue
        parts = [entry.disclaimer, entry.summary, absolute(entry.address)]
        yield Appointment(
            uid=entry.key,
            title=marked(_("Deadline: %(title)s") % {"title": entry.title}, is_demo=entry.is_demo),
            starts=entry.ends_at,
            ends=None,
            created_at=entry.published_at,
            changed_at=entry.changed_at,
            revision=revision_of(entry.published_at, entry.changed_at),
            address=entry.address,
            text="\n\n".join(part for part in parts if part),
            categories=(_("Deadline of a call"),),
        )
