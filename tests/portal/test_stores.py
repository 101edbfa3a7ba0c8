"""Uploaded files in an object store: read and written there, served from here; each switch takes one variable."""

import pytest
import redis

from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portal.settings.stores import MailServer, file_storage, mail_server


@pytest.fixture
def store(bucket, settings):
    address = f"http://clef:s%2Fecret@127.0.0.1:{bucket.server_address[1]}/portail?region=fr-par"
    settings.STORAGES = {**settings.STORAGES, "default": file_storage(address)}
    return bucket


def test_a_file_goes_to_the_bucket_and_comes_back_from_the_portal(store, client):
    name = default_storage.save("media/film.mp4", ContentFile(b"0123456789"))
    assert store.files == {"/portail/media/film.mp4": b"0123456789"}
    assert default_storage.url(name) == "/media/media/film.mp4"
    part = client.get("/media/media/film.mp4", headers={"range": "bytes=2-4"})
    assert (part.status_code, b"".join(part)) == (206, b"234")
    default_storage.delete(name)
    assert store.files == {}


def test_a_second_file_of_a_name_keeps_the_first(store):
    first = default_storage.save("media/film.mp4", ContentFile(b"un"))
    second = default_storage.save("media/film.mp4", ContentFile(b"deux"))
    assert first != second
    assert sorted(store.files.values()) == [b"deux", b"un"]


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_not_found(store, client):
    assert client.get("/media/media/absent.mp4").status_code == 404


@pytest.mark.parametrize(
    "url", ["s3://a:b@host/bucket", "https://host/bucket", "https://a:secret@host/", "https://a@host/bucket", "bucket"]
)
def test_a_wrong_address_is_refused_without_its_secret(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        file_storage(url)
    assert "secret@host/bucket?region=name" in str(refused.value)
    assert "a:secret" not in str(refused.value)


def test_without_an_address_files_lie_in_a_folder():
    assert file_storage("") == {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def test_the_shared_cache_has_its_library(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    with pytest.raises(redis.exceptions.ConnectionError):
        caches["default"].get("anything")


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", MailServer("localhost", 25, "", "", False, False)),
        ("smtp+tls://u:p%40ss%2Fw@mail.example.org", MailServer("mail.example.org", 587, "u", "p@ss/w", True, False)),
        ("smtps://u:p@mail.example.org:2465", MailServer("mail.example.org", 2465, "u", "p", False, True)),
    ],
)
def test_a_mail_server_by_its_address(url, server):
    assert mail_server(url) == server


@pytest.mark.parametrize("url", ["mail://u:secret@host", "smtp://", "localhost:25"])
def test_a_wrong_mail_address_is_refused(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        mail_server(url)
    assert "secret" not in str(refused.value)
