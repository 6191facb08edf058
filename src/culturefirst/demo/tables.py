"""The story's data files: small tables and two work programmes, kept beside this module."""

import csv
import json
from datetime import date
from pathlib import Path

from culturefirst.programme.reading.document import Document

HERE = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of ``data/<name>.csv`` by column name."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(year: str) -> Document:
    """The work programme that begins in April of ``year``."""
    text = (HERE / f"programme_{year}.json").read_text(encoding="utf-8")
    return Document.from_json(json.loads(text))


def day(text: str) -> date | None:
    """A day of a table, or ``None`` where its cell is empty."""
    return date.fromisoformat(text) if text else None
