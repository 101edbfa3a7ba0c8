"""Whether two figures count the same thing: pure rules on plain values.

A figure that two perimeters give is said to be shared, and is never added up. Editors mark it (`shared_with`); what
they forgot is found by equality: the same number, in the same unit, of something that both labels name.
"""

import re
from decimal import Decimal
from typing import Protocol

from search.french import fold, stem

SHORTEST_NAME = 4


class Counted(Protocol):
    """What the rules read of a figure."""

    @property
    def value(self) -> Decimal: ...

    @property
    def unit(self) -> str: ...

    @property
    def label(self) -> str: ...


def measure_of(figure: Counted) -> tuple[Decimal, str]:
    """Return what makes two figures comparable to the unit: the number without its zeros, and the unit's stems."""
    return Decimal(figure.value).normalize(), " ".join(_stems(figure.unit, shortest=1))


def is_same(one: Counted, other: Counted) -> bool:
    """Return whether two figures count the same: an equal measure, and a word that both labels use."""
    if measure_of(one) != measure_of(other):
        return False
    return bool(set(_stems(one.label)) & set(_stems(other.label)))


def _stems(words: str, shortest: int = SHORTEST_NAME) -> list[str]:
    """Return the stems of the words that name something; signs such as % count as words of a unit."""
    found = re.findall(r"\w+|[%€°]", fold(words))
    return [stem(word) for word in found if len(word) >= shortest]
