"""Domain errors become pages with a sentence."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.kit.errors import Conflict, DomainError, NotAllowed


class SentencesForErrors:
    """403 for what is not allowed, 409 for a lost update, 422 for any other refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        return render(request, "kit/refused.html", {"error": error}, status=_status(error))


def _status(error: DomainError) -> int:
    if isinstance(error, NotAllowed):
        return 403
    return 409 if isinstance(error, Conflict) else 422
