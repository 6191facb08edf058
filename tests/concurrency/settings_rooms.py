"""The tests' settings for a process of its own that needs the rooms: a real queue.

Where a test has a mail server, letters go there.
"""

import os

from culturefirst.site.settings_test import *  # noqa: F403

TASKS = {"default": {"BACKEND": "culturefirst.kit.jobs.backend.DatabaseBackend"}}
LOGGING_CONFIG = None
if port := os.environ.get("SINK_PORT"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(port)
