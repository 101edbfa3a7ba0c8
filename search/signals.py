"""What changes, changes its entry: in the same transaction, wherever Wagtail lets it.

`Page.save` is one transaction and sends `post_save` inside it. Wagtail announces a new slug only after the commit;
until then the descendants keep their old addresses, which `search_sync` would repair too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.models import PortalTag, Territory, Theme
from portal.readers import group_token
from search.backends import database
from search.enums import TermName
from search.models import Entry
from search.services import project, project_all, project_carriers, withdraw
from search.sources import page_labels, source_of

_TAXONOMY: dict[type[Model], TermName] = {
    Theme: TermName.THEME,
    Territory: TermName.TERRITORY,
    PortalTag: TermName.TAG,
}


_waiting: ContextVar[bool] = ContextVar("search-waiting", default=False)


@contextmanager
def projecting_later() -> Iterator[None]:
    """Write no entry in this block. Whoever changes many pages at once calls `services.sync` at its end instead."""
    token = _waiting.set(True)
    try:
        yield
    finally:
        _waiting.reset(token)


def _moment() -> datetime:
    # A receiver is where a change enters search, as a view is where a request does: the clock is read here, once.
    return timezone.now()


def saved(sender: type[Model], instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    if raw or _waiting.get():
        return
    if issubclass(sender, Page):
        _page_saved(instance, update_fields)
    elif source_of(sender) is not None:
        project(obj=instance, at=_moment())


def _page_saved(page: Page, update_fields: Any) -> None:
    # Saving a draft writes a few named fields of a page that holds the draft's words: nothing to read there.
    if update_fields is not None and "live" not in update_fields:
        return
    if not page.live:
        _withdraw_page(page.pk)
    elif update_fields is None and source_of(type(page)) is not None:
        project(obj=page, at=_moment())


def deleted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    if sender is Entry:
        database.remove(instance.pk)
    elif issubclass(sender, Page):
        _withdraw_page(instance.pk)
    elif (source := source_of(sender)) is not None:
        withdraw(source=source.label, key=str(instance.pk), at=_moment())


def _withdraw_page(pk: int) -> None:
    for label in Entry.objects.filter(source__in=page_labels(), object_key=str(pk)).values_list("source", flat=True):
        withdraw(source=label, key=str(pk), at=_moment())


def page_changed(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    """Children of a page (tags, memberships) are written after the page itself: read it again when all is there."""
    if not _waiting.get():
        project(obj=instance, at=_moment())


def subtree_changed(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    project_subtree(instance)


def project_subtree(top: Page) -> int:
    """Project again a page and all below it, because an address or a restriction above them changed."""
    pages = Page.objects.filter(path__startswith=top.path, live=True).order_by("path").specific()
    return project_all(objects=pages.iterator(chunk_size=200), at=_moment())


def restriction_changed(sender: type[Model], instance: Any, action: str = "post_", **kwargs: Any) -> None:
    if not action.startswith("post_") or kwargs.get("raw") or not isinstance(instance, PageViewRestriction):
        return
    # Deleting a page deletes its restrictions: then there is nothing left to project.
    if page := Page.objects.filter(pk=instance.page_id).first():
        project_subtree(page)


def group_deleted(sender: type[Model], instance: Group, **kwargs: Any) -> None:
    project_carriers(name=TermName.AUDIENCE, values=[group_token(instance.pk)], at=_moment())


def taxonomy_before(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    known = None if raw or instance.pk is None else sender._default_manager.filter(pk=instance.pk).first()
    instance._before_search = None if known is None else _naming(known)


def taxonomy_saved(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    before = getattr(instance, "_before_search", None)
    if before is not None and before != _naming(instance):
        project_carriers(name=_TAXONOMY[sender], values={before[0], instance.slug}, at=_moment())


def taxonomy_deleted(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    project_carriers(name=_TAXONOMY[sender], values=[instance.slug], at=_moment())


def _naming(label: Any) -> tuple[str, str, int | None]:
    return label.slug, label.name, getattr(label, "parent_id", None)


def relation_changed(sender: type[Model], instance: Any, action: str, reverse: bool = False, **kwargs: Any) -> None:
    # A page's relations are written by its own save; other objects' by themselves.
    model = type(instance)
    if action.startswith("post_") and not reverse and not issubclass(model, Page) and source_of(model) is not None:
        project(obj=model._default_manager.get(pk=instance.pk), at=_moment())


def connect() -> None:
    """Connect once, from `SearchConfig.ready`."""
    post_save.connect(saved, dispatch_uid="search-saved")
    post_delete.connect(deleted, dispatch_uid="search-deleted")
    m2m_changed.connect(relation_changed, dispatch_uid="search-relation")
    for signal in (page_published, page_unpublished):
        signal.connect(page_changed, dispatch_uid="search-page")
    for signal in (post_page_move, page_slug_changed):
        signal.connect(subtree_changed, dispatch_uid="search-subtree")
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="search-restriction")
    m2m_changed.connect(
        restriction_changed, sender=PageViewRestriction.groups.through, dispatch_uid="search-restriction-groups"
    )
    post_delete.connect(group_deleted, sender=Group, dispatch_uid="search-group")
    for model in _TAXONOMY:
        pre_save.connect(taxonomy_before, sender=model, dispatch_uid="search-taxonomy-before")
        post_save.connect(taxonomy_saved, sender=model, dispatch_uid="search-taxonomy-saved")
        post_delete.connect(taxonomy_deleted, sender=model, dispatch_uid="search-taxonomy-deleted")
