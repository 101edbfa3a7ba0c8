"""When an event is over."""

from datetime import UTC, date, datetime, timedelta

import pytest

from events.moments import Span, end_of_day, first_moment, local_day, months_later, next_span, over_at

NOON = datetime(2027, 3, 28, 10, 0, tzinfo=UTC)  # in Paris, the day that loses an hour


def over(starts_at=NOON, ends_at=None, is_all_day=False, precision="minute"):
    return over_at(starts_at=starts_at, ends_at=ends_at, is_all_day=is_all_day, precision=precision)


def span(day, *, hour=9, hours=2):
    start = datetime(2027, 3, day, hour, tzinfo=UTC)
    end = start + timedelta(hours=hours)
    return Span(starts_at=start, ends_at=end, over_at=end)


def test_an_event_is_over_at_its_end():
    end = NOON + timedelta(minutes=75)
    assert over(ends_at=end) == end


def test_an_hour_without_an_end_counts_to_the_end_of_its_day():
    assert over() == datetime(2027, 3, 28, 21, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 3, 28), 23), (date(2027, 10, 31), 25), (date(2027, 6, 1), 24)])
def test_days_have_as_many_hours_as_the_clock_gives_them(day, hours):
    length = end_of_day(day).astimezone(UTC) - first_moment(day).astimezone(UTC)
    assert length == timedelta(hours=hours) - timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("precision", "last"),
    [
        ("day", date(2027, 3, 28)),
        ("month", date(2027, 3, 31)),
        ("season", date(2027, 5, 31)),
        ("year", date(2028, 2, 29)),
        ("unknown", date(2027, 3, 28)),
    ],
)
def test_a_vague_date_lasts_as_long_as_what_is_known_of_it(precision, last):
    assert local_day(over(precision=precision)) == last


def test_a_vague_date_with_an_end_lasts_to_that_day():
    assert local_day(over(ends_at=datetime(2027, 4, 2, tzinfo=UTC), precision="month")) == date(2027, 4, 2)


def test_whole_days_last_to_the_evening_of_the_last():
    assert over(ends_at=NOON + timedelta(days=2), is_all_day=True) == end_of_day(date(2027, 3, 30))


def test_months_pass_over_years():
    assert months_later(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert months_later(date(2027, 1, 15), -1) == date(2026, 12, 1)


def test_of_several_times_the_next_matters():
    spans = [span(20), span(6), span(13)]
    assert next_span(spans, datetime(2027, 3, 7, tzinfo=UTC)) == span(13)


def test_a_time_matters_until_its_last_moment():
    spans = [span(6), span(13)]
    assert next_span(spans, span(6).over_at) == span(6)
    assert next_span(spans, span(6).over_at + timedelta(microseconds=1)) == span(13)


def test_when_all_is_over_the_last_time_matters():
    assert next_span([span(6), span(13)], datetime(2027, 4, 1, tzinfo=UTC)) == span(13)
    assert next_span([], NOON) is None
