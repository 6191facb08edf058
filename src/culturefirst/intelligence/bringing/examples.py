"""Small files of an invented country, to look at and write over; and figures that are facts."""

from pathlib import Path

SHIPPED = Path(__file__).parent.parent / "shipped"
EXAMPLES = {
    "areas": SHIPPED / "areas.csv",
    "boundaries": SHIPPED / "boundaries.geojson",
    "people": SHIPPED / "people.csv",
    "segments": SHIPPED / "segments.csv",
    "rates": SHIPPED / "rates.csv",
    "times": SHIPPED / "travel-times.csv",
}
# Shares that a national survey published: facts, each with its source and year.
NATIONAL = SHIPPED / "rates-taking-part.csv"
