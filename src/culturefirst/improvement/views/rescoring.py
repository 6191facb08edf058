"""What changed since an assessment was made before, and beginning another."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from culturefirst.improvement import actions
from culturefirst.improvement.forms.plans import AgainForm
from culturefirst.improvement.models import Assessment
from culturefirst.improvement.policy import begin_assessment
from culturefirst.improvement.queries import rescoring as queries
from culturefirst.improvement.rules_change import Change, change
from culturefirst.kit.deeds import Deed, answer, sent
from culturefirst.kit.idempotency import acts_once
from culturefirst.kit.tables import Column, Table
from culturefirst.kit.wording import day, figure


def rescoring(request: HttpRequest, pk: int) -> HttpResponse:
    """An agreed assessment beside an earlier one of the same body: the one it follows, or any."""
    rows = Assessment.objects.visible_to(request.user).select_related("organisation", "framework")
    after: Assessment = get_object_or_404(rows, pk=pk, agreed_on__isnull=False)
    choices = list(queries.earlier(after, request.user))
    before = _before(request, after, choices)
    if before is None:
        context: dict[str, Any] = {"after": after}
        return render(request, "improvement/plans/rescoring_none.html", context)
    found = queries.beside(before, after, request.user)
    table = _table(found, request)
    if (download := table.response()) is not None:
        return download
    changed = change(each.pair for each in found)
    context = {
        "after": after,
        "before": before,
        "choices": choices,
        "change": changed,
        "said": in_words(changed),
        "found": found,
        "table": table,
        "same_version": before.framework_id == after.framework_id,
    }
    return render(request, "improvement/plans/rescoring.html", context)


@acts_once
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a self-assessment that follows an agreed one, against the latest version."""
    user = request.user
    rows = Assessment.objects.visible_to(user).select_related("organisation", "framework")
    found: Assessment = get_object_or_404(rows, pk=pk, agreed_on__isnull=False)
    begin_assessment.require(user, found.organisation)
    initial = {"title": f"{found.title}, again"[:200], "framework": queries.latest_of(found)}
    form = AgainForm(sent(request), initial=initial, versions=queries.versions_after(found))
    deed = Deed(
        "Assess yourselves again",
        "Begin it",
        "It is begun, and you lead it. Here is what can be taken over; then say its scope.",
        reverse("plans"),
        "Improvement plans",
        lede=f"It follows {found.title}, agreed on {day(found.agreed_on)}: once it is agreed, what "
        "changed is shown criterion by criterion.",
    )

    def run(**said: Any) -> Assessment:
        return actions.begin_assessment(
            by=user, organisation=found.organisation, follows=found, **said
        )

    return answer(request, form, run, deed, to=_carry_over)


def _carry_over(made: Assessment) -> str:
    return reverse("assessment_carry", args=[made.pk])


def in_words(changed: Change) -> str:
    """By how much the score rose or fell, in a sentence."""
    if changed.by is None:
        return "Nothing was scored both times, so there is no change to tell."
    by = float(changed.by)
    if by == 0:
        return "The score is the same."
    return f"The score {'rose' if by > 0 else 'fell'} by {figure(abs(by))} of a level."


def _before(
    request: HttpRequest, after: Assessment, choices: list[Assessment]
) -> Assessment | None:
    asked = request.GET.get("with", "")
    if asked:
        chosen = next((each for each in choices if str(each.pk) == asked), None)
        if chosen is None:
            raise Http404
        return chosen
    followed = next((each for each in choices if each.pk == after.follows_id), None)
    return followed or (choices[0] if choices else None)


def _table(found: list[queries.Beside], request: HttpRequest) -> Table:
    return Table(
        columns=[
            Column("title", "Criterion", "pair.title"),
            Column("before", "Before", sort=True),
            Column("after", "After", sort=True),
            Column("change", "Change", "word", sort=True, plain="pair.change"),
            Column("notes", "To be read with it", _notes),
            Column("actions", "What was done", _actions),
        ],
        rows=found,
        request=request,
        name="what-changed",
        label="What changed",
        per_page=500,
    )


def _notes(it: queries.Beside) -> str | None:
    later = it.pair.after
    if later is None:
        return None
    said = ["carried over"] if later.carried else []
    if later.hollow and later.value is not None:
        said.append("without evidence")
    return ", ".join(said) or None


def _actions(it: queries.Beside) -> str | None:
    told = (f"{each.title} ({each.get_state_display().lower()})" for each in it.actions)
    return "; ".join(told) or None
