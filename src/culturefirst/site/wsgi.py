"""The application that the web server runs."""

import os
import signal

from culturefirst.site.lifetime import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "culturefirst.site.settings")
if os.environ.get("CULTUREFIRST_SUPERVISED") == "yes":
    die_with_parent(signal.SIGKILL)

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
