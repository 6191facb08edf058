"""The demonstration, loaded once for all tests of a module."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from culturefirst.demo.load import load
from culturefirst.kit import clock


@pytest.fixture(scope="module")
def story(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The whole story, taken back when the module's tests are done."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)
    clock.forget()
