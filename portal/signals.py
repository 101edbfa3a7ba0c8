"""What a change of settings or menus drops from the cache; what a publication prepares for readers."""

from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save

from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.blocks.pictures import make_pictures
from portal.layout import forget_layout
from portal.models import Menu, MenuItem, PortalImage, SiteSettings, SocialLink
from portal.public_address import keep_public_address
from portal.tasks import make_image_renditions


def _forget(sender: Any, **kwargs: Any) -> None:
    forget_layout()


def _migrated(sender: Any, **kwargs: Any) -> None:
    keep_public_address()


def _picture_saved(sender: Any, instance: PortalImage, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        transaction.on_commit(partial(make_image_renditions.enqueue, instance.pk))


for _model in (Menu, MenuItem, PageViewRestriction, SiteSettings, SocialLink, Site):
    post_save.connect(_forget, sender=_model, dispatch_uid=f"layout-save-{_model.__name__}")
    post_delete.connect(_forget, sender=_model, dispatch_uid=f"layout-delete-{_model.__name__}")
for _signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    _signal.connect(_forget, dispatch_uid=f"layout-{id(_signal)}")
m2m_changed.connect(_forget, sender=PageViewRestriction.groups.through, dispatch_uid="layout-restriction-groups")
post_delete.connect(_forget, sender=Page, dispatch_uid="layout-delete-page")
# Each start and each deployment migrates: PUBLIC_URL may have changed since the last one.
post_migrate.connect(_migrated, sender=apps.get_app_config("portal"), dispatch_uid="keep-public-address")


def _make_pictures(sender: Any, instance: Any, **kwargs: Any) -> None:
    make_pictures(instance)


page_published.connect(_make_pictures, dispatch_uid="pictures-of-bodies")
post_save.connect(_picture_saved, sender=PortalImage, dispatch_uid="picture-sizes")
