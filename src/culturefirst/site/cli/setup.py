"""Django, made ready only for the commands that need it."""

import logging
import os


def use_django() -> None:
    """Load the settings and the rooms."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "culturefirst.site.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    from culturefirst.kit.errors import DomainError
    from culturefirst.site.loading import loading

    try:
        with loading():
            django.setup()
    except ImproperlyConfigured as error:
        raise DomainError(_in_plain_words(str(error))) from error
    _log_into_a_file()


def _in_plain_words(fault: str) -> str:
    if "SECRET_KEY" in fault:
        return "There is no secret key yet; start the site once: culturefirst up"
    return fault


def _log_into_a_file() -> None:
    # A person at a terminal is told in sentences; what is logged is for whoever mends it.
    from django.conf import settings

    to_file = settings.VAR.is_dir()
    log = settings.VAR / "culturefirst-error.log"
    handler = logging.FileHandler(log, delay=True) if to_file else logging.NullHandler()
    handler.setLevel(logging.WARNING)
    logging.getLogger().handlers = [handler]
