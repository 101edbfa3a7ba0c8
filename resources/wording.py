"""When something was told, in words."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.enums import DatePrecision
from portal.typography import day_words

_VAGUE = {DatePrecision.YEAR: "Y", DatePrecision.SEASON: "Y", DatePrecision.MONTH: "F Y"}


def told_words(day: date | None, *, precision: str, label: str, is_approximate: bool) -> str:
    """Return the words that editors wrote for a date, else the date as precisely as it is known."""
    if label:
        return label
    if day is None or precision == DatePrecision.UNKNOWN:
        return ""
    vague = _VAGUE.get(DatePrecision(precision))
    words = date_format(day, vague) if vague else day_words(day)
    return _("around %(date)s") % {"date": words} if is_approximate else words
