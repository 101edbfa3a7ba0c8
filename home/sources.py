"""What search keeps of an editorial page."""

from home import facts
from home.models import StandardPage
from search.enums import EntryKind
from search.sources import Details, PageSource, register
from search.text import text_of


def describe_page(page: StandardPage) -> Details:
    """Return a page's text, its glossary included: who looks for a term finds what it means."""
    entries = page.glossary_entries.all()
    glossary = "\n".join(f"{entry.term}\n{entry.definition}" for entry in entries)
    return Details(
        body="\n".join(part for part in (text_of(page, "lead", "intro", "body"), glossary) if part),
        keywords=[entry.term for entry in entries],
        summary=page.summary or page.lead,
        card={"sort": page.kind},
    )


PAGES = PageSource(kind=EntryKind.PAGE, model=StandardPage, describe=describe_page)


def connect() -> None:
    """Register with search; called once, when the app is ready."""
    register(PAGES)
    facts.connect()
