"""Loading situations and doors: once, again, over an editor's work, and broken."""

from datetime import timedelta

import pytest

from home.content.loader import load
from home.content.problems import ContentError
from home.models import DoorAction, PublicDoor, Situation, SituationPick
from portal.models import LoadedItem
from tests.home.content_copy import CONTENT, copy_content
from tests.home.factories import SituationFactory
from tests.support.loaded import LOADED_AT

pytestmark = [pytest.mark.data, pytest.mark.django_db]
LATER = LOADED_AT + timedelta(days=30)
COLD, CARER = "j-ai-froid-chez-moi", "citoyen-proche-aidant"


def load_changed(folder, changes):
    return load(folder=copy_content(folder, changes), at=LATER)


def test_what_the_files_say_is_there(loaded_site):
    assert (Situation.objects.count(), PublicDoor.objects.count()) == (14, 7)
    cold = Situation.objects.get(slug=COLD)
    assert (cold.question, cold.order, cold.live, len(cold.falc_sentences)) == ("J’ai froid chez moi", 1, True, 5)
    assert [theme.slug for theme in cold.themes.order_by("slug")] == [
        "gestes-confort",
        "precarite-energetique",
        "renovation-ecologique",
    ]
    picks = list(cold.picks.order_by("sort_order"))
    assert [pick.reference for pick in picks][:1] == ["clips/avoir-froid-chez-soi-n-est-pas-une-fatalite"]
    assert picks[0].target.slug == "avoir-froid-chez-soi-n-est-pas-une-fatalite"
    assert picks[0].reason == "Pour reconnaître les signes et savoir à qui en parler."
    door = PublicDoor.objects.get(slug=CARER)
    assert (door.coalition.slug, door.actions.count()) == ("solidaires-des-aidants", 3)
    offered = [link.situation.slug for link in door.situation_links.order_by("sort_order")]
    assert offered == ["j-aide-un-proche", "je-me-sens-seul", "je-veux-aider"]


def test_only_shared_spaces_wait_for_their_page(loaded_site):
    for rows in (SituationPick.objects, DoorAction.objects):
        assert {row.reference.partition("/")[0] for row in rows.filter(target=None)} == {"spaces"}


def test_a_changed_situation_is_written_again_and_nothing_else(loaded_site, tmp_path):
    before = LoadedItem.objects.count()
    report = load_changed(tmp_path, {"situations": {COLD: {"question": "J’ai froid"}}})
    assert Situation.objects.get(slug=COLD).question == "J’ai froid"
    assert (report.total("updated"), report.total("created"), report.kept) == (1, 0, [])
    assert SituationPick.objects.filter(situation__slug=COLD).count() == 7
    assert LoadedItem.objects.count() == before


def test_what_an_editor_did_is_kept(loaded_site, tmp_path):
    published = Situation.objects.get(slug=COLD)
    published.answer = "La réponse de l’éditrice."
    published.save_revision().publish()
    drafted = Situation.objects.get(slug="j-ai-peur-de-tomber")
    drafted.answer = "Un brouillon."
    drafted.save_revision()
    Situation.objects.get(slug="je-me-sens-seul").delete()
    SituationPick.objects.filter(situation__slug="je-veux-aider").first().delete()
    door = PublicDoor.objects.get(slug=CARER)
    door.unpublish()
    slugs = (COLD, "j-ai-peur-de-tomber", "je-me-sens-seul", "je-veux-aider")
    report = load_changed(
        tmp_path,
        {
            "situations": {slug: {"question": f"Autre question {slug}"} for slug in slugs},
            "publics": {CARER: {"menu_title": "Autre"}},
        },
    )
    assert report.total("updated") == 0
    assert len(report.kept) == 5
    assert Situation.objects.get(slug=COLD).answer == "La réponse de l’éditrice."
    assert not Situation.objects.filter(question__startswith="Autre question").exists()
    assert not PublicDoor.objects.get(slug=CARER).live


def test_a_situation_that_an_editor_made_is_not_doubled(loaded_site, tmp_path):
    LoadedItem.objects.filter(kind="situations", slug=COLD).delete()
    Situation.objects.filter(slug=COLD).delete()
    mine = SituationFactory(slug=COLD, question="La mienne")
    report = load_changed(tmp_path, {"themes": {"habitat-energie": {"definition": "Se loger bien."}}})
    assert Situation.objects.get(slug=COLD).question == mine.question
    assert any(line.startswith(f"situations/{COLD}") for line in report.kept)


def test_situations_come_with_the_pages_that_they_name(db):
    load(folder=CONTENT, at=LOADED_AT, only=["themes"])
    with pytest.raises(ContentError, match="clips/avoir-froid"):
        load(folder=CONTENT, at=LOADED_AT, only=["situations"])
    assert not Situation.objects.exists()


PICK = {"type": "clip", "slug": "personne", "reason": "Pour voir si la référence existe."}
BROKEN = [
    ("situations", COLD, {"picks": [PICK]}, f"situations.yaml › {COLD} › picks[0].slug"),
    ("situations", COLD, {"picks": [{**PICK, "type": "film"}]}, f"situations.yaml › {COLD} › picks[0].type"),
    ("situations", COLD, {"themes": ["froid"]}, f"situations.yaml › {COLD} › themes[0]"),
    ("situations", COLD, {"question": "long " * 50}, f"situations.yaml › {COLD} › question"),
    ("situations", COLD, {"urgent": "Appelez vite."}, f"situations.yaml › {COLD} › urgent"),
    ("situations", COLD, {"reponse": "Oups"}, f"situations.yaml › {COLD} › reponse"),
    ("situations", COLD, {"order": "1"}, f"situations.yaml › {COLD} › order"),
    ("publics", CARER, {"situations": ["inconnue"]}, f"publics.yaml › {CARER} › situations[0]"),
    ("publics", CARER, {"coalition": "personne"}, f"publics.yaml › {CARER} › coalition"),
    ("publics", CARER, {"actions": []}, f"publics.yaml › {CARER}"),
]


@pytest.mark.parametrize(("file", "slug", "change", "place"), BROKEN, ids=[case[3] for case in BROKEN])
def test_a_broken_item_is_refused_with_its_place(loaded_site, tmp_path, file, slug, change, place):
    before = list(Situation.objects.values_list("slug", "question"))
    with pytest.raises(ContentError) as refusal:
        load_changed(tmp_path, {file: {slug: change}})
    assert [str(problem) for problem in refusal.value.problems if str(problem).startswith(place)]
    assert list(Situation.objects.values_list("slug", "question")) == before
