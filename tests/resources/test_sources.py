"""What search and lists know of a resource."""

from datetime import date

import pytest

from resources.captions import Cue
from resources.models import VideoClipPage
from resources.sources import describe_clip, quote_of
from search.models import Entry
from tests.coalitions.factories import CoalitionPageFactory, MemberPageFactory, ProjectPageFactory
from tests.portal.factories import ThemeFactory
from tests.resources.factories import (
    ArticlePageFactory,
    ChapterFactory,
    KitPageFactory,
    PublicationPageFactory,
    SeriesFactory,
    VideoClipPageFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.data]

CAPTIONS = """WEBVTT

00:00:03.000 --> 00:00:08.000
Un jour de vent, faites le tour du logement.

00:00:08.000 --> 00:00:15.000
Une bande de papier suffit : si elle bouge, l’air passe.

00:00:16.500 --> 00:00:20.000
Fermez.
"""


def terms_of(entry: Entry) -> set[tuple[str, str]]:
    return set(entry.terms.exclude(name="audience").values_list("name", "value"))


def test_a_clip() -> None:
    coalition = CoalitionPageFactory(slug="alliance", hue_name="brique")
    pilot = MemberPageFactory(title="Réseau Chaleur", slug="reseau")
    owner = MemberPageFactory(slug="proprietaire")
    project = ProjectPageFactory(slug="clips", coalition=coalition)
    theme = ThemeFactory(slug="froid")
    series = SeriesFactory(slug="serie")
    clip = VideoClipPageFactory(
        parent=owner,
        captions=CAPTIONS,
        pilot=pilot,
        project=project,
        series=series,
        number=4,
        themes=[theme],
        duration=78,
    )
    ChapterFactory(clip=clip, title="La fenêtre")
    clip.refresh_from_db()
    clip.save()
    entry = Entry.objects.get(kind="clip")
    assert entry.hue == "brique"
    assert terms_of(entry) == {
        ("theme", "froid"),
        ("coalition", "alliance"),
        ("association", "reseau"),
        ("association", "proprietaire"),
        ("project", "clips"),
        ("series", "serie"),
    }
    assert entry.card["duration"] == 78
    assert entry.card["has_captions"] is True
    assert entry.card["organisation"]["name"] == "Réseau Chaleur"
    assert entry.card["quote_at"] in (3.0, 8.0)
    assert "La fenêtre" in entry.body
    assert list(entry.passages.order_by("position").values_list("starts_at_seconds", flat=True)) == [3.0, 16.5]


def test_names_of_drafts_find_nothing() -> None:
    hidden = MemberPageFactory(title="Association cachée", live=False)
    VideoClipPageFactory(pilot=hidden)
    PublicationPageFactory(organisations=[hidden])
    ArticlePageFactory(organisations=[hidden])
    for entry in Entry.objects.filter(kind__in=["clip", "publication", "article"]):
        assert "cachée" not in f"{entry.keywords} {entry.body} {entry.card}"
        assert ("association", hidden.slug) in terms_of(entry)
    hidden.save_revision().publish()
    for entry in Entry.objects.filter(kind__in=["clip", "publication", "article"]):
        assert "cachée" in entry.keywords


def test_a_clip_whose_captions_are_not_webvtt_is_still_found() -> None:
    VideoClipPageFactory()
    VideoClipPage.objects.update(captions="pas du WebVTT")
    assert describe_clip(VideoClipPage.objects.get()).passages == []


def test_a_publication_and_a_kit() -> None:
    member = MemberPageFactory(slug="une", title="Une association")
    PublicationPageFactory(kind="livre", publisher="L’Harmattan", organisations=[member], key_points="Un point\nDeux")
    KitPageFactory(is_idea=True)
    book, kit = Entry.objects.get(kind="publication"), Entry.objects.get(kind="kit")
    assert (book.card["sort"], book.card["organisation"]["name"]) == ("livre", "Une association")
    assert "Un point" in book.body
    assert "L’Harmattan" in book.keywords
    assert ("association", "une") in terms_of(book)
    assert kit.card["is_idea"] is True


def test_an_article_stands_at_the_time_of_what_it_tells() -> None:
    coalition = CoalitionPageFactory(slug="alliance", short_name="Alliance", hue_name="prune")
    ArticlePageFactory(kind="recit", told_on=date(2018, 3, 1), date_label="2018 et 2019", coalitions=[coalition])
    entry = Entry.objects.get(kind="article")
    assert entry.sort_on is not None
    assert entry.sort_on.year == 2018
    assert entry.hue == "prune"
    assert entry.card["coalition"]["name"] == "Alliance"
    assert entry.card["date_label"] == "2018 et 2019"


@pytest.mark.parametrize(
    ("texts", "quote"),
    [
        ([], None),
        (["Trop court.", "Encore."], None),
        (["Une phrase qui commence ici,", "et qui finit dans le sous-titre suivant."], None),
        (["Bonjour.", "Une phrase entière, qui dit quelque chose."], "Une phrase entière, qui dit quelque chose."),
    ],
)
def test_the_sentence_on_a_card_is_whole(texts: list[str], quote: str | None) -> None:
    cues = [Cue(second, second + 1, text) for second, text in enumerate(texts)]
    assert quote_of(cues, 10).get("quote") == quote
