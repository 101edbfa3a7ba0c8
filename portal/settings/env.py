"""The one reader of the environment. Every variable is declared here, so docs/settings.md can be generated from it."""

import os
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Variable:
    """One environment variable: its name, what it means, and its default (None: required in production)."""

    name: str
    help: str
    default: str | None = ""


VARIABLES: dict[str, Variable] = {
    variable.name: variable
    for variable in (
        Variable("SECRET_KEY", "Secret that signs sessions and tokens. Required in production.", None),
        Variable("SECRET_KEY_FALLBACKS", "Comma-separated former secrets that still verify, during a rotation."),
        Variable("ALLOWED_HOSTS", "Comma-separated host names that the portal answers to."),
        Variable("PUBLIC_URL", "Address of the portal in mails, feeds and the sitemap.", "http://localhost:8000"),
        Variable("DATABASE_URL", "Database; empty means SQLite in var/portal.sqlite3."),
        Variable("ELASTICSEARCH_URL", "Elasticsearch 8; empty means the database search engine."),
        Variable("REDIS_URL", "Shared cache; empty means a cache in each process, a minute long."),
        Variable(
            "S3_URL",
            "Object store of uploaded files, as https://key:secret@host/bucket?region=name; empty means a folder.",
        ),
        Variable("TLN_MEDIA_ROOT", "Folder of uploaded files; empty means var/media."),
        Variable("TLN_STATIC_ROOT", "Folder where collectstatic writes; empty means var/static."),
        Variable(
            "EMAIL_URL",
            "SMTP server: smtp+tls://user:password@host:587 (or smtp://, smtps://); empty means the console.",
        ),
        Variable("DEFAULT_FROM_EMAIL", "Sender of the portal's mails.", "portail@example.org"),
        Variable(
            "TLN_INSECURE_LOCAL", "1 switches HTTPS redirect, HSTS and secure cookies off, on loopback hosts only."
        ),
        Variable(
            "TLN_PROXIES",
            "Trusted proxies in front of the portal; from 1 on, their X-Forwarded-Proto is believed.",
            "0",
        ),
        Variable("TLN_LOG_LEVEL", "Level of the log on standard error.", "INFO"),
        Variable("DEMO", "1 allows the command load_demo_accounts. Never set it in production."),
        Variable("TLN_TEST_SIZE", "Size of the test suite: small, ci or long.", "small"),
        Variable("TLN_REQUIRE_ALL", "1 makes tests fail, not skip, when PostgreSQL, Elasticsearch or Chromium lack."),
        Variable("TLN_TEST_POSTGRES_URL", "PostgreSQL server on which the tests marked data also run."),
        Variable("TLN_TEST_ELASTICSEARCH_URL", "Elasticsearch server on which the tests marked engine also run."),
        Variable("CHROMIUM", "Path of the browser that the tests marked browser drive; empty means the PATH's."),
    )
}


def text(name: str, default: str | None = None) -> str:
    """Return the variable's value, else `default`, else its declared default.

    Raises ImproperlyConfigured, naming the variable and never a value, when it is required and absent.
    """
    variable = VARIABLES[name]
    value = os.environ.get(name, "")
    if value:
        return value
    if default is not None:
        return default
    if variable.default is None:
        raise ImproperlyConfigured(f"The environment variable {name} is required: {variable.help}")
    return variable.default


def flag(name: str) -> bool:
    """Return whether the variable is 1; raises ImproperlyConfigured for anything but 1, 0 or nothing."""
    value = text(name)
    if value not in {"", "0", "1"}:
        raise ImproperlyConfigured(f"The environment variable {name} must be 1, 0 or empty.")
    return value == "1"


def number(name: str) -> int:
    """Return the variable as a whole number; raises ImproperlyConfigured otherwise."""
    value = text(name)
    if not value.isdigit():
        raise ImproperlyConfigured(f"The environment variable {name} must be a whole number.")
    return int(value)


def names(name: str) -> list[str]:
    """Return a comma-separated variable as a list without blanks."""
    return [part.strip() for part in text(name).split(",") if part.strip()]
