"""The editor's addresses: Wagtail's own, each behind our policy, with its sign-in shut."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.clickjacking import xframe_options_sameorigin

from culturefirst.kit.policy import Policy, anybody
from culturefirst.kit.urls import guarded, page
from culturefirst.library.editors import bring_into_line
from culturefirst.library.policy import edit_website

View = Callable[..., HttpResponse]

# Wagtail's editor sets styles and evaluates nothing; it runs small scripts of its own inline.
LOOSER: dict[str, Any] = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-ancestors": ["'self'"],
}

POLICY = "Content-Security-Policy"
NO_FRAME, OUR_FRAME = "frame-ancestors 'none'", "frame-ancestors 'self'"

# What the network does elsewhere or not at all: people, rights, passwords, ways of review.
SHUT = (
    *("users/", "groups/", "sites/", "workflows/", "collections/", "reports/"),
    *("snippets/", "password_reset/", "failwhale/", "test404/", "images/<int:image_id>/generate_"),
)


def in_our_frame(response: HttpResponse) -> HttpResponse:
    """A preview is answered by a request within this one, with the strict policy of our pages.

    It keeps that, and may stand in the editor's frame, where its checks look at it.
    """
    if (policy := response.headers.get(POLICY)) is not None:
        response.headers[POLICY] = policy.replace(NO_FRAME, OUR_FRAME)
        del response.headers["X-Frame-Options"]
    return response


def gate(view: View) -> View:
    """Let in whoever edits the website, with today's rights in the editor."""

    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        bring_into_line(request.user)
        return in_our_frame(view(request, *args, **kwargs))

    asked = guarded(entered, edit_website)
    opened: Any = csp_replace(LOOSER)(xframe_options_sameorigin(asked))
    opened.policy = edit_website
    return opened


def not_here(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """There is no such page in this editor."""
    raise Http404


def gated(patterns: Iterable[Any], below: str = "") -> list[URLPattern | URLResolver]:
    """The same patterns with every view behind the gate; names and namespaces stay."""
    found = list(patterns)
    for pattern in found:
        route = f"{below}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            gated(pattern.url_patterns, route)
        elif not hasattr(pattern.callback, "policy"):
            pattern.callback = gate(not_here if route.startswith(SHUT) else pattern.callback)
    return found


def to_our_sign_in(request: HttpRequest) -> HttpResponse:
    """Wagtail's own sign-in knows neither second factors nor limits: ours stands before it."""
    return redirect("account_login")


def to_our_account(request: HttpRequest) -> HttpResponse:
    """Names, passwords and letters are the network's own pages."""
    return redirect("account")


def patterns() -> list[URLPattern | URLResolver]:
    """The editor below ``cms/``."""
    from wagtail.admin import urls as editor

    shut: Policy = anybody
    return [
        page("cms/account/", to_our_account, policy=edit_website, name="cms_account"),
        page("cms/login/", to_our_sign_in, policy=shut, name="cms_login"),
        path("cms/", include(gated(editor.urlpatterns))),
    ]
