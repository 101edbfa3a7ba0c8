"""The statement that ranks: which entries answer which concepts, how well, and which of them are kept.

Each way of each concept asks the full-text index once. An entry's score for a concept is that of its best way; a
concept weighs by how rare it is among what the reader may see (inverse document frequency as in BM25), so that the
words that matter decide, and nothing of what the reader may not see weighs on the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from search.question import SOFT, Concept, Reading, Way

# What is over stays findable, below what is not.
WEIGHT_OF_PAST = 0.6
# Who asks for a name wants what bears it, before all that mentions it.
WEIGHT_OF_THE_NAME = 3.0
# What a word of the title, and the question word for word, add.
TITLE, RUN = 1.0, 1.0
# The share of what matters that a result must hold, of the whole and of the best result; and of the best score.
ENOUGH, NEAR_BEST, SCORE_NEAR_BEST = 0.51, 0.72, 0.12
# With fewer complete answers, those that hold enough follow them.
FEW = 6
# Below, an answer lacks a word; sums of floats come a little short of one.
COMPLETE = 0.999
# What each more word of a term adds to its weight: it says more than one word.
MORE_WORDS = 0.3


@dataclass(frozen=True, slots=True)
class Arm:
    """One question to the index: the concept that it answers (-1: the run), what an answer is worth."""

    concept: int
    worth: float
    asked: str
    in_title: bool = False


def arms_of(reading: Reading, dialect: ModuleType) -> Iterator[Arm]:
    for number, concept in enumerate(reading.concepts):
        for worth, asked in _by_worth(concept, dialect):
            yield Arm(number, worth, asked)
            yield Arm(number, worth * TITLE, asked, in_title=True)
    if len(reading.run) > 1:
        yield Arm(-1, RUN, dialect.expression(Way(reading.run)))


def softness_of(concept: Concept) -> float:
    """Return by what a concept's rarity is multiplied: a word that only asks says little, a term says more."""
    length = max((len(way.stems) for way in concept.ways if way.worth == 1.0), default=1)
    return SOFT if concept.soft else 1.0 + MORE_WORDS * (length - 1)


def near_the_best(coverages: Sequence[float]) -> float:
    """Return the least share of what matters that is shown, given the shares that were found."""
    widest = max(coverages)
    complete = sum(coverage >= COMPLETE for coverage in coverages)
    return ENOUGH if 0 < complete < FEW else max(ENOUGH, widest * NEAR_BEST)


def _by_worth(concept: Concept, dialect: ModuleType) -> Iterator[tuple[float, str]]:
    ways: dict[float, list[str]] = {}
    for way in concept.ways:
        ways.setdefault(way.worth, []).append(dialect.expression(way))
    for worth, asked in ways.items():
        yield worth, dialect.any_of(asked)


def statement(reading: Reading, allowed: tuple[str, Sequence[Any]], dialect: ModuleType) -> tuple[str, list[Any]]:
    """Return the query of (id, coverage, score) of what answers, with its parameters.

    `allowed` is the query of the identifiers that the reader may see.
    """
    selects, params = [], []
    for arm in arms_of(reading, dialect):
        sql, values = dialect.matches(arm.asked, in_title=arm.in_title)
        columns = f"id, {arm.concept} AS concept, {int(arm.in_title)} AS part, {arm.worth} * score AS score"
        selects.append(f"SELECT {columns} FROM ({sql}) a")  # noqa: S608 - numbers and constants
        params += values
    softness = ", ".join(f"({number}, {softness_of(one)})" for number, one in enumerate(reading.concepts))
    sql = f"""
        WITH arms AS MATERIALIZED ({" UNION ALL ".join(selects)}),
        allowed AS MATERIALIZED (
            SELECT e.id FROM search_entry e WHERE e.id IN (SELECT id FROM arms) AND e.id IN ({allowed[0]})),
        parts AS (SELECT id, concept, part, max(score) AS score FROM arms
            WHERE id IN (SELECT id FROM allowed) GROUP BY id, concept, part),
        answers AS MATERIALIZED (SELECT id, concept, sum(score) AS score FROM parts GROUP BY id, concept),
        held AS (SELECT concept, count(*) AS entries FROM answers GROUP BY concept),
        entries AS (SELECT count(*) AS total FROM search_entry),
        asked (concept, softness) AS (VALUES {softness}),
        rarity AS (SELECT concept, ln(1.0 + (total - held.entries + 0.5) / (held.entries + 0.5)) AS value
            FROM held, entries WHERE concept >= 0),
        weights AS MATERIALIZED (SELECT asked.concept,
            softness * coalesce(rarity.value, (SELECT avg(value) FROM rarity)) AS weight
            FROM asked LEFT JOIN rarity ON rarity.concept = asked.concept)
        SELECT a.id, coalesce(sum(w.weight), 0) / (SELECT sum(weight) FROM weights) AS coverage,
            sum(a.score * {dialect.RARITY}) AS score
        FROM answers a LEFT JOIN weights w ON w.concept = a.concept GROUP BY a.id
    """  # noqa: S608 - numbers, constants, and SQL of Django's
    return sql, [*params, *allowed[1]]
