"""The look holds: every pair of colours can be read, the motif is sound, every component says what it takes."""

import math
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation

from portal import motif, typography
from portal.enums import Hue
from tools import styles

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "portal/static/portal/css"
COMPONENTS = sorted((ROOT / "templates/components").glob("*.html"))
LIMITS = {"text": 4.5, "part": 3.0}
PARIS = ZoneInfo("Europe/Paris")


def palette(scheme: int) -> dict[str, str]:
    """Return the colours of a scheme: 0 by day, 1 by night."""
    rules = (CSS / "tokens.css").read_text()
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", rules)
    return {name: (day, night)[scheme] for name, day, night in found}


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pairs() -> list[tuple[str, str, str]]:
    """Return (use, front, back) as tokens.css names them, spelled out for each hue."""
    named = re.findall(r"@(text|part) ([^*@]+)", (CSS / "tokens.css").read_text())
    result = []
    for use, words in named:
        for pair in re.sub(r"\s+", " ", words).strip().split(","):
            front, back = pair.split()
            hues = list(Hue.values) if {"hue", "wash"} & {front, back} else [""]
            spell = {"hue": "{}", "wash": "{}-wash"}
            result += [(use, spell.get(front, front).format(h), spell.get(back, back).format(h)) for h in hues]
    return result


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_pair_can_be_read(scheme):
    colours = palette(scheme)
    measured = [(use, front, back, contrast(colours[front], colours[back])) for use, front, back in pairs()]
    weak = [f"{front} on {back}: {ratio:.2f}" for use, front, back, ratio in measured if ratio < LIMITS[use]]
    assert len(measured) > 60
    assert not weak
    texts = [ratio for use, _front, _back, ratio in measured if use == "text"]
    assert sum(ratio >= 7 for ratio in texts) / len(texts) > 0.5, "most pairs of text pass AAA"


def test_the_day_of_old_browsers_is_the_same_day():
    rules = (CSS / "tokens.css").read_text()
    fallback = rules.split("@supports not")[1].split(".night")[0]
    plain = dict(re.findall(r"--([\w-]+): (#\w{6})", fallback))
    assert plain == palette(0)


def test_every_hue_is_a_class_with_its_four_colours():
    rules = (CSS / "tokens.css").read_text()
    for hue in Hue.values:
        rule = re.search(rf"\.{hue} {{([^}}]+)}}", rules)
        assert rule, hue
        assert all(f"--{name}:" in rule[1] for name in ("hue", "wash", "glow", "spark"))


def test_style_sheets_stay_small_and_logical():
    sheets = [CSS / f"{name}.css" for name in ("tokens", "base", "layout", "components", "print")]
    assert sum(sheet.stat().st_size for sheet in sheets) < 66_000
    physical = re.compile(r"(?<![-\w])(margin|padding|border)-(left|right|top|bottom)|text-align: (left|right)")
    for sheet in sheets:
        assert not physical.search(sheet.read_text()), sheet.name


def test_the_joined_style_sheet_is_fresh_and_whole():
    site = (CSS / "site.css").read_text()
    assert site == styles.joined(), "run python tools/styles.py"
    assert site.count("{") == site.count("}")
    assert len(site) < 60_000


@pytest.mark.parametrize("count", [0, 1, 2, 3, 6, 7, 12, 13, 41])
def test_an_alliance_has_a_circle_a_member_and_one_heart(count):
    drawing = motif.alliance(count)
    petals = [c for c in drawing.circles if c.role in (motif.DISC, motif.SPARK)]
    assert len(petals) == max(count, 1)
    assert [c.role for c in drawing.circles].count(motif.HEART) == 1
    for circle in drawing.circles:
        assert circle.r > 0
        assert circle.r <= circle.x <= drawing.width - circle.r
        assert circle.r <= circle.y <= drawing.height - circle.r


@pytest.mark.parametrize("count", [2, 3, 5, 9, 12])
def test_neighbours_overlap(count):
    ring = [c for c in motif.alliance(count).circles if c.role != motif.HEART]
    first, second = ring[0], ring[1]
    assert math.hypot(first.x - second.x, first.y - second.y) < first.r + second.r


def test_a_poster_is_always_the_same_and_seldom_the_same_as_another():
    seeds = [f"clip-{n}" for n in range(64)]
    assert motif.poster("clip-1", 4) == motif.poster("clip-1", 4)
    assert len({motif.poster(seed) for seed in seeds}) > 56
    dots = [c for c in motif.poster("clip-1", 40).circles if c.role == motif.DOT]
    assert len(dots) == 15


def test_a_seal_and_a_constellation():
    assert motif.seal("siel-bleu") == motif.seal("siel-bleu") != motif.seal("chenelet")
    drawing = motif.constellation([("brique", 4), ("ocean", 9), ("foret", 15)])
    discs = [c for c in drawing.circles if c.role == motif.DISC]
    assert [c.hue for c in discs] == ["brique", "ocean", "foret"]
    assert discs[0].r < discs[1].r < discs[2].r
    assert sum(c.role == motif.DOT for c in drawing.circles) == 28
    assert motif.constellation([]).circles == ()


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_says_what_it_takes(component):
    text = component.read_text()
    assert text.lstrip().startswith("{% comment %}")
    assert "style=" not in text
    assert not re.search(r"\son\w+=", text)
    engines["django"].get_template(f"components/{component.name}")


def test_icons_that_components_name_exist():
    sprite = set(re.findall(r'id="([\w-]+)"', (ROOT / "portal/static/portal/icons/sprite.svg").read_text()))
    named = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text())
    }
    assert named <= sprite


def test_the_page_of_a_broken_server_needs_nothing():
    html = render_to_string("500.html")
    assert "<h1>" in html
    assert "{%" not in html


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (120000, "120\u202f000"),
        (64, "64"),
        ("12.50", "12,5"),
        (-1000, "\u22121\u202f000"),
        (0, "0"),
        ("vers 3", "vers 3"),
    ],
)
def test_numbers_are_written_in_french(value, words):
    assert typography.number_words(value) == words


def test_moments_are_written_in_words():
    with translation.override("fr"):
        evening = datetime(2026, 12, 1, 18, 30, tzinfo=PARIS)
        assert typography.day_words(date(2026, 12, 1)) == "1er\u00a0décembre\u00a02026"
        assert typography.day_words(evening, weekday=True) == "mardi 1er\u00a0décembre\u00a02026"
        assert typography.hour_words(evening) == "18\u00a0h\u00a030"
        assert typography.hour_words(evening.replace(minute=0)) == "18\u00a0h"
        assert typography.span_words(evening, evening + timedelta(hours=2)) == (
            "mardi 1er\u00a0décembre\u00a02026, de\u00a018\u00a0h\u00a030 à\u00a020\u00a0h\u00a030"
        )
        assert typography.span_words(date(2026, 12, 30), date(2027, 1, 2)) == (
            "du 30\u00a0décembre\u00a02026 au 2\u00a0janvier\u00a02027"
        )


@pytest.mark.parametrize(
    ("seconds", "words", "code"),
    [
        (112, "1\u00a0min\u00a052", "1:52"),
        (45, "45\u00a0s", "0:45"),
        (120, "2\u00a0min", "2:00"),
        (3900, "1\u00a0h\u00a005", "65:00"),
    ],
)
def test_lengths_are_written_as_they_are_said(seconds, words, code):
    assert typography.length_words(seconds) == words
    assert typography.clock(seconds) == code


def test_time_left_counts_down_to_zero():
    at = datetime(2026, 11, 25, 10, 0, tzinfo=PARIS)
    assert typography.time_left(at + timedelta(days=47), at)[0] == 47
    assert typography.time_left(at + timedelta(hours=30), at)[0] == 30
    assert typography.time_left(at + timedelta(minutes=20), at)[0] == 20
    assert typography.time_left(at - timedelta(days=1), at)[0] == 0


def test_words_are_set_as_french_sets_them():
    template = engines["django"].from_string(
        "{% load portal_look %}{{ words|raised }}|{{ items|one_after_another }}|{{ vague|without_year:day }}"
    )
    shown = template.render(
        {"words": "1er <b>", "items": ["Voisins", "Aidants", "ESAT"], "vague": "Fin 2020", "day": date(2020, 12, 1)}
    )
    assert shown == "1<sup>er</sup> &lt;b&gt;|Voisins, aidants, ESAT|Fin"
