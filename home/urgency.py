"""Numbers to call at once: what may be one, and where they stand in a sentence."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# 15, 112 and 3114 are whole numbers; others have ten digits, by twos.
NUMBER = re.compile(r"\d{2,6}|\d{2}(?:[ .]?\d{2}){4}")
# In running text only what nobody takes for a quantity: numbers of help are known by their first digits.
_IN_TEXT = re.compile(r"(?<![\d.,])(?:\d{2}(?:[ .]?\d{2}){4}|3\d{3}|11\d|19[16]|1[578])(?![\d.,]*\d)(?!\s?h\b)")
_BY_MESSAGE = re.compile(r"\b(?:SMS|messages?)\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True)
class Numbers:
    """The numbers that a sentence names: those one calls, and those one writes to."""

    phones: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()


def parts_of(numbers: str) -> list[str]:
    """Return the numbers that an editor typed with commas between them, each once."""
    return list(dict.fromkeys(part.strip() for part in numbers.split(",") if part.strip()))


def check_numbers(numbers: str) -> None:
    """Raise ValidationError unless each part can be dialled."""
    wrong = [part for part in parts_of(numbers) if not NUMBER.fullmatch(part)]
    if wrong:
        raise ValidationError(
            _("This is not a telephone number: %(number)s"), code="phone", params={"number": ", ".join(wrong)}
        )


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [part for part in _SENTENCE_ENDS.split(text.strip()) if part]


def numbers_in(sentence: str) -> Numbers:
    """Return the numbers that a sentence names; one that is followed by “by message” is written to, not called."""
    found = list(_IN_TEXT.finditer(sentence))
    ends = [match.start() for match in found[1:]] + [len(sentence)]
    by_message = [
        bool(_BY_MESSAGE.search(sentence[match.end() : end])) for match, end in zip(found, ends, strict=False)
    ]
    pairs = list(zip(found, by_message, strict=True))
    return Numbers(
        tuple(match[0] for match, written in pairs if not written),
        tuple(match[0] for match, written in pairs if written),
    )
