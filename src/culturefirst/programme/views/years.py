"""A programme's own life: a new one from last year's, and making a draft the current one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from culturefirst.kit import clock
from culturefirst.kit.forms import act_on
from culturefirst.programme import actions
from culturefirst.programme.forms.years import NextYearForm
from culturefirst.programme.models import WorkProgramme
from culturefirst.programme.policy import edit_programme
from culturefirst.programme.queries import ProgrammeView, current, programme_view
from culturefirst.programme.views.common import place, seen, sent


def next_year(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose next year's programme from this one's."""
    work_programme = seen(request, WorkProgramme, pk)
    edit_programme.require(request.user, work_programme)
    view = programme_view(work_programme, as_at=clock.today())
    form = NextYearForm(sent(request), view=view)
    if request.method == "POST":
        made = act_on(form, lambda **_: _begin(request, view, form))
        if made is not None:
            messages.success(
                request, f"“{made.title}” is a draft. Look it over, then make it current."
            )
            return redirect(place(made))
    context = {"work_programme": work_programme, "form": form, "cancel": place(work_programme)}
    status = 422 if form.errors else 200
    return render(request, "programme/next_year.html", context, status=status)


def _begin(request: HttpRequest, view: ProgrammeView, form: NextYearForm) -> WorkProgramme:
    said = dict(form.cleaned_data)
    going_on = set(said.pop("going_on"))
    left = [line.target for line in view.lines if str(line.target.pk) not in going_on]
    return actions.start_next_year(
        by=request.user, work_programme=view.work_programme, without=left, **said
    )


def make_current(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then let the network work by this programme from now."""
    work_programme = seen(request, WorkProgramme, pk)
    edit_programme.require(request.user, work_programme)
    if request.method == "POST":
        shown = request.POST.get("instead_of", "")
        actions.make_current(
            by=request.user,
            work_programme=work_programme,
            instead_of=int(shown) if shown.isdecimal() and len(shown) < 19 else None,
        )
        messages.success(request, "This is now the programme that the network works by.")
        return redirect(place(work_programme))
    context = {"work_programme": work_programme, "before": current()}
    return render(request, "programme/make_current.html", context)
