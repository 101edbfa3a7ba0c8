"""Make the small map of France from that of the departments: their shapes, those of the regions, and the outline.

Run by tools/vendor.py inside a throw-away environment that holds shapely, after vendor_territories.py:

    python vendor_map.py PACKAGES_FOLDER TERRITORIES_FILE OUTPUT
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from shapely import Polygon, make_valid
from shapely.ops import polylabel, unary_union
from vendor_territories import Point, fit_line, mercator, read_map

# The map is 613 × 585: in tenths, whole numbers are precise enough and take a third of the room.
SCALE = 10
WIDTH, HEIGHT = 613, 585
# How far a simplified line may run from the true one, in units of the map: less than its borders are wide.
DEPARTMENT, REGION, COUNTRY = 0.75, 0.8, 1.3
# An island smaller than this is a speck at the size that the map is shown.
SPECK = 2.2
# Shapes that touch leave hairs between their simplified borders: they are closed before they are joined.
HAIR = 0.6
# The lens over Paris shows these in large.
CROWN = ("75", "92", "93", "94")


def shape_of(rings: list[list[Point]]) -> Any:
    return make_valid(unary_union([make_valid(Polygon(ring)) for ring in rings if len(ring) > 3]))


def joined(shapes: list[Any]) -> Any:
    return unary_union([shape.buffer(HAIR) for shape in shapes]).buffer(-HAIR)


def parts_of(shape: Any) -> list[Any]:
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
    large = [part for part in parts if part.area > SPECK]
    return sorted(large or parts, key=lambda part: -part.area)


def ring_path(points: list[Point]) -> str:
    whole = [(round(x * SCALE), round(y * SCALE)) for x, y in points[:-1]]
    kept = [whole[0], *(after for before, after in pairwise(whole) if after != before)]
    steps = [f"{x1 - x0} {y1 - y0}" for (x0, y0), (x1, y1) in pairwise(kept)]
    return f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps).replace(' -', '-')}z"


def path_of(shape: Any, tolerance: float) -> str:
    simple = [part.simplify(tolerance) for part in parts_of(shape)]
    return "".join(ring_path(list(part.exterior.coords)) for part in simple if len(part.exterior.coords) > 3)


def department_row(code: str, shape: Any) -> dict[str, Any]:
    middle = polylabel(parts_of(shape)[0], 0.5)
    left, top, right, bottom = shape.bounds
    return {
        "path": path_of(shape, 0.05 if code in CROWN else DEPARTMENT),
        "middle": [round(middle.x * SCALE), round(middle.y * SCALE)],
        "box": [round(value * SCALE) for value in (left, top, right - left, bottom - top)],
    }


def earth_of(shapes: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, list[float]]:
    """Tell where a longitude, and a latitude in Mercator's degrees, lie on the map: a slope and an origin each."""
    known = [(shapes[row["department_code"]].centroid, row) for row in rows if row.get("department_code") in shapes]
    across = fit_line([(row["lon"], middle.x * SCALE) for middle, row in known])
    down = fit_line([(mercator(row["lat"]), middle.y * SCALE) for middle, row in known])
    return {"x": [round(value, 3) for value in across], "y": [round(value, 3) for value in down]}


def main(packages: Path, territories: Path, output: Path) -> None:
    rows = json.loads(territories.read_text(encoding="utf-8"))["territories"]
    shapes = {code: shape_of(rings) for code, rings in read_map(packages).items()}
    regions: dict[str, list[Any]] = {}
    for row in rows:
        if row.get("department_code") in shapes:
            regions.setdefault(row["region_code"], []).append(shapes[row["department_code"]])
    made = {
        "size": [WIDTH * SCALE, HEIGHT * SCALE],
        "earth": earth_of(shapes, rows),
        "outline": path_of(joined(list(shapes.values())), COUNTRY),
        "regions": {code: path_of(joined(found), REGION) for code, found in sorted(regions.items())},
        "departments": {code: department_row(code, shape) for code, shape in sorted(shapes.items())},
    }
    output.write_text(json.dumps(made, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
