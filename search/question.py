"""What a question asks for: its concepts, and the ways in which an entry can answer each of them.

A concept is a word, or several words that stand for one thing ("perte d'autonomie"). Its ways are what was written,
what is written for the same thing (synonyms, joined or dashed forms) and, when nobody writes the word so, what it
begins or resembles. Engines read concepts, never the text: so all of them understand the same French.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from search.french import LONGEST_QUESTION, MOST_TERMS, SOFT_WORDS, STOP_WORDS, Word, pair, stem, words

# What a synonym, a beginning and a resemblance are worth beside the word that was asked.
SYNONYM, OPENING, RESEMBLANCE = 0.7, 0.6, 0.6
SOFT = 0.25
PART = 0.3
SHORTEST_OPENING = 2
SHORTEST_TYPO = 4
# The longest synonym, in words with their stop words.
LONGEST_RUN = 9

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Stems that stand next to each other, or anywhere if `apart`; `opening`: the start of a written form instead.

    `form` is the word as it was written, folded: an entry that has it so comes before those that share its stem.
    """

    stems: Stems
    worth: float = 1.0
    apart: bool = False
    opening: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a question asks for. `start` and `end` say where in its text; `soft`: it says little."""

    ways: tuple[Way, ...]
    start: int
    end: int
    soft: bool = False
    # The written forms that the vocabulary has for a word that nobody writes so, the nearest first.
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it is read: its concepts, and the run of its stems, which an entry may hold word for word."""

    text: str
    concepts: tuple[Concept, ...]
    run: Stems = ()


class Vocabulary(Protocol):
    """The words that public entries hold: what a typed word can be corrected to without telling a secret."""

    def knows(self, stem: str) -> bool: ...

    def joins(self, stem: str) -> bool:
        """Tell whether two words whose stem this is together are written as one."""
        ...

    def nearest(self, folded: str) -> Sequence[str]: ...

    def begins(self, folded: str) -> bool:
        """Tell whether longer words begin so, and none is written so."""
        ...


class AnyWord:
    """The vocabulary of who has none: no word is a mistake."""

    def knows(self, stem: str) -> bool:
        return True

    def joins(self, stem: str) -> bool:
        return False

    def nearest(self, folded: str) -> Sequence[str]:
        return ()

    def begins(self, folded: str) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Synonyms:
    """What stands for what: the key of a term gives the runs of stems that may be found instead of it."""

    instead: Mapping[Stems, tuple[Stems, ...]] = field(default_factory=dict)


def key_of(term: str | Sequence[Word]) -> Stems:
    """Return what a term is recognised by in a question: its telling words, or all if only one of them tells."""
    held = words(term) if isinstance(term, str) else term
    telling = [word.stem for word in held if word.folded not in STOP_WORDS]
    return tuple(telling if len(telling) > 1 or len(held) == 1 else (word.stem for word in held))


def run_of(term: str) -> Stems:
    """Return the stems of a term, one after the other, as an index holds them."""
    return tuple(word.stem for word in words(term))


def build_synonyms(groups: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Synonyms:
    """Return the synonyms of groups: (terms, what they widen to); if to nothing, the terms stand for each other."""
    instead: dict[Stems, dict[Stems, None]] = {}
    for terms, expands_to in groups:
        for term in terms:
            others = expands_to or [other for other in terms if other != term]
            runs = {run_of(other): None for other in others}
            runs.pop(run_of(term), None)
            if key_of(term) and runs:
                instead.setdefault(key_of(term), {}).update(runs)
    return Synonyms({key: tuple(run for run in runs if run) for key, runs in instead.items()})


NO_SYNONYMS = Synonyms()
ANY_WORD = AnyWord()


def read(question: str, synonyms: Synonyms = NO_SYNONYMS, vocabulary: Vocabulary = ANY_WORD) -> Reading:
    """Return how a question is read; no concept when it holds no word."""
    text = question[:LONGEST_QUESTION]
    asked = words(text)[:MOST_TERMS]
    telling = [word for word in asked if word.folded not in STOP_WORDS] or asked
    found: dict[tuple[Way, ...], Concept] = {}
    for concept in _concepts(asked, {id(word) for word in telling}, synonyms, vocabulary):
        found.setdefault(concept.ways, concept)
    concepts = tuple(found.values())
    if all(concept.soft for concept in concepts):
        concepts = tuple(replace(concept, soft=False) for concept in concepts)
    run = tuple(word.stem for word in asked) if len(concepts) > 1 else ()
    return Reading(text=text, concepts=concepts, run=run)


def _concepts(asked: list[Word], telling: set[int], synonyms: Synonyms, vocabulary: Vocabulary) -> Iterator[Concept]:
    position = 0
    while position < len(asked):
        length, others = _longest_term(asked, position, synonyms)
        if length > 1:
            yield _of_term(asked[position : position + length], others)
        elif id(asked[position]) in telling:
            yield _of_word(asked, position, others, vocabulary)
        position += max(1, length)


def _longest_term(asked: list[Word], position: int, synonyms: Synonyms) -> tuple[int, tuple[Stems, ...]]:
    """Return the length of the longest known term that begins here, and what stands for it; (0, ()) if none does."""
    if not synonyms.instead:
        return 0, ()
    for length in range(min(LONGEST_RUN, len(asked) - position), 0, -1):
        run = asked[position : position + length]
        # A stop word at an edge belongs to the sentence, unless the term begins or ends with it.
        keys = [tuple(word.stem for word in run)]
        if length > 1 and run[0].folded not in STOP_WORDS and run[-1].folded not in STOP_WORDS:
            keys.append(key_of(run))
        for key in keys:
            if others := synonyms.instead.get(key):
                return length, others
    return 0, ()


def _of_term(run: list[Word], others: Iterable[Stems]) -> Concept:
    telling = [word for word in run if word.folded not in STOP_WORDS] or run
    ways = [Way(tuple(word.stem for word in telling), apart=len(telling) > 1)]
    ways += [Way((joined,)) for joined in (pair(*run),) if joined] if len(run) == 2 else []
    ways += [Way(other, SYNONYM) for other in others]
    return Concept(tuple(dict.fromkeys(ways)), run[0].start, run[-1].end)


def _of_word(asked: list[Word], position: int, others: Iterable[Stems], vocabulary: Vocabulary) -> Concept:
    word = asked[position]
    neighbours = [asked[place : place + 2] for place in (position - 1, position) if 0 <= place < len(asked) - 1]
    joined = [both for both in (pair(*two) for two in neighbours) if both]
    # Two words that somebody writes as one are its name: each of them alone means something else.
    is_name = any(vocabulary.joins(both) for both in joined)
    ways = [Way((both,)) for both in joined] if is_name else []
    ways.append(Way((word.stem,), PART if is_name else 1.0, form=word.folded))
    ways += [] if is_name else [Way((both,)) for both in joined]
    ways += [] if is_name else [Way(other, SYNONYM) for other in others]
    nearest: Sequence[str] = ()
    if others:
        return Concept(tuple(dict.fromkeys(ways)), word.start, word.end, word.folded in SOFT_WORDS)
    is_last = position == len(asked) - 1
    if is_last and len(word.folded) >= SHORTEST_OPENING and vocabulary.begins(word.folded):
        # A stem that is much shorter than what was typed stands for another word than the one that is being typed.
        ways = [way for way in ways if len(way.stems[0]) >= len(word.folded) - 1]
        ways.append(Way((word.folded,), OPENING, opening=True))
    elif len(word.folded) >= SHORTEST_TYPO and not vocabulary.knows(word.stem):
        nearest = vocabulary.nearest(word.folded)
        ways += [Way((stem(form),), RESEMBLANCE / (1 + rank / 2)) for rank, form in enumerate(nearest)]
    return Concept(tuple(dict.fromkeys(ways)), word.start, word.end, word.folded in SOFT_WORDS, tuple(nearest))
