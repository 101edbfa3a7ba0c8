"""The words that were found, marked in the text as it was written, accents and all. The same for every engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.french import Word, pair, words
from search.question import Concept, Way

EXCERPT_LENGTH = 240
# A line that ends so is a sentence; any other is a name, a place, a price: a fact that found the page, not its prose.
_SENTENCE = re.compile(r"[.!?…][\s»”)]*$")
_LINE_END = re.compile(r"(?<![.!?…:;,»”)\s])\s*\n\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    concept: int


class _Ways:
    """The ways of concepts, as a text is read through them: by one word, by a run of words, by how a word begins."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.words: dict[str, int] = {}
        self.runs: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self.openings: list[tuple[str, int]] = []
        for number, concept in enumerate(concepts):
            for way in concept.ways:
                self._add(way, number)

    def _add(self, way: Way, number: int) -> None:
        if way.opening:
            self.openings.append((way.stems[0], number))
        elif way.apart or len(way.stems) == 1:
            for stem in way.stems:
                self.words.setdefault(stem, number)
        else:
            self.runs.setdefault(way.stems[0], []).append((way.stems, number))

    def of_word(self, word: Word) -> int | None:
        if word.stem in self.words:
            return self.words[word.stem]
        return next((number for opening, number in self.openings if word.folded.startswith(opening)), None)

    def of_run(self, held: Sequence[Word], position: int) -> tuple[int, int] | None:
        """Return the length of the run that begins here and its concept."""
        for stems, number in self.runs.get(held[position].stem, ()):
            if stems == tuple(word.stem for word in held[position : position + len(stems)]):
                return len(stems), number
        return None


def found_in(text: str, concepts: Sequence[Concept]) -> list[Span]:
    """Return where the concepts of a question stand in a text, and which of them."""
    ways = _Ways(concepts)
    held = words(text)
    spans: list[Span] = []
    for position, word in enumerate(held):
        if run := ways.of_run(held, position):
            spans.append(Span(word.start, held[position + run[0] - 1].end, run[1]))
        elif (number := ways.of_word(word)) is not None:
            spans.append(Span(word.start, word.end, number))
        elif position and (number := ways.words.get(pair(held[position - 1], word))) is not None:
            spans.append(Span(held[position - 1].start, word.end, number))
    return _apart(spans)


def _apart(spans: list[Span]) -> list[Span]:
    apart: list[Span] = []
    for span in spans:
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(min(span.start, apart[-1].start), max(span.end, apart[-1].end), span.concept)
        else:
            apart.append(span)
    return apart


def prose_of(body: str) -> str:
    """Return the lines of a body that are sentences: what an excerpt may quote."""
    return "\n".join(line for line in body.split("\n") if _SENTENCE.search(line))


def told(spans: Iterable[Span]) -> int:
    """Return how many of the concepts were found."""
    return len({span.concept for span in spans})


def marked(text: str, concepts: Sequence[Concept]) -> SafeString:
    """Return the whole text, escaped, with what was found in marks."""
    return _render(text, 0, len(text), found_in(text, concepts))


def excerpt(text: str, spans: Sequence[Span], length: int = EXCERPT_LENGTH) -> SafeString:
    """Return the part of a text that holds most of what was found in it, escaped and marked, cut between words."""
    if len(text) <= length:
        return _render(text, 0, len(text), spans)
    start = _best_start(text, spans, length)
    end = _word_end(text, start + length)
    inside = [span for span in spans if span.start >= start and span.end <= end]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", before, _render(text, start, end, inside), after)


def _best_start(text: str, spans: Sequence[Span], length: int) -> int:
    if not spans:
        return 0
    best, best_count = spans[0].start, 0
    for first in spans:
        count = len({span.concept for span in spans if first.start <= span.start and span.end <= first.start + length})
        if count > best_count:
            best, best_count = first.start, count
    return _sentence_start(text, best, length // 2)


def _sentence_start(text: str, position: int, furthest: int) -> int:
    """Return where to begin: the sentence's start if it is near, else the start of a word a little before."""
    low = max(0, position - furthest)
    if low == 0:
        return 0
    for sign in ("\n", ". ", "! ", "? ", "… "):
        at = text.rfind(sign, low, position)
        if at >= 0:
            return at + len(sign)
    space = text.find(" ", low, position)
    return space + 1 if space >= 0 else position


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", position - 30, position)
    return space if space > 0 else position


def _render(text: str, start: int, end: int, spans: Iterable[Span]) -> SafeString:
    pieces: list[tuple[str, str]] = []
    for span in spans:
        pieces.append((_on_one_line(text[start : span.start]), _on_one_line(text[span.start : span.end])))
        start = span.end
    rest = _on_one_line(text[start:end])
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), rest)


def _on_one_line(text: str) -> str:
    """Keep lines apart where no mark of punctuation ends them."""
    return _LINE_END.sub(" · ", text)
