"""What the columns of the tables mean, as CSV on the Web says it."""

from typing import Any

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

Column = tuple[str, str, str]
ORGANISATIONS: tuple[Column, ...] = (
    ("id", "Id, which stays when the name changes", "string"),
    ("slug", "Name in addresses", "string"),
    ("name", "Name", "string"),
    ("short_name", "Short name", "string"),
    ("kind", "Kind of organisation", "string"),
    ("sub_region", "Sub-region", "string"),
    ("gss_code", "Code of its area today, by the Government Statistical Service", "string"),
    ("public_id", "Id in a public register", "string"),
    ("part_of", "Id of the organisation that it is part of", "string"),
    ("upper_tier", "Id of a district's county", "string"),
    ("member_since", "First day of its membership of the network, where it is a member", "date"),
    ("founded_on", "Day on which it was founded", "date"),
    ("dissolved_on", "First day on which it no longer stood", "date"),
    ("website", "Website", "anyURI"),
    ("services", "Culture and sport services that it runs today, with spaces between", "string"),
)
GROUPS: tuple[Column, ...] = (
    ("id", "Id, which stays when the name changes", "string"),
    ("slug", "Name in addresses", "string"),
    ("name", "Name", "string"),
    ("short_name", "Short name", "string"),
    ("kind", "Kind of group", "string"),
    ("access", "Open to any member of the network, or closed", "string"),
    ("sub_region", "Sub-region", "string"),
    ("meets", "When it meets", "string"),
    ("starts", "First day", "date"),
    ("ends", "First day on which it no longer was", "date"),
)


def metadata(table: str, title: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    """The metadata that stand beside a table of that file name."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": table,
        "dc:title": title,
        "dc:license": {"@id": LICENCE},
        "dialect": {"header": True, "encoding": "utf-8"},
        "tableSchema": {
            "primaryKey": "id",
            "columns": [
                {"name": name, "titles": name, "dc:description": says, "datatype": kind}
                for name, says, kind in columns
            ],
        },
    }
