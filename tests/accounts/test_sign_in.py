"""Signing in at one address, and the demonstration accounts."""

import pytest
from bs4 import BeautifulSoup

from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import override_settings

from accounts.checks import no_demo_account
from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from accounts.models import User
from tests.support.strict import StrictClient

pytestmark = pytest.mark.django_db


def person(email: str = "benevole@example.org", **fields: object) -> User:
    return User.objects.create_user(email, "un-mot-de-passe-long", **fields)


@pytest.mark.data
def test_an_address_belongs_to_one_person_whatever_its_case() -> None:
    person("Benevole@Example.org")
    assert User.objects.get().email == "benevole@example.org"
    with pytest.raises(IntegrityError):
        User.objects.create(email="BENEVOLE@example.org")


def test_a_person_without_password_never_gets_in(client: StrictClient, house: object) -> None:
    User.objects.create_user("sans@example.org")
    answer = client.post("/connexion/", {"username": "sans@example.org", "password": ""})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("typed", ["benevole@example.org", " BENEVOLE@example.org "])
def test_sign_in_by_address(client: StrictClient, house: object, typed: str) -> None:
    user = person()
    answer = client.post("/connexion/", {"username": typed, "password": "un-mot-de-passe-long"})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize("password", ["faux", "un-mot-de-passe-long"])
def test_refusal_says_nothing_of_accounts(client: StrictClient, house: object, password: str) -> None:
    person(is_active=False)
    known = client.post("/connexion/", {"username": "benevole@example.org", "password": password})
    unknown = client.post("/connexion/", {"username": "personne@example.org", "password": password})
    assert known.status_code == unknown.status_code == 200
    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def test_typed_address_is_kept_after_a_refusal(client: StrictClient, house: object) -> None:
    answer = client.post("/connexion/", {"username": "benevole@example.org", "password": "faux"})
    assert 'value="benevole@example.org"' in answer.content.decode()


def test_admin_sends_to_the_one_sign_in_page(client: StrictClient, house: object) -> None:
    assert client.get("/admin/").headers["Location"].startswith("/connexion/?next=/admin/")
    assert client.get("/admin/login/?next=/admin/pages/").headers["Location"] == "/connexion/?next=/admin/pages/"
    assert client.post("/admin/login/", {"username": "a@example.org"}).headers["Location"] == "/connexion/"


def test_next_address_stays_on_this_site(client: StrictClient, house: object) -> None:
    person()
    answer = client.post(
        "/connexion/?next=//ailleurs.example/",
        {"username": "benevole@example.org", "password": "un-mot-de-passe-long"},
    )
    assert answer.headers["Location"] == "/"


def test_demo_accounts_need_demo() -> None:
    with pytest.raises(CommandError):
        call_command("load_demo_accounts")
    assert not User.objects.exists()


@override_settings(DEMO=True)
def test_demo_accounts_are_roles_and_are_made_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_demo_accounts")
    call_command("load_demo_accounts")
    assert User.objects.count() == len(DEMO_ACCOUNTS)
    assert all(
        user.email.endswith("@example.org") and user.check_password(DEMO_PASSWORD) for user in User.objects.all()
    )
    assert DEMO_ACCOUNTS[0].email in capsys.readouterr().out


@override_settings(DEMO=True)
def test_deployment_check_refuses_demo_accounts(capsys: pytest.CaptureFixture[str]) -> None:
    assert no_demo_account(None) == []
    call_command("load_demo_accounts")
    assert [message.id for message in no_demo_account(None)] == ["accounts.E001"]


def test_sign_in_leads_to_the_page_that_was_asked_for(client: StrictClient, house: object) -> None:
    user = person()
    page = BeautifulSoup(client.get("/connexion/?next=/admin/pages/").content, "html.parser")
    form = page.select_one("main form")
    assert form is not None
    typed = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]")}
    typed |= {"username": user.email, "password": "un-mot-de-passe-long"}

    assert client.post(str(form["action"]), typed).headers["Location"] == "/admin/pages/"


def test_a_refusal_is_in_the_title_and_both_fields_point_to_it(client: StrictClient, house: object) -> None:
    answer = client.post("/connexion/", {"username": "benevole@example.org", "password": "faux"})
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.title is not None
    assert soup.title.get_text().startswith("Erreur\u00a0: ")
    assert soup.select_one("[role=alert]")["id"] == "form-errors"
    fields = soup.select("main [name=username], main [name=password]")
    assert [(field["aria-invalid"], field["aria-describedby"]) for field in fields] == [("true", "form-errors")] * 2
