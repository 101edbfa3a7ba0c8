"""The answers to the project's own set do not become worse."""

import json
from io import StringIO
from pathlib import Path

import pytest

from django.core.management import CommandError, call_command

from search.evaluation import question_of, score
from search.models import Entry
from tests.search.factories import make_entry
from tests.search.quality.corpus import documents

QUERIES = Path(__file__).with_name("queries.jsonl")
# What the database engine reaches, less a hundredth: a change that lowers it has to say why.
FLOOR = {"ndcg": 0.87, "recall": 0.82, "success": 0.975, "reciprocal_rank": 0.955}
MOST_NOISE = 0.23

pytestmark = pytest.mark.django_db


def lines(path, rows):
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_the_database_engine_answers_as_well_as_before(tmp_path):
    held = make_entry(title="Une page du portail")
    corpus, run = lines(tmp_path / "corpus.jsonl", documents()), tmp_path / "run.json"
    call_command("search_eval", corpus, QUERIES, run=run, stdout=StringIO())
    found = json.loads(run.read_text())
    scores = score([question_of(json.loads(line)) for line in QUERIES.read_text().splitlines()], found).overall
    assert {name: getattr(scores, name) for name in FLOOR if getattr(scores, name) < FLOOR[name]} == {}
    assert scores.noise <= MOST_NOISE
    assert scores.empty == 1.0
    assert list(Entry.objects.all()) == [held], "the live index was touched"


def test_measures_are_those_of_the_field():
    asked = [
        question_of({"id": "a", "query": "?", "class": "one", "relevant": {"x": 3, "y": 1}}),
        question_of({"id": "b", "query": "?", "class": "none", "relevant": {}}),
    ]
    perfect = score(asked, {"a": ["x", "y"], "b": []})
    assert (perfect.overall.ndcg, perfect.overall.recall, perfect.overall.noise) == (1.0, 1.0, 0.0)
    assert perfect.overall.empty == 1.0
    worse = score(asked, {"a": ["n", "y", "x"], "b": ["n"]})
    # By hand: a gain of 1 at the second place and 7 at the third, of 7 at the first and 1 at the second.
    assert worse.overall.ndcg == pytest.approx((0.63093 + 3.5) / (7 + 0.63093), abs=1e-4)
    assert worse.overall.reciprocal_rank == 0.5
    assert worse.overall.noise == pytest.approx(1 / 3)
    assert worse.overall.empty == 0.0
    assert worse.by_group["one"].questions == 1


@pytest.mark.parametrize("line", ["{oops", '{"id": "b"}', '["id"]'])
def test_a_line_that_cannot_be_read_is_named(tmp_path, line):
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "a", "type": "page"}\n' + line + "\n")
    with pytest.raises(CommandError, match=r"broken\.jsonl, line 2"):
        call_command("search_eval", broken, QUERIES, stdout=StringIO())
