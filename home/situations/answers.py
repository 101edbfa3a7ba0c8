"""The answer to what a visitor ticked: numbers to call, what editors chose, what is near, and why each is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from home.situations.candidates import READINGS, Candidate, of_entry, read_candidates, read_readings, read_terms
from home.situations.places import Atlas, Distance, Place, Step
from home.situations.wording import about_reason, named_as, near_reason, nearest_words, numbers_kept
from home.urgency import parts_of
from search.enums import EntryKind
from search.models import Entry
from search.related import entries_of_pages

if TYPE_CHECKING:
    from home.models import Situation, SituationPick
    from portal.readers import Reader

FEW_PICKS = 3  # below, what explains the themes is added to what editors chose
MOST_READINGS = 4
MOST_ACTORS, MOST_EVENTS, MOST_CALLS = 3, 2, 1
FEW_ACTORS = 1  # where nobody is near, one who acts everywhere is enough


@dataclass(slots=True)
class Urgency:
    """Numbers to call at once, and each reason to."""

    phones: tuple[str, ...]
    messages: tuple[str, ...]
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Finding:
    """Something that helps, and why it is there: an editor's words, its theme, its place."""

    entry: Entry
    reasons: list[str]
    near: str = ""


@dataclass(slots=True)
class SituationAnswer:
    """What is said of one situation. `also` is what the page shows for another one already.

    `warned` has a disclaimer that the page has not told yet: told once, below what helps.
    """

    situation: Situation
    findings: list[Finding] = field(default_factory=list)
    also: list[Entry] = field(default_factory=list)
    near: list[Finding] = field(default_factory=list)
    nearest: Distance | None = None
    nearest_words: str = ""
    warned: list[Entry] = field(default_factory=list)

    @property
    def words(self) -> str:
        return numbers_kept(self.situation.answer)


@dataclass(slots=True)
class Answers:
    """The whole page."""

    urgencies: list[Urgency]
    situations: list[SituationAnswer]


@dataclass(slots=True)
class _Choice:
    """A candidate for one situation: its distance, and the theme that it was found by."""

    candidate: Candidate
    distance: Distance
    theme: str

    @property
    def rank(self) -> tuple[int, bool, int, bool, float, str, int]:
        """The nearest first; of one distance, who acts before what is to come, members before others."""
        it, starts_at = self.candidate, self.candidate.starts_at
        soon = starts_at.timestamp() if starts_at else float("inf")
        km = round(self.distance.km) if it.is_actor else 0
        return (int(self.distance.step), not it.is_actor, km, not it.is_member, soon, it.sort_title, it.pk)


@dataclass(slots=True)
class _Draft:
    """What one situation shows, before what was found is read whole."""

    situation: Situation
    picks: list[SituationPick]
    near: list[_Choice]
    readings: list[_Choice]
    nearest: _Choice | None
    distances: dict[int, Distance]


def answers_to(
    situations: Sequence[Situation],
    *,
    here: Place | None,
    atlas: Atlas,
    reader: Reader,
    at: datetime,
    urgent: Sequence[Situation] = (),
) -> Answers:
    """Return the page for these situations in this place: six queries at most, whatever is ticked.

    `urgent`: all that was ticked, when that is more than what is answered. Their numbers stand on the page too.
    """
    rows = [row for situation in situations for row in situation.picks.all() if row.target_id]
    chosen = entries_of_pages((row.target_id for row in rows), reader=reader, at=at) if rows else {}
    known = _read_known(situations, chosen, here, atlas, reader, at)
    taken = {entry.pk for entry in chosen.values()}
    drafts = [_draft(situation, chosen, known, here, atlas, taken) for situation in situations]
    entries = {entry.pk: entry for entry in chosen.values()}
    found = {c.candidate.pk for d in drafts for c in [*d.near, *d.readings, *([d.nearest] if d.nearest else [])]}
    if missing := sorted(found - entries.keys()):
        whole = Entry.objects.visible_to(reader, at).filter(pk__in=missing).for_listing()
        entries.update((entry.pk, entry) for entry in whole)
    shown: dict[int, Finding] = {}
    finished = [_finish(draft, chosen, entries, here, shown) for draft in drafts]
    _warn_once(finished)
    return Answers(urgencies_of(urgent or situations), finished)


def urgencies_of(situations: Iterable[Situation]) -> list[Urgency]:
    """Return the numbers of all situations, each set of numbers and each sentence once."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], Urgency] = {}
    for situation in situations:
        for row in situation.urgencies.all():
            key = (tuple(parts_of(row.phones)), tuple(parts_of(row.messages)))
            urgency = found.setdefault(key, Urgency(*key))
            if not any(_says(text, row.text) for text in urgency.texts):
                urgency.texts = [text for text in urgency.texts if not _says(row.text, text)] + [row.text]
    return list(found.values())


def _says(text: str, other: str) -> bool:
    """Say whether a sentence holds all that another says: “If you cannot go on or have dark thoughts, call 3114”."""
    words = other.rstrip(".").casefold()
    return words in text.casefold() or words.removeprefix("si ") in text.casefold()


def _shown_picks(situation: Situation, chosen: dict[int, Entry]) -> list[SituationPick]:
    return [row for row in situation.picks.all() if row.target_id in chosen]


def _read_known(
    situations: Sequence[Situation],
    chosen: dict[int, Entry],
    here: Place | None,
    atlas: Atlas,
    reader: Reader,
    at: datetime,
) -> dict[int, Candidate]:
    """Return all that may be shown, by its entry, with its themes and its territories."""
    known = {entry.pk: of_entry(entry) for entry in chosen.values()}
    themes = {theme.slug for situation in situations for theme in situation.themes.all()}
    poor = [situation for situation in situations if len(_shown_picks(situation, chosen)) < FEW_PICKS]
    poor_themes = {theme.slug for situation in poor for theme in situation.themes.all()}
    found = read_candidates(themes=themes, near=here, atlas=atlas, reader=reader, at=at) if themes else []
    if poor_themes:
        found += read_readings(themes=poor_themes, reader=reader, at=at)
    for candidate in found:
        known.setdefault(candidate.pk, candidate)
    read_terms(known.values())
    if here is not None:
        atlas.add(slug for candidate in known.values() for slug in candidate.territories)
    return known


def _draft(
    situation: Situation,
    chosen: dict[int, Entry],
    known: dict[int, Candidate],
    here: Place | None,
    atlas: Atlas,
    taken: set[int],
) -> _Draft:
    picks = _shown_picks(situation, chosen)
    own = {chosen[row.target_id or 0].pk for row in picks}
    names = {theme.slug: theme.name for theme in situation.themes.all()}
    choices = []
    for candidate in known.values():
        theme = next((name for slug, name in names.items() if slug in candidate.themes), "")
        if theme or candidate.pk in own:
            unsaid = Distance(Step.UNSAID)
            choices.append(_Choice(candidate, atlas.distance(here, candidate.territories) if here else unsaid, theme))
    choices.sort(key=lambda choice: choice.rank)
    nearest = next((choice for choice in choices if choice.candidate.is_actor), None) if here else None
    near = _near(choices, nearest, taken)
    readings = [c for c in choices if c.candidate.kind in READINGS and c.candidate.pk not in taken]
    readings = readings[:MOST_READINGS] if len(picks) < FEW_PICKS else []
    taken |= {choice.candidate.pk for choice in [*near, *readings]}
    return _Draft(situation, picks, near, readings, nearest, {c.candidate.pk: c.distance for c in choices})


def _near(choices: list[_Choice], nearest: _Choice | None, taken: set[int]) -> list[_Choice]:
    """Return what was not chosen by hand: who acts near, if a place was given, then the next events, then a call."""
    free = [c for c in choices if c.candidate.pk not in taken and (nearest is None or c.distance.step < Step.FAR)]
    if nearest and nearest.distance.step >= Step.FAR:
        free += [c for c in choices if c.candidate.is_actor and c.candidate.pk not in taken]
    actors = [c for c in free if nearest and c.candidate.is_actor and c.distance.step <= nearest.distance.step]
    events = [choice for choice in free if choice.candidate.kind == EntryKind.EVENT]
    calls = [choice for choice in free if choice.candidate.kind == EntryKind.CALL]
    most = MOST_ACTORS if nearest and nearest.distance.step <= Step.NEIGHBOUR else FEW_ACTORS
    return [*actors[:most], *events[:MOST_EVENTS], *calls[:MOST_CALLS]]


def _finish(
    draft: _Draft,
    chosen: dict[int, Entry],
    entries: dict[int, Entry],
    here: Place | None,
    shown: dict[int, Finding],
) -> SituationAnswer:
    answer = SituationAnswer(draft.situation)
    for row in draft.picks:
        entry = chosen[row.target_id or 0]
        finding = shown.get(entry.pk)
        if finding is not None:
            answer.also.append(entry)
            if row.reason not in finding.reasons:
                finding.reasons.append(row.reason)
            continue
        distance = draft.distances[entry.pk]
        near = near_reason(distance) if distance.step <= Step.REGION else ""
        shown[entry.pk] = Finding(entry, [row.reason], near)
        answer.findings.append(shown[entry.pk])
    answer.findings += [_found(c, entries[c.candidate.pk]) for c in draft.readings if c.candidate.pk in entries]
    answer.near = [_found(c, entries[c.candidate.pk]) for c in draft.near if c.candidate.pk in entries]
    if here is not None:
        nearest = draft.nearest
        named = entries.get(nearest.candidate.pk) if nearest else None
        answer.nearest = nearest.distance if nearest and named else None
        answer.nearest_words = nearest_words(answer.nearest, named_as(named) if named else "", here)
    return answer


def _warn_once(answers: Iterable[SituationAnswer]) -> None:
    told: set[int] = set()
    for answer in answers:
        entries = [finding.entry for finding in [*answer.findings, *answer.near]]
        answer.warned = [entry for entry in entries if entry.disclaimer and entry.pk not in told]
        told |= {entry.pk for entry in answer.warned}


def _found(choice: _Choice, entry: Entry) -> Finding:
    near = near_reason(choice.distance)
    return Finding(entry, [reason for reason in (about_reason(choice.theme),) if reason], near)
