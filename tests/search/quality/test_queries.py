"""The judged queries are sound: what they name is in the corpus, and their filters let it through."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.search.quality.corpus import documents

QUERIES = [json.loads(line) for line in Path(__file__).with_name("queries.jsonl").read_text("utf-8").splitlines()]
CORPUS = {document["id"]: document for document in documents()}
MOST_RELEVANT = 20  # more could not all be recalled at 20


def test_ids_of_documents_and_of_queries_are_unique():
    assert len(CORPUS) == sum(1 for _ in documents())
    assert len({query["id"] for query in QUERIES}) == len(QUERIES)


def test_there_are_enough_queries_of_each_class():
    counts = Counter(query["class"] for query in QUERIES)
    assert min(counts.values()) >= 8
    assert counts["nonsense"] >= 8
    assert sum(counts.values()) - counts["nonsense"] >= 130


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["id"])
def test_what_a_query_judges_is_in_the_corpus_and_passes_its_filters(query):
    relevant = query["relevant"]
    assert bool(relevant) == (query["class"] != "nonsense")
    assert len(relevant) <= MOST_RELEVANT
    assert set(relevant.values()) <= {1, 2, 3}
    for name in relevant:
        for field, value in query.get("filters", {}).items():
            held = CORPUS[name][field]
            assert value in held if field == "tags" else value == held
    assert relevant.keys() <= CORPUS.keys()
