"""The demonstration: loaded on request, and the accounts that open it."""

from argparse import Namespace
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from culturefirst.kit.errors import DomainError
from culturefirst.site.cli.setup import use_django


def demonstration(part: str) -> Any:
    """A module of the demonstration, asked for by name: it stands on the floor above the site."""
    return import_module(f"culturefirst.demo.{part}")


def load(_options: Namespace) -> int:
    """``culturefirst demo load``."""
    from culturefirst.site import preparing

    preparing.make_secret_key()
    use_django()
    preparing.refuse_unsafe_settings()
    preparing.migrate()
    print("The demonstration is loaded." if load_once() else "The demonstration is here already.")
    return 0


def load_once() -> bool:
    """Load it unless it is here; whether it was loaded now."""
    from django.conf import settings

    from culturefirst.kit import clock
    from culturefirst.kit.models import Installation

    if settings.HTTPS:
        raise DomainError(
            "the demonstration has accounts with known passwords and may not run where "
            "CULTUREFIRST_HTTPS=yes; start without --demo"
        )
    if Installation.current().is_demonstration:
        return False
    print("Loading the demonstration…", flush=True)
    demonstration("load").load()
    clock.forget()
    return True


def accounts_to_try() -> Iterator[str]:
    """The lines that tell how to sign in, where this is a demonstration."""
    from culturefirst.kit.models import Installation

    if not Installation.current().is_demonstration:
        return
    yield "A demonstration. Sign in as:"
    for account in demonstration("accounts").ACCOUNTS:
        yield f"  {account.title:<14} {account.email:<42} {account.password}"
