"""The words that were found, marked in the text as it was written, accents and all. The same for every engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.french import Term, pair, words

EXCERPT_LENGTH = 240
# A line that ends so is a sentence; any other is a name, a place, a price: a fact that found the page, not its prose.
_SENTENCE = re.compile(r"[.!?…][\s»”)]*$")
_LINE_END = re.compile(r"(?<![.!?…:;,»”)\s])\s*\n\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    term: int


def found_in(text: str, terms: Sequence[Term]) -> list[Span]:
    """Return where the terms of a question stand in a text, and which of them."""
    ways = {way: number for number, term in reversed(list(enumerate(terms))) for way in term.alternatives}
    openings = [(term.alternatives[0], number) for number, term in enumerate(terms) if term.prefix]
    held = words(text)
    spans: list[Span] = []
    for position, word in enumerate(held):
        number = _number(word.stem, ways, openings)
        if number is not None:
            spans.append(Span(word.start, word.end, number))
        elif position and (number := ways.get(pair(held[position - 1], word))) is not None:
            spans.append(Span(held[position - 1].start, word.end, number))
    return _apart(spans)


def _number(found: str, ways: dict[str, int], openings: Iterable[tuple[str, int]]) -> int | None:
    if found in ways:
        return ways[found]
    return next((number for opening, number in openings if found.startswith(opening)), None)


def _apart(spans: list[Span]) -> list[Span]:
    apart: list[Span] = []
    for span in spans:
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(min(span.start, apart[-1].start), max(span.end, apart[-1].end), span.term)
        else:
            apart.append(span)
    return apart


def prose_of(body: str) -> str:
    """Return the lines of a body that are sentences: what an excerpt may quote."""
    return "\n".join(line for line in body.split("\n") if _SENTENCE.search(line))


def told(spans: Iterable[Span]) -> int:
    """Return how many of the terms were found."""
    return len({span.term for span in spans})


def marked(text: str, terms: Sequence[Term]) -> SafeString:
    """Return the whole text, escaped, with what was found in marks."""
    return _render(text, 0, len(text), found_in(text, terms))


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
        count = len({span.term for span in spans if first.start <= span.start and span.end <= first.start + length})
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
