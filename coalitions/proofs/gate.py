"""Which figures an editor may put on the home page: those that somebody still stands for.

A figure that an editor typed seldom has a review of its own: it repeats that of a coalition, a member or a project.
As soon as one of those that it repeats is past its review or has lost its source, it is no longer shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coalitions.models import KeyFigure
from coalitions.proofs.sameness import is_same


@dataclass(frozen=True, slots=True)
class Typed:
    """A figure as an editor typed it into a page."""

    value: Decimal
    unit: str
    label: str
    source: str
    review_on: date | None


def sure_enough(figures: Sequence[Typed], on: date) -> list[bool]:
    """Return, for each figure, whether it may stand on the home page on the day `on`: one query for all."""
    own = [bool(figure.source.strip()) and (figure.review_on is None or figure.review_on >= on) for figure in figures]
    if not any(own):
        return own
    repeated = list(KeyFigure.objects.filter(page__live=True, value__in={figure.value for figure in figures}))
    doubtful = [known for known in repeated if not known.is_in_force(on)]
    return [
        is_sure and not any(is_same(figure, known) for known in doubtful)
        for figure, is_sure in zip(figures, own, strict=True)
    ]
