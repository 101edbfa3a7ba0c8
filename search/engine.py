"""One question over everything, by what the reader may see. Which engine ranks is nobody else's business."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from portal.readers import Reader
from search.backends.database import DatabaseEngine
from search.contracts import Engine, Filters, Hit, Question, Ranking, Results
from search.highlight import excerpt, found_in, marked, prose_of, told
from search.models import Entry, Passage
from search.question import Concept, Reading, read
from search.vocabulary import vocabulary
from search.wording import synonyms

PER_PAGE = 20
NO_FILTERS = Filters()
# Elasticsearch turns no more pages, and no reader does.
DEEPEST = 10_000


def engine() -> Engine:
    """Return the engine that answers."""
    return DatabaseEngine()


def reading_of(query: str) -> Reading:
    """Return how a question is read with the words that are in force."""
    return read(query, synonyms(), vocabulary())


def search(
    query: str,
    filters: Filters = NO_FILTERS,
    *,
    reader: Reader,
    at: datetime,
    page: int = 1,
    size: int = PER_PAGE,
    facets: tuple[str, ...] = (),
    by_date: bool = False,
) -> Results:
    """Return what the reader may find; of pages beyond the last, the last."""
    question = Question(
        reading=reading_of(query),
        filters=filters,
        reader=reader,
        at=at,
        page=min(max(page, 1), DEEPEST // size),
        size=size,
        facets=facets,
        by_date=by_date,
    )
    answering = engine()
    ranking = answering.rank(question)
    pages = min(max(1, -(-ranking.total // size)), DEEPEST // size)
    if question.page > pages:
        question = replace(question, page=pages)
        ranking = answering.rank(question) if ranking.total else ranking
    return Results(
        query=query,
        hits=tuple(_hits(ranking, question)),
        total=ranking.total,
        page=question.page,
        pages=pages,
        facets=ranking.facets,
        relaxed=ranking.relaxed,
        engine=answering.name,
    )


def _hits(ranking: Ranking, question: Question) -> Iterable[Hit]:
    # Asked again for the reader: whatever an engine answers, nobody is shown what they may not open.
    visible = Entry.objects.visible_to(question.reader, question.at).defer("keywords", "digest")
    entries = visible.in_bulk(ranking.ids)
    concepts = question.reading.concepts
    passages = _best_passages(list(entries), question.reading)
    for pk in ranking.ids:
        if pk in entries:
            yield _hit(entries[pk], passages.get(pk), concepts)


def _hit(entry: Entry, passage: Passage | None, concepts: Sequence[Concept]) -> Hit:
    title = marked(entry.title, concepts)
    if passage is not None:
        seconds, page_number = passage.starts_at_seconds, passage.page_number
        place = f"?t={int(seconds)}" if seconds is not None else f"#page={page_number}" if page_number else ""
        return Hit(
            entry=entry,
            title=title,
            excerpt=excerpt(passage.text, found_in(passage.text, concepts)),
            address=f"{entry.address}{place}",
            seconds=seconds,
            page_number=page_number,
        )
    prose = prose_of(entry.body)
    text = entry.summary or prose or entry.body
    spans = found_in(text, concepts)
    if told(spans) < len(concepts) and entry.summary:
        in_prose = found_in(prose, concepts)
        if told(in_prose) > told(spans):
            text, spans = prose, in_prose
    return Hit(entry=entry, title=title, excerpt=excerpt(text, spans), address=entry.address)


def _best_passages(ids: list[int], reading: Reading) -> dict[int, Passage]:
    """Return, of each entry, the first of the passages that hold most of the concepts."""
    wanted = Q()
    for way in {way for concept in reading.concepts for way in concept.ways if not way.opening}:
        wanted |= Q(analysed__contains=f" {' '.join(way.stems[:1] if way.apart else way.stems)} ")
    if not ids or not wanted:
        return {}
    best: dict[int, tuple[int, Passage]] = {}
    for passage in Passage.objects.filter(wanted, entry__in=ids).order_by("entry", "position"):
        count = told(found_in(passage.text, reading.concepts))
        if count > best.get(passage.entry_id, (0, passage))[0]:
            best[passage.entry_id] = (count, passage)
    return {pk: passage for pk, (_count, passage) in best.items()}
