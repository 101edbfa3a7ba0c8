"""Settings of `make run`: a laptop, no secret, mails on the console, tasks at once."""

import os

os.environ.setdefault("SECRET_KEY", "insecure-development-key-never-used-in-production-0123456789")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
os.environ.setdefault("TLN_INSECURE_LOCAL", "1")

from portal.settings.base import *  # noqa: F403 - the base needs the defaults above

DEBUG = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
