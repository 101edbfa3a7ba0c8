"""The first screen of the admin says what one can do, in French, and leads to the editor's guide."""

import pytest
from bs4 import BeautifulSoup

from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from wagtail.models import GroupPagePermission

from accounts.models import User
from portal.first_steps import GUIDE, Block, Run, blocks_of
from tests.coalitions.factories import MemberPageFactory
from tests.support.strict import faults_of
from tests.support.tree import House


@pytest.fixture
def volunteer(house: House) -> Client:
    """Somebody who may change the pages of one association."""
    member = MemberPageFactory(title="Les Voisins")
    group = Group.objects.create(name="Les Voisins")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=member, permission=permission)
    person = User.objects.create_user("benevole@example.org")
    person.groups.add(group)
    client = Client()
    client.force_login(person)
    return client


def test_a_volunteer_finds_their_pages_and_the_guide(volunteer: Client) -> None:
    welcome = BeautifulSoup(volunteer.get(reverse("wagtailadmin_home")).content, "html.parser").select_one(
        ".tln-welcome"
    )

    assert welcome is not None
    links = {link.get_text(strip=True): link["href"] for link in welcome.find_all("a")}
    assert "Les Voisins" in links
    assert reverse("first_steps") in links.values()
    assert reverse("wagtailimages:add_multiple") not in links.values()
    # The explorer leads at once to the one place where they have pages.
    assert {volunteer.get(str(address), follow=True).status_code for address in links.values()} == {200}


def test_the_guide_is_read_in_the_admin(volunteer: Client) -> None:
    answer = volunteer.get(reverse("first_steps"))
    text = BeautifulSoup(answer.content, "html.parser").select_one(".tln-guide")

    assert faults_of(answer.content.decode()) == []
    assert text is not None
    titles = [line[3:] for line in GUIDE.read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    assert [heading.get_text(strip=True) for heading in text.find_all("h2")] == titles
    assert not {"**", "`", "##"} & set(text.get_text().split())


def test_only_people_of_the_admin_read_it(house: House) -> None:
    assert Client().get(reverse("first_steps")).status_code == 302


def test_no_help_leads_to_english_pages(volunteer: Client) -> None:
    html = volunteer.get(reverse("wagtailadmin_home")).content.decode()

    assert "guide.wagtail.org" not in html
    assert "releases/" not in html


def test_the_marks_of_the_guide() -> None:
    text = "# T\n\nUn **mot** et `code`\nla suite.\n\n1. un\n2. deux\n   encore\n\n- a\n- b"

    assert blocks_of(text) == [
        Block("title", [[Run("T")]]),
        Block("text", [[Run("Un "), Run("mot", "strong"), Run(" et "), Run("code", "code"), Run(" la suite.")]]),
        Block("steps", [[Run("un")], [Run("deux encore")]]),
        Block("bullets", [[Run("a")], [Run("b")]]),
    ]
