"""Scoring on one's own: by members on their own pages, by guests behind a signed link."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from culturefirst.improvement import actions
from culturefirst.improvement.queries import answers as queries
from culturefirst.improvement.views.answer_theme import save, theme
from culturefirst.improvement.views.answer_ways import View, Way, of_guest, of_person, told
from culturefirst.kit.urls import changes


def overview(request: HttpRequest, way: Way) -> HttpResponse:
    """What one is asked, theme by theme, and how far one is."""
    progress = queries.progress_of(way.respondent)
    themes = [(each, way.url("_theme", each.theme.key)) for each in progress]
    done, of = sum(each.done for each in progress), sum(each.of for each in progress)
    context = {
        **told(way),
        "themes": themes,
        "done": done,
        "of": of,
        "next": next((url for each, url in themes if each.done < each.of), ""),
        "submit": way.url("_submit"),
        "take_back": way.url("_take_back"),
        "decline": way.url("_decline"),
        "word": way.url("_word"),
        "bring": way.url("_bring"),
    }
    return render(request, "improvement/assess/answers.html", context)


@require_POST
def submit(request: HttpRequest, way: Way) -> HttpResponse:
    """Hand in what one has scored."""
    actions.submit_answers(by=way.by, respondent=way.respondent)
    messages.success(request, "Handed in. Thank you: it counts once the scoring is over.")
    return redirect(way.url())


@require_POST
def take_back(request: HttpRequest, way: Way) -> HttpResponse:
    """Go on with what was handed in."""
    actions.take_answers_back(by=way.by, respondent=way.respondent)
    messages.success(request, "You can change your scores. Hand them in again when you are done.")
    return redirect(way.url())


@require_POST
def decline(request: HttpRequest, way: Way) -> HttpResponse:
    """Say that one would rather not."""
    actions.decline_invitation(by=way.by, respondent=way.respondent)
    messages.success(request, "You have said no. Nothing that you wrote is counted.")
    return redirect(way.url())


MEMBER: dict[str, View] = {
    "overview": of_person(overview),
    "theme": changes(of_person(theme)),
    "save": changes(of_person(save)),
    "submit": changes(of_person(submit)),
    "take_back": changes(of_person(take_back)),
    "decline": changes(of_person(decline)),
}
GUEST: dict[str, View] = {
    "overview": of_guest(overview),
    "theme": changes(of_guest(theme)),
    "save": changes(of_guest(save)),
    "submit": changes(of_guest(submit)),
    "take_back": changes(of_guest(take_back)),
    "decline": changes(of_guest(decline)),
}
