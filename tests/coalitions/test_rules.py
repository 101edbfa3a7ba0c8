"""The colour of an association, and periods that share a day, on plain values."""

from datetime import date

import pytest

from coalitions.rules import Place, hue_of_places, periods_overlap

GATHERS = Place("foret", makes_member=True, gathers_coalitions=True)
HOUSING = Place("brique", makes_member=True, gathers_coalitions=False)
YOUTH = Place("soleil", makes_member=True, gathers_coalitions=False)
FUNDS_HOUSING = Place("brique", makes_member=False, gathers_coalitions=False)
FUNDS_JOBS = Place("ocean", makes_member=False, gathers_coalitions=False)


def test_an_association_takes_the_hue_of_its_first_coalition():
    assert hue_of_places([HOUSING, YOUTH], "foret") == "brique"


def test_the_coalition_that_gathers_the_others_gives_no_hue():
    assert hue_of_places([GATHERS, YOUTH], "ardoise") == "soleil"
    assert hue_of_places([GATHERS], "ardoise") == "ardoise"


def test_being_a_member_counts_more_than_being_a_partner():
    assert hue_of_places([FUNDS_JOBS, HOUSING], "foret") == "brique"


def test_a_partner_of_one_coalition_takes_its_hue():
    assert hue_of_places([FUNDS_HOUSING], "foret") == "brique"


def test_a_partner_of_several_coalitions_belongs_to_none():
    assert hue_of_places([FUNDS_HOUSING, FUNDS_JOBS], "foret") == "foret"


def test_without_a_coalition_the_default_stands():
    assert hue_of_places([], "lagune") == "lagune"


JANUARY = date(2020, 1, 1), date(2020, 1, 31)


@pytest.mark.parametrize(
    ("other", "overlap"),
    [
        ((date(2020, 1, 31), None), True),
        ((date(2020, 2, 1), None), False),
        ((None, date(2020, 1, 1)), True),
        ((None, date(2019, 12, 31)), False),
        ((date(2020, 1, 10), date(2020, 1, 20)), True),
        ((None, None), True),
    ],
)
def test_periods_that_share_a_day_overlap(other, overlap):
    assert periods_overlap(JANUARY, other) is overlap
    assert periods_overlap(other, JANUARY) is overlap
