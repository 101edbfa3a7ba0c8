"""What collectstatic leaves out."""

from typing import ClassVar

from django.contrib.staticfiles.apps import StaticFilesConfig


class PortalStaticFilesConfig(StaticFilesConfig):
    """Leaves out django_htmx: our htmx is vendored, and its files import by bare names that no hashed name replaces."""

    ignore_patterns: ClassVar[list[str]] = [*StaticFilesConfig.ignore_patterns, "django_htmx"]
