"""When an event takes place, in words, and its programme. Values in, words out."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.moments import VAGUE, Span, local_day
from portal.enums import DatePrecision
from portal.typography import day_words, hour_words, span_words

LINE = re.compile(r"^(?P<hour>[01]?\d|2[0-3])\s*[:h]\s*(?P<minute>[0-5]\d)?\s+(?P<label>.+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """One time of an event, ready to be read: words, and what a machine reads in `datetime`."""

    words: str
    day: date
    machine: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One line of a programme; the hour may be missing."""

    label: str
    hour: str = ""
    machine: str = ""


def when_of(span: Span, *, precision: str, label: str, at: datetime) -> When:
    """Return a time of an event in words; a date that nobody knows to the day is told as its editor told it."""
    day = local_day(span.starts_at)
    return When(
        words=label or _words(span, precision),
        day=day,
        machine=_machine(span, precision, day),
        is_past=span.is_past(at),
    )


def _words(span: Span, precision: str) -> str:
    first, last = local_day(span.starts_at), local_day(span.over_at)
    if precision == DatePrecision.MONTH:
        return month_words(first)
    if precision in VAGUE:
        return str(first.year)
    if span.is_all_day:
        return span_words(first, last if span.ends_at else None)
    if span.days > 1:
        values = {"start": _moment(span.starts_at), "end": _moment(span.ends_at or span.over_at)}
        return pgettext("days", "from %(start)s to %(end)s") % values
    return span_words(span.starts_at, span.ends_at)


def _moment(moment: datetime) -> str:
    return _("%(day)s, %(hour)s") % {"day": day_words(moment, weekday=True), "hour": hour_words(moment)}


def _machine(span: Span, precision: str, day: date) -> str:
    if precision == DatePrecision.MONTH:
        return f"{day:%Y-%m}"
    if precision in VAGUE:
        return f"{day:%Y}"
    return day.isoformat() if span.is_all_day else span.starts_at.isoformat()


def month_words(day: date) -> str:
    """Return a month and its year: “janvier 2027”."""
    return date_format(day, "F Y")


def programme_of(lines: list[str]) -> list[ProgrammeLine]:
    """Return the programme, its hours apart: “18:00 Welcome”, “18h Welcome”, or words alone."""
    return [_programme_line(line) for line in lines]


def _programme_line(line: str) -> ProgrammeLine:
    found = LINE.match(line)
    if not found:
        return ProgrammeLine(line)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    words = hour_words(datetime.combine(date.min, time(hour, minute)))
    return ProgrammeLine(found["label"].strip(" -–—:"), words, f"{hour:02d}:{minute:02d}")
