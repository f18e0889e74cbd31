"""The door for WSGI servers: `gunicorn newsarchive.wsgi`."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # all pages' code now, once for all workers, and not with a worker's first request
