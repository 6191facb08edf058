"""Start-up checks: each says what is wrong and what to do."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import call_command

from culturefirst.site.checks import DATA, SETTINGS


def faults(tag: str) -> list[str]:
    found = run_checks(tags=[tag], include_deployment_checks=True, databases=["default"])
    return [str(each.id) for each in found]


@pytest.fixture
def sound(settings: Any, tmp_path: Path) -> Any:
    settings.SECRET_KEY = "k" * 64
    settings.VAR = tmp_path
    settings.DEBUG = False
    return settings


def test_sound_settings_pass(sound: Any) -> None:
    assert faults(SETTINGS) == []


@pytest.mark.parametrize(
    ("key", "fault"),
    [("", "E001"), ("django-insecure-abc", "E002"), ("k" * 49, "E003")],
)
def test_a_missing_shipped_or_short_key_is_found(sound: Any, key: str, fault: str) -> None:
    sound.SECRET_KEY = key
    assert faults(SETTINGS) == [f"site.{fault}"]


@pytest.mark.parametrize(("mode", "found"), [(0o600, []), (0o640, ["site.E004"])])
def test_a_key_that_others_may_read_is_found(sound: Any, mode: int, found: list[str]) -> None:
    (sound.VAR / "secret-key").touch()
    (sound.VAR / "secret-key").chmod(mode)
    assert faults(SETTINGS) == found


def test_debug_is_found(sound: Any) -> None:
    sound.DEBUG = True
    assert faults(SETTINGS) == ["site.E005"]


@pytest.mark.parametrize("hosts", ["*", "network.example.org,*", ""])
def test_answering_to_any_name_is_found(sound: Any, hosts: str) -> None:
    sound.ALLOWED_HOSTS = hosts.split(",")
    assert faults(SETTINGS) == ["site.E009"]


def test_whoever_waits_for_a_lock_sees_what_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db.backends.postgresql.psycopg_any import IsolationLevel

    from culturefirst.site import settings

    monkeypatch.setenv("DATABASE_HOST", "localhost")
    options = settings._database()["OPTIONS"]
    assert options == {"isolation_level": IsolationLevel.READ_COMMITTED}


def test_an_old_engine_is_found(sound: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    from django.db import connection

    expected = ["site.E006"] if connection.vendor == "sqlite" else []
    assert faults(SETTINGS) == expected


@pytest.mark.django_db
def test_a_demonstration_may_not_be_served_in_production(sound: Any) -> None:
    from culturefirst.kit.models import Installation

    here = Installation.current()
    here.is_demonstration = True
    here.save()
    assert faults(DATA) == []
    sound.HTTPS = True
    assert faults(DATA) == ["site.E007"]


def test_production_settings_satisfy_djangos_own_checks(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SECRET_KEY = "".join(chr(65 + number % 50) for number in range(64))
    settings.SECURE_SSL_REDIRECT = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    call_command("check", deploy=True, fail_level="WARNING", tags=["security"])
