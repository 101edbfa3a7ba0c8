"""How good the answers are: a corpus, questions with what should be found, and the measures of the field.

nDCG with gains of 2^grade - 1 and a logarithmic discount (Järvelin and Kekäläinen, 2002), recall, the mean reciprocal
rank of the first relevant answer, and success: whether one relevant answer is among the first. A question that nothing
answers is right when it finds nothing; it counts apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.readers import PUBLIC
from search.contracts import Document, Filters, PassageText
from search.enums import TermName

FIRST_PAGE, DEEP, PODIUM = 10, 20, 3
LONGEST_KIND = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of an evaluation, and the grade (1 to 3) of each document that answers it."""

    id: str
    query: str
    group: str
    relevant: Mapping[str, int]
    filters: Filters


@dataclass(slots=True)
class Measures:
    """Means over questions with an answer; `noise`: the share of the first ten that answers nothing; `empty`: of the
    questions without an answer, the share that found nothing."""

    questions: int = 0
    ndcg: float = 0.0
    recall: float = 0.0
    reciprocal_rank: float = 0.0
    success: float = 0.0
    noise: float = 0.0
    without_result: int = 0
    nonsense: int = 0
    empty: float = 0.0


@dataclass(slots=True)
class Scores:
    overall: Measures
    by_group: dict[str, Measures] = field(default_factory=dict)


def document_of(line: Mapping[str, Any]) -> Document:
    """Return a line of a corpus as any source says its objects; documents of a corpus are public."""
    territory, tags, kind = (
        str(line.get("territory") or ""),
        [str(tag) for tag in line.get("tags") or ()],
        str(line["type"]),
    )
    return Document(
        kind=kind[:LONGEST_KIND],
        title=str(line.get("title") or ""),
        address=f"/{line['id']}/",
        audiences=frozenset({PUBLIC}),
        slug=str(line["id"])[:255],
        summary=str(line.get("summary") or ""),
        body=str(line.get("body") or ""),
        keywords=tuple(word for word in (*tags, territory) if word),
        terms={TermName.TAG: tags, TermName.TERRITORY: [territory] if territory else []},
        passages=tuple(
            PassageText(text=str(cue["text"]), starts_at_seconds=float(cue["start"])) for cue in line.get("cues") or ()
        ),
    )


def question_of(line: Mapping[str, Any]) -> Asked:
    chosen = line.get("filters") or {}
    terms = {TermName.TAG: chosen.get("tags"), TermName.TERRITORY: chosen.get("territory")}
    kinds = _values(chosen.get("type"))
    return Asked(
        id=str(line["id"]),
        query=str(line["query"]),
        group=str(line.get("class") or ""),
        relevant={str(key): int(grade) for key, grade in (line.get("relevant") or {}).items()},
        filters=Filters(
            kinds=tuple(kind[:LONGEST_KIND] for kind in kinds),
            terms={str(name): _values(value) for name, value in terms.items() if _values(value)},
        ),
    )


def _values(value: Any) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    return tuple(str(one) for one in value) if isinstance(value, list) else (str(value),)


def score(questions: Iterable[Asked], found: Mapping[str, Sequence[str]]) -> Scores:
    """Return the measures of a run (ranked ids by question), over all questions and by group."""
    groups: dict[str, list[Asked]] = {}
    everything = list(questions)
    for one in everything:
        groups.setdefault(one.group, []).append(one)
    return Scores(_measure(everything, found), {name: _measure(held, found) for name, held in sorted(groups.items())})


def _measure(questions: list[Asked], found: Mapping[str, Sequence[str]]) -> Measures:
    measures = Measures()
    answered = [one for one in questions if any(one.relevant.values())]
    nonsense = [one for one in questions if not any(one.relevant.values())]
    measures.questions, measures.nonsense = len(answered), len(nonsense)
    for one in answered:
        ranked = list(found.get(one.id, ()))
        measures.without_result += not ranked
        measures.ndcg += _ndcg(ranked, one.relevant) / len(answered)
        relevant = {key for key, grade in one.relevant.items() if grade}
        measures.recall += len(relevant.intersection(ranked[:DEEP])) / min(len(relevant), DEEP) / len(answered)
        first = next((rank for rank, key in enumerate(ranked, 1) if key in relevant), 0)
        measures.reciprocal_rank += (1 / first if first else 0) / len(answered)
        measures.success += (0 < first <= PODIUM) / len(answered)
        shown = ranked[:FIRST_PAGE]
        measures.noise += (sum(key not in relevant for key in shown) / len(shown) if shown else 0) / len(answered)
    measures.empty = sum(not found.get(one.id) for one in nonsense) / len(nonsense) if nonsense else 0.0
    return measures


def _ndcg(ranked: Sequence[str], relevant: Mapping[str, int]) -> float:
    gains = [2 ** relevant.get(key, 0) - 1 for key in ranked[:FIRST_PAGE]]
    ideal = sorted((2**grade - 1 for grade in relevant.values()), reverse=True)[:FIRST_PAGE]
    return _discounted(gains) / _discounted(ideal) if _discounted(ideal) else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
