"""What an editor types wrong is refused in French beside its field, and nothing typed is lost."""

from typing import Any

import pytest

from django.test import Client

from wagtail.models import Page

from accounts.models import User
from calls.models import CallPage
from coalitions.models import CoalitionPage, MemberPage, ProjectPage
from events.models import EventPage
from home.models import StandardPage
from resources.models import ArticlePage, VideoClipPage
from tests.support.editing import FormData, edit_address, errors_by_field, read_form
from tests.support.tree import House

KEPT = "Un titre tapé juste avant la faute"


@pytest.fixture
def editor(loaded_site: House) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("equipe-refus@example.org"))
    return client


_FORMS: dict[str, FormData] = {}


def form_of(client: Client, page: Page) -> FormData:
    """Return the data of the page's form: read once, as every test finds the page as it was loaded."""
    address = edit_address(page)
    if address not in _FORMS:
        _FORMS[address] = read_form(client, address, type(page))
    return dict(_FORMS[address])


def with_row(data: FormData, rows: str, **values: Any) -> tuple[FormData, str]:
    """Return the form with one more row in a list of rows, and the row's prefix."""
    number = int(data[f"{rows}-TOTAL_FORMS"])
    row = {f"{rows}-{number}-{name}": value for name, value in values.items()}
    order = {f"{rows}-{number}-ORDER": str(number + 1), f"{rows}-{number}-id": "", f"{rows}-{number}-DELETE": ""}
    return data | {f"{rows}-TOTAL_FORMS": str(number + 1)} | order | row, f"{rows}-{number}"


def refusal(client: Client, page: Page, data: FormData, action: str) -> dict[str, str]:
    """Send the form, and return its messages by field; what else was typed must still be there."""
    answer = client.post(edit_address(page), data | {"title": KEPT} | ({action: "1"} if action else {}))
    assert answer.status_code == 200, "the form was accepted"
    assert KEPT in answer.content.decode()
    page.refresh_from_db()
    assert page.title != KEPT
    return errors_by_field(answer.content)


FIELDS: list[tuple[type[Page], dict[str, str], str]] = [
    (CallPage, {"opens_at": "2027-03-01 09:00", "closes_at": "2027-02-01 09:00", "questions_until": ""}, "closes_at"),
    (CallPage, {"opens_at": "demain"}, "opens_at"),
    (CallPage, {"questions_until": "2099-01-01 09:00"}, "questions_until"),
    (CallPage, {"score_min": "4", "score_max": "2"}, "score_max"),
    (MemberPage, {"contact_phone": "appelez-nous"}, "contact_phone"),
    (MemberPage, {"contact_phone": "12"}, "contact_phone"),
    (MemberPage, {"contact_email": "voisins@"}, "contact_email"),
    (MemberPage, {"website": "pas une adresse"}, "website"),
    (MemberPage, {"search_boost": "50"}, "search_boost"),
    (CoalitionPage, {"founding_year": "20"}, "founding_year"),
    (ProjectPage, {"start_year": "20222"}, "start_year"),
    (EventPage, {"is_online": "on", "is_hybrid": "on"}, "is_hybrid"),
    (EventPage, {"capacity": "-3"}, "capacity"),
    (VideoClipPage, {"captions": "00:01 bonjour"}, "captions"),
    (VideoClipPage, {"duration": "0"}, "duration"),
    (VideoClipPage, {"spoken_language": "français"}, "spoken_language"),
    (VideoClipPage, {"spoken_language": "fr_FR"}, "spoken_language"),
    (ArticlePage, {"told_on": "31/02/2026"}, "told_on"),
    (StandardPage, {"slug": "deux mots"}, "slug"),
]


# A draft is refused as a publication is: for the longest tables the small suite asks for the publication only.
ACTIONS_BY_DOSE = [pytest.param("", marks=pytest.mark.slow, id="draft"), pytest.param("action-publish", id="publish")]


@pytest.mark.parametrize("action", ACTIONS_BY_DOSE)
@pytest.mark.parametrize(
    ("model", "typed", "field"), FIELDS, ids=lambda value: value.__name__ if isinstance(value, type) else None
)
def test_a_wrong_value_is_refused_at_its_field(
    editor: Client, model: type[Page], typed: dict[str, str], field: str, action: str
) -> None:
    page = model.objects.live().first()
    assert page is not None
    data = form_of(editor, page)

    found = refusal(editor, page, data | typed, action)

    assert list(found) == [field]
    assert found[field]


ROWS: list[tuple[type[Page], str, dict[str, str], str]] = [
    (CallPage, "criteria", {"label": "Un de trop", "weight": "140"}, "weight"),
    (CallPage, "criteria", {"label": "Un de rien", "weight": "0"}, "weight"),
    (CallPage, "criteria", {"label": "Un de moins", "weight": "-5"}, "weight"),
    (
        CallPage,
        "calendar_steps",
        {"label": "Jury", "starts_on": "2027-02-02", "ends_on": "2027-02-01"},
        "ends_on",
    ),
    (EventPage, "occurrences", {"starts_at": "2027-01-10 18:00", "ends_at": "2027-01-10 17:00"}, "ends_at"),
    (EventPage, "occurrences", {"starts_at": "", "ends_at": "2027-01-10 17:00"}, "starts_at"),
    (ProjectPage, "funding", {"kind": "", "label": "Une fondation", "share": "130"}, "share"),
    (VideoClipPage, "chapters", {"starts_at_seconds": "100000", "title": "Après la fin"}, "starts_at_seconds"),
    (CoalitionPage, "memberships", {"association": "", "role": "membre"}, "association"),
    (ArticlePage, "related_pages", {"target": "", "reason": "sans page"}, "target"),
]


@pytest.mark.parametrize("action", ACTIONS_BY_DOSE)
@pytest.mark.parametrize(
    ("model", "rows", "typed", "field"), ROWS, ids=lambda value: value.__name__ if isinstance(value, type) else None
)
def test_a_wrong_row_is_refused_at_its_field(
    editor: Client, model: type[Page], rows: str, typed: dict[str, str], field: str, action: str
) -> None:
    page = model.objects.live().first()
    assert page is not None
    data, prefix = with_row(form_of(editor, page), rows, **typed)

    found = refusal(editor, page, data, action)

    assert list(found) == [f"{prefix}-{field}"]


ROLES = {"memberships": "membre", "partners": "contributor"}
TWICE: list[tuple[type[Page], str, str]] = [
    (CoalitionPage, "memberships", "association"),
    (ProjectPage, "partners", "organisation"),
    (VideoClipPage, "chapters", "starts_at_seconds"),
    (StandardPage, "glossary_entries", "slug"),
]


@pytest.mark.parametrize("action", ACTIONS_BY_DOSE)
@pytest.mark.parametrize(("model", "rows", "field"), TWICE, ids=lambda value: value if isinstance(value, str) else None)
def test_a_row_typed_twice_is_refused(editor: Client, model: type[Page], rows: str, field: str, action: str) -> None:
    page = model.objects.live().first()
    assert page is not None
    organisation = str(MemberPage.objects.latest("path").pk)
    named = {"association": organisation, "organisation": organisation, "role": ROLES.get(rows, "")}
    typed = named | {"starts_at_seconds": "7", "title": "Deux fois", "slug": "mot", "term": "Mot", "definition": "Dit."}
    once, _first = with_row(form_of(editor, page), rows, **typed)
    twice, prefix = with_row(once, rows, **typed)

    found = refusal(editor, page, twice, action)

    # Django itself says the rest above the list of rows.
    assert list(found) in ([f"{prefix}-{field}"], [])
    assert found or "double" in editor.post(edit_address(page), twice).content.decode()


TOGETHER: list[tuple[type[Page], str, list[dict[str, str]], str, str]] = [
    (
        CoalitionPage,
        "memberships",
        [{"until": "2020-12-31"}, {"since": "2020-12-31"}],
        "since",
        "Cette organisation a déjà ce rôle à ces dates, sur une autre ligne.",
    ),
    (
        ProjectPage,
        "funding",
        [{"label": "Une fondation", "share": "60"}, {"label": "Une ville", "share": "40.5"}],
        "share",
        "Les parts totalisent 100,5\xa0%\xa0: ensemble, elles ne peuvent pas dépasser 100\xa0%.",
    ),
]


@pytest.mark.parametrize("action", ["", "action-publish"], ids=["draft", "publish"])
@pytest.mark.parametrize(("model", "rows", "typed", "field", "said"), TOGETHER, ids=[row[1] for row in TOGETHER])
def test_rows_that_do_not_go_together_are_refused_at_the_last(
    editor: Client, model: type[Page], rows: str, typed: list[dict[str, str]], field: str, said: str, action: str
) -> None:
    page = model.objects.live().first()
    assert page is not None
    data = form_of(editor, page)
    organisation = str(MemberPage.objects.latest("path").pk)
    shared = {"association": organisation, "role": "membre", "kind": ""}
    prefix = ""
    for row in typed:
        data, prefix = with_row(data, rows, **shared | row)

    found = refusal(editor, page, data, action)

    assert found == {f"{prefix}-{field}": " ".join(said.split())}


@pytest.mark.parametrize("action", ["", "action-publish"], ids=["draft", "publish"])
def test_a_coalition_is_linked_to_others_and_to_each_once(editor: Client, action: str) -> None:
    page = CoalitionPage.objects.live().first()
    assert page is not None
    linked = page.links.first().other
    for other, said in [
        (page, "Une coalition ne peut pas être liée à elle-même."),
        (linked, "Cette ligne figure déjà dans la liste."),
    ]:
        data = form_of(editor, page)
        data, prefix = with_row(data, "links", other=str(other.pk), note="Un lien.")

        assert refusal(editor, page, data, action) == {f"{prefix}-other": said}


def test_an_organisation_may_come_back(editor: Client) -> None:
    page = CoalitionPage.objects.live().first()
    assert page is not None
    organisation = str(MemberPage.objects.latest("path").pk)
    data = form_of(editor, page)
    for dates in ({"until": "2020-12-31"}, {"since": "2021-01-01"}):
        data, _prefix = with_row(data, "memberships", association=organisation, role="coordinateur", **dates)

    assert editor.post(edit_address(page), data).status_code == 302
