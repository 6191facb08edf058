"""Every address: each room's ``urls.py``, found by name, and the site's own pages.

Rooms are not listed here: an installed room that has a ``urls`` module with ``urlpatterns`` is
served. The kit's ``urls`` is the helper that makes addresses, so its own pages live in
``kit.urls_jobs``.
"""

from collections.abc import Iterator
from importlib.util import find_spec

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from culturefirst.kit.policy import anybody, signed_in
from culturefirst.kit.urls import page
from culturefirst.site import api
from culturefirst.site.finding import search
from culturefirst.site.health import healthy
from culturefirst.site.views import home
from culturefirst.site.work import my_work

NOT_ROOMS = ("culturefirst.site", "culturefirst.kit")


def room_modules() -> Iterator[str]:
    """The dotted names of the modules that hold the rooms' addresses."""
    yield "culturefirst.kit.urls_jobs"
    for config in apps.get_app_configs():
        if not config.name.startswith("culturefirst.") or config.name in NOT_ROOMS:
            continue
        if find_spec(f"{config.name}.urls"):
            yield f"{config.name}.urls"


urlpatterns: list[URLPattern | URLResolver] = [
    page("", home, policy=anybody, name="home"),
    page("my-work/", my_work, policy=signed_in, name="my_work"),
    page("search/", search, policy=anybody, name="search"),
    page("healthz/", healthy, policy=anybody, name="healthy"),
    *api.patterns(),
    *(path("", include(module)) for module in room_modules()),
]
