"""A month of the calendar with what takes place in it. Values in, values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from events.agenda_rows import AgendaRow
from events.moments import first_moment, local_day, months_later
from events.wording import month_words

# A longer event would fill every day of the month: it stands above the calendar instead.
LONGEST_ON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Day:
    """A day and what takes place on it."""

    date: date
    rows: tuple[AgendaRow, ...]
    is_today: bool
    is_past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month: its days, what lasts longer than a few of them, and its neighbours."""

    first: date
    title: str
    days: tuple[Day, ...]
    long_rows: tuple[AgendaRow, ...]
    before: date | None
    after: date | None

    @property
    def column(self) -> int:
        """Return the column of the first day: Monday is 1."""
        return self.first.isoweekday()

    @property
    def is_empty(self) -> bool:
        return not self.long_rows and not any(day.rows for day in self.days)


def bounds_of(first: date) -> tuple[datetime, datetime]:
    """Return the moments between which the month lies; the second is the next month's first."""
    return first_moment(first), first_moment(months_later(first, 1))


def month_of(first: date, rows: Sequence[AgendaRow], at: datetime, known: tuple[date, date]) -> Month:
    """Return the month that begins on `first`, with those of `rows` that touch it.

    `known` are the first and the last month in which something takes place: no link leads beyond.
    """
    today = local_day(at)
    count = (months_later(first, 1) - first).days
    dates = [first + timedelta(days=number) for number in range(count)]
    by_day: dict[date, list[AgendaRow]] = {day: [] for day in dates}
    long_rows = []
    for row in rows:
        if row.is_vague or row.last - row.first >= timedelta(days=LONGEST_ON_DAYS):
            long_rows.append(row)
            continue
        for day in _days_of(row):
            if day in by_day:
                by_day[day].append(row)
    return Month(
        first=first,
        title=month_words(first),
        days=tuple(Day(day, tuple(by_day[day]), day == today, day < today) for day in dates),
        long_rows=tuple(dict.fromkeys(long_rows)),
        before=_before(first, known),
        after=_after(first, known),
    )


def _days_of(row: AgendaRow) -> Iterable[date]:
    return (row.first + timedelta(days=number) for number in range((row.last - row.first).days + 1))


def _before(first: date, known: tuple[date, date]) -> date | None:
    wished = min(months_later(first, -1), known[1])
    return wished if wished >= known[0] else None


def _after(first: date, known: tuple[date, date]) -> date | None:
    wished = max(months_later(first, 1), known[0])
    return wished if wished <= known[1] else None
