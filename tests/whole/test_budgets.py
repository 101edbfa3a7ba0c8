"""What an answer of the public site costs: queries, writes, bytes, cookies."""

import gzip
from collections import Counter

import pytest

from django.core.cache import cache

from wagtail.models import Page

from accounts.models import User
from tests.support.queries import assert_at_most, counted_queries
from tests.support.size import chosen_size
from tests.support.strict import StrictClient

pytestmark = pytest.mark.django_db

LISTS = (
    "/coalitions/",
    "/membres/",
    "/agenda/",
    "/ressources/",
    "/appels/",
    "/recherche/?q=aidants",
    "/donnees/",
    "/flux/tout.atom",
    "/flux/agenda.ics",
    "/api/v1/annuaire",
    "/api/v1/chiffres",
    "/ma-situation/",
    "/ma-situation/?situation=j-aide-un-proche&situation=je-me-sens-seul&territory=aisne",
    "/vous-etes/senior/",
    "/alliance/",
    "/alliance/?date=2019-06-01",
    "/territoires/",
    "/territoires/haut-rhin/",
    "/territoires/creuse/",
    "/nos-preuves/",
    "/nos-preuves/generaction/",
)
PAGES_OF_A_TYPE = {"small": 5, "ci": 15, "long": 1000}
WIDE = {"CoalitionPage": 22, "MemberPage": 22}
# A session is only written at sign-in: nothing that a reader does afterwards may write.
WRITES_ALLOWED: tuple[str, ...] = ()


def path_of(page: Page) -> str:
    return "/" + page.url_path.split("/", 2)[2]


def one_of_each_type() -> dict[str, Page]:
    """Return the first live page of each type."""
    found: dict[str, Page] = {}
    for page in Page.objects.live().filter(depth__gt=1).specific():
        found.setdefault(type(page).__name__, page)
    return found


def test_home_stays_within_its_budget(client: StrictClient, loaded_site: object) -> None:
    cache.clear()
    assert_at_most(lambda: client.get("/"), 15)
    assert_at_most(lambda: client.get("/"), 15)


@pytest.mark.parametrize("path", LISTS)
def test_lists_stay_within_their_budget(client: StrictClient, loaded_site: object, path: str) -> None:
    cache.clear()
    assert_at_most(lambda: client.get(path), 15)
    assert_at_most(lambda: client.get(path), 15)


def test_details_stay_within_their_budget(client: StrictClient, loaded_site: object) -> None:
    over = []
    asked: Counter[str] = Counter()
    for page in Page.objects.live().filter(depth__gt=2).specific():
        asked[type(page).__name__] += 1
        if asked[type(page).__name__] > PAGES_OF_A_TYPE[chosen_size()]:
            continue
        limit = WIDE.get(type(page).__name__, 18)
        for state in ("uncached", "warm"):
            if state == "uncached":
                cache.clear()
            with counted_queries() as counted:
                assert client.get(path_of(page)).status_code == 200
            if len(counted) > limit:
                over.append(f"{path_of(page)} {state}: {len(counted)} > {limit}")
    assert not over, "\n".join(over)


@pytest.mark.parametrize("who", ["anonymous", "signed-in", "team"])
def test_no_read_writes_or_resizes(loaded_site: object, monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("A read resized a picture.")

    client = StrictClient()
    if who == "signed-in":
        client.force_login(User.objects.create_user("lectrice@example.org"))
    elif who == "team":
        client.force_login(User.objects.create_superuser("equipe-lecture@example.org"))
    monkeypatch.setattr("wagtail.images.models.Filter.run", refuse)
    for path in ("/", *LISTS, *(path_of(page) for page in one_of_each_type().values())):
        with counted_queries() as counted:
            assert client.get(path).status_code == 200
        writes = [sql for sql in counted.writes if not any(part in sql for part in WRITES_ALLOWED)]
        assert not writes, f"{who} {path} writes: {writes}"


def test_answers_are_compressed_cookieless_and_under_the_policy(client: StrictClient, loaded_site: object) -> None:
    for path in ("/", *LISTS, *(path_of(page) for page in one_of_each_type().values()), "/nulle-part/", "/robots.txt"):
        answer = client.get(path, headers={"accept-encoding": "gzip"})
        assert not answer.cookies, f"{path} sets {answer.cookies}"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        if answer.get("Content-Type", "").startswith("text/html"):
            assert answer.headers["Content-Encoding"] == "gzip", path
            assert gzip.decompress(answer.content)
