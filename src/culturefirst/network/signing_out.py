"""Signing out ends what pages keep in the browser, too."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from culturefirst.kit.urls import View


def forgetting(view: View) -> View:
    """Let the browser forget whatever pages kept in it (lists for going on without a signal).

    It does so itself, whichever page is open, and where no script of ours runs any more. Cookies
    stay, since the next person's begin with the answer.
    """

    @wraps(view)
    def signed_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response["Clear-Site-Data"] = '"storage"'
        return response

    return signed_out
