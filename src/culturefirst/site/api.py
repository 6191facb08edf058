"""The API under ``/api/v1/``: each room's ``api.py``, found by name, each address with a policy."""

from collections.abc import Iterator
from functools import wraps
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RoutePattern
from ninja import NinjaAPI

from culturefirst.kit.errors import DomainError
from culturefirst.kit.policy import Policy, anybody
from culturefirst.kit.urls import SAFE, View, guarded, page

PREFIX = "api/v1/"
SAYS = (
    "Read the network's organisations, places, groups, figures, events and published pages; people "
    "and posts for members who are signed in. Nothing can be changed here."
)
api = NinjaAPI(
    title="Culture First", version="1", description=SAYS, docs_url=None, openapi_url=None
)


def room_modules() -> Iterator[Any]:
    """The rooms' modules that offer ``router`` and ``POLICIES``."""
    for config in apps.get_app_configs():
        rooms = config.name.startswith("culturefirst.") and config.name != "culturefirst.kit"
        if rooms and config.name != "culturefirst.site" and find_spec(f"{config.name}.api"):
            yield import_module(f"{config.name}.api")


@api.exception_handler(DomainError)
def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    """A refusal as the sentence that a page would show."""
    return JsonResponse({"detail": str(error)}, status=422)


def schema(request: HttpRequest) -> HttpResponse:
    """The description of every address, for programs."""
    return JsonResponse(_schema())


def endpoints(request: HttpRequest) -> HttpResponse:
    """The same for people: what can be asked, and with which words."""
    listed = [
        (path, asked["get"], asked["get"].get("parameters", []))
        for path, asked in _schema()["paths"].items()
    ]
    return render(request, "site/api.html", {"listed": listed, "says": SAYS})


def _schema() -> dict[str, Any]:
    return dict(api.get_openapi_schema(path_prefix=f"/{PREFIX}"))


def patterns() -> list[URLPattern]:
    """Every address of the API; raises ``ValueError`` for one to which no room gave a policy."""
    policies: dict[str, Policy] = {}
    for module in room_modules():
        api.add_router("", module.router)
        policies |= module.POLICIES
    found = [each for each in _flat(api.urls[0]) if each.name != "api-root"]
    if undecided := {str(each.name) for each in found} - set(policies):
        raise ValueError(f"No policy says who may ask {', '.join(sorted(undecided))}.")
    return [
        page(PREFIX, endpoints, policy=anybody, name="api"),
        page(f"{PREFIX}openapi.json", schema, policy=anybody, name="api_schema"),
        *(_guarded(each, policies[str(each.name)]) for each in found),
    ]


def _flat(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for each in found:
        if isinstance(each, URLResolver):
            yield from _flat(each.url_patterns)
        else:
            yield each


def _guarded(each: URLPattern, policy: Policy) -> URLPattern:
    route = RoutePattern(f"{PREFIX}{each.pattern}", name=each.name, is_endpoint=True)
    return URLPattern(route, _told(each.callback, policy), name=each.name)


def _told(view: View, policy: Policy) -> View:
    """Behind its policy; a program is told why and not sent to a form for signing in."""
    answers = guarded(view, policy)

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE:
            return HttpResponseNotAllowed(SAFE)
        if policy.allows(request.user):
            return answers(request, *args, **kwargs)
        status = 403 if request.user.is_authenticated else 401
        return JsonResponse({"detail": f"This is for {policy.says}."}, status=status)

    asked.policy = policy  # type: ignore[attr-defined]
    return asked
