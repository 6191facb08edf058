"""The demonstration, as a module's tests find it."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf.global_settings import PASSWORD_HASHERS
from django.test import override_settings

from culturefirst.kit import clock
from tests import demonstration, template


@pytest.fixture(scope="module")
def story(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The whole story in the tests' usual database, which begins again afterwards."""
    var = demonstration.loaded(tmp_path_factory)
    files = tmp_path_factory.mktemp("files") / "files"
    shutil.copytree(var / "files", files)
    # A command loaded it, which keeps passwords as outside tests.
    settings = override_settings(MEDIA_ROOT=files, PASSWORD_HASHERS=PASSWORD_HASHERS)
    with django_db_blocker.unblock(), settings:
        template.fill(var / "culturefirst.sqlite3")
        yield
        template.begin_again()
    clock.forget()
