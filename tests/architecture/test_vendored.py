"""What is vendored is what was recorded, is documented, and is what the pages ask for."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from tools import vendor

ROOT = vendor.ROOT
ICON_USE = re.compile(r"""(?:sprite\.svg["'] %}#|components/icon\.html["'] with name=["'])([a-z][a-z0-9-]*)""")


def read_territories() -> list[dict]:
    return json.loads((ROOT / "portal/data/territories.json").read_text(encoding="utf-8"))["territories"]


def read_content_territories() -> list[dict]:
    return yaml.safe_load((ROOT / "content/territories.yaml").read_text(encoding="utf-8"))["territories"]


def test_vendored_files_are_the_recorded_ones() -> None:
    assert vendor.find_problems() == []


def test_a_changed_a_missing_and_a_stray_file_are_reported(tmp_path: Path) -> None:
    config = vendor.read_config()
    for folder in config["made"]["only_vendored"]:
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "portal/static/portal/js/vendor/htmx.min.js").write_text("changed", encoding="utf-8")
    (tmp_path / "portal/static/portal/js/vendor/stray.js").write_text("", encoding="utf-8")

    problems = vendor.find_problems(tmp_path)

    assert "portal/static/portal/js/vendor/htmx.min.js: differs from what was vendored" in problems
    assert "portal/static/portal/js/vendor/stray.js: not in tools/vendor.toml" in problems
    assert "portal/data/territories.json: missing" in problems


def test_every_package_stands_in_the_documentation() -> None:
    text = (ROOT / "docs/vendored.md").read_text(encoding="utf-8")
    missing = [
        name
        for name, package in vendor.read_config()["packages"].items()
        if f"| `{name}` | {package['version']} | {package['licence']} |" not in text
    ]
    assert missing == []


def test_sprite_holds_the_icons_and_nothing_that_the_policy_refuses() -> None:
    text = (ROOT / "portal/static/portal/icons/sprite.svg").read_text(encoding="utf-8")
    symbols = ElementTree.fromstring(text).findall("{http://www.w3.org/2000/svg}symbol")

    assert [symbol.get("id") for symbol in symbols] == sorted(vendor.read_config()["icons"]["names"])
    assert all(symbol.get("viewBox") == "0 0 24 24" and symbol.get("stroke") == "currentColor" for symbol in symbols)
    assert not re.search(r"<script|<style| style=| on\w+=", text)


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    names = set(vendor.read_config()["icons"]["names"])
    used = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in (ROOT / "templates").rglob("*.html")
        for name in ICON_USE.findall(path.read_text(encoding="utf-8"))
    }
    assert sorted(use for use in used if use[1] not in names) == []


def test_territories_are_complete_and_their_slugs_are_free() -> None:
    rows, content = read_territories(), read_content_territories()
    by_kind = {kind: [row for row in rows if row["kind"] == kind] for kind in ("region", "departement")}

    assert {kind: len(found) for kind, found in by_kind.items()} == {"region": 18, "departement": 101}
    assert len({row["slug"] for row in rows}) == len(rows)
    others = {row["slug"] for row in content if row["kind"] not in by_kind}
    assert others.isdisjoint(row["slug"] for row in rows)
    regions = {row["slug"]: row["region_code"] for row in by_kind["region"]}
    assert all(regions[row["parent"]] == row["region_code"] for row in by_kind["departement"])


@pytest.mark.parametrize(("kind", "code"), [("region", "region_code"), ("departement", "department_code")])
def test_territories_agree_with_the_content(kind: str, code: str) -> None:
    fields = ("slug", "name", "parent", "region_code", "lat", "lon")
    official = {row[code]: {field: row[field] for field in fields} for row in read_territories() if row["kind"] == kind}
    told = {
        row[code]: {field: row[field] for field in fields} for row in read_content_territories() if row["kind"] == kind
    }

    assert told == {code: official[code] for code in told}


def test_neighbours_are_mutual() -> None:
    neighbours = {
        row["department_code"]: row["neighbours"] for row in read_territories() if row["kind"] == "departement"
    }

    assert all(code in neighbours[other] for code, others in neighbours.items() for other in others)
    assert neighbours["37"] == ["36", "41", "49", "72", "86"]


@pytest.mark.parametrize(("code", "slug"), [("75", "paris-75"), ("974", "la-reunion-974"), ("2A", "corse-du-sud")])
def test_a_department_whose_slug_is_taken_ends_in_its_code(code: str, slug: str) -> None:
    assert [row["slug"] for row in read_territories() if row.get("department_code") == code] == [slug]


@pytest.mark.parametrize("seconds", [90, 120, 180, 240])
def test_sample_films_are_small_and_start_before_they_are_whole(seconds: int) -> None:
    data = (ROOT / f"resources/films/sample-{seconds}.mp4").read_bytes()

    assert len(data) <= 300_000
    assert 0 < data.index(b"moov") < data.index(b"mdat")
