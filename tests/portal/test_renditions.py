"""Sizes of pictures are made after the upload and only looked up when a page is read."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from django.core.files.base import ContentFile
from django.template import Context, Template
from django.test import Client

from wagtail.images.models import Filter

from portal.models import PortalImage, PortalRendition
from portal.renditions import ALL_SPECS, make_renditions, picture_of, pictures_of, specs_for
from portal.tasks import make_image_renditions
from tests.portal.factories import ImageFactory
from tests.resources.factories import ArticlePageFactory
from tests.support.queries import counted_queries, queries_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.data,
    # Wagtail leaves the file of a rendition that it just made to the collector, which says so.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.Spooled:ResourceWarning"),
]


def photo(width: int, height: int, mode: str = "RGB") -> ContentFile:
    buffer = BytesIO()
    Image.new(mode, (width, height), "teal").save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), name="photo.png")


def image_of(width: int = 700, **fields: Any) -> PortalImage:
    return ImageFactory(file=photo(width, width // 2), description="Des voisins à table.", **fields)


@pytest.mark.parametrize(
    ("width", "widths"),
    [(8, [320]), (320, [320]), (321, [320, 640]), (700, [320, 640, 960]), (4000, [320, 640, 960, 1280])],
)
def test_no_size_is_made_twice_or_enlarged(width: int, widths: list[int]) -> None:
    steps = [int(spec.split("|")[0].removeprefix("width-")) for spec in specs_for(width) if spec.endswith("avif")]
    assert steps == widths
    assert set(specs_for(width)) <= set(ALL_SPECS)


def test_sizes_are_made_once_the_picture_is_there(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = image_of()
        assert image.renditions.count() == 0
    made = set(image.renditions.values_list("filter_spec", flat=True))
    assert made == set(specs_for(700))
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    assert image.renditions.count() == len(made)


def test_a_picture_that_is_gone_needs_no_sizes() -> None:
    make_image_renditions.func(999_999)
    assert PortalRendition.objects.count() == 0


def test_a_transparent_picture_has_a_fallback() -> None:
    image = ImageFactory(file=photo(40, 30, "RGBA"))
    make_renditions(image)
    assert picture_of(image) is not None


def test_what_a_picture_says() -> None:
    image = image_of()
    make_renditions(image)
    picture = picture_of(image, "50vw")
    assert picture is not None
    assert [source.type for source in picture.sources] == ["image/avif", "image/webp"]
    assert [part.split()[-1] for part in picture.sources[0].srcset.split(", ")] == ["320w", "640w", "700w"]
    assert picture.url.endswith(".jpg")
    assert (picture.width, picture.height, picture.alt, picture.sizes) == ("700", "350", "Des voisins à table.", "50vw")


def test_without_its_sizes_the_largest_that_exists_is_shown() -> None:
    image = image_of()
    assert picture_of(image) is None
    assert picture_of(None) is None
    for spec in ("max-165x165", "fill-640x400"):
        image.get_rendition(Filter(spec=spec))
    picture = picture_of(image)
    assert picture is not None
    assert picture.width == str(max(image.renditions.values_list("width", flat=True)))
    assert picture.sources == ()


def test_many_pictures_in_one_query() -> None:
    images = [image_of(40 + place) for place in range(4)]
    for image in images[:3]:
        make_renditions(image)
    fresh = list(PortalImage.objects.order_by("pk"))
    with counted_queries() as counted:
        pictures = pictures_of(fresh)
    assert len(counted) == 1
    assert set(pictures) == {image.pk for image in images[:3]}
    assert pictures_of([]) == {}


def test_the_component() -> None:
    image = image_of()
    make_renditions(image)
    template = Template(
        '{% load portal_pictures %}{% picture_of image "100vw" as picture %}'
        '{% include "components/picture.html" with seed="abc" %}'
    )
    html = template.render(Context({"image": image}))
    assert 'alt="Des voisins à table."' in html
    assert 'loading="lazy"' in html
    assert 'width="700" height="350"' in html
    assert 'alt=""' in template.render(Context({"image": image, "alt": ""}))
    assert "<svg" in template.render(Context({"image": None}))


@pytest.mark.parametrize("has_sizes", [True, False])
def test_reading_a_page_makes_nothing(
    client: Client, house: object, monkeypatch: pytest.MonkeyPatch, has_sizes: bool
) -> None:
    image, inside = image_of(), image_of()
    body = [{"type": "image", "value": {"image": inside.pk, "alt_text": "Une table.", "caption": "À table"}}]
    ArticlePageFactory(slug="recit", image=image, body=body)
    for picture in (image, inside):
        picture.renditions.all().delete()
        if has_sizes:
            make_renditions(picture)

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("A reader made a picture.")

    before = PortalRendition.objects.count()
    monkeypatch.setattr(Filter, "run", refuse)
    with counted_queries() as counted:
        response = client.get("/ressources/recit/")
    assert response.status_code == 200
    assert counted.writes == []
    assert PortalRendition.objects.count() == before
    assert "original_images" not in response.content.decode()
    assert (response.content.decode().count("<picture>") == 2) is has_sizes
    assert len(queries_of(lambda: client.get("/ressources/recit/"))) <= 18
