"""The programme as it stands, as people want it: Word, PDF, Excel, CSV, JSON, highlights."""

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from culturefirst.kit import wording
from culturefirst.kit.downloads import attachment
from culturefirst.programme.models import WorkProgramme
from culturefirst.programme.queries import as_document
from culturefirst.programme.reading.document import Document
from culturefirst.programme.reports.content import content, headlines
from culturefirst.programme.reports.freezing import report_view
from culturefirst.programme.reports.rendering import PRINTS, WORD, render
from culturefirst.programme.views import day
from culturefirst.programme.views.common import seen
from culturefirst.programme.writing.csv_file import write_csv
from culturefirst.programme.writing.excel import write_excel
from culturefirst.programme.writing.json_file import write_json
from culturefirst.programme.writing.word import write_word

Write = Callable[[Document, BinaryIO], None]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCUMENTS: dict[str, tuple[Write, str, str]] = {
    "word": (write_word, "docx", WORD),
    "excel": (write_excel, "xlsx", EXCEL),
    "csv": (write_csv, "csv", "text/csv; charset=utf-8"),
    "json": (write_json, "json", "application/json"),
}
PAPERS = ("pdf", "highlights-pdf", "highlights-word")


@require_safe
def programme_download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The programme in one form; papers stand as at the day in ``?as_at=``."""
    work_programme = seen(request, WorkProgramme, pk)
    as_at = day.asked(request).day
    if form in DOCUMENTS:
        return _document(work_programme, form)
    if form not in PAPERS:
        raise Http404
    made = PRINTS[form]
    highlights = ", highlight report" if form.startswith("highlights") else ""
    name = f"{work_programme.title}{highlights}, {wording.day(as_at)}.{made.ending}"
    live = content(report_view(work_programme, as_at), headlines(as_at))
    return attachment(render(live, form), name, made.media_type)


def _document(work_programme: WorkProgramme, form: str) -> HttpResponse:
    write, ending, media_type = DOCUMENTS[form]
    made = BytesIO()
    write(as_document(work_programme), made)
    return attachment(made.getvalue(), f"{work_programme.title}.{ending}", media_type)
