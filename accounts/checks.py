"""Deployment checks about people."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.db.utils import OperationalError, ProgrammingError

from accounts.demo import DEMO_ACCOUNTS


@register(Tags.security, deploy=True)
def no_demo_account(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Fail when a demonstration account, whose password everybody knows, is in the database."""
    try:
        found = get_user_model().objects.filter(email__in=[account.email for account in DEMO_ACCOUNTS]).count()
    except (OperationalError, ProgrammingError):
        return []  # before the first migration there is nobody
    if not found:
        return []
    return [Error(f"{found} demonstration account(s) exist: delete them before going public.", id="accounts.E001")]
