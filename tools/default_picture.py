"""Draw the picture that is shared when a page has none yet: portal/static/portal/images/apercu.png.

Usage: .venv/bin/python tools/default_picture.py
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from portal.motif import constellation  # noqa: E402 - the project's folder comes on the path first
from portal.posters import Poster, png_of  # noqa: E402 - as above

TARGET = ROOT / "portal" / "static" / "portal" / "images" / "apercu.png"


def main() -> None:
    groups = [("brique", 11), ("soleil", 7), ("foret", 12), ("ocean", 8), ("prune", 6)]
    picture = Poster(
        title="Seul on aide. Ensemble on change les choses.",
        label="Coalition Solidaire",
        site="Tiers Lieu Numérique",
        hue="foret",
        drawing=constellation(groups),
    )
    TARGET.write_bytes(png_of(picture))


if __name__ == "__main__":
    main()
