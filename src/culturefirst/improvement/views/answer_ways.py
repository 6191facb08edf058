"""Who answers, and how they came: by their account, or by the link of their letter."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from culturefirst.improvement.letters_assessments import signs_in
from culturefirst.improvement.models import Respondent
from culturefirst.improvement.queries import answers as queries
from culturefirst.improvement.tokens import respondent_of, token_of
from culturefirst.kit.act import SYSTEM

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Way:
    """Who answers and how they came: ``token`` is that of a signed link, or nothing."""

    respondent: Respondent
    by: Any
    token: str = ""

    def url(self, part: str = "", *keys: Any) -> str:
        """An address of this person's pages."""
        if self.token:
            return reverse(f"guest_answers{part}", args=[self.token, *keys])
        return reverse(f"answers{part}", args=[self.respondent.pk, *keys])


def of_person(view: View) -> View:
    """The page for whoever is signed in, of their own invitation."""

    @wraps(view)
    def shown(request: HttpRequest, pk: int, **keys: Any) -> HttpResponse:
        found = get_object_or_404(queries.asked(request.user), pk=pk)
        return view(request, Way(found, request.user), **keys)

    return shown


def of_guest(view: View) -> View:
    """The same page for whoever has the link; no search engine lists it, nothing stores it."""

    @wraps(view)
    def shown(request: HttpRequest, token: str, **keys: Any) -> HttpResponse:
        found = queries.of_guest(respondent_of(token))
        # Who has an account answers by that: a link that is passed on opens nothing of theirs.
        if found is None or signs_in(found.person):
            raise Http404
        answer = view(request, Way(found, SYSTEM, token_of(found.pk)), **keys)
        answer["X-Robots-Tag"] = "noindex, nofollow"
        answer["Cache-Control"] = "private, no-store"
        answer["Referrer-Policy"] = "same-origin"
        return answer

    return shown


def told(way: Way) -> dict[str, Any]:
    respondent = way.respondent
    return {
        "respondent": respondent,
        "assessment": respondent.assessment,
        "framework": respondent.assessment.framework,
        "may_write": respondent.may_write,
        "home": way.url(),
        "is_guest": bool(way.token),
    }
