"""A door by public: three things to do, its situations, what is next on its themes, and the other doors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from home.situations.wording import numbers_kept
from home.told import Told
from portal.asking import moment_of, reader_of
from portal.layout import Link
from search.enums import EntryKind, TermName
from search.models import Entry
from search.querysets import EntryQuerySet
from search.related import entries_of_pages

if TYPE_CHECKING:
    from home.models import PublicDoor

THINGS = 3
EVENTS, CLIPS = 3, 3


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to do: an editor's words and the page where one does it; or a page of the themes, in its own words."""

    title: str
    text: str
    entry: Entry


def door_at(slug: str, at: datetime) -> PublicDoor | None:
    """Return a published door with what its page asks of it."""
    from home.models import PublicDoor  # noqa: PLC0415 - the models import this module to preview

    doors = PublicDoor.objects.shown_at(at).filter(slug=slug)
    found: PublicDoor | None = doors.prefetch_related("actions", "themes", "situation_links__situation").first()
    return found


def doors_at(at: datetime) -> list[PublicDoor]:
    """Return the published doors, in the editors' order, each with the colour of its coalition."""
    from home.models import PublicDoor  # noqa: PLC0415 - the models import this module to preview

    return list(PublicDoor.objects.shown_at(at).select_related("coalition"))


def addresses(at: datetime) -> list[str]:
    """Return the addresses of the ways in, for the sitemap."""
    return [reverse("home:situations"), *(door.get_absolute_url() for door in doors_at(at))]


def door_context(door: PublicDoor, request: HttpRequest) -> dict[str, Any]:
    """Return the context of a door's page."""
    reader, at = reader_of(request), moment_of(request)
    actions = list(door.actions.all())
    targets = [action.target_id for action in actions if action.target_id]
    pages = entries_of_pages([*targets, door.coalition_id or 0], reader=reader, at=at)
    coalition = pages.get(door.coalition_id or 0)
    themes = sorted(theme.slug for theme in door.themes.all())
    about: EntryQuerySet = Entry.objects.visible_to(reader, at).with_term(TermName.THEME, *themes)
    things = [Thing(a.title, a.text, pages[a.target_id]) for a in actions if a.target_id in pages][:THINGS]
    used = [thing.entry.pk for thing in things]
    clips = list(about.of_kinds(EntryKind.CLIP).exclude(pk__in=used).for_listing()[: CLIPS + THINGS])
    while len(things) < THINGS and clips:
        clip = clips.pop(0)
        things.append(Thing(clip.title, clip.summary, clip))
    return {
        "door": door,
        "intro": numbers_kept(door.intro),
        "page": Told(door.title, door.intro, door.falc_sentences, coalition.hue if coalition else ""),
        "trail": [Link(_("Home"), "/")],
        "coalition": coalition,
        "things": things,
        "situations": _situations(door, at),
        "events": list(about.of_kinds(EntryKind.EVENT).upcoming(at).for_listing()[:EVENTS]),
        "clips": clips[:CLIPS],
        "other_doors": [other for other in doors_at(at) if other.pk != door.pk],
        "at": at,
    }


def _situations(door: PublicDoor, at: datetime) -> Sequence[Any]:
    links = [link.situation for link in door.situation_links.all()]
    return [s for s in links if s.live and (s.expire_at is None or s.expire_at > at)]
