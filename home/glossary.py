"""The terms that the glossary page explains, for the texts of all pages."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models.signals import post_delete

from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.models import GlossaryEntry, StandardPage
from portal.enums import PageKind
from portal.glossary import Term, forget_terms, register_terms
from portal.layout import address_of, read_layout
from portal.readers import ANONYMOUS


def public_terms(at: datetime) -> Iterable[Term]:
    """Yield the terms of the glossaries that everybody may read, by one query."""
    pages = StandardPage.objects.visible_to(ANONYMOUS, at).filter(kind=PageKind.GLOSSARY)
    root_path = read_layout(at).root_path
    for entry in GlossaryEntry.objects.filter(page__in=pages).select_related("page").order_by("page", "sort_order"):
        address = address_of(entry.page.url_path, root_path)
        yield Term(entry.slug, entry.term, entry.definition, f"{address}#{entry.slug}")


def _forget(sender: Any, **kwargs: Any) -> None:
    forget_terms()


def connect() -> None:
    """Give the terms, and drop what is kept of them when a page changes; called when the app is ready."""
    register_terms(public_terms)
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(_forget, dispatch_uid=f"glossary-{id(signal)}")
    post_delete.connect(_forget, sender=Page, dispatch_uid="glossary-delete-page")
