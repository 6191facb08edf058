"""A page cannot be given an address without saying who may see it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, path
from django.utils.cache import patch_cache_control

from culturefirst.kit.errors import NotAllowed
from culturefirst.kit.policy import Policy

View = Callable[..., HttpResponse]
SAFE = ("GET", "HEAD", "OPTIONS")


def changes(view: View) -> View:
    """Mark a view that changes records: its page takes POST (``acts_once`` marks its own)."""
    view.changes = True  # type: ignore[attr-defined]
    return view


def page(route: str, view: View, *, policy: Policy, name: str) -> URLPattern:
    """Like ``django.urls.path``, but denies unless ``policy`` allows the person.

    A page only shows, and answers 405 to POST, unless its view is marked by ``changes``.
    The policy is asked without a record; a view that shows one record fetches it through
    ``visible_to`` so that a foreign id and a missing id answer alike.
    """
    answers = view if getattr(view, "changes", False) else _only_shown(view)
    return path(route, guarded(answers, policy), name=name)


def _only_shown(view: View) -> View:
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE:
            return HttpResponseNotAllowed(SAFE)
        return view(request, *args, **kwargs)

    return shown


def guarded(view: View, policy: Policy) -> View:
    """The view behind its policy; answers to people who are signed in are not stored."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policy.allows(request.user):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise NotAllowed(f"You may not open this page: it is for {policy.says}.")
        response = view(request, *args, **kwargs)
        # What a stranger was let through to is what anybody may read.
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    asked.policy = policy  # type: ignore[attr-defined]
    return asked
