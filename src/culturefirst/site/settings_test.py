"""Settings for tests: quick hashing, mail kept in memory, jobs run where they are asked for."""

import os
import tempfile

os.environ.setdefault("CULTUREFIRST_VAR", tempfile.mkdtemp(prefix="culturefirst-test-"))
os.environ["CULTUREFIRST_SECRET_KEY"] = "only-for-tests"  # noqa: S105

from culturefirst.site.settings import *  # noqa: F403
from culturefirst.site.settings import DATABASES, STATIC_ROOT

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATICFILES_DIRS = []
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing
TASKS = {"default": {"BACKEND": "culturefirst.kit.jobs.backend.ImmediateBackend"}}
if str(DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": None}
