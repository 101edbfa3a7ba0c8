"""What a published coalition changes elsewhere: the colour and the coalitions of its members."""

from functools import partial
from typing import Any

from django.db import transaction

from wagtail.signals import page_published, page_unpublished

from coalitions.models import CoalitionPage
from coalitions.tasks import project_neighbours


def _coalition_changed(sender: Any, instance: CoalitionPage, **kwargs: Any) -> None:
    transaction.on_commit(partial(project_neighbours.enqueue, instance.pk))


def connect() -> None:
    """Listen; called from `CoalitionsConfig.ready`."""
    for signal in (page_published, page_unpublished):
        signal.connect(_coalition_changed, sender=CoalitionPage, dispatch_uid=f"coalition-neighbours-{id(signal)}")
