"""The tests' settings for a process of its own: a real queue, and mail to a real port."""

import os

from culturefirst.site.settings_test import *  # noqa: F403

# The kit stands on the lowest floor: its workers start sooner without the rooms above it.
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "culturefirst.kit"]
AUTH_USER_MODEL = "auth.User"
TASKS = {"default": {"BACKEND": "culturefirst.kit.jobs.backend.DatabaseBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ.get("SINK_PORT", "9"))
LOGGING_CONFIG = None
