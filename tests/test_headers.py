"""What every answer says to the browser, whoever asks."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from culturefirst.network.models import User
from tests.policy.matrix import names
from tests.policy.world import World, build
from tests.running.commands import environment

# A picture is shown in a page; a drawing that could hold a script (SVG) is not among them.
# A script is ours, and stands below the one page that it works for.
# Maps that are drawn here are pictures to be clicked on, which run nothing of what is in them.
# Feeds and the map of the website are written by the framework, which escapes what is in them.
INLINE = (
    "text/html", "text/plain", "application/json", "image/png", "image/jpeg", "image/webp",
    "application/atom+xml", "application/xml", "text/javascript", "image/svg+xml",
)  # fmt: skip
SIGNED_OUT = ("account_logout",)


@pytest.fixture
def world(helen: User, priya: User) -> World:
    return build(by=helen, officer=priya)


def answers(client: Client, world: World) -> Iterator[tuple[str, HttpResponse]]:
    """What each address gives when it is opened."""
    for name, keys in names():
        if name not in SIGNED_OUT:
            yield name, client.get(reverse(name, kwargs=world.arguments(name, keys)))


@pytest.mark.parametrize("who", ["nobody", "helen"])
def test_every_answer_keeps_scripts_frames_and_types_in_hand(
    who: str,
    world: World,
    request: pytest.FixtureRequest,
    signed_in: Callable[[Any], Client],
) -> None:
    wrong = []
    for name, answer in answers(signed_in(request.getfixturevalue(who)), world):
        policy = answer.headers.get("Content-Security-Policy", "")
        # A file of somebody's is sealed: nothing in it may do anything at all.
        sealed = "default-src 'none'" in policy
        sound = (
            (sealed or ("default-src 'self'" in policy and "object-src 'none'" in policy))
            and "frame-ancestors 'none'" in policy
            and "unsafe" not in policy
            and "http" not in policy
            and answer.headers.get("X-Content-Type-Options") == "nosniff"
            and answer.headers.get("X-Frame-Options") == "DENY"
            and answer.headers.get("Referrer-Policy") == "same-origin"
        )
        if not sound:
            wrong.append(name)
    assert wrong == []


def test_what_a_member_sees_is_not_stored_on_the_way(
    world: World, helen: User, signed_in: Callable[[Any], Client]
) -> None:
    stored = [
        name
        for name, answer in answers(signed_in(helen), world)
        if answer.status_code == 200 and "no-store" not in answer.headers.get("Cache-Control", "")
    ]
    assert stored == []


def test_downloads_are_attachments(
    world: World, helen: User, signed_in: Callable[[Any], Client]
) -> None:
    loose = [
        name
        for name, answer in answers(signed_in(helen), world)
        if answer.status_code == 200
        and not answer.headers["Content-Type"].startswith(INLINE)
        and not answer.headers.get("Content-Disposition", "").startswith("attachment")
    ]
    assert loose == []


TOLD = """
from culturefirst.site import settings as told
print(told.SESSION_COOKIE_NAME, told.CSRF_COOKIE_NAME, told.SESSION_COOKIE_SECURE,
      told.CSRF_COOKIE_SECURE, told.SECURE_HSTS_SECONDS, told.SECURE_SSL_REDIRECT, told.DEBUG)
"""


@pytest.mark.parametrize(
    ("https", "told"),
    [
        ("yes", "__Host-session __Host-csrf True True 31536000 True False"),
        ("no", "session csrf False False 0 False False"),
    ],
)
def test_production_binds_cookies_to_this_host_and_to_https(
    https: str, told: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TOLD],
        env=environment(tmp_path, CULTUREFIRST_HTTPS=https),
        capture_output=True,
        text=True,
    )
    assert (done.stdout.strip(), done.stderr) == (told, "")
