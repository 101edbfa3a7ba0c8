"""What the page of a call shows to a reader, at a moment."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from calls.wording import door_of
from portal.asking import moment_of, reader_of
from portal.layout import read_layout
from portal.trail import trail_of
from portal.typography import day_words, moment_words, span_words
from search.models import Entry
from search.related import Related, entries_of_pages

if TYPE_CHECKING:
    from calls.models import CalendarStep, CallPage, Criterion
    from portal.models import Territory, Theme

WIDEST = 46.0


@dataclass(frozen=True)
class Level:
    """What a score means."""

    score: int
    text: str


@dataclass(frozen=True)
class CriterionView:
    """A criterion; the area of its circle is its weight."""

    label: str
    weight: Decimal
    question: str
    levels: list[Level]
    radius: str


@dataclass(frozen=True)
class Step:
    """A step of the calendar, in words; `state` is done, now or coming."""

    label: str
    words: str
    machine: str
    state: str
    event: Entry | None


@dataclass(frozen=True)
class Moment:
    """A moment that decides: what happens, when exactly, and whether it is behind."""

    label: str
    words: str
    machine: str
    is_past: bool


def call_context(call: "CallPage", request: HttpRequest) -> dict[str, Any]:
    """Return the context of a call's page."""
    reader, at = reader_of(request), moment_of(request)
    steps = list(call.calendar_steps.all())
    chosen = [(row.target_id, row.reason) for row in call.related_pages.all() if row.target_id]
    named = [call.pk, call.coalition_id, call.pilot_id, call.project_id, *(step.event_id for step in steps)]
    wanted = [pk for pk in (*named, *(pk for pk, _reason in chosen)) if pk]
    entries = entries_of_pages(wanted, reader=reader, at=at) if wanted else {}
    own = entries.get(call.pk)
    parts: dict[str, Any] = {
        "rules": list(call.eligibility_rules.all()),
        "benefits": list(call.benefits.all()),
        "milestones": list(call.support_milestones.all()),
        "criteria": criteria_of(list(call.criteria.all()), call.score_min),
        "steps": [step_of(step, entries.get(step.event_id), at) for step in steps],
        "documents": list(call.required_documents.all()),
        "questions": list(call.questions.all()),
        "related": [Related(entries[pk], reason) for pk, reason in chosen if pk in entries],
    }
    return {
        "trail": trail_of(call, read_layout(at)),
        "hue": own.hue if own and own.hue else call.hue,
        "door": door_of(call.opens_at, call.closes_at, at),
        "moments": moments_of(call, at),
        "coalition": entries.get(call.coalition_id or 0),
        "pilot": entries.get(call.pilot_id or 0),
        "project": entries.get(call.project_id or 0),
        "contents": contents_of(call, parts),
        "territories": _doors(call.territories.all(), "territory"),
        "themes": _doors(call.themes.all(), "theme"),
        **parts,
    }


def _doors(terms: "Iterable[Theme | Territory]", parameter: str) -> list[dict[str, str]]:
    """Return the terms as doors to everything about them."""
    address = reverse("search:results")
    return [{"label": term.name, "url": f"{address}?{parameter}={term.slug}"} for term in terms]


def contents_of(call: "CallPage", parts: dict[str, Any]) -> list[dict[str, str]]:
    """Return the table of contents: the sections that hold something."""
    sections = [
        ("purpose", _("What it is for"), bool(call.purpose or call.fact_list)),
        ("conditions", _("Who may answer"), bool(parts["rules"] or call.audience)),
        ("benefits", _("What laureates get"), bool(parts["benefits"])),
        ("calendar", _("Calendar"), True),
        ("criteria", _("How files are judged"), bool(parts["criteria"])),
        ("documents", _("Documents to gather"), bool(parts["documents"])),
        ("support", _("The support, step by step"), bool(parts["milestones"])),
        ("questions", _("Questions and answers"), bool(parts["questions"])),
    ]
    return [{"url": f"#{name}", "label": label} for name, label, is_there in sections if is_there]


def criteria_of(criteria: "list[Criterion]", lowest: int) -> list[CriterionView]:
    """Return the criteria with the circle that shows what each weighs beside the others."""
    heaviest = max((criterion.weight for criterion in criteria), default=Decimal(1))
    return [
        CriterionView(
            label=criterion.label,
            weight=criterion.weight,
            question=criterion.question,
            levels=[Level(score, text) for score, text in enumerate(criterion.level_list, lowest)],
            radius=f"{WIDEST * math.sqrt(criterion.weight / heaviest):.1f}",
        )
        for criterion in criteria
    ]


def step_of(step: "CalendarStep", event: Entry | None, at: datetime) -> Step:
    """Return a step of the calendar, which lasts to the end of its last day."""
    today, last = timezone.localtime(at).date(), step.ends_on or step.starts_on
    state = "done" if last < today else "coming" if step.starts_on > today else "now"
    return Step(step.label, _step_words(step.starts_on, step.ends_on), step.starts_on.isoformat(), state, event)


def _step_words(first: date, last: date | None) -> str:
    return span_words(first, last) if last and last != first else day_words(first, weekday=True)


def moments_of(call: "CallPage", at: datetime) -> list[Moment]:
    """Return the moments that decide, to the minute."""
    wanted = [
        (_("Opening"), call.opens_at),
        (_("Last questions"), call.questions_until),
        (_("Deadline"), call.closes_at),
    ]
    return [
        Moment(label, moment_words(moment, weekday=True), moment.isoformat(), moment <= at)
        for label, moment in wanted
        if moment
    ]
