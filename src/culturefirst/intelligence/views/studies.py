"""Studies: the list, making one, changing it, having it worked out, letting all read it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from culturefirst.intelligence import actions
from culturefirst.intelligence.forms.studies import EditStudyForm, StudyForm
from culturefirst.intelligence.policy.studies import make_studies
from culturefirst.intelligence.queries import askings as askings_queries
from culturefirst.intelligence.queries import studies as queries
from culturefirst.intelligence.queries.study_choices import choices, missing
from culturefirst.intelligence.views.study_common import do, kept_study, study_deed, study_page
from culturefirst.kit import clock
from culturefirst.kit.changes import Words
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.forms import Form
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.pagination import paged
from culturefirst.kit.urls import changes

A_PAGE = 20
WORDS = Words(labels={"limit": "Farthest way, in metres", "day": "Places as at"})
WORKED = "It is being worked out. You can leave this page; it is told here once it is done."


def studies(request: HttpRequest) -> HttpResponse:
    """Those that one may see, the newest first."""
    page = paged(queries.studies(request.user), request.GET.get("page"), A_PAGE)
    context = {
        "page": page,
        "askings": askings_queries.askings(request.user)[:A_PAGE],
        "may_make": make_studies.allows(request.user),
    }
    return render(request, "intelligence/studies/studies.html", context)


@acts_once
def new(request: HttpRequest) -> HttpResponse:
    """Make a study and have it worked out."""
    user = request.user
    found = choices(user)
    deed = Deed("Make a study", "Work it out", WORKED, reverse("studies"), "Studies")
    if lacking := missing(found):
        context = {"deed": deed, "lacking": lacking}
        return render(request, "intelligence/studies/nothing.html", context)
    form = StudyForm(sent(request), initial={"day": clock.today()}, choices=found)

    def run(**given: Any) -> Any:
        made = actions.make_study(by=user, **form.said(given))
        return actions.ask_study(by=user, study=made)

    return answer(request, form, run, deed, to=study_page)


@changes
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what it asks; it is then to be worked out afresh."""
    found, user = kept_study(request, pk), request.user
    form = EditStudyForm(sent(request), initial=EditStudyForm.held(found), choices=choices(user))
    page = EditPage(
        title="Change this study",
        words=WORDS,
        cancel=study_page(found),
        lede="Figures stay as they are until it is worked out afresh.",
        save=lambda said, version: actions.edit_study(
            by=user, study=found, changes=form.said(said), seen=version
        ),
        done=lambda saved: "Saved. Have it worked out afresh to see what it comes to.",
    )
    return edited(request, found, form, page)


@changes
def work_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it worked out: to the page of the job, which shows how far it is."""
    found = kept_study(request, pk)
    if request.method != "POST":
        return redirect(study_page(found))
    asked = actions.ask_study(by=request.user, study=found)
    messages.success(request, WORKED)
    return HttpResponseRedirect(study_page(asked))


@changes
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Let all read it."""
    if request.method != "POST":
        return redirect(study_page(kept_study(request, pk)))
    return do(request, pk, actions.publish_study, "Published: everybody may read it.")


@changes
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it a draft again."""
    if request.method != "POST":
        return redirect(study_page(kept_study(request, pk)))
    return do(request, pk, actions.take_back_study, "It is a draft again.")


@acts_once
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft away, with all that came of it."""
    found = kept_study(request, pk)
    deed = study_deed(
        found,
        "Remove this study?",
        "Remove it",
        "The study is removed.",
        "All that came of it, and its scenarios, go with it.",
    )
    form = Form(sent(request))
    run = lambda: actions.remove_study(by=request.user, study=found)  # noqa: E731
    return answer(request, form, run, deed, to=lambda _: reverse("studies"))
