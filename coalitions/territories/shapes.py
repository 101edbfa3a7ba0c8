"""The small map of France, read once: shapes of departments and regions, and where a place on earth lies on it."""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "portal" / "data" / "departments.json"
# Around Paris four departments are smaller than a finger: a lens shows them in large.
CROWN = ("75", "92", "93", "94")


@dataclass(frozen=True, slots=True)
class Shape:
    """A department of the map: its path, the middle of its largest part, its box (left, top, width, height)."""

    path: str
    middle: tuple[float, float]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Atlas:
    """The whole map, in its own unit; `earth` is a slope and an origin for longitudes, and for latitudes (Mercator)."""

    width: float
    height: float
    outline: str
    regions: dict[str, str]
    departments: dict[str, Shape]
    earth: tuple[tuple[float, float], tuple[float, float]]

    def point(self, latitude: float, longitude: float) -> tuple[float, float] | None:
        """Return where a place lies on the map; overseas lies outside of it."""
        (slope_x, origin_x), (slope_y, origin_y) = self.earth
        mercator = math.degrees(math.asinh(math.tan(math.radians(latitude))))
        x, y = slope_x * longitude + origin_x, slope_y * mercator + origin_y
        return (x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None


@cache
def read_atlas() -> Atlas:
    """Return the map, from the file that tools/vendor_map.py makes."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    departments = {
        code: Shape(row["path"], tuple(row["middle"]), tuple(row["box"])) for code, row in data["departments"].items()
    }
    (slope_x, origin_x), (slope_y, origin_y) = data["earth"]["x"], data["earth"]["y"]
    width, height = data["size"]
    earth = ((slope_x, origin_x), (slope_y, origin_y))
    return Atlas(width, height, data["outline"], data["regions"], departments, earth)
