"""People who are here twice: found, told apart, merged, and put back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from culturefirst.kit import clock
from culturefirst.kit.errors import DomainError
from culturefirst.kit.forms import act_on
from culturefirst.network import actions
from culturefirst.network.forms.merging import MergeForm
from culturefirst.network.forms.posts import SureForm
from culturefirst.network.looking import looked
from culturefirst.network.models import Merge, NotTheSame, Person
from culturefirst.network.queries.duplicates import looked_for
from culturefirst.network.queries.merging import moving, standing_merges
from culturefirst.network.queries.people import posts_held
from culturefirst.network.queries.posts import found_people

LATELY = 20
DETAILS = "Address and telephone number, to merge two records"


def duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs of people who seem to be one, and why."""
    found = looked_for(Person.objects.visible_to(request.user))
    context = {"found": found, "lately": standing_merges()[:LATELY]}
    return render(request, "network/duplicates.html", context)


@require_POST
def duplicate_not(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two people who are not the same, whatever they look like."""
    first, second = _seen(request, pk), _seen(request, other)

    def run() -> NotTheSame:
        return actions.tell_apart(by=request.user, one=first, other=second)

    form = SureForm(request.POST)
    if act_on(form, run) is None:
        raise DomainError(form.non_field_errors().as_text())
    messages.success(request, f"{first} and {second} are two people: nobody is asked again.")
    return redirect("duplicates")


def person_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the other record of somebody."""
    person = _seen(request, pk)
    words = request.GET.get("words", person.name)[:200]
    found = found_people(request.user, words, on=clock.today())
    others = [other for other in found if other.pk != person.pk]
    context = {"person": person, "words": words, "others": others}
    return render(request, "network/person_merge.html", context)


def merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Look at both records, choose what is kept, see what moves, and merge."""
    kept, merged = _seen(request, pk), _seen(request, other)
    form = MergeForm(request.POST if request.method == "POST" else None, kept, merged)

    def run(**chosen: Any) -> Merge:
        return actions.merge_people(
            by=request.user, kept=kept, merged=merged, taken=form.taken, apart=form.apart
        )

    if form.is_bound and (made := act_on(form, run)) is not None:
        undo = reverse("merge_undo", args=[made.pk])
        done = format_html('The two records are one now. <a href="{}">Undo</a>', undo)
        messages.success(request, done)
        return redirect("person", kept.pk)
    looked(request.user, [kept, merged], DETAILS)
    context = {
        "kept": kept,
        "merged": merged,
        "posts": [(person, posts_held(person, request.user)) for person in (kept, merged)],
        "form": form,
        "moving": moving(kept, merged, form.apart),
        "both_accounts": hasattr(kept, "account") and hasattr(merged, "account"),
    }
    return render(request, "network/merge.html", context, status=422 if form.errors else 200)


def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put both records back as they were."""
    found = get_object_or_404(standing_merges(), pk=pk)
    form = SureForm(request.POST if request.method == "POST" else None)

    def run() -> Merge:
        return actions.undo_merge(by=request.user, merge=found)

    if form.is_bound and act_on(form, run) is not None:
        messages.success(request, "Both records stand as before.")
        return redirect("person", found.merged_id)
    context = {"merge": found, "form": form}
    return render(request, "network/merge_undo.html", context, status=422 if form.errors else 200)


def _seen(request: HttpRequest, pk: int) -> Person:
    found: Person = get_object_or_404(
        Person.objects.visible_to(request.user).select_related("account"), pk=pk
    )
    return found
