"""What every frame asks of a page, for the pages that stand outside the tree."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """Title, description, colour and easy words: the frame of the site reads them as those of a page."""

    title: str
    summary: str
    falc_sentences: Sequence[str] = ()
    hue: str = ""
