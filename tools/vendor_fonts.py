"""Cut the two font families to what French needs, and measure their fallbacks.

Run by tools/vendor.py inside a throw-away environment that holds fonttools and brotli at the pinned versions:

    python vendor_fonts.py PACKAGES_FOLDER FONTS_FOLDER CSS_FILE
"""

import sys
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# The pages use 400 to 800 only: the lighter half of the axis would be paid for by every first visit.
LIGHTEST, HEAVIEST = 400, 800
FEATURES = ["calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "pnum", "rlig", "tnum"]
COMBINING = range(0x0300, 0x0370)
# The packages leave these out; French typography needs them, and each equals a glyph that is there:
# the narrow no-break space is a thin space, both hyphens are the hyphen.
ALIASES = {0x202F: 0x2009, 0x2010: 0x002D, 0x2011: 0x002D}

# Widths of Arial in thousandths of an em (Liberation Sans has the same): the reader's stand-in while a font loads.
ARIAL = {
    "regular": {"abdeghnopqu0123456789": 556, "ckvsxyz": 500, "ft ,.": 278, "ijl’": 222, "m": 833, "r": 333, "w": 722},
    "bold": {
        "ace0123456789ksvxy": 556,
        "bdghnopqu": 611,
        "ft": 333,
        "r": 389,
        " ,.ijl’": 278,
        "m": 889,
        "w": 778,
        "z": 500,
    },
}
UNACCENTED = str.maketrans("éèêàâçîïôùû", "eeeaaciiouu")
SAMPLE = (
    "les associations d’une même coalition mettent en commun leurs forces, leurs savoir-faire et leurs bénévoles "
    "pour agir là où une seule ne suffirait pas. chacune garde son nom, son histoire et ses équipes. ensemble, "
    "elles accompagnent des personnes âgées, des familles, des jeunes en recherche d’emploi, et elles le montrent "
    "par des chiffres dont on connaît la source et l’année. en 2021, plus de 350 projets ont été soutenus."
).replace("-", " ")


@dataclass(frozen=True)
class Family:
    name: str
    fallback: str
    package: str
    stem: str
    # (lightest, heaviest, width of Arial, weight at which the two are compared)
    stand_ins: tuple[tuple[int, int, str, int], ...]


FAMILIES = (
    Family(
        name="Bricolage Grotesque Variable",
        fallback="Bricolage Fallback",
        package="@fontsource-variable/bricolage-grotesque",
        stem="bricolage-grotesque",
        stand_ins=((LIGHTEST, HEAVIEST, "bold", 700),),
    ),
    Family(
        name="Atkinson Hyperlegible Next Variable",
        fallback="Atkinson Fallback",
        package="@fontsource-variable/atkinson-hyperlegible-next",
        stem="atkinson-hyperlegible-next",
        stand_ins=((LIGHTEST, 550, "regular", 400), (551, HEAVIEST, "bold", 600)),
    ),
)
LOCAL = {
    "regular": ("Arial", "ArialMT", "Helvetica", "Liberation Sans", "LiberationSans", "Roboto"),
    "bold": (
        "Arial Bold",
        "Arial-BoldMT",
        "Helvetica-Bold",
        "Liberation Sans Bold",
        "LiberationSans-Bold",
        "Roboto-Bold",
    ),
}


def open_font(packages: Path, family: Family, part: str) -> TTFont:
    path = packages / family.package / "files" / f"{family.stem}-{part}-wght-normal.woff2"
    return TTFont(path, recalcTimestamp=False)


def add_aliases(font: TTFont) -> None:
    known = font.getBestCmap()
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({new: known[old] for new, old in ALIASES.items() if old in known and new not in known})


def cut(font: TTFont, unicodes: set[int]) -> TTFont:
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    default = max(LIGHTEST, min(HEAVIEST, font["fvar"].axes[0].defaultValue))
    smaller = instancer.instantiateVariableFont(font, {"wght": (LIGHTEST, default, HEAVIEST)})
    smaller.flavor = "woff2"
    return smaller


def unicode_range(unicodes: set[int]) -> str:
    runs = []
    for _, group in groupby(enumerate(sorted(unicodes)), lambda pair: pair[1] - pair[0]):
        run = [code for _, code in group]
        runs.append(f"U+{run[0]:04X}" if len(run) == 1 else f"U+{run[0]:04X}-{run[-1]:04X}")
    return ", ".join(runs)


def face(*lines: str) -> str:
    return "@font-face {\n" + "".join(f"  {line};\n" for line in lines) + "}\n"


def web_face(family: Family, file: str, unicodes: set[int]) -> str:
    return face(
        f'font-family: "{family.name}"',
        "font-style: normal",
        f"font-weight: {LIGHTEST} {HEAVIEST}",
        "font-display: swap",
        f'src: url("../fonts/{file}") format("woff2")',
        f"unicode-range: {unicode_range(unicodes)}",
    )


def arial_width(style: str) -> float:
    widths = {letter: width for letters, width in ARIAL[style].items() for letter in letters}
    return sum(widths[letter] for letter in SAMPLE.translate(UNACCENTED)) / len(SAMPLE)


def web_width(font: TTFont) -> float:
    cmap, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    return sum(advances[cmap[ord(letter)]][0] for letter in SAMPLE) * 1000 / em / len(SAMPLE)


def stand_in_face(packages: Path, family: Family, stand_in: tuple[int, int, str, int]) -> str:
    lightest, heaviest, style, weight = stand_in
    font = instancer.instantiateVariableFont(open_font(packages, family, "latin"), {"wght": weight})
    adjust = web_width(font) / arial_width(style)
    em = font["head"].unitsPerEm * adjust
    line = font["hhea"]
    return face(
        f'font-family: "{family.fallback}"',
        f"font-weight: {lightest} {heaviest}",
        "src: " + ", ".join(f'local("{name}")' for name in LOCAL[style]),
        f"size-adjust: {adjust:.2%}",
        f"ascent-override: {line.ascent / em:.2%}",
        f"descent-override: {-line.descent / em:.2%}",
        f"line-gap-override: {line.lineGap / em:.2%}",
    )


def make_family(packages: Path, fonts: Path, family: Family) -> list[str]:
    latin, extended = open_font(packages, family, "latin"), open_font(packages, family, "latin-ext")
    add_aliases(latin)
    usual = {code for code in latin.getBestCmap() if code not in COMBINING}
    rare = set(extended.getBestCmap()) - usual
    faces = []
    for font, unicodes, file in (
        (latin, usual, f"{family.stem}.woff2"),
        (extended, rare, f"{family.stem}-ext.woff2"),
    ):
        cut(font, unicodes).save(fonts / file)
        faces.append(web_face(family, file, unicodes))
    return faces + [stand_in_face(packages, family, stand_in) for stand_in in family.stand_ins]


def main(packages: Path, fonts: Path, css: Path) -> None:
    faces = [text for family in FAMILIES for text in make_family(packages, fonts, family)]
    css.write_text("/* Made by tools/vendor.py: change it there. */\n" + "\n".join(faces), encoding="utf-8")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
