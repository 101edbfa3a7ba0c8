"""Which place is nearest."""

import pytest

from home.situations.places import Atlas, Distance, Place, Step, kilometres, territory_choices
from home.situations.wording import near_reason, nearest_words

FRANCE = Place("france", "France", "pays", latitude=46.6, longitude=2.45)
ONLINE = Place("en-ligne", "En ligne", "en-ligne")
NORTH = Place("hauts-de-france", "Hauts-de-France", "region", "32", "france", 49.97, 2.77)
NORD = Place("nord", "Nord", "departement", "59", "hauts-de-france", 50.45, 3.22)
OISE = Place("oise", "Oise", "departement", "60", "hauts-de-france", 49.41, 2.43)
LILLE = Place("lille", "Lille", "commune", "59350", "nord", 50.63, 3.07)
IDF = Place("ile-de-france", "Île-de-France", "region", "11", "france", 48.71, 2.5)
VAL = Place("val-d-oise", "Val-d’Oise", "departement", "95", "ile-de-france", 49.08, 2.13)
BASIN = Place("lille-roubaix", "Lille-Roubaix", "bassin", "", "nord", 50.66, 3.12)
REUNION = Place("la-reunion", "La Réunion", "region", "04", "france", -21.13, 55.53)
REUNION_974 = Place("la-reunion-974", "La Réunion", "departement", "974", "la-reunion", -21.13, 55.53)
PLACES = (FRANCE, ONLINE, NORTH, NORD, OISE, LILLE, IDF, VAL, BASIN, REUNION, REUNION_974)
ATLAS = Atlas(PLACES)


def up(place):
    return [step.slug for step in ATLAS.lineage(place)]


@pytest.mark.parametrize(
    ("here", "there", "step"),
    [
        (NORD, NORD, Step.HERE),
        (NORD, LILLE, Step.HERE),
        (NORD, BASIN, Step.HERE),
        (NORD, NORTH, Step.REGION),
        (NORD, OISE, Step.REGION),
        (OISE, VAL, Step.NEIGHBOUR),
        (NORD, FRANCE, Step.EVERYWHERE),
        (NORD, ONLINE, Step.EVERYWHERE),
        (REUNION_974, LILLE, Step.FAR),
        (NORTH, LILLE, Step.HERE),
        (NORTH, VAL, Step.NEIGHBOUR),
    ],
)
def test_places_are_told_in_their_order(here, there, step):
    assert ATLAS.distance(here, up(there)).step == step


def test_the_whole_region_stands_before_a_part_of_it_and_the_nearest_part_before_others():
    whole, part = ATLAS.distance(NORD, up(NORTH)), ATLAS.distance(NORD, up(OISE))
    assert whole.rank < part.rank < ATLAS.distance(NORD, up(VAL)).rank
    assert ATLAS.distance(NORD, up(FRANCE)).rank < ATLAS.distance(NORD, up(ONLINE)).rank


def test_of_several_places_the_nearest_counts():
    assert ATLAS.distance(NORD, [*up(VAL), *up(LILLE)]).place == LILLE


def test_an_entry_without_a_place_is_last_and_says_nothing():
    unsaid = ATLAS.distance(NORD, [])
    assert unsaid == Distance(Step.UNSAID)
    assert near_reason(unsaid) == ""
    assert ATLAS.distance(NORD, ["inconnu"]).step == Step.UNSAID


def test_the_distance_of_an_unknown_centre_is_far():
    assert kilometres(NORD, ONLINE) > 10_000
    assert 95 < kilometres(NORD, OISE) < 140


def test_a_circle_of_parents_ends():
    one, two = Place("a", "A", "region", parent="b"), Place("b", "B", "region", parent="a")
    assert [place.slug for place in Atlas([one, two]).lineage(one)] == ["a", "b"]


@pytest.mark.parametrize(
    ("there", "reason", "told"),
    [
        (LILLE, "Près de chez vous\xa0: Lille", "Près de chez vous (Nord)\xa0: Siel Bleu."),
        (NORTH, "Dans votre région\xa0: Hauts-de-France", "Siel Bleu, dans votre région (Hauts-de-France)."),
        (VAL, "À 170\xa0km environ\xa0: Val-d’Oise", "Siel Bleu, à 170\xa0km environ (Val-d’Oise)."),
        (FRANCE, "Partout en France", "Siel Bleu, partout en France."),
        (ONLINE, "En ligne", "Siel Bleu, en ligne."),
        (REUNION, "Plus loin\xa0: La Réunion", "(La Réunion)."),
    ],
)
def test_each_distance_is_said_in_plain_words(there, reason, told):
    distance = ATLAS.distance(NORD, up(there))
    assert near_reason(distance) == reason
    words = nearest_words(distance, "Siel Bleu", NORD)
    assert words.endswith(told)
    assert ("personne n’agit encore" in words) is (distance.step != Step.HERE)


def test_nobody_at_all_is_said_too():
    assert "Écrivez-nous" in nearest_words(None, "", NORD)


def test_the_choices_stand_by_region_and_a_region_of_one_department_comes_once():
    groups = {group.name: group.choices for group in territory_choices(ATLAS)}
    assert list(groups) == ["Hauts-de-France", "Île-de-France", "La Réunion"]
    assert groups["Hauts-de-France"] == (("hauts-de-france", ""), ("nord", "Nord (59)"), ("oise", "Oise (60)"))
    assert groups["La Réunion"] == (("la-reunion-974", "La Réunion (974)"),)
