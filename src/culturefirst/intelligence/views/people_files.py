"""Bringing areas and people: choose a file, say what it holds, see what would happen, import."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from culturefirst.intelligence import actions
from culturefirst.intelligence.bringing.columns import OWN
from culturefirst.intelligence.bringing.examples import EXAMPLES
from culturefirst.intelligence.bringing.reading import rows_of
from culturefirst.intelligence.forms.people import ChoiceForm, PeopleFileForm, first_choice
from culturefirst.intelligence.models import PeopleFile
from culturefirst.kit.deeds import sent
from culturefirst.kit.downloads import attachment
from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.jobs.aside import seen
from culturefirst.kit.urls import changes

State, What = PeopleFile.State, PeopleFile.What


@changes
def bring(request: HttpRequest) -> HttpResponse:
    """Choose a file and what it holds; its columns are guessed."""
    initial = {"what": request.GET.get("what", "")}
    form = PeopleFileForm(sent(request), request.FILES or None, initial=initial)
    if request.method == "POST":
        brought = act_on(form, lambda what, file: _brought(request.user, what, file))
        if brought is not None:
            return redirect("people_file", brought.pk)
    waiting = PeopleFile.objects.visible_to(request.user).filter(state=State.DRAFT)
    context = {
        "form": form,
        "waiting": waiting.defer("content", "found")[:10],
        "kinds": [(What(key), key, OWN[key]) for key in What.values],
    }
    status = 422 if form.errors else 200
    return render(request, "intelligence/people/bring.html", context, status=status)


def _brought(by: Any, what: str, upload: Any) -> PeopleFile:
    import zlib

    content = upload.read()
    # Read as it will be read later, from what is kept.
    trial = PeopleFile(what=what, name=upload.name, content=zlib.compress(content, 1))
    rows = rows_of(trial)
    return actions.bring_people_file(
        by=by, what=what, name=upload.name, content=content, rows=rows,
        choice=first_choice(what, upload.name, rows.heads),
    )  # fmt: skip


@acts_once
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file holds, what an import would do, and what stands in its way."""
    rows = PeopleFile.objects.visible_to(request.user).select_related("job").defer("content")
    found = get_object_or_404(rows, pk=pk)
    if found.state == State.IMPORTED:
        return render(request, "intelligence/people/imported.html", {"file": found})
    form = ChoiceForm(
        request.POST if "look" in request.POST else None,
        initial=ChoiceForm.held(found), file=found, user=request.user,
    )  # fmt: skip
    refusal = ""
    if request.method == "POST":
        try:
            if "look" not in request.POST:
                agreed = request.POST.get("agreed", "")[:64]
                asked = actions.ask_to_import_people(by=request.user, file=found, agreed=agreed)
                return redirect("job", asked.job_id)
            if form.is_valid():
                actions.choose_in_people_file(
                    by=request.user, file=found, rows=rows_of(found), choice=form.choice
                )
                return redirect("people_file", found.pk)
        except (NotAllowed, Conflict):
            raise
        except DomainError as fault:
            refusal = str(fault)
    job = seen(found.job) if found.job else None
    context = {"file": found, "form": form, "found": found.found, "refusal": refusal, "job": job}
    status = 422 if refusal or form.errors else 200
    return render(request, "intelligence/people/file.html", context, status=status)


@changes
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a file that is not to be imported."""
    found = get_object_or_404(PeopleFile.objects.visible_to(request.user), pk=pk)
    actions.drop_people_file(by=request.user, file=found)
    messages.success(request, "The file is dropped.")
    return redirect("people_bring")


def example(request: HttpRequest, what: str) -> HttpResponse:
    """A small file of an invented country, to be looked at and written over."""
    if what not in EXAMPLES:
        raise Http404
    path = EXAMPLES[what]
    media = "application/geo+json" if path.suffix == ".geojson" else "text/csv; charset=utf-8"
    return attachment(path.read_bytes(), path.name, media)
