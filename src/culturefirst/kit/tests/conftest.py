"""What the kit's tests share."""

from collections.abc import Iterator

import pytest
from django_tasks import task_backends

from culturefirst.kit.act import ACTIONS
from culturefirst.kit.jobs.backend import DatabaseBackend
from culturefirst.kit.policy import POLICIES


@pytest.fixture
def queued(db: None) -> Iterator[None]:
    """Jobs wait for a worker, as they do outside tests."""
    before = task_backends["default"]
    task_backends["default"] = DatabaseBackend("default", {})
    yield
    task_backends["default"] = before


@pytest.fixture
def own_actions() -> Iterator[None]:
    """Actions and policies that a test declares are forgotten after it."""
    actions, policies = dict(ACTIONS), dict(POLICIES)
    yield
    for register, before in ((ACTIONS, actions), (POLICIES, policies)):
        register.clear()
        register.update(before)
