"""Due jobs of Wagtail itself: scheduled publication and expiry."""

from datetime import datetime

from django.core.management import call_command

from wagtail.models import Page, Revision

from portal.due import register_due_job


def publish_and_expire(at: datetime) -> int:
    """Publish what was scheduled and unpublish what has expired by `at`; returns how many of each together."""
    due = Revision.objects.filter(approved_go_live_at__lte=at).count()
    due += Page.objects.filter(live=True, expire_at__lte=at).count()
    if due:
        call_command("publish_scheduled")
    return due


register_due_job("publish_and_expire", publish_and_expire)
