"""The columns of a list of people, the words that may stand in them, and its rows as stored."""

from collections.abc import Mapping, Sequence
from typing import Any

from culturefirst.kit.errors import DomainError
from culturefirst.kit.sheets import Sheet, matched
from culturefirst.network.models import Role
from culturefirst.network.models.words import words_in

COLUMNS: Mapping[str, Sequence[str]] = {
    "name": ("full name", "person", "contact", "contact name"),
    "email": ("e-mail", "mail", "email address", "e-mail address", "address"),
    "organisation": ("organization", "body", "council", "authority", "employer"),
    "role": ("kind", "type", "role in the network"),
    "title": ("job title", "post", "job", "position", "office"),
    "sub_region": ("sub-region", "seconded to", "area", "place"),
    "lead": ("leads", "lead contact", "main contact", "keeps people"),
}
REQUIRED = ("name", "email", "organisation")
TITLES = {
    "name": "Name",
    "email": "Email address",
    "organisation": "Organisation",
    "role": "Role",
    "title": "Job title",
    "sub_region": "Sub-region, of an improvement manager",
    "lead": "Lead",
}
LEADS: Mapping[str, bool] = {
    "": False,
    "no": False,
    "n": False,
    "yes": True,
    "y": True,
    "x": True,
    "lead": True,
}
# What people write for a role that may be given by a list.
ROLES: Mapping[str, Role] = {
    "": Role.OFFICER,
    "officer": Role.OFFICER,
    "staff": Role.OFFICER,
    "employee": Role.OFFICER,
    "councillor": Role.COUNCILLOR,
    "cllr": Role.COUNCILLOR,
    "member": Role.COUNCILLOR,
    "elected member": Role.COUNCILLOR,
    "portfolio holder": Role.COUNCILLOR,
    "partner": Role.PARTNER,
    "trustee": Role.PARTNER,
    "volunteer": Role.PARTNER,
    "improvement manager": Role.IMPROVEMENT_MANAGER,
    "manager": Role.MANAGER,
    "director": Role.DIRECTOR,
}


def plain(text: str) -> str:
    """A text for comparing: its words alone."""
    return " ".join(words_in(text))


def rows_of(sheet: Sheet) -> list[dict[str, Any]]:
    """The rows of a file as an invitation list stores them.

    Raises ``DomainError`` where a column is missing or there are no rows.
    """
    told = matched(sheet, COLUMNS, REQUIRED)
    if not told:
        raise DomainError("The file has heads and no rows: put one person on each row.")
    return [
        {"row": row.number, "left_out": False, **cells}
        for row, cells in zip(sheet.rows, told, strict=True)
    ]
