"""A month of the calendar."""

from datetime import UTC, date, datetime

import pytest

from django.http import QueryDict

from events.agenda_rows import rows_of_times, weekday_names
from events.enums import AgendaView
from events.forms import AgendaForm
from events.months import bounds_of, month_of
from search.models import Entry

AT = datetime(2027, 1, 20, 11, 0, tzinfo=UTC)
KNOWN = (date(2019, 7, 1), date(2027, 6, 1))


def row(start, end="", over="", *, all_day=False, precision="minute"):
    values = {"start": start, "end": end, "over": over or end or start, "all_day": all_day}
    entry = Entry(pk=len(start), kind="event", card={"occurrences": [values], "date_precision": precision})
    return rows_of_times(entry, AT)[0]


def month(first=date(2027, 1, 1), rows=(), known=KNOWN):
    return month_of(first, list(rows), AT, known)


def days_with(found):
    return [day.date.day for day in found.days if day.rows]


def test_a_month_has_its_days_and_knows_today():
    found = month()
    assert len(found.days) == 31
    assert found.column == 5  # 1 January 2027 is a Friday
    assert [day.date.day for day in found.days if day.is_today] == [20]
    assert month(date(2028, 2, 1)).days[-1].date == date(2028, 2, 29)


def test_a_month_begins_and_ends_at_midnight_in_paris():
    assert bounds_of(date(2027, 3, 1)) == (
        datetime(2027, 2, 28, 23, 0, tzinfo=UTC),
        datetime(2027, 3, 31, 22, 0, tzinfo=UTC),
    )


def test_a_late_evening_stands_on_its_day_in_paris():
    assert days_with(month(rows=[row("2027-01-20T23:30:00+00:00")])) == [21]


def test_two_days_stand_on_both():
    assert days_with(month(rows=[row("2027-01-14T09:00:00+00:00", "2027-01-15T16:00:00+00:00")])) == [14, 15]


def test_an_event_over_the_end_of_the_month_shows_its_days_of_the_month():
    late = row("2027-01-31T09:00:00+00:00", "2027-02-01T16:00:00+00:00")
    assert days_with(month(rows=[late])) == [31]
    assert days_with(month(date(2027, 2, 1), rows=[late])) == [1]


def test_what_is_long_or_vague_stands_above_the_days():
    long = row("2027-01-04T09:00:00+00:00", "2027-01-29T16:00:00+00:00")
    vague = row("2027-01-01T00:00:00+01:00", precision="month", all_day=True)
    found = month(rows=[long, vague])
    assert days_with(found) == []
    assert found.long_rows == (long, vague)
    assert not found.is_empty


def test_neighbours_end_where_nothing_more_is_known():
    assert (month().before, month().after) == (date(2026, 12, 1), date(2027, 2, 1))
    assert month(date(2027, 6, 1)).after is None
    assert month(date(2019, 7, 1)).before is None


def test_a_month_far_away_leads_back_to_what_is_known():
    far = month(date(2500, 1, 1))
    assert (far.before, far.after) == (date(2027, 6, 1), None)
    old = month(date(1900, 1, 1))
    assert (old.before, old.after) == (None, date(2019, 7, 1))


@pytest.mark.parametrize("text", ["2027-01", "2027-1", " 2027-01 "])
def test_a_month_is_read_from_the_address(text):
    assert AgendaForm(QueryDict(f"vue=mois&mois={text}")).month == date(2027, 1, 1)


@pytest.mark.parametrize("text", ["2027-13", "2027-00", "27-01", "1899-12", "3000-01", "janvier", "2027-01-01", "%00"])
def test_a_bad_month_gives_a_message(text):
    form = AgendaForm(QueryDict(f"vue=mois&mois={text}"))
    assert form.month is None
    assert form.view == AgendaView.MONTH
    assert len(form.messages) == 1


def test_a_bad_view_gives_a_message_and_what_is_to_come():
    form = AgendaForm(QueryDict("vue=hier"))
    assert form.view == AgendaView.UPCOMING
    assert len(form.messages) == 1


def test_weeks_begin_on_monday():
    assert [name.lower()[:3] for name in weekday_names()] == ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"]
