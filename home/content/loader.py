"""Loading `content/` into the portal: all of it or nothing, twice without doubles, never over an editor's work."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.content.alliances import COALITIONS, ORGANISATIONS, PROJECTS
from home.content.callings import CALLS
from home.content.editorial import HOME_PAGE, PAGES
from home.content.files import LATER, Content, content_digest, read_content
from home.content.house import lists_family, load_menus, open_site
from home.content.ledger import Ledger
from home.content.library import ARTICLES, CLIPS, PUBLICATIONS, load_films
from home.content.loading import Count, Loading
from home.content.meetings import EVENTS
from home.content.pages import PageFamily, Tree, fill, place
from home.content.taxonomy import load_territories, load_themes
from home.content.ways_in import load_doors, load_situations
from home.content.wording import load_synonyms
from search.services import project, sync
from search.signals import projecting_later

LABELS: dict[str, Any] = {
    "themes": gettext_lazy("Themes"),
    "territories": gettext_lazy("Territories"),
    "films": gettext_lazy("Sample films"),
    "series": gettext_lazy("Series of clips"),
    "lists": gettext_lazy("Lists"),
    "organisations": gettext_lazy("Organisations"),
    "coalitions": gettext_lazy("Coalitions"),
    "projects": gettext_lazy("Projects"),
    "clips": gettext_lazy("Clips"),
    "events": gettext_lazy("Events"),
    "publications": gettext_lazy("Kits and publications"),
    "calls": gettext_lazy("Calls"),
    "pages": gettext_lazy("Pages"),
    "articles": gettext_lazy("Articles"),
    "menus": gettext_lazy("Menus"),
    "settings": gettext_lazy("Site settings"),
    "situations": gettext_lazy("Situations"),
    "publics": gettext_lazy("Doors by public"),
    "spaces": gettext_lazy("Shared spaces"),
    "posts": gettext_lazy("Messages of the spaces"),
    "synonyms": gettext_lazy("Synonyms"),
}
KINDS = tuple(kind for kind in LABELS if kind not in (*LATER, "films", "series"))  # films and series come with clips
FEW = 40  # above, looking at everything is not slower
Say = Callable[[str], None]


@dataclass
class Report:
    """What a load did; `is_unchanged` when exactly this content was loaded before."""

    is_unchanged: bool = False
    counts: dict[str, Count] = field(default_factory=dict)

    def total(self, what: str) -> int:
        return sum(count.done[what] for count in self.counts.values())

    @property
    def kept(self) -> list[str]:
        return [line for count in self.counts.values() for line in count.kept]


def page_families() -> list[PageFamily]:
    """Return the families of pages, each after those that hold its pages."""
    return [
        HOME_PAGE,
        lists_family(),
        ORGANISATIONS,
        COALITIONS,
        PROJECTS,
        CLIPS,
        EVENTS,
        PUBLICATIONS,
        CALLS,
        PAGES,
        ARTICLES,
    ]


def load(*, folder: Path, at: datetime, only: Iterable[str] = (), say: Say = lambda line: None) -> Report:
    """Load the content of `folder`; raises ContentError, and changes nothing, when something in it is wrong."""
    with translation.override(settings.LANGUAGE_CODE):
        digest, kinds = content_digest(folder), frozenset(only)
        ledger = Ledger(at)
        if not kinds and ledger.is_loaded(digest):
            say(_("This content is loaded already."))
            return Report(is_unchanged=True)
        running = Loading(content=read_content(folder), at=at, ledger=ledger, only=kinds)
        try:
            with transaction.atomic():
                _write(running, "" if kinds else digest)
        except BaseException:
            # Files stand outside the transaction.
            for storage, name in running.new_files:
                storage.delete(name)
            raise
        report = Report(counts=running.counts)
        _tell(running.content, report, say)
        return report


def _write(running: Loading, digest: str) -> None:
    # What derives from pages is derived once, at the end, not at each of the three saves of a page.
    with projecting_later(), disable_reference_index_auto_update():
        load_themes(running)
        load_territories(running)
        load_films(running)
        tree = Tree.read()
        for family in page_families():
            place(running, tree, family)
            if family is HOME_PAGE:
                open_site(running)
        fill(running, tree)
        load_synonyms(running)
        load_situations(running)
        load_doors(running)
        load_menus(running)
    running.ledger.settle(digest)
    _derive(running.ledger.written, running.at)


def _derive(written: list[Model], at: datetime) -> None:
    for made in written:
        ReferenceIndex.create_or_update_for_object(made)
    if len(written) > FEW:
        sync(at=at)
    else:
        for made in written:
            project(obj=type(made)._default_manager.get(pk=made.pk), at=at)


def _tell(content: Content, report: Report, say: Say) -> None:
    """Say what became of each kind, and name what was left to the editors."""
    for kind, label in LABELS.items():
        if kind in LATER:
            amount = len(content.items[kind])
            say(_("%(label)s: %(count)d checked, loaded by a later version") % {"label": label, "count": amount})
        elif kind in report.counts:
            done = report.counts[kind].done
            counts = {name: done[name] for name in ("created", "updated", "unchanged", "kept")}
            say(
                _("%(label)s: %(created)d created, %(updated)d updated, %(unchanged)d unchanged, %(kept)d kept")
                % {"label": label, **counts}
            )
    for line in report.kept:
        say(_("Kept as it is: %(line)s") % {"line": line})
