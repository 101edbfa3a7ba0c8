"""Films by parts; nothing of the media folder that is not for everybody."""

from pathlib import Path

import pytest

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import Client

from portal.media_view import requested_range

FILM = bytes(range(256)) * 4


@pytest.fixture
def film() -> str:
    name = default_storage.save("media/film.mp4", ContentFile(FILM))
    return f"/media/{name}"


def body_of(response: HttpResponse) -> bytes:
    return b"".join(response)


def test_a_whole_film(client: Client, film: str) -> None:
    response = client.get(film)
    assert (response.status_code, response["Content-Type"]) == (200, "video/mp4")
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == str(len(FILM))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert body_of(response) == FILM


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-", 0, 1023),
        ("bytes=10-19", 10, 19),
        ("bytes=1000-", 1000, 1023),
        ("bytes=-24", 1000, 1023),
        ("bytes=1000-99999", 1000, 1023),
        ("bytes=-5000", 0, 1023),
    ],
)
def test_a_part(client: Client, film: str, header: str, first: int, last: int) -> None:
    response = client.get(film, headers={"range": header})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/1024"
    assert response["Content-Length"] == str(last - first + 1)
    assert body_of(response) == FILM[first : last + 1]


@pytest.mark.parametrize("header", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_that_does_not_exist(client: Client, film: str, header: str) -> None:
    response = client.get(film, headers={"range": header})
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */1024"


@pytest.mark.parametrize(
    "header", ["bytes=9-2", "bytes=-", "bytes=a-b", "octets=0-1", "bytes=0-1,5-6", "é", "bytes=0-²"]
)
def test_what_is_no_range_is_ignored(client: Client, film: str, header: str) -> None:
    response = client.get(film, HTTP_RANGE=header)
    assert response.status_code == 200
    assert body_of(response) == FILM


def test_an_empty_file_has_no_part() -> None:
    with pytest.raises(ValueError, match="bytes=0-"):
        requested_range("bytes=0-", 0)


def test_unchanged_since(client: Client, film: str) -> None:
    first = client.get(film)
    assert client.get(film, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(film, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    assert client.get(film, headers={"if-none-match": '"another"'}).status_code == 200


@pytest.mark.parametrize(("known", "status"), [("ETag", 206), ("Last-Modified", 206), ("another", 200)])
def test_a_part_of_the_same_film_only(client: Client, film: str, known: str, status: int) -> None:
    value = '"another"' if known == "another" else client.get(film)[known]
    response = client.get(film, headers={"range": "bytes=0-9", "if-range": value})
    assert response.status_code == status


def test_a_film_is_never_compressed(client: Client, film: str) -> None:
    response = client.get(film, headers={"range": "bytes=0-511", "accept-encoding": "gzip, br"})
    assert "Content-Encoding" not in response.headers
    assert body_of(response) == FILM[:512]


def test_only_reading(client: Client, film: str) -> None:
    assert client.post(film).status_code == 405
    assert client.head(film)["Content-Length"] == str(len(FILM))


@pytest.mark.parametrize(
    "name",
    [
        "original_images/photo.jpg",
        "documents/notice.mp4",
        "portal.mp4",
        "media/page.html",
        "media/image.svg",
        "media/absent.mp4",
        "avatar_images/face.png",
        "media/../original_images/photo.jpg",
        "media/../../settings.mp4",
        "media//film.mp4",
        "media/./film.mp4",
        "media/..%2foriginal_images/photo.jpg",
        "media/%2e%2e/original_images/photo.jpg",
        "media/..\\original_images\\photo.jpg",
        "/etc/passwd",
        "media/film.mp4%00.png",
        "media/",
        "media",
        ".mp4",
        "media/" + "a" * 5000 + ".mp4",
    ],
)
@pytest.mark.django_db
def test_nothing_else(client: Client, film: str, house: object, name: str) -> None:
    for folder in ("original_images/photo.jpg", "documents/notice.mp4", "portal.mp4", "media/page.html"):
        default_storage.save(folder, ContentFile(b"secret"))
    default_storage.save("avatar_images/face.png", ContentFile(b"secret"))
    assert client.get(f"/media/{name}").status_code in (400, 404)


@pytest.mark.django_db
def test_faces_of_colleagues_are_for_those_signed_in(client: Client, django_user_model: type) -> None:
    name = default_storage.save("avatar_images/face.png", ContentFile(b"face"))
    client.force_login(django_user_model.objects.create_user(email="une@example.org", password="mot-de-passe"))
    response = client.get(f"/media/{name}")
    assert response.status_code == 200
    assert response["Cache-Control"].startswith("private")


@pytest.mark.django_db
def test_files_on_a_disk(client: Client, tmp_path: Path, settings, house: object) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "film.mp4").write_bytes(FILM)
    (tmp_path / "media" / "folder.mp4").mkdir()
    assert body_of(client.get("/media/media/film.mp4", headers={"range": "bytes=3-5"})) == FILM[3:6]
    assert client.get("/media/media/folder.mp4").status_code == 404
