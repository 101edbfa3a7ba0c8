"""The words that public entries hold, kept in the memory of the process: what a typed word is likely to have meant."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA

from django.db import transaction

from search.french import LONGEST_TOKEN, STOP_WORDS, dashed, sound, stem, words
from search.models import KnownWord
from search.question import SHORTEST_TYPO

# A new word is known to every process after so long; until then it is found as it is written.
REFRESH_SECONDS = 30.0
# Words of so many letters forgive one mistake, longer ones two.
ONE_MISTAKE, MOST_NEAREST = 7, 3
# Writing a word as it is heard is a smaller mistake than a wrong letter.
AS_HEARD = 0.6
# Shorter, too many words are heard alike.
SHORTEST_SOUND = 4


@dataclass(frozen=True, slots=True)
class WordList:
    """Folded words in alphabetical order, and their stems."""

    words: tuple[str, ...] = ()
    stems: frozenset[str] = frozenset()
    by_length: dict[int, list[str]] = field(default_factory=dict)
    by_sound: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, held: Iterable[str]) -> WordList:
        known = tuple(sorted(set(held)))
        by_length: dict[int, list[str]] = {}
        by_sound: dict[str, list[str]] = {}
        for word in known:
            if len(word) >= SHORTEST_TYPO - 1 and word.isalpha():
                by_length.setdefault(len(word), []).append(word)
                by_sound.setdefault(sound(word), []).append(word)
        return cls(known, frozenset(stem(word) for word in known), by_length, by_sound)

    def knows(self, stem: str) -> bool:
        return stem in self.stems

    def joins(self, stem: str) -> bool:
        return stem in self.stems

    def begins(self, folded: str) -> bool:
        place = bisect_left(self.words, folded)
        return place < len(self.words) and self.words[place] != folded and self.words[place].startswith(folded)

    def nearest(self, folded: str) -> Sequence[str]:
        """Return the words that differ by a mistake or two (a letter more, less, other, or two exchanged), by distance.

        Optimal string alignment: Damerau (1964), restricted.
        """
        most = 1 if len(folded) <= ONE_MISTAKE else 2
        choices = [
            word
            for length in range(len(folded) - most, len(folded) + most + 1)
            for word in self.by_length.get(length, ())
        ]
        found = process.extract(folded, choices, scorer=OSA.distance, score_cutoff=most, limit=12)
        costs = {word: _cost(folded, word, distance) for word, distance, _place in found}
        heard = self.by_sound.get(sound(folded), ()) if len(sound(folded)) >= SHORTEST_SOUND else ()
        costs |= {word: min(AS_HEARD, costs.get(word, AS_HEARD)) for word in heard}
        ranked = sorted((cost, word) for word, cost in costs.items())
        kept: dict[str, str] = {}
        for cost, word in ranked:
            if cost <= ranked[0][0] + 0.5:
                kept.setdefault(stem(word), word)
        return list(kept.values())[:MOST_NEAREST]


def _cost(folded: str, word: str, distance: float) -> float:
    # The first letter is seldom wrong; a doubled or missing double letter seldom right.
    return distance + (0.6 if word[0] != folded[0] else 0.0) - (0.3 if _singled(word) == _singled(folded) else 0.0)


def _singled(word: str) -> str:
    return "".join(sign for place, sign in enumerate(word) if not place or sign != word[place - 1])


def remember(text: str) -> None:
    """Add the words of a public text."""
    held = {*(word.folded for word in words(text)), *dashed(text)} - STOP_WORDS
    fresh = sorted(word for word in held if word.isascii() and len(word) <= LONGEST_TOKEN)
    KnownWord.objects.bulk_create([KnownWord(word=word, stem=stem(word)) for word in fresh], ignore_conflicts=True)
    transaction.on_commit(forget)


class _Kept:
    def __init__(self) -> None:
        self.list, self.read_at, self.lock = WordList(), float("-inf"), Lock()

    def current(self) -> WordList:
        """Return the list; while one thread reads it again, the others use the one before, if there is one."""
        is_first = self.read_at == float("-inf")
        if time.monotonic() - self.read_at > REFRESH_SECONDS and self.lock.acquire(blocking=is_first):
            try:
                self.list = WordList.of(KnownWord.objects.values_list("word", flat=True))
                self.read_at = time.monotonic()
            finally:
                self.lock.release()
        return self.list


_kept = _Kept()


def vocabulary() -> WordList:
    """Return the words that are known, at most `REFRESH_SECONDS` old."""
    return _kept.current()


def forget() -> None:
    """Let the next question read the words again."""
    _kept.read_at = float("-inf")
