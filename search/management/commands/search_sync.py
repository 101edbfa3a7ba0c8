"""Find and repair what differs between the portal's objects and their entries."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from search.services import sync


class Command(BaseCommand):
    help = "Finds every difference between objects and their search entries, repairs it, and says how many."

    def handle(self, *args: Any, **options: Any) -> None:
        report = sync(at=timezone.now())
        self.stdout.write(
            f"{report.seen} objects read, {report.repaired} differences repaired:"
            f" {report.written} entries written, {report.withdrawn} withdrawn, {report.indexed} index rows."
        )
