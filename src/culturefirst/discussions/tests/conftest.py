"""The forum for all, a closed group's and a private space's, each with a thread."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from culturefirst.discussions import actions
from culturefirst.discussions.models import Contribution, Forum, Thread
from culturefirst.kit.act import SYSTEM
from culturefirst.network import actions as network
from culturefirst.network.models import Group, User

ROLES = ("amara", "helen", "tom", "priya", "jim", "dee")


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, User]:
    return {name: request.getfixturevalue(name) for name in ROLES}


@pytest.fixture
def forum(helen: User) -> Forum:
    return actions.open_forum(by=helen)


@pytest.fixture
def closed(helen: User, priya: User) -> Forum:
    """Of a closed group that Priya convenes."""
    return actions.open_forum(by=priya, group=a_group(helen, priya, "Ely Museums", "closed"))


@pytest.fixture
def space(jim: User) -> Forum:
    """Of the councillors' private space, which Jim convenes."""
    group = a_group(SYSTEM, jim, "Portfolio holders", "private", only_role="councillor")
    return actions.open_forum(by=jim, group=group)


def a_group(by: Any, convenor: User, name: str, access: str, **more: Any) -> Group:
    return network.add_group(
        by=by, name=name, kind="forum", access=access, convenor=convenor.person, **more
    )


@pytest.fixture
def started() -> Callable[..., Thread]:
    """``started(by, forum)``: a question, opened by this person."""

    def start(by: Any, forum: Forum, title: str = "Who shares a post?", **more: Any) -> Thread:
        said = {"text": "We think of it.", "asks": True} | more
        return actions.start_thread(by=by, forum=forum, title=title, **said)

    return start


def first(thread: Thread) -> Contribution:
    return Contribution._base_manager.get(thread=thread, position=1)


def fresh(record: Any) -> Any:
    return type(record)._base_manager.get(pk=record.pk)


def bare(answer: Any) -> bytes:
    """An answer without what differs from one to the next."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", answer.content)
