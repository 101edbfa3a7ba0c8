"""What an event says of its time."""

from datetime import UTC, date, datetime

import pytest

from events.models import Occurrence
from events.wording import month_words, programme_of, when_of

AT = datetime(2027, 1, 1, tzinfo=UTC)


def plain(text):
    return " ".join(text.split())


def words(starts_at, ends_at=None, precision="minute", label="", is_all_day=False):
    occurrence = Occurrence(starts_at=starts_at, ends_at=ends_at, is_all_day=is_all_day)
    return when_of(occurrence.span(precision), precision=precision, label=label, at=AT)


def test_an_evening_is_told_in_paris_time():
    when = words(datetime(2027, 1, 21, 17, 0, tzinfo=UTC), datetime(2027, 1, 21, 18, 15, tzinfo=UTC))
    assert plain(when.words) == "jeudi 21 janvier 2027, de 18 h à 19 h 15"
    assert datetime.fromisoformat(when.machine) == datetime(2027, 1, 21, 17, 0, tzinfo=UTC)


def test_the_day_is_that_of_paris():
    assert words(datetime(2027, 1, 20, 23, 30, tzinfo=UTC)).day == date(2027, 1, 21)


def test_an_event_over_two_days_says_both_with_their_hours():
    when = words(datetime(2027, 6, 12, 8, 0, tzinfo=UTC), datetime(2027, 6, 13, 15, 0, tzinfo=UTC))
    assert plain(when.words) == "du samedi 12 juin 2027, 10 h au dimanche 13 juin 2027, 17 h"


@pytest.mark.parametrize(
    ("precision", "expected", "machine"),
    [("month", "juillet 2019", "2019-07"), ("year", "2019", "2019"), ("season", "2019", "2019")],
)
def test_a_vague_date_says_no_more_than_is_known(precision, expected, machine):
    when = words(datetime(2019, 6, 30, 22, 0, tzinfo=UTC), precision=precision)
    assert (when.words, when.machine) == (expected, machine)


def test_the_editor_s_words_come_first():
    assert words(datetime(2020, 3, 1, tzinfo=UTC), precision="month", label="Fin mars 2020").words == "Fin mars 2020"


def test_a_whole_day_has_no_hour():
    when = words(datetime(2020, 2, 5, 23, 0, tzinfo=UTC), precision="day")
    assert plain(when.words) == "jeudi 6 février 2020"
    assert when.machine == "2020-02-06"


def test_a_month_is_named_with_its_year():
    assert month_words(date(2027, 8, 1)) == "août 2027"


def test_a_programme_sets_its_hours_apart():
    lines = ["18:00 Accueil", "9h30 Tour de table", "18 h – Fin", "Repas partagé", "25:00 Rien"]
    lines = [(line.machine, line.label) for line in programme_of(lines)]
    assert lines == [
        ("18:00", "Accueil"),
        ("09:30", "Tour de table"),
        ("18:00", "Fin"),
        ("", "Repas partagé"),
        ("", "25:00 Rien"),
    ]


def test_a_programme_without_lines_is_empty():
    assert programme_of([]) == []
