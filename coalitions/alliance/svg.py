"""The picture of the alliance written as SVG: links that a keyboard reaches, lines that only an eye follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from coalitions.alliance.picture import HubDrawing, LeafDrawing, LineDrawing, Picture

GROUPS = ("members", "others")
# A longer count stands in two lines, away from its circle; what is above it moves up a little.
COUNT_LETTERS, COUNT_LINE, COUNT_LIFT = 12, 17, 5


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def words(kind: str, x: float, y: float, lines: Sequence[str], step: float) -> SafeString:
    """Return a text of one or several lines, the first at `y`."""
    if len(lines) == 1:
        return format_html('<text class="{}" x="{}" y="{}">{}</text>', kind, _n(x), _n(y), lines[0])
    spans = format_html_join(
        "", '<tspan x="{}" y="{}">{}</tspan>', ((_n(x), _n(y + step * i), line) for i, line in enumerate(lines))
    )
    return format_html('<text class="{}">{}</text>', kind, spans)


def _hub(drawn: HubDrawing, picture: Picture) -> SafeString:
    at, is_wide = drawn.placed, picture.name == "wide"
    step = 23 if is_wide else 15
    if is_wide:  # everything inside the circle: number, name, count
        count = wrap(drawn.count, COUNT_LETTERS)
        first = at.y - step * (len(at.lines) - 1) / 2 - COUNT_LIFT * (len(count) - 1)
        inside = [
            words("hub-number", at.x, first - 30, [str(at.number)], step),
            words("hub-name", at.x, first, at.lines, step),
            words("hub-count", at.x, first + step * len(at.lines) + 2, count, COUNT_LINE),
        ]
    else:
        inside = [
            words("hub-number", at.x, at.y, [str(at.number)], step),
            words("hub-name", at.x, at.y + at.r + 13, at.lines, step),
        ]
    return format_html(
        '<a class="hub {}{}" href="{}"><title>{}</title><circle cx="{}" cy="{}" r="{}"/>{}</a>',
        drawn.hub.entry.hue,
        "" if drawn.hub.exists else " unborn",
        drawn.hub.entry.address,
        drawn.label,
        _n(at.x),
        _n(at.y),
        _n(at.r),
        _joined(inside),
    )


def _kind(drawn: LineDrawing) -> str:
    return drawn.hue if drawn.is_member else f"{drawn.hue} beside"


def _bead(drawn: LineDrawing, radius: float) -> SafeString:
    bead = drawn.bead
    if bead is None:
        return format_html("")
    x, y = _n(bead.x), _n(bead.y)
    return format_html(
        '<g class="bead {}"><circle cx="{}" cy="{}" r="{}"/><text x="{}" y="{}">{}</text></g>',
        _kind(drawn),
        x,
        y,
        _n(radius),
        x,
        y,
        str(bead.number),
    )


def _leaf(drawn: LeafDrawing, picture: Picture) -> SafeString:
    at = drawn.placed
    lines = format_html_join("", '<path class="line {}" d="{}"/>', ((_kind(line), line.path) for line in drawn.lines))
    x, y, width, height = (_n(value) for value in drawn.capsule)
    capsule = (
        format_html(
            '<rect class="capsule" x="{}" y="{}" width="{}" height="{}" rx="{}"/>',
            x,
            y,
            width,
            height,
            _n(picture.bead + 4),
        )
        if drawn.is_bridge
        else ""
    )
    told = [*at.lines[:-1], f"{at.lines[-1]} ({_('example')})"] if drawn.is_demo else at.lines
    return format_html(
        '<g class="leaf{}{}">{}<a href="{}"><title>{}</title>'
        '<rect class="hit" x="{}" y="{}" width="{}" height="{}" rx="12"/>{}{}{}</a></g>',
        " bridge" if drawn.is_bridge else "",
        "" if at.leads_right else " to-left",
        lines,
        drawn.address,
        drawn.label,
        _n(at.x),
        _n(at.y + 1),
        _n(at.width),
        _n(at.height - 2),
        capsule,
        _joined(_bead(bead, picture.bead) for bead in drawn.beads),
        words("leaf-name", at.text_x, at.text_y, told, picture.line),
    )


def draw(picture: Picture) -> SafeString:
    """Return a composition as one SVG element."""
    titles = (_("Members"), _("Beside the members"))
    headings = _joined(
        words(f"heading{'' if head.leads_right else ' to-left'}", head.x, head.y, [titles[head.group]], 0)
        for head in picture.layout.headings
    )
    return format_html(
        '<svg class="alliance-picture {}" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}{}</svg>',
        picture.name,
        _n(picture.layout.width),
        _n(picture.layout.height),
        _("Coalitions, and the associations that belong to them"),
        headings,
        _joined(_hub(drawn, picture) for drawn in picture.hubs),
        _joined(_leaf(drawn, picture) for drawn in picture.leaves),
    )
