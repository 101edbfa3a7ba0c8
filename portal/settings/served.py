"""Settings of the server that the browser's tests open: production's, static files read where they are."""

import os

os.environ.setdefault("SECRET_KEY", "served-test-key-0123456789-0123456789-0123456789")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
os.environ.setdefault("TLN_INSECURE_LOCAL", "1")

from portal.settings.base import *  # noqa: E402, F403 - the base needs the defaults above

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files are read from the apps' folders: nothing has been collected.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
