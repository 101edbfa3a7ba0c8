"""Checks of single values of the content: each yields (path, message) for what is wrong, nothing when all is well."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _

Fault = tuple[str, str]
Known = Mapping[str, Mapping[str, Any]]
Check = Callable[[Any, Known], Iterator[Fault]]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
PARIS = ZoneInfo("Europe/Paris")


def first_day(value: str) -> date:
    """Return the first day of a date that may lack its day or month; raises ValueError for anything else."""
    match = PARTIAL_DATE.fullmatch(value)
    if match is None:
        raise ValueError(value)
    year, month, day = match.groups()
    return date(int(year), int(month or 1), int(day or 1))


def moment(value: str, zone: str = "Europe/Paris") -> datetime:
    """Return the aware moment of a local ISO time; raises ValueError for anything else, or an hour that never comes."""
    naive = datetime.fromisoformat(value)
    if naive.tzinfo is not None or "T" not in value:
        raise ValueError(value)
    aware = naive.replace(tzinfo=ZoneInfo(zone))
    if aware.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != naive:
        raise ValueError(value)
    return aware


def anything(value: Any, known: Known) -> Iterator[Fault]:
    """Accept every value: check.py, or a later issue, looks into it."""
    yield from ()


def text(value: Any, known: Known) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield "", _("this is not a text: %(value)r") % {"value": value}
    elif not value.strip():
        yield "", _("this text is empty")


def at_most(length: int) -> Check:
    """Return the check of a text of at most `length` characters, the room that the database has for it."""

    def check(value: Any, known: Known) -> Iterator[Fault]:
        faults = list(text(value, known))
        yield from faults
        if not faults and len(value) > length:
            yield (
                "",
                _("this text has %(count)d characters, %(length)d at most") % {"count": len(value), "length": length},
            )

    return check


def slug(value: Any, known: Known) -> Iterator[Fault]:
    if not isinstance(value, str) or not SLUG.fullmatch(value):
        yield "", _("this is not an address (lower case, digits, hyphens): %(value)r") % {"value": value}


def boolean(value: Any, known: Known) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield "", _("true or false is wanted, not %(value)r") % {"value": value}


def integer(low: int, high: int) -> Check:
    """Return the check of a whole number from `low` to `high`."""

    def check(value: Any, known: Known) -> Iterator[Fault]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield "", _("a whole number is wanted, not %(value)r") % {"value": value}
        elif not low <= value <= high:
            yield "", _("%(value)s is not between %(low)d and %(high)d") % {"value": value, "low": low, "high": high}

    return check


def number(value: Any, known: Known) -> Iterator[Fault]:
    if not isinstance(value, int | float) or isinstance(value, bool):
        yield "", _("a number is wanted, not %(value)r") % {"value": value}


def partial_date(value: Any, known: Known) -> Iterator[Fault]:
    try:
        first_day(str(value))
    except ValueError:
        yield "", _("this is not a date (year, year-month or year-month-day): %(value)s") % {"value": value}


def local_moment(value: Any, known: Known) -> Iterator[Fault]:
    try:
        moment(str(value))
    except ValueError:
        yield "", _("this is not a day and time (2027-03-12T17:00): %(value)s") % {"value": value}


def day_or_moment(value: Any, known: Known) -> Iterator[Fault]:
    yield from (local_moment if "T" in str(value) else partial_date)(value, known)


def zone(value: Any, known: Known) -> Iterator[Fault]:
    if value not in available_timezones():
        yield "", _("unknown time zone: %(value)s") % {"value": value}


def one_of(values: Sequence[str]) -> Check:
    """Return the check of a code among `values`."""

    def check(value: Any, known: Known) -> Iterator[Fault]:
        if value not in values:
            yield "", _("unknown value: %(value)s; known: %(known)s") % {"value": value, "known": ", ".join(values)}

    return check


def ref(*kinds: str) -> Check:
    """Return the check of the slug of an item of one of these kinds."""

    def check(value: Any, known: Known) -> Iterator[Fault]:
        if not any(isinstance(value, str) and value in known.get(kind, {}) for kind in kinds):
            yield "", _("unknown reference: %(value)s") % {"value": value}

    return check


def list_of(check_one: Check) -> Check:
    """Return the check of a list, each entry by `check_one`."""

    def check(value: Any, known: Known) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield "", _("a list is wanted, not %(value)r") % {"value": value}
            return
        for position, entry in enumerate(value):
            for path, message in check_one(entry, known):
                yield f"[{position}]{'.' if path and not path.startswith('[') else ''}{path}", message

    return check


def set_of(check_one: Check) -> Check:
    """Return the check of a list whose entries differ."""
    each = list_of(check_one)

    def check(value: Any, known: Known) -> Iterator[Fault]:
        faults = list(each(value, known))
        yield from faults
        if not faults and len(set(value)) != len(value):
            yield "", _("the same entry comes twice")

    return check


@dataclass(frozen=True)
class Shape:
    """A mapping: fields that must be there, fields that may be; `nullable` ones may be empty, others are refused."""

    required: Mapping[str, Check]
    optional: Mapping[str, Check] = field(default_factory=dict)
    nullable: frozenset[str] = frozenset()

    def __call__(self, value: Any, known: Known) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield "", _("fields are wanted, not %(value)r") % {"value": value}
            return
        for name in self.required:
            if name not in value:
                yield name, _("this field is missing")
        for name, entry in value.items():
            yield from self._field(str(name), entry, known)

    def _field(self, name: str, value: Any, known: Known) -> Iterator[Fault]:
        check = self.required.get(name) or self.optional.get(name)
        if check is None:
            yield name, _("unknown field")
        elif value is not None:
            for path, message in check(value, known):
                yield f"{name}{'.' if path and not path.startswith('[') else ''}{path}", message
        elif name not in self.nullable and name in self.required:
            yield name, _("this field is empty")
