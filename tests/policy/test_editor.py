"""Every address of the website's editor stands behind its gate, whatever it is."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from culturefirst.library.policy import edit_website

EDITOR = "cms/"


def views() -> Iterator[tuple[str, Any]]:
    """Each route of the editor with its view."""
    for route, view in _below(get_resolver().url_patterns, ""):
        if route.startswith(EDITOR) and route != "cms/login/":
            yield route, view


def _below(patterns: list[Any], start: str) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _below(pattern.url_patterns, f"{start}{pattern.pattern}")
        else:
            yield f"{start}{pattern.pattern}", pattern.callback


def test_no_address_of_the_editor_is_left_outside_the_gate() -> None:
    found = list(views())
    assert len(found) > 150
    assert [route for route, view in found if view.policy is not edit_website] == []


@pytest.mark.parametrize(
    ("who", "status"), [("nobody", 302), ("dee", 403), ("jim", 403), ("priya", 403)]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_does_not_edit_the_website_opens_none_of_it(
    who: str,
    status: int,
    method: str,
    request: pytest.FixtureRequest,
    signed_in: Callable[[Any], Client],
    rf: Any,
) -> None:
    from culturefirst.kit.errors import NotAllowed

    asked = getattr(rf, method)("/cms/")
    asked.user = request.getfixturevalue(who)
    asked.session = {}
    wrong = []
    for route, view in views():
        try:
            got = view(asked).status_code
        except NotAllowed:
            got = 403
        if got != status:
            wrong.append((route, got))
    assert wrong == []
