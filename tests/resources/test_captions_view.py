"""Captions are for whoever may open the clip."""

from datetime import timedelta

import pytest

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from wagtail.models import PageViewRestriction

from resources.models import VideoClipPage
from tests.resources.factories import KitPageFactory, VideoClipPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def address_of(clip: VideoClipPage) -> str:
    return f"/ressources/{clip.slug}/sous-titres.vtt"


def test_captions_of_a_public_clip(client: Client) -> None:
    clip = VideoClipPageFactory()
    response = client.get(address_of(clip))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    assert response.content.decode() == clip.captions
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client.get(address_of(clip), headers={"if-none-match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "fields",
    [
        {"live": False},
        {"expire_at": timezone.now() - timedelta(days=1)},
        {"captions": ""},
    ],
)
def test_a_clip_that_is_not_there_has_no_captions(client: Client, fields: dict[str, object]) -> None:
    clip = VideoClipPageFactory(**fields)
    assert client.get(address_of(clip)).status_code == 404


@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD])
def test_a_clip_for_some_readers(client: Client, django_user_model: type, kind: str) -> None:
    clip = VideoClipPageFactory()
    group = Group.objects.create(name="Équipe")
    restriction = PageViewRestriction.objects.create(page=clip, restriction_type=kind, password="mot")
    restriction.groups.add(group)
    assert client.get(address_of(clip)).status_code == 404
    user = django_user_model.objects.create_user(email="une@example.org", password="mot-de-passe")
    user.groups.add(group)
    client.force_login(user)
    assert client.get(address_of(clip)).status_code == (404 if kind == PageViewRestriction.PASSWORD else 200)


def test_a_restriction_above_holds_below(client: Client) -> None:
    clip = VideoClipPageFactory()
    PageViewRestriction.objects.create(page=clip.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address_of(clip)).status_code == 404


@pytest.mark.parametrize("path", ["/sous-titres.vtt", "/ressources/sous-titres.vtt", "/nulle-part/sous-titres.vtt"])
def test_only_clips_have_captions(client: Client, path: str, house: object) -> None:
    assert client.get(path).status_code == 404


def test_a_kit_has_no_captions(client: Client) -> None:
    kit = KitPageFactory()
    assert client.get(f"/ressources/{kit.slug}/sous-titres.vtt").status_code == 404
