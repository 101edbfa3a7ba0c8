"""The lines of the agenda: an entry of search, at one of its times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.moments import VAGUE, local_day
from events.wording import month_words
from search.labels import sort_label
from search.models import Entry
from search.occasions import Occasion, occasion_of, occasions_of

FAR = date.max


@dataclass(frozen=True)
class AgendaRow:
    """A line of the agenda. `first` and `last` are days; `start` is a day or a moment, as it is known."""

    entry: Entry
    occasion: Occasion
    first: date
    last: date

    @property
    def start(self) -> date | datetime | None:
        return self.occasion.start

    @property
    def hour(self) -> datetime | None:
        """Return the hour at which it begins; none for whole days."""
        return self.start if isinstance(self.start, datetime) else None

    @property
    def card(self) -> dict[str, Any]:
        return self.entry.card

    @property
    def precision(self) -> str:
        return str(self.card.get("date_precision", ""))

    @property
    def is_vague(self) -> bool:
        return self.precision in VAGUE or self.start is None

    @property
    def label(self) -> str:
        return str(self.card.get("date_label") or "")

    @property
    def sort(self) -> str:
        return sort_label(self.entry.kind, str(self.card.get("sort", "")))

    @property
    def is_online(self) -> bool:
        return bool(self.card.get("is_online") or self.card.get("is_hybrid"))


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one month."""

    title: str
    rows: tuple[AgendaRow, ...]


def row_of(entry: Entry, at: datetime) -> AgendaRow:
    """Return the line of an event: its next time, else its last."""
    return _row(entry, occasion_of(entry, at))


def rows_of_times(entry: Entry, at: datetime) -> list[AgendaRow]:
    """Return one line for each time of an event."""
    return [_row(entry, occasion) for occasion in occasions_of(entry, at)]


def _row(entry: Entry, occasion: Occasion) -> AgendaRow:
    first, last = _day(occasion.start), _day(occasion.end or occasion.start)
    return AgendaRow(entry, occasion, first, max(first, last))


def _day(value: date | datetime | None) -> date:
    if value is None:
        return FAR
    return local_day(value) if isinstance(value, datetime) else value


def groups_of(rows: Iterable[AgendaRow], *, by_year: bool = False) -> list[Group]:
    """Return the lines by month, or by year, in the order in which they come."""
    groups = []
    for (year, month), found in groupby(rows, key=lambda row: (row.first.year, 0 if by_year else row.first.month)):
        if year == FAR.year:
            title = _("Date not known")
        else:
            title = str(year) if by_year else _capital(month_words(date(year, month, 1)))
        groups.append(Group(title, tuple(found)))
    return groups


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def weekday_names() -> list[str]:
    """Return the days of the week in short, Monday first."""
    monday = date(2024, 1, 1)
    return [date_format(monday.replace(day=number), "D") for number in range(1, 8)]
