"""Project rules as Django system checks."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register

from wagtail.fields import StreamField as WagtailStreamField

from portal.fields import StreamField


@register()
def own_stream_field(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every StreamField of our apps is the portal's, so that blocks stay out of migrations (ADR 8)."""
    return [
        Error(f"{model.__name__}.{field.name} must be a portal.fields.StreamField.", id="portal.E001")
        for model in apps.get_models()
        if not model.__module__.startswith(("wagtail", "django"))
        for field in model._meta.local_fields
        if isinstance(field, WagtailStreamField) and not isinstance(field, StreamField)
    ]
