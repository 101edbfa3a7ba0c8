"""Calls as the public sees them; their forms, checks, messages and indicators come with applying."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from calls.models import (
    Benefit,
    CalendarStep,
    CallPage,
    CallQuestion,
    Criterion,
    EligibilityRule,
    RequiredDocument,
    SupportMilestone,
)
from home.content.body import paragraphs, set_body
from home.content.files import Item
from home.content.loading import Loading
from home.content.pages import PageFamily
from home.content.rows import classify, lines, owner, say_common
from home.content.values import first_day, moment

UNLOADED = frozenset({"form", "indicators", "messages"})


def _moments(item: Item) -> dict[str, datetime]:
    calendar = item["calendar"]
    names = ("opens_at", "questions_until", "closes_at")
    return {name: moment(calendar[name], calendar["timezone"]) for name in names}


def _tell_call(load: Loading, item: Item, page: CallPage) -> None:
    say_common(page, item)
    classify(load, page, item["themes"], item["territories"])
    page.edition = item["edition"]
    page.disclaimer = item["disclaimer"]
    page.coalition = load.find("coalitions", item["coalition"])
    page.pilot = load.find("organisations", item.get("pilot"))
    page.pilot_role = item.get("pilot_role") or ""
    page.project = load.find("projects", item.get("project"))
    page.facts = lines((item.get("facts") or {}).get("items"))
    page.audience = lines(item["audience"])
    page.eligibility_intro = item["eligibility"].get("intro", "")
    page.support_months = item["accompaniment"]["duration_months"]
    page.support_intro = item["accompaniment"].get("intro", "")
    page.criteria_note = item["criteria"].get("note", "")
    page.score_min, page.score_max = item["criteria"]["scale"]
    for name, value in _moments(item).items():
        setattr(page, name, value)
    set_body(page, "purpose", paragraphs(item["purpose"]))


def _support(item: Item) -> list[SupportMilestone]:
    return [
        SupportMilestone(
            sort_order=position,
            month=row["month"],
            title=row["title"],
            description=row.get("description", ""),
            deliverable=row.get("deliverable", ""),
        )
        for position, row in enumerate(item["accompaniment"]["milestones"])
    ]


def _criteria(item: Item) -> list[Criterion]:
    return [
        Criterion(
            sort_order=position,
            label=row["label"],
            weight=Decimal(str(row["weight"])),
            question=row["question"],
            levels=lines(level["text"] for level in sorted(row["levels"], key=lambda level: level["score"])),
        )
        for position, row in enumerate(item["criteria"]["items"])
    ]


def _steps(load: Loading, item: Item) -> list[CalendarStep]:
    return [
        CalendarStep(
            sort_order=position,
            label=row["label"],
            starts_on=first_day(row.get("date") or row["date_from"]),
            ends_on=first_day(row["date_to"]) if row.get("date_to") else None,
            event=load.find("events", row.get("event")),
        )
        for position, row in enumerate(item["calendar"]["steps"])
    ]


def _documents(item: Item) -> list[RequiredDocument]:
    return [
        RequiredDocument(
            sort_order=position,
            label=row["label"],
            is_required=row["required"],
            formats=", ".join(row.get("formats") or ()),
            max_megabytes=row.get("max_mb"),
            help_text=row.get("help", ""),
        )
        for position, row in enumerate(item["documents"])
    ]


def _fill_call(load: Loading, item: Item, page: CallPage) -> None:
    _tell_call(load, item, page)
    page.eligibility_rules = [
        EligibilityRule(sort_order=position, text=row["text"])
        for position, row in enumerate(item["eligibility"]["rules"])
    ]
    page.benefits = [
        Benefit(sort_order=position, title=row["title"], text=row["text"], is_demo=row.get("demo", False))
        for position, row in enumerate(item["benefits"])
    ]
    page.support_milestones = _support(item)
    page.criteria = _criteria(item)
    page.calendar_steps = _steps(load, item)
    page.required_documents = _documents(item)
    page.questions = [
        CallQuestion(sort_order=position, question=row["question"], answer=row["answer"])
        for position, row in enumerate(item["faq"])
    ]


def _source(load: Loading, item: Item) -> Any:
    return {name: value for name, value in item.items() if name not in UNLOADED}


CALLS = PageFamily(
    kind="calls",
    model=lambda item: CallPage,
    bare=_moments,
    parent=lambda load, item: owner(load, (), [item["coalition"]], "calls"),
    fill=_fill_call,
    source=_source,
)
