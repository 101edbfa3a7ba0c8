"""Loading again: nothing twice, nothing over an editor's work, nothing by halves."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from wagtail.models import Page, Revision

from coalitions.models import CoalitionPage, MemberPage
from events.models import EventPage
from home.content import loader
from home.content.loader import Report, load
from home.content.problems import ContentError
from portal.models import LoadedItem, PortalMedia, Territory, Theme
from resources.models import VideoClipPage
from search.models import Entry
from tests.home.content_copy import CONTENT, Changes, copy_content
from tests.resources.factories import VideoClipPageFactory
from tests.support.loaded import LOADED_AT
from tests.support.queries import counted_queries
from tests.support.tree import House

pytestmark = [pytest.mark.data, pytest.mark.django_db]
LATER = LOADED_AT + timedelta(days=30)
CLIP, OTHER_CLIP = "avoir-froid-chez-soi-n-est-pas-une-fatalite", "traquer-les-courants-d-air"


def load_changed(folder: Path, changes: Changes) -> Report:
    return load(folder=copy_content(folder, changes), at=LATER)


def state() -> tuple[int, ...]:
    return (
        Page.objects.count(),
        Revision.objects.count(),
        Theme.objects.count(),
        LoadedItem.objects.count(),
        Entry.objects.count(),
    )


def stored_films() -> set[str]:
    return set(default_storage.listdir("media")[1]) if default_storage.exists("media") else set()


def test_loading_the_same_content_again_writes_nothing(loaded_site: House) -> None:
    with counted_queries() as counted:
        report = load(folder=CONTENT, at=LATER)

    assert report.is_unchanged
    assert counted.writes == []
    assert len(counted) <= 2


def test_a_changed_item_is_written_again_and_nothing_else(loaded_site: House, tmp_path: Path) -> None:
    before = state()
    untouched = VideoClipPage.objects.get(slug=OTHER_CLIP)

    report = load_changed(
        tmp_path,
        {
            "clips": {CLIP: {"title": "Ne plus avoir froid"}},
            "events": {"jeux-de-paris-2024": {"coalition": None}},
            "themes": {"habitat-energie": {"definition": "Se loger bien."}},
        },
    )

    clip = VideoClipPage.objects.get(slug=CLIP)
    assert (clip.title, clip.draft_title, clip.live) == ("Ne plus avoir froid", "Ne plus avoir froid", True)
    assert Theme.objects.get(slug="habitat-energie").definition == "Se loger bien."
    assert EventPage.objects.get(slug="jeux-de-paris-2024").get_parent().slug == "agenda"  # nobody's now: it moved
    assert report.total("updated") == 3
    assert report.total("created") == 0
    assert report.kept == []
    assert VideoClipPage.objects.get(slug=OTHER_CLIP).latest_revision_id == untouched.latest_revision_id
    assert Entry.objects.get(kind="clip", slug=CLIP).title == "Ne plus avoir froid"
    after = state()
    assert (after[0], after[1] - before[1], after[3:]) == (before[0], 2, before[3:])


def test_what_an_editor_did_is_kept_and_said(loaded_site: House, tmp_path: Path) -> None:
    def page(slug: str) -> Page:
        return Page.objects.get(slug=slug, depth__gt=3).specific

    published = page(CLIP)
    published.title = "Le titre de l’éditeur"
    published.save_revision().publish()
    drafted = page(OTHER_CLIP)
    drafted.title = "Un brouillon"
    drafted.save_revision()
    page("bien-regler-son-chauffage").unpublish()
    moved = page("lire-sa-facture-d-energie")
    moved.move(loaded_site.resources, pos="last-child")
    page("eviter-les-arnaques").delete()
    child = page("alliance-activite-logement")
    child.principles.first().delete()
    Theme.objects.filter(slug="habitat-energie").update(name="Se loger")
    slugs = (CLIP, OTHER_CLIP, "bien-regler-son-chauffage", "lire-sa-facture-d-energie", "eviter-les-arnaques")

    report = load_changed(
        tmp_path,
        {
            "clips": {slug: {"title": f"Nouveau titre {number}"} for number, slug in enumerate(slugs)},
            "coalitions": {"alliance-activite-logement": {"tagline": "Une autre phrase."}},
            "themes": {"habitat-energie": {"name": "Habitat"}},
        },
    )

    assert page(CLIP).title == "Le titre de l’éditeur"
    assert page(OTHER_CLIP).get_latest_revision_as_object().title == "Un brouillon"
    assert not page("bien-regler-son-chauffage").live
    assert page("lire-sa-facture-d-energie").get_parent().specific == loaded_site.resources
    assert not Page.objects.filter(slug="eviter-les-arnaques").exists()
    assert CoalitionPage.objects.get(slug="alliance-activite-logement").tagline != "Une autre phrase."
    assert Theme.objects.get(slug="habitat-energie").name == "Se loger"
    assert report.total("updated") == 0
    assert len(report.kept) == 7
    assert any(line.startswith(f"clips/{CLIP}") for line in report.kept)
    again = load(folder=tmp_path / "content", at=LATER)
    assert again.is_unchanged


def test_a_page_that_somebody_made_at_an_address_is_not_doubled(loaded_site: House, tmp_path: Path) -> None:
    LoadedItem.objects.filter(slug__in=["passer-du-je-au-nous", "communiquer-par-la-preuve"]).delete()
    Page.objects.get(slug="communiquer-par-la-preuve").delete()
    VideoClipPageFactory(slug="communiquer-par-la-preuve", parent=loaded_site.resources)

    report = load_changed(tmp_path, {"themes": {"habitat-energie": {"definition": "Se loger bien."}}})

    assert Page.objects.filter(slug="passer-du-je-au-nous").count() == 1
    assert Page.objects.filter(slug="communiquer-par-la-preuve").count() == 1
    assert sum("publications/" in line for line in report.kept) == 2
    assert report.total("created") == 0


def test_loading_some_kinds_needs_what_they_name(db: None) -> None:
    load(folder=CONTENT, at=LOADED_AT, only=["themes"])
    films = stored_films()

    assert Theme.objects.count() == 54
    assert not MemberPage.objects.exists()
    with pytest.raises(ContentError, match="reseau-eco-habitat"):
        load(folder=CONTENT, at=LOADED_AT, only=["clips"])
    assert not VideoClipPage.objects.exists()
    assert not PortalMedia.objects.exists()
    assert stored_films() == films


BROKEN = [
    ("events", "jeux-de-paris-2024", {"date_start": "2024-13-26"}, "events.yaml › jeux-de-paris-2024 › date_start"),
    ("articles", "un-atelier-a-mulhouse", {"date": "hier"}, "articles.yaml › un-atelier-a-mulhouse › date"),
    ("clips", CLIP, {"member": "personne"}, f"clips.yaml › {CLIP} › member"),
    ("clips", CLIP, {"duration": "84"}, f"clips.yaml › {CLIP} › duration"),
    ("clips", CLIP, {"titre": "Oups"}, f"clips.yaml › {CLIP} › titre"),
    ("projects", "chauffetoi", {"status": "en cours"}, "projects.yaml › chauffetoi › status"),
    ("projects", "chauffetoi", {"themes": ["energie"]}, "projects.yaml › chauffetoi › themes[0]"),
    ("projects", "chauffetoi", {"summary": "long " * 200}, "projects.yaml › chauffetoi › summary"),
    (
        "organisations",
        "kawaa",
        {"coalitions": [{"role": "chef"}]},
        "organisations.yaml › kawaa › coalitions[0].coalition",
    ),
    ("coalitions", "generaction", {"presentation": "Trop court."}, "coalitions.yaml › generaction"),
    ("pages", "participer", {"body": [{"type": "video"}]}, "pages.yaml › participer › body[0].type"),
    ("themes", "habitat-energie", {"name": None}, "themes.yaml › habitat-energie › name"),
]


@pytest.mark.parametrize(("file", "slug", "change", "place"), BROKEN, ids=[case[3] for case in BROKEN])
def test_a_broken_item_is_refused_with_its_place(
    loaded_site: House, tmp_path: Path, file: str, slug: str, change: dict, place: str
) -> None:
    before = state()

    with pytest.raises(ContentError) as refusal:
        load_changed(tmp_path, {file: {slug: change}, "territories": {"mulhouse": {"note": "Changée."}}})

    assert [str(problem) for problem in refusal.value.problems if str(problem).startswith(place)]
    assert state() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("schema_version: 1\nthemes: [", "themes.yaml"),
        ("schema_version: 1\nschema_version: 1\nthemes: []", "themes.yaml"),
        ("schema_version: 2\nthemes: []", "themes.yaml › schema_version"),
        ("schema_version: 1\nthemes: 3", "themes.yaml › themes"),
        ("schema_version: 1\nthemes: [{name: Sans adresse}]", "themes.yaml › #1 › slug"),
        ("- 1", "themes.yaml"),
    ],
)
def test_a_file_that_is_no_content_is_refused(db: None, tmp_path: Path, text: str, said: str) -> None:
    folder = copy_content(tmp_path)
    (folder / "themes.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(ContentError) as refusal:
        load(folder=folder, at=LATER)

    assert str(refusal.value).startswith(said)
    assert not Theme.objects.exists()


def test_a_missing_file_is_refused(db: None, tmp_path: Path) -> None:
    folder = copy_content(tmp_path)
    (folder / "synonyms.yaml").unlink()

    with pytest.raises(ContentError, match=r"synonyms\.yaml"):
        load(folder=folder, at=LATER)


def test_nothing_is_half_loaded_when_the_last_step_fails(
    loaded_site: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(running: object) -> None:
        raise RuntimeError

    before = state()
    monkeypatch.setattr(loader, "load_menus", fail)

    with pytest.raises(RuntimeError):
        load_changed(
            tmp_path,
            {
                "clips": {CLIP: {"title": "Ne plus avoir froid"}},
                "themes": {"habitat-energie": {"definition": "Se loger."}},
            },
        )

    assert state() == before
    assert VideoClipPage.objects.get(slug=CLIP).title != "Ne plus avoir froid"
    assert Theme.objects.get(slug="habitat-energie").definition != "Se loger."


def test_the_command_says_what_it_did(loaded_site: House, tmp_path: Path) -> None:
    said = StringIO()
    folder = copy_content(tmp_path, {"clips": {CLIP: {"title": "Ne plus avoir froid"}}})

    call_command("load_content", path=folder, stdout=said)

    lines = said.getvalue().splitlines()
    assert "Clips\u00a0: nouveaux 0, mis à jour 1, inchangés 63, laissés 0" in lines
    assert any(line.startswith("Espaces partagés\u00a0: 10") for line in lines)


def test_the_command_refuses_broken_content_in_french(loaded_site: House, tmp_path: Path) -> None:
    folder = copy_content(tmp_path, {"clips": {CLIP: {"member": "personne"}}})

    with pytest.raises(CommandError) as refusal:
        call_command("load_content", path=folder)

    assert "rien n’a été chargé" in str(refusal.value)
    assert f"clips.yaml › {CLIP} › member\u00a0: référence inconnue\u00a0: personne" in str(refusal.value)


def test_a_commune_lies_in_its_department(db):
    load(folder=CONTENT, at=LOADED_AT, only=["themes", "territories"])
    assert Territory.objects.get(slug="paris").parent.code == "75"
    astray = Territory.objects.filter(kind="commune").exclude(parent__kind="departement")
    assert [commune.name for commune in astray] == []
