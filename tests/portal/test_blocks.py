"""Every block: its preview, its words in the page, what it refuses, and what it costs to read."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup

from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.urls import reverse
from django.utils.html import escape

from wagtail.blocks import StructBlock

from accounts.models import User
from portal.blocks import BodyStreamBlock
from portal.blocks.files import EmbedBlock, ImageBlock
from portal.blocks.links import find_addresses
from portal.blocks.outline import outline_of
from portal.blocks.prose import ProseBlock, clean_prose
from portal.blocks.reading import Reading, reading_of
from portal.blocks.sets import CardBlock, FiguresBlock, MomentBlock
from portal.blocks.tables import TableBlock
from portal.readers import ANONYMOUS
from portal.renditions import make_renditions, specs_for
from tests.home.factories import StandardPageFactory
from tests.portal.factories import DocumentFactory, ImageFactory
from tests.support.bodies import AT, COMPOSED, body_of, errors_of, feed, make_entry, request_at, show
from tests.support.queries import queries_of
from tests.support.strict import faults_of, page_faults_of

HOSTILE = "<script>alert(1)</script> & « l’été »"


@pytest.fixture
def editor(client, db):
    client.force_login(User.objects.create_superuser(email="equipe@example.org", password="x"))
    return client


def test_every_block_has_its_words_and_its_place():
    for block in COMPOSED.child_blocks.values():
        assert block.is_previewable, block.name
        assert block.get_description(), block.name
        assert block.meta.group, block.name
        assert block.meta.icon != "placeholder", block.name
    assert set(COMPOSED.child_blocks) - set(BodyStreamBlock().child_blocks) == {"coalitions", "feed"}


def test_every_preview_is_a_strict_page_with_something_to_see(editor):
    for block in COMPOSED.child_blocks.values():
        response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        html = response.content.decode()
        assert response.status_code == 200
        assert not page_faults_of(html), (block.name, page_faults_of(html))
        shown = BeautifulSoup(html, "html.parser").find(class_="block")
        assert shown.get_text(strip=True), block.name


def test_a_page_of_all_previews_is_strict(house):
    def previews():
        return [(name, block.get_preview_value()) for name, block in COMPOSED.child_blocks.items()]

    html = show(COMPOSED.normalize([*previews(), *previews()]))
    assert not faults_of(html)


def _hostile(block, value):
    """Return a stored value with every free text replaced."""
    if isinstance(block, StructBlock):
        return {name: _hostile(child, value.get(name)) for name, child in block.child_blocks.items()}
    if hasattr(block, "child_block"):
        return [{**value[0], "value": _hostile(block.child_block, value[0]["value"])}]
    return HOSTILE if type(block).__name__ in {"CharBlock", "TextBlock"} and value else value


def test_text_is_escaped_everywhere(house):
    for name, block in COMPOSED.child_blocks.items():
        if not isinstance(block, StructBlock) or name == "documents":
            continue
        stored = _hostile(block, block.get_prep_value(block.get_preview_value()))
        html = show(body_of((name, stored)))
        assert "<script" not in html, name
    quote = show(body_of(("quote", {"text": HOSTILE, "source": "Qui"})))
    assert escape(HOSTILE) in quote


def test_cells_of_a_table_are_escaped_and_scoped(db):
    stored = {
        "caption": HOSTILE,
        "columns": [{"type": "text", "heading": ""}, {"type": "number", "heading": HOSTILE}],
        "rows": [{"values": [HOSTILE, "1200.50"]}],
    }
    html = show(body_of(("table", stored)))
    soup = BeautifulSoup(html, "html.parser")
    assert "<script" not in html
    assert soup.caption.get_text() == HOSTILE
    assert [cell["scope"] for cell in soup.find_all("th")] == ["col", "row"]
    assert soup.find("tbody").find("td").get_text() == "1\u202f200,5"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('<p data-block-key="a1">Un <b>mot</b></p>', '<p data-block-key="a1">Un <b>mot</b></p>'),
        ('<p onclick="x()">Un mot</p>', "<p>Un mot</p>"),
        ("<p>a<script>alert(1)</script></p>", "<p>aalert(1)</p>"),
        ('<p style="color:red">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="JaVa\tscript:alert(1)">a</a>', "<a>a</a>"),
        ('<a href="//ailleurs.example">a</a>', '<a href="//ailleurs.example">a</a>'),
        ('<p>a<img src="x" onerror="y"></p>', "<p>a</p>"),
        ('<embed embedtype="media" url="https://x.example"/>', ""),
        ('<h2 id="content">Titre</h2>', "Titre"),
        ("<!--between--><p>a</p>", "<p>a</p>"),
        ("<p>a < b</p>", "<p>a &lt; b</p>"),
    ],
)
def test_rich_text_keeps_only_what_the_editor_can_make(source, shown):
    assert clean_prose(source) == shown
    assert ProseBlock().to_python(source).cleaned == shown


def test_the_editor_stores_clean_text(db):
    value = ProseBlock(features=["bold"]).value_from_form('<p onclick="x()">a</p>')
    assert value.source == "<p>a</p>"


def test_headings_have_addresses_of_their_own(house):
    heading = {"level": 2, "text": "L’été à la mer"}
    request = request_at()
    first = body_of(("heading", heading), ("heading", {"level": 3, "text": "L’été à la mer"}), ("heading", heading))
    second = body_of(("heading", heading))
    outline = outline_of(first, request)
    html = show(first, request=request) + show(second, request=request)
    ids = [found["id"] for found in BeautifulSoup(html, "html.parser").find_all(id=True)]
    assert ids == ["partie-l-ete-a-la-mer", *(f"partie-l-ete-a-la-mer-{n}" for n in (2, 3, 4))]
    assert [item.url for item in outline] == ["#partie-l-ete-a-la-mer", "#partie-l-ete-a-la-mer-3"]
    assert show(first, request=request) in html


def test_titles_of_blocks_follow_the_outline(house):
    steps = {"items": [{"title": "Un", "text": ""}, {"title": "Deux", "text": ""}]}
    callout = {"title": "À savoir", "text": "<p>a</p>", "tone": "info"}
    body = body_of(("callout", callout), ("heading", {"level": 3, "text": "Ici"}), ("steps", steps))
    levels = [found.name for found in BeautifulSoup(show(body), "html.parser").find_all(["h2", "h3", "h4"])]
    assert levels == ["h2", "h3", "h4", "h4"]
    below = body_of(("callout", callout), ("heading", {"level": 2, "text": "Ici"}))
    assert [h.name for h in BeautifulSoup(show(below, base_level=3), "html.parser").find_all(["h2", "h3"])] == [
        "h3"
    ] * 2


# Wagtail leaves the file of a rendition that it just made to the collector, which says so.
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.Spooled:ResourceWarning")
def test_a_picture_needs_a_description_unless_it_is_decoration(db):
    silent, described = ImageFactory(description=""), ImageFactory(description="Une cour fleurie.")
    for image in (silent, described):
        make_renditions(image)
    base = {"alt_text": "", "decorative": False, "caption": "", "credit": ""}
    block = ImageBlock()
    assert errors_of(block, {**base, "image": silent.pk}) == {"alt_text"}
    assert errors_of(block, {**base, "image": silent.pk, "alt_text": "a", "decorative": True}) == {"decorative"}
    assert errors_of(block, {**base, "image": None}) == {"image"}
    for good, alt in (
        ({"image": silent.pk, "decorative": True}, ""),
        ({"image": silent.pk, "alt_text": "Une rue."}, "Une rue."),
        ({"image": described.pk}, "Une cour fleurie."),
    ):
        cleaned = block.clean(block.to_python({**base, **good}))
        assert cleaned.alt == alt
        html = block.render(cleaned)
        assert BeautifulSoup(html, "html.parser").img["alt"] == alt


def test_a_draft_may_wait_for_its_description(db):
    block = BodyStreamBlock()
    value = body_of(("image", {"image": ImageFactory(description="").pk, "alt_text": "", "decorative": False}))
    block.clean_deferred(value)
    with pytest.raises(ValidationError):
        block.clean(value)


@pytest.mark.parametrize(
    "url", ["http://tube.example/w/1", "javascript:alert(1)", "tube.example", "ftp://a.example", "", "https://"]
)
def test_a_film_elsewhere_is_reached_by_https(db, url):
    assert errors_of(EmbedBlock(), {"title": "Film", "url": url, "image": None, "duration": ""}) == {"url"}


def test_a_film_elsewhere_loads_nothing_and_names_its_service(db):
    stored = {"title": "Film", "url": "https://www.youtube.com/watch?v=1&t=2", "image": None, "duration": "1:02:03"}
    block = EmbedBlock()
    soup = BeautifulSoup(block.render(block.clean(block.to_python(stored))), "html.parser")
    assert not soup.find(["iframe", "video", "script", "object"])
    assert soup.a["href"] == "https://www.youtube.com/watch?v=1&t=2"
    assert "YouTube" in soup.a.get_text()
    assert block.to_python({**stored, "url": "https://tube.example.org/w/1"}).service == "tube.example.org"
    assert block.to_python(stored).seconds == 3723
    assert errors_of(block, {**stored, "duration": "4 min"}) == {"duration"}


def test_figures_say_where_they_come_from(db):
    item = {
        "value": 3,
        "unit": "",
        "label": "villes",
        "year": "2021",
        "year_approx": True,
        "source": "",
        "target": False,
    }
    block = FiguresBlock()
    assert errors_of(block, {"title": "", "items": [item], "note": ""}) == {"note"}
    block.clean(block.to_python({"title": "", "items": [item], "note": "Déclaration."}))
    block.clean(block.to_python({"title": "", "items": [{**item, "source": "Rapport"}], "note": ""}))
    assert errors_of(block, {"title": "", "items": [{**item, "year": "21"}], "note": "x"}) == {"items"}


def test_a_moment_has_a_date_that_machines_read(db):
    stored = {"date_label": "Au printemps", "date": "2020-13", "text": "a"}
    assert errors_of(MomentBlock(), stored) == {"date"}
    for date in ("2020", "2020-02", "2020-02-06", ""):
        MomentBlock().clean(MomentBlock().to_python({**stored, "date": date}))


def test_a_table_needs_a_caption_and_headings(db):
    good = {
        "caption": "Qui fait quoi",
        "columns": [{"type": "text", "heading": ""}, {"type": "text", "heading": "Qui"}],
        "rows": [{"values": ["a", "b"]}],
    }
    block = TableBlock()
    block.clean(block.to_python(good))
    nameless = [{"type": "text", "heading": "a"}, {"type": "text", "heading": ""}]
    for bad in ({**good, "caption": " "}, {**good, "rows": []}, {**good, "columns": nameless}):
        with pytest.raises(ValidationError) as caught:
            block.clean(block.to_python(bad))
        assert caught.value.non_block_errors


def test_a_card_opens_one_thing(house):
    base = {"title": "Titre", "text": "", "page": None, "path": ""}
    block = CardBlock()
    assert errors_of(block, base) == {"page"}
    assert errors_of(block, {**base, "page": house.agenda.pk, "path": "/appels/"}) == {"path"}
    for path in ("appels", "//ailleurs.example/", "https://ailleurs.example/", "/a b/", 'javascript:alert("x")'):
        assert errors_of(block, {**base, "path": path}) == {"path"}


@pytest.mark.data
def test_cards_show_only_what_the_reader_can_open(house):
    draft = StandardPageFactory(parent=house.home, live=False)
    shown = StandardPageFactory(parent=house.home)

    def card(title, page=None, path=""):
        return {"title": title, "text": "", "page": page and page.pk, "path": path}

    items = [
        card("publiée", shown),
        card("brouillon", draft),
        card("filtre", path=f"/{house.agenda.slug}/?theme=sante"),
        card("pas encore", path="/espaces/"),
        card("recherche", path="/recherche/"),
        card("accueil", path="/"),
    ]
    html = show(body_of(("cards", {"title": "Portes", "items": items})))
    found = {link.get_text(): link["href"] for link in BeautifulSoup(html, "html.parser").find_all("a")}
    assert found == {
        "publiée": f"/{shown.slug}/",
        "filtre": f"/{house.agenda.slug}/?theme=sante",
        "recherche": "/recherche/",
        "accueil": "/",
    }
    assert not show(body_of(("cards", {"title": "Portes", "items": [card("brouillon", draft)]}))).strip()


def test_without_a_moment_pages_stay_unknown(house):
    assert reading_of({}) is None
    assert reading_of({"at": AT}) == Reading(reader=ANONYMOUS, at=AT, root_path=house.home.url_path)
    assert reading_of({"request": RequestFactory().get("/")}) is None
    assert find_addresses([{"page": house.agenda, "path": ""}, {"page": None, "path": "/a/"}], None) == ["", "/a/"]


@pytest.mark.data
def test_a_body_costs_the_same_whatever_its_length(house):
    pages = [StandardPageFactory(parent=house.home) for _ in range(6)]
    images = [ImageFactory() for _ in range(6)]
    documents = [DocumentFactory() for _ in range(6)]
    for number in range(6):
        make_entry(number)

    def body(count):
        parts = []
        for page, image, document in zip(pages[:count], images, documents, strict=False):
            text = f'<p><a linktype="page" id="{page.pk}">a</a> <a linktype="document" id="{document.pk}">b</a></p>'
            parts += [
                ("paragraph", text),
                ("callout", {"title": "", "text": text, "tone": "info"}),
                ("image", {"image": image.pk, "alt_text": "", "decorative": False, "caption": "", "credit": ""}),
                ("documents", {"items": [{"document": document.pk, "label": ""}]}),
            ]
        cards = [{"title": page.title, "text": "", "page": page.pk, "path": ""} for page in pages[:count]]
        return [*parts, ("cards", {"title": "", "items": cards}), ("feed", feed("clip", count))]

    show(body_of(*body(1)))  # fills the caches: layout, site, content types
    few = queries_of(lambda: show(body_of(*body(1))))
    many = queries_of(lambda: show(body_of(*body(6))))
    assert len(many) == len(few), "\n".join(many)


# Wagtail leaves the file of a rendition that it just made to the collector, which says so.
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.Spooled:ResourceWarning")
def test_pictures_are_made_at_publication_and_only_looked_up_by_readers(house):
    image = ImageFactory()
    page = StandardPageFactory(parent=house.home, body=[("image", {"image": image, "decorative": True})])
    before = show(page.body)
    assert image.file.url not in before
    assert not image.renditions.exists()
    page.save_revision().publish()
    assert set(image.renditions.values_list("filter_spec", flat=True)) == set(specs_for(image.width))
    fresh = type(page).objects.get(pk=page.pk)
    sources = BeautifulSoup(show(fresh.body), "html.parser").find_all("source")
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]


def test_documents_show_their_type_and_size(db):
    document = DocumentFactory(title="Compte rendu", file_size=None)
    document.file_size = 1_350_000
    document.save()
    html = show(body_of(("documents", {"items": [{"document": document.pk, "label": "Le compte rendu"}]})))
    text = BeautifulSoup(html, "html.parser").get_text()
    assert "Le compte rendu" in text
    assert "TXT" in text
    assert "1,3\u00a0Mio" in text or "1,3\u00a0Mo" in text
    document.delete()
    gone = body_of(("documents", {"items": [{"document": 999, "label": "Le compte rendu"}]}))
    assert not show(gone).strip()


def test_a_moment_of_reading_is_the_requests(db):
    request = SimpleNamespace(at=AT, reader=ANONYMOUS)
    assert reading_of({"request": request}).at == AT


def test_search_finds_the_words_of_blocks_not_their_settings(db):
    words = [
        word
        for name, block in COMPOSED.child_blocks.items()
        for word in block.get_searchable_content(block.get_preview_value())
        if word
    ]
    assert "Comment tout a commencé" in words
    assert not {"Partie", "Part", "Conseil", "Advice", "/recherche/", "2021", "4:32", "2020-02-06"} & set(words)
