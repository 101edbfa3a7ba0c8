"""What templates draw and write with: the motif, icons, numbers and moments in words."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal import motif as drawings
from portal import typography

register = template.Library()

SPRITE = "portal/icons/sprite.svg"
FIRST = re.compile(r"\b1(er|st)\b")
SHEETS = ("tokens", "fonts", "base", "layout", "components", "reading", "blocks", "print")


def _figure(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _circles(drawing: drawings.Drawing) -> SafeString:
    return format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="{}" r="{}"/>',
        (
            (f"{circle.role} {circle.hue}".strip(), _figure(circle.x), _figure(circle.y), _figure(circle.r))
            for circle in drawing.circles
        ),
    )


def _svg(drawing: drawings.Drawing, kind: str, *, cover: bool = False, extra: SafeString | str = "") -> SafeString:
    fit = "xMidYMid slice" if cover else "xMidYMid meet"
    return format_html(
        '<svg class="motif {}" viewBox="0 0 {} {}" preserveAspectRatio="{}" aria-hidden="true">{}{}</svg>',
        kind,
        _figure(drawing.width),
        _figure(drawing.height),
        fit,
        _circles(drawing),
        extra,
    )


@register.simple_tag
def motif(count: int = 3, seed: str = "", kind: str = "", label: str = "") -> SafeString:
    """Draw the motif: `alliance` from a count, `poster` or `seal` from a seed (a slug); the hue comes from the page.

    Without a kind, a seed gives a poster and a count an alliance. `label` is the initials on a seal.
    """
    kind = kind or ("poster" if seed else "alliance")
    if kind == "poster":
        return _svg(drawings.poster(str(seed), int(count or 0)), kind, cover=True)
    if kind == "seal":
        middle = _figure(drawings.SEAL_SIZE / 2)
        initials = format_html('<text x="{}" y="{}">{}</text>', middle, middle, label) if label else ""
        return _svg(drawings.seal(str(seed or label)), kind, extra=initials)
    return _svg(drawings.alliance(int(count or 0)), kind)


@register.simple_tag
def constellation(groups: Iterable[tuple[str, int]]) -> SafeString:
    """Draw alliances side by side from (hue class, members) pairs."""
    return _svg(drawings.constellation([(str(hue), int(count)) for hue, count in groups]), "constellation")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; without a label it is decoration."""
    address = f"{static(SPRITE)}#{name}"
    if label:
        return format_html(
            '<svg class="icon" width="24" height="24" role="img" aria-label="{}"><use href="{}"/></svg>', label, address
        )
    return format_html(
        '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false"><use href="{}"/></svg>', address
    )


@register.filter
def number_words(value: Any) -> str:
    """Write a number with its thousands apart: “120 000”."""
    return "" if value in (None, "") else typography.number_words(value)


def _raised(words: str) -> SafeString:
    """Raise the letters of “1er”, as French writes them."""
    parts = enumerate(FIRST.split(words))
    return format_html_join("", "{}", ((format_html("1<sup>{}</sup>", part) if n % 2 else part,) for n, part in parts))


@register.filter
def day_words(value: date | datetime | None) -> str:
    """Write a day: “1er décembre 2026”."""
    return _raised(typography.day_words(value)) if value else ""


@register.filter
def weekday_words(value: date | datetime | None) -> str:
    """Write a day with its weekday: “mardi 1er décembre 2026”."""
    return _raised(typography.day_words(value, weekday=True)) if value else ""


@register.filter
def moment_words(value: datetime | None) -> str:
    """Write a day and an hour: “1er décembre 2026 à 18 h 30”."""
    return _raised(typography.moment_words(value)) if value else ""


@register.filter
def raised(words: Any) -> str:
    """Raise the letters of “1er” in words that were made elsewhere."""
    return _raised(str(words)) if words else ""


@register.filter
def without_year(words: str | None, day: date) -> str:
    """Return what a vague date says beside its year: “fin” of “fin 2020”."""
    return (words or "").replace(str(day.year), "").strip()


@register.filter
def one_after_another(items: Iterable[Any]) -> str:
    """Join what editors wrote line by line, each with its capital, as one sentence: “Aînés, aidants, SDF”."""
    words = [str(item) for item in items]
    return ", ".join(w[:1].lower() + w[1:] if n and w[1:2].islower() else w for n, w in enumerate(words))


@register.filter
def hour_words(value: datetime | None) -> str:
    """Write an hour: “18 h 30”."""
    return typography.hour_words(value) if value else ""


@register.simple_tag
def span_words(start: date | datetime, end: date | datetime | None = None) -> str:
    """Write from when to when."""
    return _raised(typography.span_words(start, end))


@register.filter
def length_words(seconds: float | None) -> str:
    """Write the length of a clip: “1 min 52”."""
    return typography.length_words(seconds) if seconds else ""


@register.filter
def spoken_length(seconds: float | None) -> str:
    """Write the length of a clip for the ear: “1 minute 52 secondes”."""
    return typography.spoken_length(seconds) if seconds else ""


@register.filter
def clock(seconds: float | None) -> str:
    """Write a place in a clip: “1:52”."""
    return "" if seconds is None else typography.clock(seconds)


@register.simple_tag
def time_left(until: datetime, at: datetime) -> dict[str, Any]:
    """Say what is left until a moment: `value` and `unit`."""
    value, unit = typography.time_left(until, at)
    return {"value": value, "unit": unit}


@register.filter
def initials(name: str) -> str:
    """Return the two letters of a seal."""
    small = {"de", "des", "du", "la", "le", "les", "et", "aux", "au", "pour", "en", "d", "l"}
    words = [word for word in name.replace("’", " ").replace("'", " ").replace("-", " ").split() if word.isalnum()]
    strong = [word for word in words if word.lower() not in small] or words
    if not strong:
        return ""
    return (strong[0][0] + (strong[1][0] if len(strong) > 1 else strong[0][1:2])).upper()


@register.simple_tag
def elided_pages(page: Page) -> Sequence[dict[str, Any]]:
    """Return the page numbers to show; a gap has no number."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    gap = Paginator.ELLIPSIS
    return [{"number": None if n == gap else n, "current": n == page.number} for n in numbers]


@register.filter
def is_under(path: str | None, address: str) -> bool:
    """Say whether `path` lies below a menu's address (the home page has nothing below)."""
    return bool(path) and address != "/" and str(path).startswith(address)


@register.filter
def phone_digits(number: str) -> str:
    """Return a telephone number as a link dials it."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


@register.filter
def site_words(url: str) -> str:
    """Return a site's address as people say it."""
    return url.split("://", 1)[-1].removeprefix("www.").rstrip("/")


@register.simple_tag
def stylesheets() -> SafeString:
    """Link the style sheet that tools/styles.py joins; while developing, the sheets it is made of."""
    names = SHEETS if settings.DEBUG else ("site",)
    return format_html_join(
        "\n    ", '<link rel="stylesheet" href="{}">', ((static(f"portal/css/{name}.css"),) for name in names)
    )
