"""The application that the web server runs."""

import os
import signal

from culturefirst.site.lifetime import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "culturefirst.site.settings")
if os.environ.get("CULTUREFIRST_SUPERVISED") == "yes":
    die_with_parent(signal.SIGKILL)

from culturefirst.site.loading import loading

with loading():
    from django.core.wsgi import get_wsgi_application
    from django.urls import get_resolver

    application = get_wsgi_application()
    _ = get_resolver().url_patterns  # all pages: the first visitor need not wait for them
