"""`make screenshots`: the pictures of README.md, taken from a running portal into docs/pictures/, small enough for git.

Usage: python tools/screenshots.py [NAME…]     all, or those named
"""

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
LIMIT_KB = 400
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--lang=fr-FR"]
PHONE, DESK = (390, 844), (1280, 800)
# Looked at small in a README: what is taken larger than that is made smaller.
WIDTHS = {PHONE: 390, DESK: 960}


@dataclass(frozen=True)
class Shot:
    """A page as somebody sees it: `kind` of a page to measure, or an address."""

    name: str
    page: str
    size: tuple[int, int] = DESK
    dark: bool = False
    down: int = 0  # pixels to scroll first


SHOTS = (
    Shot("home", "home"),
    Shot("home-phone-dark", "home", PHONE, dark=True),
    Shot("coalition-phone", "coalition", PHONE),
    Shot("clip-dark", "clip", dark=True),
    Shot("clip-phone", "clip", PHONE),
    Shot("territories", "/territoires/", down=330),
    Shot("alliance", "/alliance/", down=380),
    Shot("situation-phone", "/ma-situation/", PHONE),
    Shot("search-dark", "search", dark=True),
)


def take(chromium: Any, address: str, shot: Shot) -> bytes:
    """Return the picture of a page, as WebP; stop when the page does not answer well."""
    from PIL import Image

    width, height = shot.size
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.dark else "light",
        locale="fr-FR",
        reduced_motion="reduce",
        device_scale_factor=1,
    )
    page = context.new_page()
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        sys.exit(f"{address} answers {answer.status if answer else 'nothing'}")
    page.evaluate("document.fonts.ready")
    page.evaluate(f"scrollTo(0, {shot.down})")
    page.wait_for_timeout(400)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    wanted = WIDTHS[shot.size]
    if picture.width != wanted:
        picture = picture.resize((wanted, round(picture.height * wanted / picture.width)), Image.Resampling.LANCZOS)
    kept = io.BytesIO()
    picture.save(kept, "WEBP", quality=82, method=6)
    return kept.getvalue()


def main() -> int:
    """Take the pictures; 1 when they weigh too much together."""
    sys.path.insert(0, str(ROOT))
    from playwright.sync_api import sync_playwright

    from tools.lighthouse import browser
    from tools.live_site import live_site, pages_to_measure, set_up

    names = sys.argv[1:]
    PICTURES.mkdir(parents=True, exist_ok=True)
    with live_site() as (base, variables):
        set_up(variables)
        pages = pages_to_measure()
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser(), args=ARGUMENTS)
            for shot in SHOTS:
                if names and shot.name not in names:
                    continue
                picture = take(chromium, base + pages.get(shot.page, shot.page), shot)
                (PICTURES / f"{shot.name}.webp").write_bytes(picture)
                print(f"{len(picture) / 1000:>6.1f} kB  {shot.name}", flush=True)
            chromium.close()
    total = sum(path.stat().st_size for path in PICTURES.glob("*.webp")) / 1000
    print(f"{total:>6.1f} kB in all (at most {LIMIT_KB})")
    return 1 if total > LIMIT_KB else 0


if __name__ == "__main__":
    sys.exit(main())
