"""What the tools that measure hold the pages to, and the pictures of the README."""

import re
from pathlib import Path

import pytest

from tools import load
from tools.lighthouse import CATEGORIES, Figures, remarks_of
from tools.screenshots import LIMIT_KB, PICTURES, SHOTS

ROOT = Path(__file__).resolve().parents[2]
GOOD = dict.fromkeys(CATEGORIES, 100)


def figures(kind: str = "home", **changes: object) -> Figures:
    values = {"scores": GOOD, "requests": 12, "kb": 120.0, "nodes": 300, "ecoindex": 81.0, "remarks": []}
    return Figures(kind=kind, **{**values, **changes})


def test_a_page_at_the_bars_passes() -> None:
    assert figures(scores={**GOOD, "performance": 98}, kb=150.0).faults() == []


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("home", {"scores": {**GOOD, "performance": 97}}),
        ("clip", {"scores": {**GOOD, "accessibility": 99}}),
        ("event", {"scores": {**GOOD, "seo": 92}}),
        ("home", {"requests": 13}),
        ("home", {"kb": 150.5}),
        ("member", {"kb": 121.0}),
        ("list", {"ecoindex": 80.0}),
    ],
)
def test_a_page_below_a_bar_is_named(kind: str, changes: dict[str, object]) -> None:
    assert len(figures(kind, **changes).faults()) == 1


def test_search_asks_not_to_be_indexed() -> None:
    assert figures("search", scores={**GOOD, "seo": 54}).faults() == []


def test_remarks_name_what_takes_points() -> None:
    report = {
        "categories": {"seo": {"auditRefs": [{"id": "meta", "weight": 1}, {"id": "info", "weight": 0}]}},
        "audits": {
            "meta": {"title": "No description", "score": 0},
            "info": {"title": "Only told", "score": 0},
        },
    }
    assert remarks_of(report, "seo") == ["seo: No description"]


def test_the_load_is_told_beside_the_plainest_view(capsys: pytest.CaptureFixture[str]) -> None:
    loads = {"plain": load.Load(1000, 2, 4), "home": load.Load(50, 40, 80)}
    load.print_table({"plain": "/-/plain", "home": "/"}, loads)
    last = capsys.readouterr().out.splitlines()[-1].split()
    assert last == ["50.0", "20.0", "40.0", "80.0", "20.0", "home", "/"]


def test_the_pictures_of_the_readme_are_there_and_light() -> None:
    named = set(re.findall(r"\(docs/pictures/([\w-]+)\.webp\)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named == {shot.name for shot in SHOTS} == {path.stem for path in PICTURES.glob("*")}
    assert sum(path.stat().st_size for path in PICTURES.glob("*")) <= 1000 * LIMIT_KB
