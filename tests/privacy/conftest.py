"""The network of these tests, on a fresh database of each kind, with the real cache and mail."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from culturefirst.kit.tests.databases import Arena
from tests.concurrency.conftest import arena, database, postgresql_template, sqlite_template
from tests.privacy.world import Network, build

__all__ = ["arena", "database", "postgresql_template", "sqlite_template"]


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """The data folder; the database itself lies elsewhere."""
    folder = tmp_path / "var"
    folder.mkdir()
    return folder


@pytest.fixture
def network(arena: Arena, settings: Any, var: Path) -> Network:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "shared_cache",
        }
    }
    call_command("createcachetable", verbosity=0)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    return build(settings, var)
