"""Great bodies are refused at the door; domain errors become pages with a sentence."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from culturefirst.kit.errors import Conflict, DomainError, NotAllowed

LARGEST_FILE = 25 * 2**20  # bytes
LARGEST_BODY = LARGEST_FILE + 2**20  # with the rest of the form around it


class RefuseGreatBodies:
    """413 for a body that no form of ours sends, before anything of it is read or stored.

    Django's own limit leaves files out, and whoever checks the token reads them: without this
    any stranger could fill the disk. A body of unsaid length is not read at all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.META.get("CONTENT_LENGTH") or "0"
        plain = said.isascii() and said.isdigit() and len(said) < 12
        if not plain or int(said) > LARGEST_BODY:
            most = LARGEST_FILE // 2**20
            words = f"What you sent is larger than {most} MB. Make it smaller and try again.\n"
            return HttpResponse(words, "text/plain; charset=utf-8", status=413)
        return self.get_response(request)


class SentencesForErrors:
    """403 for what is not allowed, 409 for a lost update, 422 for any other refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ValidationError):  # an action's, where no form takes it
            error = DomainError(" ".join(error.messages))
        if not isinstance(error, DomainError):
            return None
        told = {"error": error, "closed": isinstance(error, NotAllowed)}
        return render(request, "kit/refused.html", told, status=_status(error))


def _status(error: DomainError) -> int:
    if isinstance(error, NotAllowed):
        return 403
    return 409 if isinstance(error, Conflict) else 422
