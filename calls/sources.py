"""What search keeps of a call."""

from django.utils.translation import gettext_lazy as _

from calls import facts, open_data
from calls.appointments import deadlines_of
from calls.listing import FIELDS
from calls.models import CallIndexPage, CallPage
from events.reading import CALLED_EVENT
from search.enums import EntryKind, TermName
from search.feeds.registry import FeedList, register_appointments, register_feed
from search.lists import register_list
from search.sources import Details, PageSource, nameable, register
from search.text import text_of


def describe_call(call: CallPage) -> Details:
    """Return what a call is for, for whom, and between which moments it is open."""
    return Details(
        body="\n".join(part for part in _texts(call) if part),
        keywords=[page.title for page in nameable(call.coalition, call.pilot, call.project)],
        terms={
            TermName.COALITION: [call.coalition.slug] if call.coalition else [],
            TermName.ASSOCIATION: [call.pilot.slug] if call.pilot else [],
            TermName.PROJECT: [call.project.slug] if call.project else [],
            CALLED_EVENT: sorted({str(step.event_id) for step in call.calendar_steps.all() if step.event_id}),
        },
        starts_at=call.opens_at,
        ends_at=call.closes_at,
        sort_on=call.closes_at,
        card={"edition": call.edition},
    )


def _texts(call: CallPage) -> list[str]:
    """Return everything that one may look for in a call: a rule, a benefit, a document, an answer."""
    texts = [text_of(call, "edition", "purpose", "facts", "audience", "eligibility_intro", "support_intro")]
    texts += [rule.text for rule in call.eligibility_rules.all()]
    texts += [f"{benefit.title}\n{benefit.text}" for benefit in call.benefits.all()]
    texts += [f"{criterion.label}\n{criterion.question}" for criterion in call.criteria.all()]
    texts += [f"{step.title}\n{step.description}" for step in call.support_milestones.all()]
    texts += [f"{paper.label}\n{paper.help_text}" for paper in call.required_documents.all()]
    return [*texts, *(f"{row.question}\n{row.answer}" for row in call.questions.all())]


CALLS = PageSource(kind=EntryKind.CALL, model=CallPage, describe=describe_call)


def connect() -> None:
    """Register with search; called once, when the app is ready."""
    register(CALLS)
    open_data.connect()
    facts.connect()
    register_list(CallIndexPage, EntryKind.CALL)
    register_appointments(EntryKind.CALL, deadlines_of)
    register_feed(
        FeedList(name="appels", title=_("Calls"), kinds=(EntryKind.CALL,), fields=FIELDS, page_type=CallIndexPage)
    )
