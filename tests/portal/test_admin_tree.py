"""Which page may stand where (ADR 11), how often, and what a move leaves behind."""

from typing import Any

import pytest

from django.test import Client
from django.urls import reverse

from wagtail.models import Page, get_page_models

from accounts.models import User
from calls.models import CallPage
from coalitions.models import CoalitionPage
from tests.coalitions.factories import CoalitionPageFactory, MemberPageFactory
from tests.events.factories import EventPageFactory
from tests.resources.factories import ArticlePageFactory
from tests.support.editing import add_address, edit_address, read_form
from tests.support.tree import House

OWNERS = {"CoalitionPage", "MemberPage"}
# A type, and below which types it may stand: its owner, or the list of what nobody alone owns.
PARENTS = {
    "HomePage": {"Page"},
    "StandardPage": {"HomePage"},
    "CoalitionIndexPage": {"HomePage"},
    "MemberIndexPage": {"HomePage"},
    "EventIndexPage": {"HomePage"},
    "ResourceIndexPage": {"HomePage"},
    "CallIndexPage": {"HomePage"},
    "CoalitionPage": {"CoalitionIndexPage"},
    "MemberPage": {"MemberIndexPage"},
    "ProjectPage": {"CoalitionIndexPage"} | OWNERS,
    "EventPage": {"EventIndexPage"} | OWNERS,
    "VideoClipPage": {"ResourceIndexPage"} | OWNERS,
    "KitPage": {"ResourceIndexPage"} | OWNERS,
    "PublicationPage": {"ResourceIndexPage"} | OWNERS,
    "ArticlePage": {"ResourceIndexPage"} | OWNERS,
    "CallPage": {"CallIndexPage", "CoalitionPage"},
}
ONE_OF_EACH = {name for name in PARENTS if name.endswith("IndexPage")} | {"HomePage"}
MODELS = {model.__name__: model for model in get_page_models() if model.is_creatable}


@pytest.fixture
def editor(house: House) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("equipe@example.org"))
    return client


def test_every_type_has_its_place() -> None:
    assert {
        name: {one.__name__ for one in model.allowed_parent_page_models()} for name, model in MODELS.items()
    } == PARENTS


def test_every_type_holds_what_names_it() -> None:
    for name, model in MODELS.items():
        held = {child for child, parents in PARENTS.items() if name in parents}
        allowed = {one.__name__ for one in model.allowed_subpage_models() if one.is_creatable}
        assert allowed == held, name


def test_one_of_each_list_and_one_home() -> None:
    assert {name for name, model in MODELS.items() if model.max_count == 1} == ONE_OF_EACH
    assert all(model.max_count is None for name, model in MODELS.items() if name not in ONE_OF_EACH)


@pytest.mark.parametrize("name", sorted(ONE_OF_EACH))
def test_a_second_one_is_refused(editor: Client, house: House, name: str) -> None:
    model = MODELS[name]
    parent = model.objects.get().get_parent()

    refused = editor.get(add_address(model, parent))

    assert refused.status_code == 302
    assert model.objects.count() == 1


def test_a_page_goes_nowhere_it_may_not_stand(editor: Client, house: House) -> None:
    coalition: CoalitionPage = CoalitionPageFactory()
    event = EventPageFactory()

    assert not event.can_move_to(house.calls)
    assert event.can_move_to(coalition)
    assert not coalition.can_move_to(house.agenda)
    assert editor.get(add_address(CallPage, house.agenda)).status_code in {302, 403}


def test_a_move_leaves_redirects_for_all_that_moved(editor: Client, house: House) -> None:
    here, there = MemberPageFactory(title="Ici"), CoalitionPageFactory(title="Là")
    article = ArticlePageFactory(parent=here)
    old = article.url

    moved = editor.post(reverse("wagtailadmin_pages:move_confirm", args=[article.pk, there.pk]))
    article.refresh_from_db()
    answer = Client().get(old)

    assert moved.status_code == 302
    assert article.url != old
    assert (answer.status_code, answer.headers["Location"]) == (301, Page.objects.get(pk=article.pk).url)


def test_a_new_address_leaves_redirects_below_it(
    editor: Client, house: House, django_capture_on_commit_callbacks: Any
) -> None:
    member = MemberPageFactory(title="Ici")
    article = ArticlePageFactory(parent=member)
    old_member, old_article = member.url, article.url
    data = read_form(editor, edit_address(member), type(member)) | {"slug": "un-autre-nom", "action-publish": "1"}

    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(edit_address(member), data).status_code == 302
    for old, page in ((old_member, member), (old_article, article)):
        answer = Client().get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, Page.objects.get(pk=page.pk).url)
        assert Client().get(answer.headers["Location"]).status_code == 200
