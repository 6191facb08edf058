"""How members write case studies: what one wrote, the form, and what becomes of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from culturefirst.kit.changes import Words
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.forms import act_on
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.pagination import paged
from culturefirst.kit.starts import Start, start
from culturefirst.kit.urls import changes
from culturefirst.library import actions, drafts, showing
from culturefirst.library.models import CaseStudyPage
from culturefirst.library.policy import publish, write_case_study
from culturefirst.library.writing_forms import (
    AcceptForm,
    BeginForm,
    CaseStudyForm,
    PutPictureForm,
    SeenForm,
    SendBackForm,
    begun_from,
    fitted,
)

A_PAGE = 20
WORDS = Words({"done": "What was done", "serves": "Activity of the work programme"})


def writing(request: HttpRequest) -> HttpResponse:
    """What this person wrote, each with where it stands."""
    found = paged(drafts.mine(request.user), request.GET.get("page"), A_PAGE)
    stand = drafts.standings(found)
    context = {"page": found, "rows": [(page, stand[page.pk]) for page in found]}
    return render(request, "library/writing.html", context)


@acts_once
def new(request: HttpRequest) -> HttpResponse:
    """The form, empty or filled from what it grows out of; the first draft is kept from it."""
    begun = _start(request)
    kind = fitted(BeginForm, request.user, start=begun)
    if request.method != "POST":
        held = begun_from(begun) | {"grown": request.GET.get("from", "")}
        return _begin(request, kind(initial=held), begun)
    form = kind(request.POST, initial={"seen": 0})

    def run(grown: str, seen: int, **given: Any) -> CaseStudyPage:
        return actions.begin_case_study(by=request.user, changes=given, start=begun)

    made = act_on(form, run)
    if made is None:
        return _begin(request, form, begun, status=422)
    messages.success(request, "Your draft is kept. Nobody but you and the team can read it.")
    return redirect("written", made.pk)


def written(request: HttpRequest, pk: int) -> HttpResponse:
    """A case study on its way: how it will look, where it stands, what one may do."""
    return _page(request, _seen(request, pk))


@changes
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Write on."""
    page = _own(request, pk)
    draft = drafts.draft_of(page)
    kind: type[CaseStudyForm] = fitted(CaseStudyForm, request.user, draft)
    sent = request.POST if request.method == "POST" else None

    def save(changes: dict[str, Any], seen: int) -> CaseStudyPage:
        return actions.save_case_study(by=request.user, page=page, changes=changes, seen=seen)

    return edited(
        request,
        draft,
        kind.for_record(draft, sent),
        EditPage(
            title="Write your case study",
            words=WORDS,
            cancel=reverse("written", args=[page.pk]),
            save=save,
            done=lambda _: "Your draft is kept.",
            lede="Save as often as you like: it need not be complete.",
            afresh=lambda: drafts.draft_of(_own(request, pk)),
        ),
    )


@acts_once
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the team to publish it."""
    page = _own(request, pk)

    def run(seen: int) -> CaseStudyPage:
        return actions.hand_in_case_study(by=request.user, page=page, seen=seen)

    said = "It is handed in. You get a letter once somebody has looked at it."
    return _done(request, page, "hand_in", run, said)


@acts_once
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Write on at what waits."""
    if request.method != "POST":
        return redirect("written", pk)
    actions.take_back_case_study(by=request.user, page=_own(request, pk))
    messages.success(request, "You have it back. Hand it in again when it is right.")
    return redirect("written_change", pk)


@acts_once
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away, once somebody said so twice."""
    page = _own(request, pk)
    if request.method != "POST":
        return render(request, "library/written_discard.html", {"page": page})
    actions.discard_case_study(by=request.user, page=page)
    messages.success(request, f"“{page.draft_title}” is thrown away.")
    return redirect("writing")


@acts_once
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a picture in."""
    page = _own(request, pk)
    sent = request.method == "POST"
    form = PutPictureForm(request.POST, request.FILES) if sent else PutPictureForm()

    def run(**given: Any) -> CaseStudyPage:
        return actions.put_picture(by=request.user, page=page, **given)

    if sent and act_on(form, run) is not None:
        messages.success(request, "The picture is in.")
        return redirect("written", pk)
    context = {"page": page, "form": form}
    status = 422 if form.errors else 200
    return render(request, "library/written_picture.html", context, status=status)


@acts_once
def picture_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the picture out."""
    if request.method != "POST":
        return redirect("written", pk)
    actions.take_picture_out(by=request.user, page=_own(request, pk))
    messages.success(request, "The picture is out.")
    return redirect("written", pk)


@acts_once
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish what was handed in."""
    page = _to_answer(request, pk)

    def run(**given: Any) -> CaseStudyPage:
        return actions.accept_case_study(by=request.user, page=page, **given)

    return _done(request, page, "accept", run, "It is published. Whoever wrote it gets a letter.")


@acts_once
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give back what was handed in, with what is to change."""
    page = _to_answer(request, pk)

    def run(**given: Any) -> CaseStudyPage:
        return actions.send_back_case_study(by=request.user, page=page, **given)

    return _done(request, page, "send_back", run, "It is sent back, with your words, by letter.")


FORMS: dict[str, Any] = {"hand_in": SeenForm, "accept": AcceptForm, "send_back": SendBackForm}


def _done(
    request: HttpRequest, page: CaseStudyPage, asked: str, run: Callable[..., Any], said: str
) -> HttpResponse:
    """Do what one of the page's forms asks, and show the page; with the fault where it failed."""
    if request.method != "POST":
        return redirect("written", page.pk)
    form = FORMS[asked](request.POST, auto_id=f"{asked}_%s")
    if act_on(form, run) is None:
        return _page(request, page, {asked: form}, status=422)
    messages.success(request, said)
    return redirect("written", page.pk)


def _page(
    request: HttpRequest, page: CaseStudyPage, faulty: Any = None, status: int = 200
) -> HttpResponse:
    faulty = faulty or {}
    forms = {
        name: faulty.get(name) or kind(initial={"seen": page.latest_revision_id},
                                       auto_id=f"{name}_%s")
        for name, kind in FORMS.items()
    }  # fmt: skip
    context = showing.written(page, request) | forms | {"faulty": next(iter(faulty.values()), None)}
    return render(request, "library/written.html", context, status=status)


def _begin(request: HttpRequest, form: Any, begun: Start | None, status: int = 200) -> HttpResponse:
    context = {"form": form, "start": begun}
    return render(request, "library/writing_new.html", context, status=status)


def _start(request: HttpRequest) -> Start | None:
    """What the case study grows out of; 404 where it is not there, or not this person's to know."""
    asked = request.POST.get("grown", "") or request.GET.get("from", "")
    found = start(request.user, asked) if asked else None
    if asked and found is None:
        raise Http404
    return found


def _seen(request: HttpRequest, pk: int) -> CaseStudyPage:
    found: CaseStudyPage = get_object_or_404(drafts.readable(request.user), pk=pk)
    return found


def _own(request: HttpRequest, pk: int) -> CaseStudyPage:
    """The case study, for whoever wrote it; 404 where it is not theirs to know of."""
    found = _seen(request, pk)
    write_case_study.require(request.user, found)
    return found


def _to_answer(request: HttpRequest, pk: int) -> CaseStudyPage:
    """The case study, for whoever publishes."""
    found = _seen(request, pk)
    publish.require(request.user, found)
    return found
