"""One section of a body's figures: saved as each is given, or all at once, as far as they go."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.figures.core import Section
from culturefirst.improvement.figures.saying import Said
from culturefirst.improvement.forms.figure_section import SectionForm
from culturefirst.improvement.models import Return
from culturefirst.improvement.queries import returns as queries
from culturefirst.improvement.views.figure_common import own_return, page_of
from culturefirst.kit import clock
from culturefirst.kit.changes import Words
from culturefirst.kit.deeds import sent
from culturefirst.kit.editing import EditPage, edited
from culturefirst.kit.errors import Conflict, DomainError
from culturefirst.kit.urls import changes


@changes
def section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One section's figures, and why they are so where a check asks."""
    found = own_return(request, pk)
    here, onward = _section(found, key)
    if request.method == "POST" and "none" in request.POST:
        return _none_of_it(request, found, here)
    form = SectionForm.of(found, here, queries.flags_of(found), sent(request))

    def save(given: dict[str, Any], version: int) -> Return:
        try:
            return _saved(request, found, form, given)
        except Conflict:
            # Left for the button, a figure is being saved by itself just now: look once more.
            return _saved(request, own_return(request, pk), form, given)

    def to(saved: Return) -> str:
        # What a check flags now is asked beside the figure before one goes on.
        if _bare(saved, here):
            messages.warning(request, "Something here needs a reason before it can be sent.")
            return request.path
        return onward if onward and "next" in request.POST else page_of(saved)

    page = EditPage(
        title=here.title,
        words=Words(),
        cancel=page_of(found),
        save=save,
        to=to,
        lede=here.says,
        afresh=lambda: own_return(request, pk),
    )
    answered = edited(request, found, form, page)
    if answered.status_code not in (200, 422):
        return answered
    context = {
        "return": found,
        "section": here,
        "form": form,
        "last": not onward,
        "takes_returns": found.collection.takes_returns(clock.today()),
    }
    return render(request, "improvement/figures/section.html", context, status=answered.status_code)


@changes
@require_POST
def save_section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Keep what was given while the page stays open, without what is wrong or overtaken.

    A line of words comes back, and what the page is to take for saved from now on.
    """
    found = own_return(request, pk)
    here, _ = _section(found, key)
    form = SectionForm.of(found, here, queries.flags_of(found), request.POST)
    form.is_valid()
    given = form.sound
    late = [name for name in given if form.overtaken(found, name)]
    kept = {name: said for name, said in given.items() if name not in late}
    context: dict[str, Any] = {
        "wrong": [(form.fields[name].label, form.errors[name]) for name in form.errors],
        "late": [form.fields[name].label for name in late],
    }
    try:
        saved = _saved(request, found, form, kept) if kept else found
    except (Conflict, DomainError) as refusal:
        context["refused"] = str(refusal)
    else:
        context |= {
            "at": timezone.localtime(clock.now()) if kept else None,
            "version": saved.version,
            "held": [(form[name], said) for name, said in kept.items()],
            "bare": _bare(saved, here),
        }
    return render(request, "improvement/figures/_saved.html", context)


def _section(found: Return, key: str) -> tuple[Section, str]:
    """The section of a key, and where the one after it is."""
    sections = list(found.collection.figures.sections)
    for here, after in zip(sections, [*sections[1:], None], strict=True):
        if here.key == key:
            onward = reverse("figures_section", args=[found.pk, after.key]) if after else ""
            return here, onward
    raise Http404


def _saved(request: HttpRequest, found: Return, form: SectionForm, given: dict[str, Any]) -> Return:
    """Two who give different figures are in nobody's way, whichever version they saw."""
    if any(form.overtaken(found, name) for name in given):
        raise Conflict({}, given)
    deed = form.deed(given)
    return actions.save_figures(by=request.user, found=found, seen=found.version, **deed)


def _bare(saved: Return, here: Section) -> bool:
    """Whether something of the section is flagged that has no reason yet."""
    keys = {item.key for item in here.items}
    return any(
        flag.at in keys and flag.key not in saved.reasons for flag in queries.flags_of(saved)
    )


def _none_of_it(request: HttpRequest, found: Return, here: Section) -> HttpResponse:
    """That a service is not theirs; a number that is there stays, as somebody gave it."""
    answers: dict[str, Said | None] = {
        item.key: Said("none") for item in here.items if found.values.get(item.key) is None
    }
    actions.save_figures(by=request.user, found=found, answers=answers)
    messages.success(request, f"{here.title}: noted of what was empty that it does not apply.")
    return redirect(page_of(found))
