"""The demonstration, loaded once for all tests of a module."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from culturefirst.demo.load import load
from culturefirst.kit import clock


@pytest.fixture(scope="module")
def story(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The whole story, taken back when the module's tests are done."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"))
    with django_db_blocker.unblock(), transaction.atomic(), files:
        load()
        yield
        transaction.set_rollback(True)
    clock.forget()
