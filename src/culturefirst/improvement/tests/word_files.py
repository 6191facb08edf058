"""Word records for tests: made, filled in, and what they may say."""

from django.core.files.uploadedfile import SimpleUploadedFile

from culturefirst.improvement.records import word_out
from culturefirst.improvement.records.paper import (
    OF_JUDGEMENT,
)
from culturefirst.improvement.records.understood import Asking

LEVELS = {"Poor": 1, "Fair": 2, "Good": 3, "Excellent": 4}
ASKING = Asking("assessment 1", OF_JUDGEMENT, {"1-1": "One", "1-2": "Two"}, LEVELS, longest=5000)


def tables(**rows):
    told = [[name.replace("_", " "), text] for name, text in rows.items()]
    return [[["Record", "assessment 1"]], told]


def word_file(made: bytes, name: str = "record.docx"):
    return SimpleUploadedFile(name, made)


def fill(paper, **by_key):
    """The paper as somebody filled it in, with the marks of what it was taken from."""
    from docx import Document

    from culturefirst.improvement.records.paper import LABELS, NEW_EVIDENCE

    made = word_out.write(paper)
    from io import BytesIO

    file = Document(BytesIO(made))
    for table in file.tables:
        rows = {row.cells[0].text: row.cells[1] for row in table.rows}
        key = rows["Criterion"].text if "Criterion" in rows else ""
        for name, text in by_key.get(key.replace("-", "_"), {}).items():
            rows[LABELS.get(name, NEW_EVIDENCE)].text = text
    out = BytesIO()
    file.save(out)
    return out.getvalue()
