"""Measure how good the answers of an engine are on a corpus and questions of one's own."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.readers import ANONYMOUS
from search.engine import search
from search.evaluation import DEEP, Measures, document_of, question_of, score
from search.models import Entry
from search.scratch import scratch_database
from search.services import write_documents
from search.shipped import write_shipped

SOURCE = "evaluation"


class Command(BaseCommand):
    help = "Loads a corpus into a scratch index, asks each question of a set as the page does, and prints the scores."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("corpus", type=Path)
        parser.add_argument("queries", type=Path)
        parser.add_argument("--engine", choices=["database"], default="database")
        parser.add_argument("--run", type=Path, help="where to write the ranked ids of each question")

    def handle(self, *args: Any, **options: Any) -> None:
        documents = {str(line["id"]): document_of(line) for line in _lines(options["corpus"], "id", "type")}
        questions = [question_of(line) for line in _lines(options["queries"], "id", "query")]
        at = timezone.now()
        with scratch_database():
            write_shipped()
            write_documents(source=SOURCE, documents=documents.items(), at=at)
            keys = dict(Entry.objects.values_list("pk", "object_key"))
            found = {}
            for one in questions:
                results = search(one.query, one.filters, reader=ANONYMOUS, at=at, size=DEEP)
                found[one.id] = [keys[hit.entry.pk] for hit in results.hits]
        if options["run"]:
            options["run"].write_text(json.dumps(found, ensure_ascii=False, indent=1))
        scores = score(questions, found)
        self.stdout.write(_HEAD)
        self.stdout.write(_row("overall", scores.overall))
        for name, measures in scores.by_group.items():
            self.stdout.write(_row(name, measures))


_COLUMNS = ("asked", "nDCG@10", "recall@20", "MRR", "success@3", "noise@10", "nothing", "nonsense empty")
_HEAD = f"{'class':16} " + " ".join(f"{name:>{max(6, len(name))}}" for name in _COLUMNS)


def _row(name: str, m: Measures) -> str:
    empty = f"{m.empty:.2f} of {m.nonsense}" if m.nonsense else ""
    return (
        f"{name[:16]:16} {m.questions:6} {m.ndcg:8.3f} {m.recall:9.3f} {m.reciprocal_rank:6.3f} {m.success:9.3f}"
        f" {m.noise:8.3f} {m.without_result:7} {empty:>14}"
    )


def _lines(path: Path, *needed: str) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for number, text in enumerate(file, 1):
            if not text.strip():
                continue
            try:
                line = json.loads(text)
            except json.JSONDecodeError as error:
                raise CommandError(f"{path.name}, line {number}: {error}") from error
            if not isinstance(line, dict) or not set(needed) <= line.keys():
                raise CommandError(f"{path.name}, line {number}: {', '.join(needed)} are needed.")
            yield line
