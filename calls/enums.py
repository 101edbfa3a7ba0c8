"""Codes of calls."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallState(models.TextChoices):
    """Where a call stands at a moment; never stored, always computed (rules.state_of)."""

    COMING = "coming", _("coming")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
