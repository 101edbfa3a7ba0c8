"""Places in a clip: what an address asks for, and which passage of the transcript is spoken there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resources.captions import Cue

# Seconds, or minutes and seconds as people write them: “42”, “41.5”, “1:42”.
_PLACE = re.compile(r"(?:(\d{1,3}):)?(\d{1,6}(?:[.,]\d{1,3})?)", re.ASCII)
# A link may name the whole second at which a passage has not yet begun.
EARLY = 1.0


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the transcript and where it begins."""

    start: float
    end: float
    text: str
    place: str
    is_current: bool = False


def place_words(seconds: float) -> str:
    """Return a place as an address and a media fragment say it: “42”, “41.5”, the same in every language."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


def asked_second(value: str | None, duration: int) -> tuple[float | None, bool]:
    """Return the place that an address asks for, and whether it could be used; nothing asked is nothing wrong."""
    if not value:
        return None, True
    found = _PLACE.fullmatch(value.strip())
    if found is None:
        return None, False
    minutes, seconds = found.groups()
    second = int(minutes or 0) * 60 + float(seconds.replace(",", "."))
    return (second, True) if second < duration else (None, False)


def fragment(start: float | None, duration: int) -> str:
    """Return the media fragment that a player obeys: from where, until the clip's own end (W3C Media Fragments)."""
    return f"#t={place_words(start or 0)},{duration}"


def passages_of(paragraphs: Sequence[Cue], second: float | None) -> list[Passage]:
    """Return the transcript's paragraphs, the one that is spoken at `second` marked."""
    begun = [cue for cue in paragraphs if second is not None and cue.start < second + EARLY]
    current = begun[-1] if begun else paragraphs[0] if paragraphs and second is not None else None
    return [Passage(cue.start, cue.end, cue.text, place_words(cue.start), cue is current) for cue in paragraphs]


def reading_minutes(text: str) -> int:
    """Return how long a text takes to read, in whole minutes, at 200 words a minute."""
    return max(1, round(len(text.split()) / 200))
