"""Settings of the test suite: production's, without what needs a deployed machine."""

import os

os.environ.setdefault("SECRET_KEY", "test-key-0123456789-0123456789-0123456789-0123456789")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
os.environ.setdefault("TLN_INSECURE_LOCAL", "1")

from portal.settings.base import *  # noqa: F403 - the base needs the defaults above

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files are read from the apps' folders: nothing has been collected.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
