"""Django, made ready only for the commands that need it."""

import os


def use_django() -> None:
    """Load the settings and the rooms."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "culturefirst.site.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    from culturefirst.kit.errors import DomainError

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise DomainError(str(error)) from error
