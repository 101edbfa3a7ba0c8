"""The house itself as facts for machines."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from home.models import HomePage
from portal.head import Context, Node, house, register_facts
from portal.motif import Drawing, constellation
from portal.public_address import absolute
from portal.readers import PUBLIC
from portal.share_pictures import register_drawing
from search.enums import EntryKind, TermName
from search.models import Entry, EntryTerm


def facts_of_house(page: HomePage, context: Context) -> Iterable[Node]:
    """Return who the portal is, where else it is found, and how it is searched."""
    layout = context.get("layout")
    node = house() | {"slogan": page.lead}
    if page.summary:
        node["description"] = page.summary
    links = [link.url for link in layout.social_links] if layout else []
    if links:
        node["sameAs"] = links
    if layout and layout.contact_email:
        node["email"] = layout.contact_email
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{absolute('/recherche/')}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    yield node
    yield {
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "url": absolute("/"),
        "name": node["name"],
        "inLanguage": "fr",
        "publisher": {"@id": node["@id"]},
        "potentialAction": search,
    }


def drawing_of_house(page: HomePage) -> Drawing:
    """Return all coalitions side by side: those that the index knows, and the index knows who may see them."""
    terms = EntryTerm.objects.filter(entry=OuterRef("pk"), name=TermName.AUDIENCE, value=PUBLIC)
    shown = Entry.objects.of_kinds(EntryKind.COALITION).filter(Exists(terms)).by_title().for_listing()
    return constellation([(entry.hue, entry.card.get("count") or 1) for entry in shown])


def connect() -> None:
    """Register; called once, when the app is ready."""
    register_facts(HomePage, facts_of_house)
    register_drawing(HomePage, drawing_of_house)
