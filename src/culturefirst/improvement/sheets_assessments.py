"""What was agreed as rows: for CSV and for a workbook of two sheets."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from culturefirst.improvement.models import Assessment
from culturefirst.improvement.queries.results import Result
from culturefirst.kit.downloads import safe

STILL = datetime(2000, 1, 1)  # the same bytes for the same rows
HEADS = (
    "Theme", "Key", "Criterion", "Level", "Level in words", "Applies", "Agreed on", "Evidence",
    "Reason", "Strengths", "Areas for improvement",
)  # fmt: skip
THEMES = ("Theme", "Sum of weight × level", "Sum of weights", "Score", "Scored", "In scope")


def rows(assessment: Assessment, found: Result) -> Iterator[tuple[Any, ...]]:
    """A row a criterion, in the framework's order."""
    for theme in found.themes:
        for line in theme.lines:
            row = line.judgement
            head = (theme.theme.title, line.criterion.key, line.criterion.title)
            if row is None:
                yield (*head, None, "", "", None, "", "", "", "")
                continue
            applies = "yes" if row.applies else "does not apply"
            shown = "yes" if line.shown else "no"
            yield (
                *head, row.value, line.level, applies, row.agreed_on, shown, row.why,
                row.strengths, row.areas,
            )  # fmt: skip


def themes(found: Result) -> Iterator[tuple[Any, ...]]:
    """A row a theme and one for the whole, each score in its parts."""
    for name, score in [*((each.theme.title, each.score) for each in found.themes),
                        ("The whole", found.score)]:  # fmt: skip
        parts = (float(score.numerator), float(score.denominator), score.value)
        yield (name, *parts, score.scored, score.items)


def workbook(assessment: Assessment, found: Result) -> bytes:
    """Numbers as numbers and all else as text, so that none is a formula."""
    from xlsxwriter import Workbook  # a heavy import, needed only here

    made = BytesIO()
    book = Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": assessment.title[:255], "created": STILL})
    bold, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": 1})
    for name, heads, lines in (
        ("Criteria", HEADS, rows(assessment, found)),
        ("Themes", THEMES, themes(found)),
    ):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heads) - 1, 24)
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head, bold)
        for number, line in enumerate(lines, 1):
            for place, cell in enumerate(line):
                told = safe(cell)
                if isinstance(told, int | float):
                    sheet.write_number(number, place, told)
                else:
                    sheet.write_string(number, place, str(told), wrapped)
    book.close()
    return made.getvalue()
