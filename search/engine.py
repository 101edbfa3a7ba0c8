"""One question over everything, by what the reader may see. Which engine ranks is nobody else's business."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from portal.readers import Reader
from search.backends.database import DatabaseEngine
from search.contracts import Engine, Filters, Hit, Question, Ranking, Results
from search.french import Term, terms_of
from search.highlight import excerpt, found_in, marked, prose_of, told
from search.models import Entry, Passage

PER_PAGE = 20
NO_FILTERS = Filters()
# No reader turns more pages; an engine need not count them.
LAST_PAGE = 10_000


def engine() -> Engine:
    """Return the engine that answers."""
    return DatabaseEngine()


def search(
    query: str, filters: Filters = NO_FILTERS, *, reader: Reader, at: datetime, page: int = 1, size: int = PER_PAGE
) -> Results:
    """Return what the reader may find; of pages beyond the last, the last."""
    question = Question(text=query, filters=filters, reader=reader, at=at, page=min(max(page, 1), LAST_PAGE), size=size)
    answering = engine()
    ranking = answering.rank(question)
    pages = max(1, -(-ranking.total // size))
    if question.page > pages:
        question = replace(question, page=pages)
        ranking = answering.rank(question) if ranking.total else ranking
    return Results(
        query=query,
        hits=tuple(_hits(ranking, terms_of(query), question)),
        total=ranking.total,
        page=question.page,
        pages=pages,
        kinds=ranking.kinds,
        relaxed=ranking.relaxed,
        engine=answering.name,
    )


def _hits(ranking: Ranking, terms: Sequence[Term], question: Question) -> Iterable[Hit]:
    # Asked again for the reader: whatever an engine answers, nobody is shown what they may not open.
    visible = Entry.objects.visible_to(question.reader, question.at).defer("keywords", "digest")
    entries = visible.in_bulk(ranking.ids)
    passages = _best_passages(list(entries), terms)
    for pk in ranking.ids:
        if pk in entries:
            yield _hit(entries[pk], passages.get(pk), terms)


def _hit(entry: Entry, passage: Passage | None, terms: Sequence[Term]) -> Hit:
    title = marked(entry.title, terms)
    if passage is not None:
        seconds = passage.starts_at_seconds
        address = entry.address if seconds is None else f"{entry.address}?t={int(seconds)}"
        return Hit(
            entry=entry,
            title=title,
            excerpt=excerpt(passage.text, found_in(passage.text, terms)),
            address=address,
            seconds=seconds,
            page_number=passage.page_number,
        )
    prose = prose_of(entry.body)
    text = entry.summary or prose or entry.body
    spans = found_in(text, terms)
    if told(spans) < len(terms) and entry.summary:
        in_prose = found_in(prose, terms)
        if told(in_prose) > told(spans):
            text, spans = prose, in_prose
    return Hit(entry=entry, title=title, excerpt=excerpt(text, spans), address=entry.address)


def _best_passages(ids: list[int], terms: Sequence[Term]) -> dict[int, Passage]:
    """Return, of each entry, the first of the passages that hold most of the terms."""
    wanted = Q()
    for way in {way for term in terms for way in term.alternatives}:
        wanted |= Q(analysed__contains=f" {way} ")
    if not ids or not wanted:
        return {}
    best: dict[int, tuple[int, Passage]] = {}
    for passage in Passage.objects.filter(wanted, entry__in=ids).order_by("entry", "position"):
        count = told(found_in(passage.text, terms))
        if count > best.get(passage.entry_id, (0, passage))[0]:
            best[passage.entry_id] = (count, passage)
    return {pk: passage for pk, (_count, passage) in best.items()}
