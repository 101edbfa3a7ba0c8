"""What the head of a page tells machines: its one address, its feeds, its words when shared, and its facts (JSON-LD).

Upper rooms say what they know when they start, so that this room names none of them:

    register_facts(EventPage, facts_of_event)     # what a type of page is, as nodes of schema.org
    register_list_state(state_of)                 # which filters a list has
    register_follow_links(links_of)               # where a page can be followed
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from portal.public_address import absolute
from portal.share_pictures import DEFAULT, address_of_picture

# From so many choices on, a list is one of too many for engines to read.
DEEP = 2
LONGEST_DESCRIPTION = 300
Context = Mapping[str, Any]
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FollowLink:
    """An address that says what is new."""

    url: str
    media_type: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListState:
    """What a list was asked, in its normal order; `words` say it in a title."""

    query: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    choices: int = 0
    is_search: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a page. Addresses are absolute; `canonical` is empty where a page has no address of its own."""

    canonical: str = ""
    robots: str = ""
    words: str = ""
    title: str = ""
    description: str = ""
    kind: str = "website"
    image: str = ""
    follow: tuple[FollowLink, ...] = ()
    facts: str = ""


FactReader = Callable[[Any, Context], Iterable[Node]]
_facts: dict[type, FactReader] = {}
_states: list[Callable[[Context], ListState | None]] = []
_follow: list[Callable[[Context], Iterable[FollowLink]]] = []
KINDS = {"Article": "article", "VideoObject": "video.other"}


def register_facts(model: type, reader: FactReader) -> None:
    """Say what a page of a type is; the reader gets the page and the context of its template, made for its reader."""
    _facts[model] = reader


def register_list_state(reader: Callable[[Context], ListState | None]) -> None:
    if reader not in _states:
        _states.append(reader)


def register_follow_links(reader: Callable[[Context], Iterable[FollowLink]]) -> None:
    if reader not in _follow:
        _follow.append(reader)


def head_of(context: Context) -> Head:
    """Return the head of the page that a context shows; next to nothing for errors and previews."""
    request = context.get("request")
    if request is None or _says_nothing(context) or getattr(request, "is_preview", False):
        return Head()
    state = next((found for reader in _states if (found := reader(context))), ListState())
    page = context.get("page")
    query = urlencode(state.query)
    canonical = absolute(request.path) + (f"?{query}" if query else "")
    nodes = [*_page_facts(page, context), *_trail_facts(context, page, canonical)]
    words = " – ".join(state.words)
    title = str(context.get("title") or getattr(page, "seo_title", "") or getattr(page, "title", ""))
    return Head(
        canonical=canonical,
        robots="noindex" if state.is_search or state.choices >= DEEP else "",
        words=words,
        title=" – ".join(part for part in (title, words) if part) or settings.WAGTAIL_SITE_NAME,
        description=_description(page, context),
        kind=next((KINDS[node["@type"]] for node in nodes if node["@type"] in KINDS), "website"),
        image=absolute(address_of_picture(page) if getattr(page, "translation_key", None) else static(DEFAULT)),
        follow=tuple(link for reader in _follow for link in reader(context)),
        facts=as_script({"@context": "https://schema.org", "@graph": nodes}) if nodes else "",
    )


def _says_nothing(context: Context) -> bool:
    """Tell whether the page is no page: an error, or the door of one, which Wagtail shows with that page's context."""
    return "exception" in context or "action_url" in context


def _description(page: Any, context: Context) -> str:
    text = getattr(page, "search_description", "") or getattr(page, "summary", "") or context.get("description") or ""
    return demo_words(str(text), is_demo=getattr(page, "is_demo", False))[:LONGEST_DESCRIPTION]


def demo_words(text: str, *, is_demo: bool) -> str:
    """Return a description that begins by saying of an invented example that it is one."""
    return " ".join(part for part in (_("Invented example."), text) if part) if is_demo else text


def house() -> Node:
    """Return who speaks: the portal."""
    return {
        "@type": "Organization",
        "@id": absolute("/#organisation"),
        "name": settings.WAGTAIL_SITE_NAME,
        "url": absolute("/"),
    }


def named(entry: Any, kind: str = "Organization") -> Node:
    """Return what a page only names: an entry that its reader may open."""
    return {"@type": kind, "name": entry.title, "url": absolute(entry.address)}


def page_node(page: Any, context: Context, kind: str) -> Node:
    """Return the node that any page begins with."""
    url = absolute(context["request"].path)
    parts = [getattr(page, "disclaimer_text", ""), getattr(page, "summary", "")]
    words = " ".join(part for part in parts if part)
    node: Node = {"@type": kind, "@id": f"{url}#{kind.lower()}", "url": url, "name": page.title, "inLanguage": "fr"}
    description = demo_words(words, is_demo=getattr(page, "is_demo", False))
    return {**node, "description": description} if description else node


def _page_facts(page: Any, context: Context) -> list[Node]:
    reader = _facts.get(type(page))
    return list(reader(page, context)) if reader else []


def _trail_facts(context: Context, page: Any, canonical: str) -> list[Node]:
    trail = [(str(link.label), absolute(link.url)) for link in context.get("trail") or [] if hasattr(link, "url")]
    if not trail:
        return []
    here = str(context.get("title") or getattr(page, "title", ""))
    steps = [*trail, (here, canonical.partition("?")[0])] if here else trail
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": address}
        for place, (name, address) in enumerate(steps, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]


# What would end the element, or begin another; JSON reads these escapes as the signs themselves.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def as_script(value: Any) -> str:
    """Return JSON that can stand in a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
