"""What the address of “Ma situation” asks: what holds is answered, what does not is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.doors import doors_at
from home.situations.answers import Answers, answers_to
from home.situations.places import Atlas, Place, chosen_places, read_atlas, territory_choices
from home.told import Told
from portal.asking import moment_of, reader_of
from portal.enums import Hue
from portal.layout import Link

if TYPE_CHECKING:
    from home.models import Situation

SITUATION, TERRITORY = "situation", "territory"
MOST = 6  # one sheet of paper and one quiet reading


@dataclass(slots=True)
class Asked:
    """The situations and the place that hold, what to tell of the others, and what is missing to answer."""

    situations: list[Situation]
    here: Place | None
    messages: list[str] = field(default_factory=list)
    # Those beyond the first six too: nobody who ticked a danger misses its number.
    ticked: list[Situation] = field(default_factory=list)
    missing: str = ""

    @property
    def slugs(self) -> set[str]:
        return {situation.slug for situation in self.situations}


def read_asked(data: QueryDict, known: Mapping[str, Situation], places: Mapping[str, Place]) -> Asked:
    """Return what an address asks for; a parameter that nobody can answer becomes a sentence, never an error."""
    slugs = list(dict.fromkeys(slug for slug in data.getlist(SITUATION) if slug))
    ticked = [known[slug] for slug in slugs if slug in known]
    here = places.get(data.get(TERRITORY, ""))
    asked = Asked(sorted(ticked, key=list(known.values()).index), here)
    asked.ticked = asked.situations
    unknown = len(slugs) - len(ticked)
    if unknown:
        asked.messages.append(
            ngettext(
                "One situation of this address is not in our list (any more): it was left out.",
                "%(count)d situations of this address are not in our list (any more): they were left out.",
                unknown,
            )
            % {"count": unknown}
        )
    if len(asked.situations) > MOST:
        asked.situations = asked.situations[:MOST]
        asked.messages.append(
            _("You ticked many situations: here are the first %(count)d, so that the page can be read calmly.")
            % {"count": MOST}
        )
    if data.get(TERRITORY) and here is None:
        asked.messages.append(_("This territory is not in our list, so it was left out: choose it again below."))
    if not asked.situations and (TERRITORY in data or SITUATION in data):
        asked.missing = _("Tick one situation at least: we will show what can help.")
    return asked


def situations_context(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the page: the form, and the answer when something was ticked."""
    from home.models import Situation  # noqa: PLC0415 - the models import this package to preview

    at = moment_of(request)
    known = {situation.slug: situation for situation in Situation.objects.shown_at(at)}
    atlas = read_atlas()
    asked = read_asked(request.GET, known, chosen_places(atlas))
    prefetch_related_objects(asked.ticked, "urgencies")
    prefetch_related_objects(asked.situations, "picks", "themes")
    context = context_of(request, list(known.values()), asked, atlas)
    if not asked.situations:
        context["doors"] = doors_at(at)
    return context


def preview_context(situation: Situation, request: HttpRequest) -> dict[str, Any]:
    """Return the context of the page as if a visitor had ticked this situation alone."""
    return context_of(request, [situation], Asked([situation], None, ticked=[situation]), read_atlas())


def told_of(asked: Asked, answers: Answers | None) -> Told:
    """Return what the frame says of the page, in easy words too: whom to call first, then what was ticked."""
    numbers = [" / ".join(urgency.phones) for urgency in answers.urgencies if urgency.phones] if answers else []
    urgent = [_("It is urgent? Call %(numbers)s.") % {"numbers": number} for number in numbers]
    easy = [sentence for situation in asked.situations for sentence in situation.falc_sentences] or [
        _("Tick what you are living through."),
        _("You can say where you live."),
        _("We show you who can help."),
        _("You can print the page."),
    ]
    summary = _(
        "Tick what you live through and where: one page to print with what helps, who acts near you and whom to call."
    )
    hue = Hue.FORET if asked.situations else Hue.SOLEIL
    return Told(_("My situation"), summary, [*urgent, *easy], hue)


def context_of(request: HttpRequest, known: Sequence[Situation], asked: Asked, atlas: Atlas) -> dict[str, Any]:
    reader, at = reader_of(request), moment_of(request)
    answers = None
    if asked.situations:
        answers = answers_to(asked.situations, here=asked.here, atlas=atlas, reader=reader, at=at, urgent=asked.ticked)
    return {
        "page": told_of(asked, answers),
        "trail": [Link(_("Home"), "/")],
        "situations": known,
        "asked": asked,
        "regions": territory_choices(atlas),
        "answers": answers,
        "at": at,
        "site_address": request.get_host(),
    }
