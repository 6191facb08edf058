"""Small papers of the groups, made when the story is told: Word and PDF, the same each time."""

import io
import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from culturefirst.kit import paper
from culturefirst.kit.uploads import Upload, checked

TEMPLATE = Path(__file__).parent / "data" / "paper.typ"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # what a zip file says where nobody should be told a time


def made(row: dict[str, str]) -> Upload:
    """The paper of a row of ``data/papers.csv``; ``|`` begins a line."""
    lines = [line for line in row["text"].split("|") if line]
    content = (
        _word(row["title"], lines)
        if row["form"] == "word"
        else paper.pdf(
            TEMPLATE,
            {"title": row["title"], "lines": lines},
            dated=date.fromisoformat(row["day"]),
        )
    )
    return checked(row["name"], content)


def _word(title: str, lines: list[str]) -> bytes:
    """The least that is a Word document."""
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in (title, *lines)
    )
    parts = {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
        ),
        "_rels/.rels": (
            f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="main" Type="{OFFICE}" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": (
            f'{HEAD}<w:document xmlns:w="{WORDS}"><w:body>{paragraphs}</w:body></w:document>'
        ),
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), text.encode())
    return target.getvalue()
