"""“Ma situation”: what is ticked is answered, what is hidden is not named, what is missing is said."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from wagtail.models import PageViewRestriction

from home.models import Situation, SituationPick, SituationUrgency
from home.situations.answers import answers_to
from home.situations.asked import MOST, situations_context
from home.situations.places import Step, chosen_places, read_atlas
from portal.enums import TerritoryKind
from portal.models import Theme
from portal.readers import ANONYMOUS
from tests.calls.factories import CallPageFactory
from tests.coalitions.factories import MemberPageFactory
from tests.events.factories import EventPageFactory, OccurrenceFactory
from tests.home.factories import SituationFactory, SituationPickFactory, SituationUrgencyFactory
from tests.portal.factories import TerritoryFactory, ThemeFactory
from tests.resources.factories import VideoClipPageFactory
from tests.support.loaded import LOADED_AT
from tests.support.queries import queries_of
from tests.support.reading import request_for, words_of
from tests.support.size import chosen_size

pytestmark = [pytest.mark.django_db, pytest.mark.data]
ADDRESS = "/ma-situation/"
STEP = {"small": 25, "ci": 10, "long": 1}  # one department in so many is asked of every situation


@pytest.fixture
def france(db):
    """The smallest France: two departments of a region, one of another."""
    country = TerritoryFactory(slug="france", name="France", kind=TerritoryKind.COUNTRY)
    made = {"france": country}
    for slug, name, kind, parent, latitude in (
        ("bretagne", "Bretagne", TerritoryKind.REGION, "france", 48),
        ("finistere", "Finistère", TerritoryKind.DEPARTMENT, "bretagne", 48.3),
        ("morbihan", "Morbihan", TerritoryKind.DEPARTMENT, "bretagne", 47.8),
        ("normandie", "Normandie", TerritoryKind.REGION, "france", 49),
        ("manche", "Manche", TerritoryKind.DEPARTMENT, "normandie", 49.1),
    ):
        made[slug] = TerritoryFactory(
            slug=slug, name=name, kind=kind, parent=made[parent], latitude=latitude, longitude=-2
        )
    return made


def classify(page, theme, *places):
    page.themes.set([theme])
    page.territories.set(places)
    page.save_revision().publish()
    return page


def ask(client, *slugs, **more):
    answer = client.get(ADDRESS, {"situation": list(slugs), **more})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def titles(soup):
    return [words_of(title) for title in soup.select(".finding .card-title")]


def notices(soup):
    return [words_of(notice) for notice in soup.select("main .notice")]


def test_without_a_question_the_form_offers_every_situation_and_place(client, house, france):
    situation = SituationFactory(question="J’ai froid chez moi")
    SituationFactory(question="Pas encore prête", live=False)
    soup = ask(client)
    assert [box["value"] for box in soup.select("input[type=checkbox]")] == [situation.slug]
    groups = {group["label"]: [o["value"] for o in group.select("option")] for group in soup.select("optgroup")}
    assert groups == {"Bretagne": ["bretagne", "finistere", "morbihan"], "Normandie": ["manche"]}
    form = soup.select_one("main form")
    assert (form["method"], form["action"]) == ("get", ADDRESS)
    assert not notices(soup)


def test_an_answer_keeps_its_state_in_its_address_and_form(client, house, france):
    situation = SituationFactory(falc="Il fait froid.\nParlez-en.")
    SituationPickFactory(situation=situation, target=MemberPageFactory(title="Siel Bleu"), reason="Pour bouger.")
    soup = ask(client, situation.slug, territory="finistere")
    assert words_of(soup.select_one("h2")) == situation.question
    assert situation.answer in words_of(soup.main)
    assert titles(soup) == ["Siel Bleu"]
    assert words_of(soup.select_one(".finding-why")) == "Pour bouger."
    assert [line.strip() for line in soup.select_one("details.falc p").get_text().strip().splitlines()] == [
        "Il fait froid.",
        "Parlez-en.",
    ]
    assert [box["value"] for box in soup.select("input[checked]")] == [situation.slug]
    assert soup.select_one("option[selected]")["value"] == "finistere"


@pytest.mark.parametrize("slug", ["inconnue", "brouillon", "%00", "é" * 300, "<script>"])
def test_an_unknown_situation_is_a_message(client, house, slug):
    SituationFactory(slug="brouillon", live=False)
    known = SituationFactory()
    soup = ask(client, known.slug, slug)
    assert [title["id"] for title in soup.select(".situation-answer h2")] == [f"{known.slug}-title"]
    assert ["pas (ou plus) dans notre liste" in notice for notice in notices(soup)] == [True]
    alone = ask(client, slug)
    assert len(notices(alone)) == 1
    assert alone.select_one("#situation-missing")


def test_the_same_situation_twice_is_answered_once(client, house):
    situation = SituationFactory()
    soup = ask(client, situation.slug, situation.slug)
    assert len(soup.select(".situation-answer")) == 1
    assert not notices(soup)


def test_forty_situations_are_cut_to_a_readable_page(client, house):
    made = [SituationFactory() for _number in range(40)]
    for situation in made:
        SituationPickFactory(situation=situation, target=MemberPageFactory())
    soup = ask(client, *(situation.slug for situation in made))
    assert len(soup.select(".situation-answer")) == MOST
    assert ["beaucoup de situations" in notice for notice in notices(soup)] == [True]


def test_the_numbers_of_a_situation_beyond_the_first_six_are_there_too(client, house):
    made = [SituationFactory() for _number in range(MOST + 2)]
    SituationUrgencyFactory(situation=made[-1], text="Si vous avez des idées noires, appelez le 3114.", phones="3114")
    soup = ask(client, *(situation.slug for situation in made))
    assert [link["href"] for link in soup.select(".urgent a")] == ["tel:3114"]


@pytest.mark.parametrize("territory", ["nulle-part", "france", "%00", "x" * 500])
def test_an_unknown_territory_is_a_message(client, house, france, territory):
    soup = ask(client, SituationFactory().slug, territory=territory)
    assert ["Ce territoire n’est pas dans notre liste" in notice for notice in notices(soup)] == [True]
    assert soup.select_one(".situation-answer")


def test_a_territory_alone_asks_for_a_situation(client, house, france):
    situation = SituationFactory()
    soup = ask(client, territory="manche")
    assert soup.title.get_text().startswith("Erreur\u00a0: Ma situation · ")
    group = soup.select_one("fieldset.situation-choices")
    assert "Cochez au moins une situation" in words_of(soup.find(id=group["aria-describedby"]))
    box = group.select_one(f"input[value={situation.slug}]")
    assert box["aria-invalid"] == "true"
    assert box.has_attr("autofocus")


def test_an_answer_is_named_in_the_title_and_is_the_first_place_to_skip_to(client, house, france):
    situation = SituationFactory(question="J’ai froid chez moi")
    soup = ask(client, situation.slug, territory="manche")
    assert soup.title.get_text().startswith("Votre page\u00a0: J’ai froid chez moi, Manche · Ma situation · ")
    place = soup.select_one(".skips a")["href"].removeprefix("#")
    assert soup.find(id=place).select_one(".situation-answer")
    several = ask(client, situation.slug, SituationFactory().slug)
    assert several.title.get_text().startswith("Votre page\u00a0: 2 situations · ")


def test_what_a_reader_may_not_open_is_not_named(client, house):
    situation = SituationFactory()
    hidden = MemberPageFactory(title="Réservée aux amis")
    draft = MemberPageFactory(title="Encore un brouillon", live=False)
    expired = VideoClipPageFactory(title="Périmé", expire_at=timezone.now() - timedelta(seconds=1))
    for page in (hidden, draft, expired, MemberPageFactory(title="Ouverte")):
        SituationPickFactory(situation=situation, target=page, reason=f"Parce que {page.title}.")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    soup = ask(client, situation.slug)
    assert titles(soup) == ["Ouverte"]
    for word in ("amis", "brouillon", "Périmé"):
        assert word not in str(soup)


def test_a_pick_of_a_kind_to_come_is_kept_and_not_shown(client, house):
    situation = SituationFactory()
    SituationPick.objects.create(situation=situation, reference="spaces/entraide", reason="Pour en parler.")
    assert "Pour en parler" not in str(ask(client, situation.slug))
    assert situation.picks.count() == 1


def test_a_situation_without_picks_shows_what_explains_its_themes(client, house):
    theme = ThemeFactory(name="Sommeil")
    situation = SituationFactory(themes=[theme])
    classify(VideoClipPageFactory(title="Mieux dormir"), theme)
    soup = ask(client, situation.slug)
    assert titles(soup) == ["Mieux dormir"]
    assert words_of(soup.select_one(".finding-why")) == "Sur le thème : Sommeil"


def test_with_nothing_at_all_the_page_still_says_whom_to_ask(client, house, france):
    soup = ask(client, SituationFactory().slug, territory="manche")
    assert "Demandez-nous" in words_of(soup.select_one(".situation-answer"))
    assert "Écrivez-nous" in words_of(soup.select_one(".situation-answer"))


def test_a_page_picked_twice_is_shown_once_with_all_its_reasons(client, house):
    page = MemberPageFactory(title="Astrée")
    one, two = SituationFactory(), SituationFactory()
    SituationPickFactory(situation=one, target=page, reason="Pour parler.")
    SituationPickFactory(situation=two, target=page, reason="Pour sortir.")
    soup = ask(client, two.slug, one.slug)
    assert titles(soup) == ["Astrée"]
    assert [words_of(why) for why in soup.select(".finding-why")] == ["Pour parler.", "Pour sortir."]
    assert [words_of(link) for link in soup.select(".situation-also a")] == ["Astrée"]


def test_urgent_numbers_stand_first_and_once(client, house):
    made = [SituationFactory() for _number in range(3)]
    for situation, text in zip(made, ("Tombé ?", "Danger ?", "Danger ?"), strict=True):
        SituationUrgencyFactory(situation=situation, text=text, phones="15, 112", messages="114")
    SituationUrgencyFactory(situation=made[1], text="Idées noires ?", phones="3114")
    soup = ask(client, *(situation.slug for situation in made))
    links = [link["href"] for link in soup.select(".urgent a")]
    assert links == ["tel:15", "tel:112", "sms:114", "tel:3114"]
    assert [words_of(text) for text in soup.select(".urgent-words p")] == ["Tombé ?", "Danger ?", "Idées noires ?"]
    main = str(soup.main)
    assert main.index('class="urgent"') < main.index('class="situation-answer"') < main.index('id="situation-form"')
    # In print nothing of it is hidden: the rule that hides is named, and it is not on the way up.
    assert not any("no-print" in (up.get("class") or []) for up in soup.select_one(".urgent").parents)


def test_an_example_and_a_demonstration_call_say_so(client, house):
    theme = ThemeFactory()
    now = timezone.now()
    call = CallPageFactory(
        title="Appel fictif",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=9),
        is_demo=True,
        disclaimer="Aucun dossier ne sera traité.",
    )
    classify(call, theme)
    situation = SituationFactory(themes=[theme])
    other = SituationFactory(themes=[theme])
    SituationPickFactory(situation=other, target=call)
    soup = ask(client, situation.slug, other.slug)
    finding = soup.select_one(".finding")
    assert "Appel fictif" in words_of(finding)
    assert "exemple" in words_of(finding)
    # Once on the page, not in each card.
    warnings = [words_of(warning) for warning in soup.select(".situation-warning")]
    assert warnings == ["Appel fictif : Aucun dossier ne sera traité."]


def test_there_is_always_a_number_to_call(client, house):
    call = ask(client, SituationFactory().slug).select_one(".situation-call a")
    assert call["href"] == "tel:3939"
    assert "no-print" not in str(call.parent)


def test_a_number_stays_with_what_it_counts(client, house):
    situation = SituationFactory(answer="Environ 11 millions de personnes sont aidantes.")
    assert "11\xa0millions de" in ask(client, situation.slug).select_one(".situation-words").get_text()


def test_who_acts_nearest_is_named_before_others(client, house, france):
    theme = ThemeFactory()
    situation = SituationFactory(themes=[theme])
    classify(MemberPageFactory(title="Partout"), theme, france["france"])
    soup = ask(client, situation.slug, territory="finistere")
    assert "Le plus proche\xa0: Partout, partout en France." in soup.select_one(".situation-nearest").get_text()
    classify(MemberPageFactory(title="En face"), theme, france["manche"])
    told = ask(client, situation.slug, territory="finistere").select_one(".situation-nearest").get_text()
    assert "Le plus proche\xa0: En face, à 90\xa0km environ (Manche)." in told
    classify(MemberPageFactory(title="À côté"), theme, france["morbihan"])
    told = ask(client, situation.slug, territory="finistere").select_one(".situation-nearest").get_text()
    assert "personne n’agit encore" in told
    assert "À côté, dans votre région (Morbihan)." in told
    classify(MemberPageFactory(title="Ici même"), theme, france["finistere"])
    soup = ask(client, situation.slug, territory="finistere")
    assert words_of(soup.select_one(".situation-nearest")) == "Près de chez vous (Finistère) : Ici même."
    assert "personne" not in words_of(soup.select_one(".situation-answer"))


def test_the_next_event_near_comes_before_a_sooner_one_far_away(client, house, france):
    theme = ThemeFactory()
    situation = SituationFactory(themes=[theme])
    for days, place in ((2, "manche"), (9, "finistere"), (-3, "finistere")):
        event = EventPageFactory(title=f"Rencontre {days}")
        moment = timezone.now() + timedelta(days=days)
        OccurrenceFactory(event=event, starts_at=moment, ends_at=moment + timedelta(hours=1))
        classify(type(event).objects.get(pk=event.pk), theme, france[place])
    assert titles(ask(client, situation.slug, territory="finistere")) == ["Rencontre 9", "Rencontre 2"]
    assert titles(ask(client, situation.slug)) == ["Rencontre 2", "Rencontre 9"]


def test_the_number_of_queries_does_not_depend_on_what_is_ticked(client, house, france):
    theme = ThemeFactory()
    made = [SituationFactory(themes=[theme]) for _number in range(MOST)]
    for situation in made:
        SituationUrgencyFactory(situation=situation)
        for _number in range(4):
            target = classify(MemberPageFactory(), theme, france["manche"])
            SituationPickFactory(situation=situation, target=target)
        classify(MemberPageFactory(), theme, france["manche"])

    def count(*slugs):
        address = f"{ADDRESS}?territory=finistere&" + "&".join(f"situation={slug}" for slug in slugs)
        cache.clear()
        return len(queries_of(lambda: client.get(address)))

    few = count(made[0].slug)
    assert count(*(situation.slug for situation in made)) == few <= 15


def test_editors_are_told_what_is_wrong():
    row = SituationUrgency(text="Appelez.", phones="", messages="")
    with pytest.raises(ValidationError, match="Écrivez au moins un numéro"):
        row.full_clean(exclude=["situation"])
    with pytest.raises(ValidationError, match="Choisissez une page"):
        SituationPick(reason="Sans page.").full_clean(exclude=["situation", "reference"])


def told_as(nearest):
    """Return what the sentence about the nearest place must hold."""
    if nearest.step == Step.EVERYWHERE:
        return "en ligne" if nearest.place.kind == TerritoryKind.ONLINE else "partout en France"
    return "Près de chez vous" if nearest.step == Step.HERE else f"({nearest.place.name})"


def test_every_situation_is_answered_in_every_department(loaded_site):
    atlas = read_atlas()
    places = [place for place in chosen_places(atlas).values() if place.kind == TerritoryKind.DEPARTMENT]
    assert len(places) == 101
    asked = [None, *places[:: STEP[chosen_size()]]]
    situations = list(Situation.objects.shown_at(LOADED_AT).prefetch_related("urgencies", "picks", "themes"))
    assert len(situations) == 14
    faults = []
    for situation in situations:
        for here in asked:
            answers = answers_to([situation], here=here, atlas=atlas, reader=ANONYMOUS, at=LOADED_AT)
            answer = answers.situations[0]
            where = f"{situation.slug} in {here.slug if here else 'no territory'}"
            if len(answer.findings) < 3:
                faults.append(f"{where}: {len(answer.findings)} findings")
            if here and (answer.nearest is None or answer.nearest.step == Step.UNSAID):
                faults.append(f"{where}: no nearest place")
            elif here and told_as(answer.nearest) not in answer.nearest_words:
                faults.append(f"{where}: {answer.nearest_words}")
            if not all(finding.reasons or finding.near for finding in [*answer.findings, *answer.near]):
                faults.append(f"{where}: something is there without a reason")
    assert not faults, "\n".join(faults)


def test_what_is_urgent_in_the_content_can_be_dialled(client, loaded_site):
    rows = SituationUrgency.objects.order_by("situation__order", "sort_order")
    assert {number for row in rows for number in row.phones.split(", ")} == {"15", "112", "3114"}
    assert {row.messages for row in rows} == {"114", ""}
    slugs = list(rows.values_list("situation__slug", flat=True).distinct())
    soup = ask(client, *slugs)
    links = [link["href"] for link in soup.select(".urgent a")]
    assert sorted(links) == ["sms:114", "tel:112", "tel:15", "tel:3114"]


def test_themes_of_situations_are_those_of_the_vocabulary(loaded_site):
    assert Theme.objects.filter(pk__in=Situation.themes.through.objects.values("theme")).count() > 14


def test_easy_words_begin_with_whom_to_call(client, house):
    situation = SituationFactory(falc="Vous êtes tombé.")
    SituationUrgencyFactory(situation=situation, phones="15, 112")
    request = request_for(house.home)
    request.GET = QueryDict(f"situation={situation.slug}")
    assert situations_context(request)["page"].falc_sentences == [
        "C’est urgent\u202f? Appelez le 15 / 112.",
        "Vous êtes tombé.",
    ]
    request.GET = QueryDict()
    assert situations_context(request)["page"].falc_sentences[0] == "Cochez ce que vous vivez."
