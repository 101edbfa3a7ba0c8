"""How numbers, moments and lengths are written: French order and spaces, month names from the catalogue."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

THIN = "\u202f"
FIXED = "\u00a0"


def number_words(value: int | float | Decimal | str) -> str:
    """Return a number with its thousands apart and a decimal comma; what is no number comes back as it is."""
    try:
        exact = Decimal(str(value))
    except ArithmeticError:
        return str(value)
    whole, _point, rest = f"{abs(exact):f}".partition(".")
    rest = rest.rstrip("0")
    groups: list[str] = []
    while len(whole) > 3:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    text = THIN.join([whole, *groups]) + (f",{rest}" if rest else "")
    return f"\u2212{text}" if exact < 0 else text


def _day_number(day: date) -> str:
    return pgettext("first of the month", "1st") if day.day == 1 else str(day.day)


def _local(moment: date | datetime) -> date:
    if isinstance(moment, datetime):
        return timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return moment


def day_words(day: date | datetime, *, weekday: bool = False, year: bool = True) -> str:
    """Return a day in words: “1er décembre 2026”, with its weekday if wished."""
    local = _local(day)
    parts = [date_format(local, "l")] if weekday else []
    parts += [_day_number(local), date_format(local, "F")]
    if year:
        parts.append(str(local.year))
    return FIXED.join(parts) if len(parts) < 3 else " ".join(parts[:-2]) + FIXED + FIXED.join(parts[-2:])


def hour_words(moment: datetime) -> str:
    """Return an hour as it is said: “18 h 30”, “17 h”."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    minutes = f"{FIXED}{local.minute:02d}" if local.minute else ""
    return f"{local.hour}{FIXED}h{minutes}"


def moment_words(moment: datetime, *, weekday: bool = False) -> str:
    """Return a day and its hour in words."""
    return _("%(day)s at %(hour)s") % {"day": day_words(moment, weekday=weekday), "hour": hour_words(moment)}


def span_words(start: date | datetime, end: date | datetime | None) -> str:
    """Return from when to when, without repeating what is the same."""
    first = _local(start)
    last = _local(end) if end else None
    same_day = last is None or (first.timetuple()[:3] == last.timetuple()[:3])
    if not same_day and last is not None:
        same_year = first.year == last.year
        days = {"start": day_words(first, year=not same_year), "end": day_words(last)}
        return pgettext("days", "from %(start)s to %(end)s") % days
    day = day_words(first, weekday=True)
    if not isinstance(first, datetime):
        return day
    if isinstance(last, datetime) and last != first:
        hours = {"start": hour_words(first), "end": hour_words(last)}
        return f"{day}, " + pgettext("hours", "from %(start)s to %(end)s") % hours
    return _("%(day)s at %(hour)s") % {"day": day, "hour": hour_words(first)}


def length_words(seconds: int | float) -> str:
    """Return the length of a clip: “1 min 52”, “45 s”, “1 h 05”."""
    total = round(seconds)
    hours, rest = divmod(total, 3600)
    minutes, left = divmod(rest, 60)
    if hours:
        return f"{hours}{FIXED}h{FIXED}{minutes:02d}"
    if not minutes:
        return f"{left}{FIXED}s"
    return f"{minutes}{FIXED}min" + (f"{FIXED}{left:02d}" if left else "")


def spoken_length(seconds: int | float) -> str:
    """Return the length of a clip for the ear: “1 minute 52 secondes”."""
    minutes, left = divmod(round(seconds), 60)
    parts = []
    if minutes:
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes})
    if left or not minutes:
        parts.append(ngettext("%(count)d second", "%(count)d seconds", left) % {"count": left})
    return " ".join(parts)


def clock(seconds: int | float) -> str:
    """Return a place in a clip: “1:52”."""
    minutes, left = divmod(int(seconds), 60)
    return f"{minutes}:{left:02d}"


def _wall(moment: datetime) -> datetime:
    """Return what a clock on the wall shows."""
    return timezone.localtime(moment).replace(tzinfo=None)


def time_left(until: datetime, at: datetime) -> tuple[int, str]:
    """Return what is left as a number and its unit: days, then hours, then minutes; zero when it is over."""
    # In one zone Python subtracts what the clocks show; hours that really pass are counted in UTC.
    left = max(until.astimezone(UTC) - at.astimezone(UTC), timedelta())
    # Two days apart on the wall are two days, also when a night of them lost or won an hour.
    apart = _wall(until) - _wall(at)
    if apart >= timedelta(days=2):
        days = apart.days
        return days, npgettext("time left", "day", "days", days)
    if left >= timedelta(hours=1):
        hours = int(left.total_seconds() // 3600)
        return hours, npgettext("time left", "hour", "hours", hours)
    minutes = int(left.total_seconds() // 60)
    return minutes, npgettext("time left", "minute", "minutes", minutes)
