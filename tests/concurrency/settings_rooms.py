"""The tests' settings for a process of its own that needs the rooms: a real queue."""

from culturefirst.site.settings_test import *  # noqa: F403

TASKS = {"default": {"BACKEND": "culturefirst.kit.jobs.backend.DatabaseBackend"}}
LOGGING_CONFIG = None
