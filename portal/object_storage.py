"""Uploaded files in an object store; apart from the static files, since its library takes time to import."""

from storages.backends.s3 import S3Storage

from django.conf import settings
from django.utils.encoding import filepath_to_uri


class ObjectStorage(S3Storage):
    """Uploaded files in a private bucket: readers get them from the portal, which knows who may, and no other host."""

    def url(self, name: str, *args: object, **kwargs: object) -> str:
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"
