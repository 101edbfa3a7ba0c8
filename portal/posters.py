"""The picture of a page that is shared elsewhere: its title beside the motif, in its colour. Values in, PNG out."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from portal.motif import DISC, DOT, HEART, RING, SOLID, SPARK, Circle, Drawing

WIDTH, HEIGHT = 1200, 630
# Drawn so much larger, then made smaller: round edges without steps.
FINE = 2
FONT = Path(__file__).resolve().parent / "static" / "portal" / "fonts" / "bricolage-grotesque.woff2"
PAPER, INK, SOFT = "#fbf7f0", "#16302f", "#374946"
# The day of tokens.css: a hue, its wash, its glow and its spark.
HUES: dict[str, tuple[str, str, str, str]] = {
    "foret": ("#134e34", "#d9eee0", "#62b58a", "#f4b93f"),
    "brique": ("#8c271b", "#f9dfd5", "#ee7f64", "#f4b93f"),
    "ocean": ("#134877", "#d9e8f6", "#6aa5dc", "#4db6b4"),
    "prune": ("#6f2b66", "#f1dfee", "#b971ae", "#e56d98"),
    "soleil": ("#664000", "#fbe9c2", "#f4b93f", "#ee7f64"),
    "ardoise": ("#34455e", "#e2e7ee", "#8ba0bf", "#4db6b4"),
    "lagune": ("#004d53", "#d3edec", "#4db6b4", "#f4b93f"),
    "framboise": ("#861a4a", "#fadde6", "#e56d98", "#b971ae"),
}
ART = (736, 40, 1160, 590)
LEFT, TOP, BOTTOM, MEASURE = 64, 64, 560, 620
SIZES = (84, 74, 66, 58, 50, 44)
MOST_HEIGHT, LINE = 400, 1.08
COLOURS = 96
# All but those that hold a sign to its word.
SPACES = re.compile("[ \x00-\x1f\x7f-\x9f\u2028\u2029]+")
WEIGHTS = {"title": 750, "small": 600}


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """What a picture says. `label` stands above the title, `site` below."""

    title: str
    label: str
    site: str
    hue: str
    drawing: Drawing


def png_of(poster: Poster) -> bytes:
    """Return the picture, in few colours: most are below 60 kB."""
    hue, wash, _glow, _spark = HUES.get(poster.hue, HUES["foret"])
    canvas = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), wash)
    canvas.paste(*_art(poster))
    canvas = canvas.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    pen = ImageDraw.Draw(canvas)
    pen.text((LEFT, TOP), poster.label, font=_font(30, "small"), fill=hue)
    size, lines = _fitted(poster.title)
    for place, line in enumerate(lines):
        pen.text((LEFT, TOP + 58 + place * size * LINE), line, font=_font(size, "title"), fill=INK)
    pen.text((LEFT, BOTTOM), poster.site, font=_font(28, "small"), fill=SOFT, anchor="ls")
    file = io.BytesIO()
    few = canvas.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def _art(poster: Poster) -> tuple[Image.Image, tuple[int, int], Image.Image]:
    """Return the drawing on paper, where it goes, and the mask of its round corners."""
    left, top, right, bottom = (edge * FINE for edge in ART)
    width, height = right - left, bottom - top
    drawing = poster.drawing
    # A wall picture fills its frame; a whole figure, as wide as high, stands inside.
    is_figure = drawing.width == drawing.height
    scale = min(width, height) / drawing.width * 0.94 if is_figure else height / drawing.height
    shift = ((width - drawing.width * scale) / 2, (height - drawing.height * scale) / 2)
    art = Image.new("RGB", (width, height), PAPER)
    for circle in drawing.circles:
        _paint(art, circle, scale, shift, poster.hue, is_figure=is_figure)
    mask = Image.new("L", (width, height), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, width - 1, height - 1), radius=44 * FINE, fill=255)
    return art, (left, top), mask


def _paint(
    art: Image.Image, circle: Circle, scale: float, shift: tuple[float, float], page_hue: str, *, is_figure: bool
) -> None:
    """Paint a circle as the style sheet does: what overlaps multiplies, and dots lie on top."""
    hue, _wash, glow, spark = HUES.get(circle.hue or page_hue, HUES["foret"])
    x, y, r = circle.x * scale + shift[0], circle.y * scale + shift[1], circle.r * scale
    box = (x - r, y - r, x + r, y + r)
    if circle.role in {DOT, HEART, SOLID}:
        ImageDraw.Draw(art).ellipse(box, fill=hue)
        return
    layer = Image.new("RGB", art.size, "white")
    pen = ImageDraw.Draw(layer)
    if circle.role == RING:
        pen.ellipse(box, outline=hue, width=max(2, round(1.6 * scale)))
    else:
        colour = {DISC: glow, SPARK: spark}.get(circle.role, glow)
        pen.ellipse(box, fill=_mixed(colour, 0.5 if is_figure else 0.62))
    art.paste(ImageChops.multiply(art, layer))


def _mixed(colour: str, opacity: float) -> tuple[int, int, int]:
    """Return a colour laid on white."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    red, green, blue = (round(255 - (255 - part) * opacity) for part in parts)
    return red, green, blue


def _font(size: int, weight: str) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(FONT), size)
    font.set_variation_by_axes([WEIGHTS[weight]])
    return font


def _fitted(title: str) -> tuple[int, list[str]]:
    """Return the largest size at which a title has room, and its lines; the last one is cut if nothing else helps."""
    lines: list[str] = []
    size = SIZES[-1]
    for size in SIZES:
        font = _font(size, "title")
        # At ordinary spaces only: a colon stays with its word.
        lines = _wrapped([word for word in SPACES.split(title) if word], font)
        is_narrow = all(font.getlength(line) <= MEASURE for line in lines)
        if is_narrow and len(lines) * size * LINE <= MOST_HEIGHT:
            return size, lines
    most = int(MOST_HEIGHT // (size * LINE))
    kept = [_cut(line, _font(size, "title")) for line in lines[:most]]
    return size, [*kept[:-1], f"{kept[-1].rstrip(' .…')}…"] if len(lines) > most else kept


def _cut(line: str, font: ImageFont.FreeTypeFont) -> str:
    while line and font.getlength(line) > MEASURE:
        line = line[:-1]
    return line


def _wrapped(words: Sequence[str], font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > MEASURE:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
