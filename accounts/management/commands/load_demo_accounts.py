"""Make the demonstration accounts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from accounts.services import ensure_demo_account


class Command(BaseCommand):
    help = "Makes one demonstration account for each role; refuses to run unless DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demonstration accounts have a known password: set DEMO=1, never in production.")
        for account in DEMO_ACCOUNTS:
            ensure_demo_account(account=account)
            self.stdout.write(f"{account.email}  {DEMO_PASSWORD}  ({account.role})")
