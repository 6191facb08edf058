"""Every address: each room's ``urls.py``, found by name, and the site's own pages.

Rooms are not listed here: an installed room that has a ``urls`` module with ``urlpatterns`` is
served. The kit's ``urls`` is the helper that makes addresses, so its own pages live in
``kit.urls_jobs``.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from culturefirst.kit.policy import anybody, signed_in
from culturefirst.kit.urls import page
from culturefirst.site.health import healthy

OWN = ("culturefirst.site", "culturefirst.kit")


def room_modules() -> Iterator[str]:
    """The dotted names of the modules that hold the rooms' addresses."""
    if find_spec("culturefirst.kit.urls_jobs"):
        yield "culturefirst.kit.urls_jobs"
    for config in apps.get_app_configs():
        name = f"{config.name}.urls"
        if config.name.startswith("culturefirst.") and config.name not in OWN and find_spec(name):
            yield name


def _own_pages() -> Iterator[URLPattern]:
    yield page("healthz/", healthy, policy=anybody, name="healthy")
    if find_spec("culturefirst.site.views"):
        home = import_module("culturefirst.site.views").home
        yield page("", home, policy=anybody, name="home")
    if find_spec("culturefirst.site.work"):
        my_work = import_module("culturefirst.site.work").my_work
        yield page("my-work/", my_work, policy=signed_in, name="my_work")


urlpatterns: list[URLPattern | URLResolver] = [
    *_own_pages(),
    *(path("", include(module)) for module in room_modules()),
]
