"""Captions: reading WebVTT, and writing it so that it can be read under a film."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from resources.captions import (
    LINE_LENGTH,
    LINES,
    CaptionError,
    Cue,
    parse_webvtt,
    split_cues,
    transcript,
    write_webvtt,
)

CLIPS = yaml.safe_load((Path(__file__).resolve().parents[2] / "content" / "clips.yaml").read_text())["clips"]
LONGEST_WORD = "anticonstitutionnellement"
# Words as people write them: cutting happens at ordinary spaces, so a word holds none.
WORDS = st.lists(
    st.from_regex(r"[a-zé&<>][a-zéèàç’\u00a0&<>]{0,10}[a-zé][,.!]?", fullmatch=True), min_size=1, max_size=60
)


def cues_of(clip: dict) -> list[Cue]:
    return split_cues(Cue(cue["start"], cue["end"], cue["text"]) for cue in clip["transcript"])


def test_each_clip_has_captions_that_can_be_read() -> None:
    for clip in CLIPS:
        written = write_webvtt(cues_of(clip))
        blocks = [block.split("\n")[1:] for block in written.strip().split("\n\n")[1:]]

        assert all(1 <= len(lines) <= LINES for lines in blocks), clip["slug"]
        assert all(len(line) <= LINE_LENGTH for lines in blocks for line in lines), clip["slug"]


def test_each_clip_s_captions_follow_each_other_within_its_duration() -> None:
    for clip in CLIPS:
        cues = parse_webvtt(write_webvtt(cues_of(clip)))

        clock = 0.0
        for cue in cues:
            assert clock <= cue.start < cue.end <= clip["duration"], clip["slug"]
            clock = cue.end


def test_captions_say_what_the_transcript_says() -> None:
    for clip in CLIPS:
        cues = parse_webvtt(write_webvtt(cues_of(clip)))

        assert " ".join(cue.text for cue in cues) == " ".join(cue["text"] for cue in clip["transcript"])


def test_captions_end_where_sentences_end() -> None:
    cues = split_cues([Cue(0, 12, "La porte ferme mal. On pose un joint, et la pièce se réchauffe dès le soir même.")])

    assert cues[0].text == "La porte ferme mal."
    assert cues[-1].end == 12


def test_a_line_does_not_end_with_an_article() -> None:
    written = write_webvtt(split_cues([Cue(0, 8, "On gagne beaucoup de confort quand on bouche les fuites d’air.")]))

    endings = [line.rsplit(" ", 1)[-1] for line in written.splitlines() if line and "-->" not in line]
    assert not {"de", "on", "les", "quand on"} & set(endings)


def test_a_very_short_sentence_joins_its_neighbour() -> None:
    cues = split_cues([Cue(0, 4, "Oui. C’est possible, et souvent gratuit.")])

    assert [cue.text for cue in cues] == ["Oui. C’est possible, et souvent gratuit."]


def test_a_word_longer_than_a_line_is_kept_whole() -> None:
    cues = split_cues([Cue(0, 4, LONGEST_WORD * 3)])

    assert [cue.text for cue in cues] == [LONGEST_WORD * 3]


@given(words=WORDS, seconds=st.floats(min_value=0.5, max_value=60, allow_nan=False))
def test_whatever_is_said_comes_back(words: list[str], seconds: float) -> None:
    text = " ".join(words)
    cues = split_cues([Cue(3.0, 3.0 + seconds, text)])

    assert " ".join(cue.text for cue in cues) == text
    assert [cue.text for cue in parse_webvtt(write_webvtt(cues)) if cue.text] == [
        cue.text.strip() for cue in cues if cue.text.strip()
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("Bonjour", 1),
        ("WEBVTT\n\n00:00:03 --> 00:00:05\nSans millièmes", 3),
        ("WEBVTT\n\n1\n00:00:05.000 --> 00:00:03.000\nÀ rebours", 4),
        ("WEBVTT\n\nune note sans temps", 4),
    ],
)
def test_what_is_not_webvtt_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(CaptionError) as refusal:
        parse_webvtt(text)

    assert refusal.value.line == line


def test_captions_of_other_tools_are_read() -> None:
    lines = [
        "\ufeffWEBVTT - titre",
        "",
        "NOTE rien",
        "",
        "1",
        "00:03.000 --> 00:04.500 align:start",
        "<v Voix>Chaud &amp; sec",
    ]

    assert parse_webvtt("\r\n".join(lines)) == [Cue(3.0, 4.5, "Chaud & sec")]


def test_a_pause_begins_a_paragraph_of_the_transcript() -> None:
    cues = [Cue(0, 2, "Un."), Cue(2.1, 4, "Deux."), Cue(5, 6, "Trois.")]

    assert transcript(cues) == [Cue(0, 4, "Un. Deux."), Cue(5, 6, "Trois.")]
