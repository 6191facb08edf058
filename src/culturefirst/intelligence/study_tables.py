"""The tables of a report as the kit's tables: sorted, in pages, to take away as CSV."""

from typing import Any

from django.http import HttpRequest

from culturefirst.intelligence.studying.told import Sheet
from culturefirst.kit.tables import Column, Table

A_PAGE = 60


def table(sheet: Sheet, request: HttpRequest | None, name: str = "") -> Table:
    """One table; on a page with others, its keys in the address are its own."""
    columns = [
        Column(str(at), head, value=_cell(at), numeric=sheet.numeric[at], sort=True)
        for at, head in enumerate(sheet.heads)
    ]
    return Table(
        columns=columns,
        rows=list(sheet.rows),
        request=request,
        name=name or sheet.key,
        label=f"Table: {sheet.title}",
        empty=sheet.empty,
        per_page=A_PAGE,
        prefix=f"{sheet.key}-",
    )


def _cell(at: int) -> Any:
    return lambda row: row[at]
