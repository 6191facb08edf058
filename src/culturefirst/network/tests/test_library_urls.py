"""The sign-in library's addresses: each with a policy, none by accident."""

import pytest
from django.http import HttpResponse
from django.urls import URLResolver, include, path, re_path

from culturefirst.kit.policy import Policy, anybody, signed_in
from culturefirst.network.library_urls import library
from culturefirst.network.urls import urlpatterns


def view(request, **kwargs):
    return HttpResponse()


PATTERNS = [
    path("", view, name="start"),
    path("deep/<int:pk>/", include([path("edit/", view, name="edit")])),
    re_path(r"^key/(?P<key>[-\w]+)/$", view, name="key"),
    path("sign-up/", view, name="sign_up"),
]


def test_every_address_is_flattened_and_carries_its_policy():
    made = library(
        "in/",
        PATTERNS,
        policies={"start": anybody, "edit": signed_in, "key": anybody},
        unused=frozenset({"sign_up"}),
    )
    assert [(p.name, p.callback.policy) for p in made] == [
        ("start", anybody),
        ("edit", signed_in),
        ("key", anybody),
    ]
    assert made[1].resolve("in/deep/7/edit/").kwargs == {"pk": 7}
    assert made[2].resolve("in/key/a-b/").kwargs == {"key": "a-b"}
    assert made[2].resolve("in/key/a.b/") is None


def test_an_address_that_nobody_decided_on_stops_the_start():
    with pytest.raises(ValueError, match="No policy says who may open edit, key, sign_up"):
        library("in/", PATTERNS, policies={"start": anybody})


def test_every_address_of_the_room_has_a_policy_and_there_is_no_sign_up():
    assert not any(isinstance(pattern, URLResolver) for pattern in urlpatterns)
    assert all(isinstance(pattern.callback.policy, Policy) for pattern in urlpatterns)
    routes = [str(pattern.pattern) for pattern in urlpatterns]
    assert "accounts/signup/" not in routes
    assert not any("code/confirm" in route for route in routes)
