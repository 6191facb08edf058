"""A plan to take away: Word, Excel, CSV, PDF, as at the day in ``?as_at=``."""

from django.http import Http404, HttpRequest, HttpResponse

from culturefirst.improvement import plan_papers
from culturefirst.improvement.plan_tables import in_files
from culturefirst.improvement.queries import plans as queries
from culturefirst.improvement.views.plan_common import seen_plan
from culturefirst.kit import as_at, wording
from culturefirst.kit.downloads import attachment, csv_file

OFFICE = "application/vnd.openxmlformats-officedocument."
FORMS = {
    "word": (plan_papers.word, "docx", f"{OFFICE}wordprocessingml.document"),
    "excel": (plan_papers.excel, "xlsx", f"{OFFICE}spreadsheetml.sheet"),
    "pdf": (plan_papers.pdf, "pdf", "application/pdf"),
}


def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The whole plan in one form, for whoever may read it."""
    found, day = seen_plan(request, pk), as_at.asked(request).day
    board = queries.board(found, request.user, day)
    name = f"{found.title}, {wording.day(day)}"
    if form == "csv":
        columns = in_files()
        rows = ([column.exported(line) for column in columns] for line in board.lines)
        return csv_file(name, [column.title for column in columns], rows)
    if form not in FORMS:
        raise Http404
    write, ending, media_type = FORMS[form]
    return attachment(write(found, board), f"{name}.{ending}", media_type)
