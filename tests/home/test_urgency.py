"""Numbers to call at once."""

import pytest

from django.core.exceptions import ValidationError

from home.content.ways_in import urgencies_of
from home.urgency import check_numbers, numbers_in, parts_of

DANGER = "En cas de danger, appelez le 15 ou le 112 (114 par message pour les personnes sourdes)."


@pytest.mark.parametrize(
    ("sentence", "phones", "messages"),
    [
        (DANGER, ("15", "112"), ("114",)),
        ("Appelez le 3114, à toute heure.", ("3114",), ()),
        ("Appelez le 01 23 45 67 89 avant 18 h 30.", ("01 23 45 67 89",), ()),
        ("Au bout de 20 minutes, ou de 2 500 pas, arrêtez.", (), ()),
        ("", (), ()),
    ],
)
def test_a_sentence_names_its_numbers(sentence, phones, messages):
    found = numbers_in(sentence)
    assert (found.phones, found.messages) == (phones, messages)


def test_a_text_becomes_a_row_a_sentence_with_numbers():
    rows = urgencies_of(f"Appelez le 3114. C’est gratuit. {DANGER}")
    assert [text for text, _numbers in rows] == ["Appelez le 3114. C’est gratuit.", DANGER]


def test_numbers_are_typed_with_commas():
    assert parts_of(" 15, 112,, 15 ") == ["15", "112"]
    check_numbers("15, 112, 01 23 45 67 89, 116117")
    for wrong in ("quinze", "15 et 112", "1", "15; 112"):
        with pytest.raises(ValidationError, match="numéro de téléphone"):
            check_numbers(wrong)
