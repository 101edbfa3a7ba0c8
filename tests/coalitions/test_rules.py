"""The colour of an association, on plain values."""

from coalitions.rules import Place, hue_of_places

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
