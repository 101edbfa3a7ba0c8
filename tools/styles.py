"""Join the style sheets into the one that pages ask for: a single request, without comments and spaces.

python tools/styles.py            # writes portal/static/portal/css/site.css
python tools/styles.py --check    # says whether it is what the sheets give
"""

import re
import sys
from pathlib import Path

CSS = Path(__file__).resolve().parents[1] / "portal" / "static" / "portal" / "css"
SHEETS = ("tokens", "fonts", "base", "layout", "components", "reading", "blocks", "print")
SITE = CSS / "site.css"


def joined() -> str:
    """Return the sheets in the order of their layers, made small."""
    text = "".join((CSS / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{};])\s*", r"\1", text)
    text = re.sub(r": (?=[^{}]*[;}])", ":", text.replace(";}", "}"))
    return "/* Made by tools/styles.py from the sheets beside it. */\n" + text.strip() + "\n"


def main() -> int:
    if "--check" in sys.argv:
        fresh = SITE.exists() and SITE.read_text(encoding="utf-8") == joined()
        print("site.css is fresh" if fresh else "site.css is stale: run python tools/styles.py")
        return 0 if fresh else 1
    SITE.write_text(joined(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
