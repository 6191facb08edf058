"""A study to take away: Word, PDF, Excel, each with what the pages show."""

from django.http import Http404, HttpRequest, HttpResponse

from culturefirst.intelligence import study_papers
from culturefirst.intelligence.studying import drawing
from culturefirst.intelligence.views.study_common import run_of, seen_study, told_of
from culturefirst.intelligence.views.study_ground import Ground
from culturefirst.kit import wording
from culturefirst.kit.downloads import attachment

OFFICE = "application/vnd.openxmlformats-officedocument."
FORMS = {
    "word": (study_papers.word, "docx", f"{OFFICE}wordprocessingml.document"),
    "excel": (study_papers.excel, "xlsx", f"{OFFICE}spreadsheetml.sheet"),
    "pdf": (study_papers.pdf, "pdf", "application/pdf"),
}


def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The whole report in one form, for whoever may read the study."""
    found = seen_study(request, pk)
    if form not in FORMS:
        raise Http404
    run = run_of(request, found)
    told = told_of(run)
    write, ending, media_type = FORMS[form]
    picture = ""
    if form == "pdf":
        ground = Ground.of(found, told.inputs)
        spots = drawing.places(told.inputs, told.results.place["used"])
        made = drawing.drawn(
            told.inputs,
            told.results.area,
            ground.outlines,
            spots,
            "Unmet demand",
            paper=True,
            bounds=ground.bounds,
        )
        picture = str(made.svg)
    name = f"{found.title}, {wording.day(run.made_on)}"
    return attachment(write(found, run, told, picture), f"{name}.{ending}", media_type)
