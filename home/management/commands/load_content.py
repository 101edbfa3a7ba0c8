"""Load the portal's first content."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from home.content.loader import KINDS, load
from home.content.problems import ContentError

MOST = 40


class Command(BaseCommand):
    """Make pages and records of the files of `content/`; what an editor changed since is left as it is."""

    help = "Load content/: again after a change of its files; pages that editors changed are left to them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--path", type=Path, default=Path(settings.BASE_DIR) / "content", help="the folder to load")
        parser.add_argument("--only", nargs="+", choices=KINDS, default=[], metavar="KIND", help=", ".join(KINDS))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            load(folder=options["path"], at=timezone.now(), only=options["only"], say=self.stdout.write)
        except ContentError as error:
            lines = [str(problem) for problem in error.problems[:MOST]]
            if len(error.problems) > MOST:
                lines.append(_("… and %(count)d more.") % {"count": len(error.problems) - MOST})
            raise CommandError("\n".join([_("The content is refused, and nothing was loaded:"), *lines])) from error
