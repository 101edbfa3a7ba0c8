"""Calls as facts for machines: support that one may apply for, by whom, and between which moments."""

from collections.abc import Iterable

from django.utils import timezone

from calls.models import CallPage
from portal.head import Context, Node, named, page_node, register_facts


def facts_of_call(page: CallPage, context: Context) -> Iterable[Node]:
    """Return a call: a grant, which need not be money, and the application that it asks for.

    Of an example only its words are told, which say that it is one: its moments and who leads it bind nobody.
    """
    node = page_node(page, context, "Grant")
    if page.is_demo:
        yield node
        return
    node["potentialAction"] = {
        "@type": "ApplyAction",
        "startTime": timezone.localtime(page.opens_at).isoformat(),
        "endTime": timezone.localtime(page.closes_at).isoformat(),
        "target": node["url"],
    }
    yield node | _support(page, context)


def _support(page: CallPage, context: Context) -> Node:
    """Return who leads the call, as the page says it: an organisation, else a team in words, else the coalition."""
    role = page.pilot_role.strip()
    if context["pilot"]:
        return {"sponsor": named(context["pilot"])}
    if role:
        return {"sponsor": {"@type": "Organization", "name": role[:1].upper() + role[1:]}}
    return {"sponsor": named(context["coalition"])} if context["coalition"] else {}


def connect() -> None:
    """Register; called once, when the app is ready."""
    register_facts(CallPage, facts_of_call)
