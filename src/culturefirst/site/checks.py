"""Start-up refuses what would be unsafe; each check is a sentence with its remedy."""

import sqlite3
import stat
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from culturefirst.kit.engine import engine_fault

SETTINGS = "culturefirst-settings"
DATA = "culturefirst-data"
SHORTEST_KEY = 50
SHIPPED_KEYS = ("only-for-tests", "django-insecure")

Apps = Sequence[AppConfig] | None


@register(SETTINGS, deploy=True)
def the_secret_key_is_our_own(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    key = _secret_key()
    remedy = "Remove it and start again: a key is then made for you in the data folder."
    if not key:
        return [Error("There is no secret key.", "Start with culturefirst up.", id="site.E001")]
    if key.startswith(SHIPPED_KEYS):
        return [Error("The secret key is one that everybody knows.", remedy, id="site.E002")]
    if len(key) < SHORTEST_KEY:
        sentence = f"The secret key has {len(key)} characters; it needs at least {SHORTEST_KEY}."
        return [Error(sentence, remedy, id="site.E003")]
    return []


def _secret_key() -> str:
    try:
        return str(settings.SECRET_KEY)
    except ImproperlyConfigured:  # Django's word for an empty one
        return ""


@register(SETTINGS, deploy=True)
def the_secret_key_is_kept_from_others(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    file = settings.VAR / "secret-key"
    if not file.exists() or not stat.S_IMODE(file.stat().st_mode) & 0o077:
        return []
    return [Error(f"Others may read {file}.", f"Run: chmod 600 {file}", id="site.E004")]


@register(SETTINGS, deploy=True)
def faults_are_not_shown_to_strangers(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    if not settings.DEBUG:
        return []
    remedy = "Take DEBUG out of the settings."
    return [Error("DEBUG shows the inside of the site to anybody.", remedy, id="site.E005")]


@register(SETTINGS, deploy=True)
def links_lead_to_this_site_only(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    # A reset letter's link takes its host from the request: with any host allowed, a stranger
    # has somebody else's link sent to a site of their own.
    if not any(host.strip() in ("*", ".", "") for host in settings.ALLOWED_HOSTS):
        return []
    sentence = (
        "The site answers to any name, so a stranger can have links sent that lead elsewhere."
    )
    remedy = "Name the hosts that it answers to: CULTUREFIRST_HOSTS=network.example.org"
    return [Error(sentence, remedy, id="site.E009")]


@register(SETTINGS, deploy=True)
def the_database_engine_keeps_what_it_acknowledged(
    app_configs: Apps, **_: Any
) -> list[CheckMessage]:
    if connection.vendor != "sqlite":
        return []
    fault = engine_fault(sqlite3.sqlite_version_info)
    return [Error(fault, id="site.E006")] if fault else []


@register(DATA, deploy=True)
def known_passwords_stay_in_the_demonstration(app_configs: Apps, **_: Any) -> list[CheckMessage]:
    from culturefirst.kit.models import Installation
    from culturefirst.network.models import User

    if Installation.current().is_demonstration:
        if not settings.HTTPS:
            return []
        sentence = "This data is a demonstration, whose passwords are known, and may not be served."
        return [Error(sentence, "Give an empty folder: CULTUREFIRST_VAR=…", id="site.E007")]
    known = [account.email for account in _demonstration_accounts()]
    found = User.objects.filter(email__in=known, is_active=True).values_list("email", flat=True)
    remedy = "Close these accounts, or start from an empty folder."
    return [
        Error(f"The demonstration's account {email} is here, with a known password.", remedy,
              id="site.E008")
        for email in found
    ]  # fmt: skip


def _demonstration_accounts() -> Sequence[Any]:
    # By name: the demonstration stands on the floor above the site.
    return list(import_module("culturefirst.demo.accounts").ACCOUNTS)
