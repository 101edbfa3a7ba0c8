"""Do everything that is due now."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.due import due_jobs

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Does what is due: scheduled publication, expiry, and the jobs of each app. Run it each minute."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        failed = []
        for job in due_jobs():
            try:
                done = job.run(at)
            except Exception:  # one job that fails must not stop the others; the command still ends in failure
                logger.exception("The due job %s failed.", job.name)
                failed.append(job.name)
                continue
            if done:
                self.stdout.write(f"{job.name}: {done}")
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}.")
