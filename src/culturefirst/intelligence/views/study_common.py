"""What the pages of studies share: finding one, its run, and a page that asks one thing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from culturefirst.intelligence.models import Scenario, Study, StudyRun
from culturefirst.intelligence.policy.studies import keep_study, make_studies
from culturefirst.intelligence.queries import studies as queries
from culturefirst.intelligence.studying.told import Told
from culturefirst.kit.deeds import Deed


def seen_study(request: HttpRequest, pk: int) -> Study:
    """The study, if this person may see it; else 404, as for one that is not there."""
    found: Study = get_object_or_404(queries.studies(request.user), pk=pk)
    return found


def kept_study(request: HttpRequest, pk: int) -> Study:
    """The study, for whoever may change it."""
    found = seen_study(request, pk)
    keep_study.require(request.user, found)
    return found


def tried_study(request: HttpRequest, pk: int) -> tuple[Study, StudyRun]:
    """The study and its last run, for whoever may ask what would change."""
    found = seen_study(request, pk)
    make_studies.require(request.user, found)
    return found, run_of(request, found)


def run_of(request: HttpRequest, study: Study) -> StudyRun:
    """What came of a study last; 404 where it was never worked out."""
    run = queries.last_run(study, request.user)
    if run is None:
        raise Http404
    return run


def seen_scenario(request: HttpRequest, pk: int) -> Scenario:
    """A kept scenario, if this person may see its study."""
    found: Scenario = get_object_or_404(queries.scenarios(request.user), pk=pk)
    return found


def told_of(run: StudyRun) -> Told:
    """A run with all that is told of it."""
    return Told(queries.inputs_of(run), queries.results_of(run))


def study_page(study: Any) -> str:
    return reverse("study", args=[study.pk])


def study_deed(found: Study, title: str, button: str, done: str, lede: str = "") -> Deed:
    """A page that asks one thing of a study."""
    return Deed(title, button, done, study_page(found), found.title, lede=lede)


def do(request: HttpRequest, pk: int, action: Callable[..., Any], said: str) -> HttpResponse:
    """Do something to a study that asks nothing, for whoever may change it."""
    found = kept_study(request, pk)
    action(by=request.user, study=found)
    messages.success(request, said)
    return redirect(study_page(found))
