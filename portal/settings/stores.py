"""Services outside the portal that one address each switches on: the store of uploaded files, the mail server."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def file_storage(url: str) -> dict[str, object]:
    """Return the default storage of STORAGES for S3_URL: `https://key:secret@host/bucket?region=name`; empty: a folder.

    Raises ImproperlyConfigured, never showing the secret, when a part lacks.
    """
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = urlsplit(url)
    bucket = parts.path.strip("/")
    if parts.scheme not in {"http", "https"} or not (parts.hostname and parts.username and parts.password and bucket):
        raise ImproperlyConfigured("S3_URL must read https://key:secret@host/bucket?region=name.")
    host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    options = {
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "bucket_name": bucket,
        "endpoint_url": f"{parts.scheme}://{host}",
        "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
        "addressing_style": "path",
        "signature_version": "s3v4",
        # Two uploads of one name are two files, as in a folder.
        "file_overwrite": False,
        "max_memory_size": 1024 * 1024,
    }
    return {"BACKEND": "portal.object_storage.ObjectStorage", "OPTIONS": options}


MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """How to reach an SMTP server."""

    host: str
    port: int
    user: str
    password: str
    use_tls: bool
    use_ssl: bool


def mail_server(url: str) -> MailServer:
    """Return the server of EMAIL_URL; raises ImproperlyConfigured, never showing the password, when a part is wrong."""
    parts = urlsplit(url)
    if parts.scheme not in MAIL_PORTS or not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL must read smtp+tls://user:password@host:587 (or smtp://, or smtps://).")
    return MailServer(
        host=parts.hostname,
        port=parts.port or MAIL_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp+tls",
        use_ssl=parts.scheme == "smtps",
    )
