"""``culturefirst administrator EMAIL``: the first person comes by a one-time link."""

import os
from argparse import Namespace

from culturefirst.kit.errors import DomainError
from culturefirst.site.cli.setup import use_django


def invite(options: Namespace) -> int:
    """Print the link; it works once, for half an hour."""
    if "@" not in options.email:
        raise DomainError(f"{options.email} is not an e-mail address; give one such as a@b.org")
    from culturefirst.site import preparing

    preparing.make_secret_key()
    use_django()
    preparing.migrate()
    from culturefirst.kit.act import SYSTEM
    from culturefirst.kit.models import Installation
    from culturefirst.network.actions import invite_first_administrator

    path = invite_first_administrator(
        by=SYSTEM,
        email=options.email,
        name=options.name or options.email.partition("@")[0],
        organisation=options.organisation or Installation.current().network,
    )
    print(f"{_address()}{path}")
    print("Open it within 30 minutes to set a password. It works once.")
    return 0


def _address() -> str:
    from django.conf import settings

    host = settings.ALLOWED_HOSTS[0]
    if settings.HTTPS:
        return f"https://{host}"
    return f"http://{host}:{os.environ.get('PORT', '8000')}"
