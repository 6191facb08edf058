"""Makes invented areas: forty for the examples, a hundred and fifty for the demonstration.

Run ``python examples/make_areas.py``; the same bytes come out each time. Nothing of it is a
boundary or a count of anybody: cells are drawn around points, and people are dealt out by chance.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

from shapely import MultiPoint, Point, Polygon, concave_hull, voronoi_polygons

HERE = Path(__file__).parent
SOURCE = HERE.parent / "src" / "culturefirst"
SHIPPED, DEMO = SOURCE / "intelligence" / "shipped", SOURCE / "demo" / "data"
GRID = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
BANDS = ("0-15", "16-24", "25-44", "45-64", "65-74", "75+")
OF_BANDS = (0.19, 0.11, 0.26, 0.26, 0.1, 0.08)
SEGMENTS = ("A", "B", "C", "D")
VALES = ("Aldermoor", "Brackwater", "Coldfell", "Dunmere", "Eskham")
OF_ASSETS = {"X7": (545000, 258900), "X8": (545300, 258100)}
AREAS_HEAD = ("code", "name", "easting", "northing", "authority_code", "authority")


def main() -> None:
    """Write everything."""
    examples()
    demonstration()


def examples() -> None:
    """Forty areas of five authorities, with outlines, people, segments and rates."""
    chance = Random(40)  # noqa: S311  (an example, not a secret)
    areas = list(_vales(chance))
    _table("areas", AREAS_HEAD, ((*each[:6],) for each in areas))
    _table(
        "people", ("code", "total", *_groups()), (_people(a[0], 900, 2400, chance) for a in areas)
    )
    _table("segments", ("code", *SEGMENTS), (_segments(a[0], chance) for a in areas))
    rates = (
        ("Swimming", "Swam in the past four weeks", sex, ages, share, times, "2011", "Invented")
        for ages, share, times in (
            ("5-15", "22", "0.8"),
            ("16-44", "14", "0.6"),
            ("45+", "7", "0.5"),
        )
        for sex in ("all",)
    )
    _table(
        "rates",
        ("activity", "says", "sex", "ages", "share", "times a week", "year", "source"),
        rates,
    )
    _table("travel-times", ("from", "to", "mode", "minutes"), _times(areas))
    _both("boundaries.geojson", _collection(_feature(a[0], a[1], a[6]) for a in areas))


def _times(areas: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Minutes by car and public transport to two of ``assets.csv``; none beyond two hours."""
    for code, _, east, north, *_ in areas:
        for key, (place_east, place_north) in OF_ASSETS.items():
            away = abs(east - place_east) + abs(north - place_north)
            for mode, wait, metres in (("car", 4, 900), ("public transport", 9, 450)):
                minutes = wait + round(away / metres)
                if minutes <= 120:
                    yield code, key, mode, minutes


def _vales(chance: Random) -> Iterator[tuple[Any, ...]]:
    """Eight areas across and five down, their corners moved a little."""
    corners = {
        (x, y): (510_000 + 2_500 * x + chance.randrange(-600, 600),
                 240_000 + 2_500 * y + chance.randrange(-600, 600))
        for x in range(9) for y in range(6)
    }  # fmt: skip
    for number in range(40):
        x, y = number % 8, number // 8
        ring = [corners[at] for at in ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y))]
        middle = Polygon(ring).representative_point()
        name = VALES[y]
        yield (f"V{number + 1:03}", f"{name} {x + 1}", round(middle.x), round(middle.y),
               f"V9{y + 1}", name, ring)  # fmt: skip


def demonstration() -> None:
    """Cells around a point in each authority, and three or four areas in each cell."""
    chance = Random(150)  # noqa: S311  (a story, not a secret)
    with (DEMO / "authorities.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["authority"]: row["code"] for row in csv.DictReader(file)}
    places = {name: Point(e * 1000, n * 1000) for name, (e, n) in PLACES.items()}
    cells = _cells(places)
    _write(DEMO / "authorities.geojson", _collection(
        _feature(codes[name], name, _ring(cell)) for name, cell in cells.items()
    ))  # fmt: skip
    areas, outlines = list[tuple[Any, ...]](), list[dict[str, Any]]()
    for name, cell in sorted(cells.items()):
        number = 4 if cell.area > 7e8 else 3
        for at, part in enumerate(_parts(cell, number, chance), start=1):
            middle, code = part.representative_point(), f"{codes[name]}-{at}"
            areas.append(
                (code, f"{name} {at}", round(middle.x), round(middle.y), codes[name], name)
            )
            outlines.append(_feature(code, f"{name} {at}", _ring(part)))
    _write(DEMO / "areas.geojson", _collection(outlines))
    _csv(DEMO / "areas.csv", AREAS_HEAD, areas)
    people = (_people(a[0], 18_000, 52_000, chance) for a in areas)
    _csv(DEMO / "people.csv", ("code", "total", *_groups()), people)
    _csv(DEMO / "segments.csv", ("code", *SEGMENTS), (_segments(a[0], chance) for a in areas))


def _cells(places: dict[str, Point]) -> dict[str, Polygon]:
    ground = concave_hull(MultiPoint(list(places.values())), ratio=0.5).buffer(9_000)
    cells = voronoi_polygons(MultiPoint(list(places.values())), extend_to=ground).geoms
    found = {}
    for name, place in places.items():
        cell = next(each for each in cells if each.contains(place)).intersection(ground)
        found[name] = _largest(cell).simplify(300)
    return found


def _parts(cell: Polygon, number: int, chance: Random) -> Iterator[Polygon]:
    west, south, east, north = cell.bounds
    points = list[Point]()
    far = (cell.area / number) ** 0.5 * 0.7
    while len(points) < number:
        point = Point(chance.uniform(west, east), chance.uniform(south, north))
        if cell.contains(point) and all(point.distance(each) > far for each in points):
            points.append(point)
        far *= 0.995
    for part in voronoi_polygons(MultiPoint(points), extend_to=cell).geoms:
        yield _largest(part.intersection(cell))


def _largest(shape: Any) -> Polygon:
    return max(getattr(shape, "geoms", [shape]), key=lambda each: each.area)


def _ring(shape: Polygon) -> list[tuple[int, int]]:
    return [(round(x / 100) * 100, round(y / 100) * 100) for x, y in shape.exterior.coords]


def _groups() -> list[str]:
    return [f"{sex}{band}" for sex in "FM" for band in BANDS]


def _people(code: str, least: int, most: int, chance: Random) -> tuple[Any, ...]:
    total, tilt = chance.randrange(least, most), chance.uniform(-0.4, 0.4)
    weights = [share * (1 + tilt * (at - 2.5) / 2.5) for at, share in enumerate(OF_BANDS)]
    counts = [round(total / 2 * weight / sum(weights)) for _ in "FM" for weight in weights]
    return (code, sum(counts), *counts)


def _segments(code: str, chance: Random) -> tuple[Any, ...]:
    drawn = [chance.expovariate(1) for _ in SEGMENTS]
    shares = [round(each / sum(drawn), 2) for each in drawn]
    shares[-1] = round(1 - sum(shares[:-1]), 2)
    return (code, *shares)


def _feature(code: str, name: str, ring: Sequence[tuple[int, int]]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": {"type": "Polygon", "coordinates": [[list(point) for point in ring]]},
    }


def _collection(features: Iterable[dict[str, Any]]) -> str:
    """One feature a line, so that a change can be read."""
    lines = ",\n".join(json.dumps(each, separators=(",", ":")) for each in features)
    head = json.dumps({"type": "FeatureCollection", "crs": GRID})[:-1]
    return f'{head}, "features": [\n{lines}\n]}}\n'


def _table(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    _both(f"{name}.csv", _text(heads, rows))


def _both(name: str, text: str) -> None:
    _write(SHIPPED / name, text)
    _write(HERE / name, text)


def _csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    _write(path, _text(heads, rows))


def _text(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


# A point in each authority, in kilometres of the grid: where its name is on any map.
PLACES = {
    "Bedford": (505, 250), "Central Bedfordshire": (505, 235), "Luton": (509, 222),
    "Cambridge": (545, 258), "East Cambridgeshire": (555, 278), "Fenland": (541, 298),
    "Huntingdonshire": (524, 272), "South Cambridgeshire": (538, 248), "Peterborough": (519, 300),
    "Basildon": (570, 190), "Braintree": (577, 224), "Brentwood": (559, 194),
    "Castle Point": (580, 187), "Chelmsford": (570, 207), "Colchester": (599, 224),
    "Epping Forest": (547, 200), "Harlow": (545, 211), "Maldon": (588, 205), "Rochford": (588, 193),
    "Southend-on-Sea": (589, 186), "Tendring": (614, 222), "Thurrock": (562, 180),
    "Uttlesford": (555, 232), "Broxbourne": (537, 204), "Dacorum": (503, 209),
    "East Hertfordshire": (537, 221), "Hertsmere": (520, 198), "North Hertfordshire": (521, 234),
    "St Albans": (515, 208), "Stevenage": (524, 224), "Three Rivers": (506, 195),
    "Watford": (511, 198), "Welwyn Hatfield": (525, 211), "Breckland": (590, 303),
    "Broadland": (620, 317), "Great Yarmouth": (650, 308),
    "King's Lynn and West Norfolk": (565, 320), "North Norfolk": (612, 336), "Norwich": (623, 308),
    "South Norfolk": (618, 294), "Babergh": (598, 243), "Forest Heath": (570, 275),
    "Ipswich": (616, 244), "Mid Suffolk": (606, 263), "St Edmundsbury": (585, 262),
    "Suffolk Coastal": (632, 256), "Waveney": (647, 288),
}  # fmt: skip


if __name__ == "__main__":
    main()
