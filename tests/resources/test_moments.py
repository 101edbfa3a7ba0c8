"""Places in a clip, as addresses ask for them."""

import pytest

from resources.captions import Cue
from resources.moments import asked_second, fragment, passages_of, place_words, reading_minutes

PARAGRAPHS = [Cue(3, 15.5, "Un."), Cue(15.9, 25.3, "Deux."), Cue(42.9, 50, "Trois.")]


@pytest.mark.parametrize(
    ("value", "second"),
    [("42", 42), ("41.5", 41.5), ("41,5", 41.5), ("0", 0), ("1:02", 62), (" 42 ", 42), ("77.999", 77.999)],
)
def test_a_place_in_the_clip(value: str, second: float) -> None:
    assert asked_second(value, 78) == (second, True)


@pytest.mark.parametrize(
    "value",
    [
        "-1",
        "é",
        "1e9",
        "999999999999",
        "78",
        "78.001",
        "1000",
        "nan",
        "inf",
        "4 2",
        "42s",
        "1:2:3",
        "٤٢",
        "\x00",
        "4" * 9000,
    ],
)
def test_what_is_no_place_in_the_clip(value: str) -> None:
    assert asked_second(value, 78) == (None, False)


@pytest.mark.parametrize("value", [None, ""])
def test_nothing_asked_is_nothing_wrong(value: str | None) -> None:
    assert asked_second(value, 78) == (None, True)


def test_the_player_stops_at_the_clips_end() -> None:
    assert fragment(None, 78) == "#t=0,78"
    assert fragment(41.5, 78) == "#t=41.5,78"
    assert fragment(0.1 + 0.2, 1240) == "#t=0.3,1240"


def test_a_place_is_written_the_same_in_every_language() -> None:
    assert [place_words(value) for value in (42, 41.5, 1240.0, 0)] == ["42", "41.5", "1240", "0"]


@pytest.mark.parametrize(
    ("second", "current"),
    [(None, None), (0, "Un."), (10, "Un."), (15.6, "Deux."), (30, "Deux."), (42, "Trois."), (60, "Trois.")],
)
def test_the_passage_that_is_spoken(second: float | None, current: str | None) -> None:
    marked = [passage.text for passage in passages_of(PARAGRAPHS, second) if passage.is_current]
    assert marked == ([current] if current else [])


def test_no_transcript() -> None:
    assert passages_of([], 42) == []


def test_reading_time() -> None:
    assert [reading_minutes("mot " * words) for words in (0, 10, 420, 1100)] == [1, 1, 2, 6]
