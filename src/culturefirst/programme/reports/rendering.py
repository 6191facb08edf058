"""A report's content as files: the programme or its highlights, on paper or in Word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from culturefirst.kit import paper
from culturefirst.programme.reports import printing
from culturefirst.programme.reports.content import canonical
from culturefirst.programme.writing.highlights import write_highlights

TEMPLATES = Path(__file__).resolve().parent.parent / "writing" / "templates"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# How many of each part to show, from the most to the least that two pages are tried with.
TRIED = [
    {"off_track": n, "achieved": m, "coming": n}
    for n, m in ((8, 14), (7, 12), (6, 10), (5, 8), (4, 6), (3, 4), (2, 2), (1, 1), (0, 0))
]


@dataclass(frozen=True)
class Print:
    """One way a report leaves: ``form`` in the address, its name's ending, its media type."""

    form: str
    title: str
    ending: str
    media_type: str


PRINTS = {
    made.form: made
    for made in (
        Print("highlights-pdf", "Highlight report as PDF", "pdf", "application/pdf"),
        Print("highlights-word", "Highlight report as Word", "docx", WORD),
        Print("pdf", "Whole programme as PDF", "pdf", "application/pdf"),
        Print("json", "Everything as JSON", "json", "application/json"),
    )
}


def render(content: Mapping[str, Any], form: str) -> bytes:
    """The bytes of a report in one of the ``PRINTS``: the same whenever the content is."""
    if form == "json":
        return canonical(content)
    as_at = date.fromisoformat(content["as_at"])
    if form == "pdf":
        return paper.pdf(TEMPLATES / "programme.typ", printing.document(content), dated=as_at)
    fitted = two_pages(content)
    if form == "highlights-pdf":
        return paper.pdf(TEMPLATES / "highlights.typ", fitted, dated=as_at)
    made = BytesIO()
    write_highlights(fitted, made)
    return made.getvalue()


def two_pages(content: Mapping[str, Any]) -> dict[str, Any]:
    """The highlights with as much as two pages hold; what is left out is counted on them."""
    for most in TRIED:
        data = printing.highlights(content, most=most)
        if paper.pages(TEMPLATES / "highlights.typ", data) <= 2:
            return data
    return data
