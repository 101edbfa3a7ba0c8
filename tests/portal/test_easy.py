"""Easy words first: chosen by a button, for the visit, never by a GET."""

import pytest
from bs4 import BeautifulSoup

from portal.easy import COOKIE
from tests.coalitions.factories import MemberPageFactory
from tests.home.factories import StandardPageFactory

pytestmark = pytest.mark.django_db
SWITCH = "/facile-a-lire/"


@pytest.fixture
def page(house):
    return StandardPageFactory(falc_summary="Ici, on s’aide.\nVenez.")


def main(answer):
    return BeautifulSoup(answer.content, "html.parser").main


def press(client, page=None, **headers):
    referer = {"referer": f"http://testserver{page.get_url()}"} if page else {}
    return client.post(SWITCH, headers={**referer, **headers})


def test_the_button_goes_back_and_puts_the_easy_words_first(client, page):
    answer = press(client, page)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"http://testserver{page.get_url()}#easy")
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"] and not cookie["expires"]
    shown = main(client.get(page.get_url()))
    first = shown.find(True)
    assert "easy" in first["class"]
    assert [line.strip() for line in first.select_one(".easy-words").get_text().strip().splitlines()] == [
        "Ici, on s’aide.",
        "Venez.",
    ]
    assert not shown.select("details.falc")


def test_it_holds_on_other_pages_which_say_kindly_when_they_have_none(client, page):
    press(client, page)
    for address in (MemberPageFactory().get_url(), "/membres/", "/recherche/", "/nulle-part/"):
        assert main(client.get(address)).select_one(".easy .easy-none a[href='#footer']"), address


def test_the_button_says_its_state_and_takes_the_choice_back(client, page):
    def pressed():
        soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
        return {button["aria-pressed"] for button in soup.select(".easy-switch button")}

    assert pressed() == {"false"}
    press(client, page)
    assert pressed() == {"true"}
    assert press(client, page).headers["Location"].endswith("#content")
    assert pressed() == {"false"}
    assert main(client.get(page.get_url())).select("details.falc")


def test_no_get_sets_the_cookie_and_every_page_says_that_it_varies(client, page):
    assert client.get(SWITCH).status_code == 405
    answer = client.get(page.get_url())
    assert not answer.cookies
    assert "Cookie" in answer.headers["Vary"]


@pytest.mark.parametrize("referer", ["https://ailleurs.example/x", "//ailleurs.example", "javascript:alert(1)", ""])
def test_it_leads_to_no_other_site(client, page, referer):
    assert press(client, referer=referer).headers["Location"] == "/#easy"


def test_a_form_of_another_site_changes_nothing(client, page):
    assert not press(client, page, **{"sec-fetch-site": "cross-site"}).cookies


@pytest.mark.parametrize("value", ["", "0", "oui", "1; x", "é"])
def test_a_strange_cookie_is_no_choice(client, page, value):
    client.cookies[COOKIE] = value
    assert not main(client.get(page.get_url())).select(".easy")
