"""Answers that feeds, calendars and open data share: conditional, to be kept by everybody for some minutes."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

CACHE_SECONDS = 60
PUBLIC_CACHE = "public, max-age=300"
PRIVATE_CACHE = "private, no-cache"
_GENERATION = "portal-generation"


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it goes out."""

    body: bytes
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells one state of an answer from another, without its body."""

    etag: str
    changed_at: str = ""


def renew_generation() -> None:
    """Say that something was published; other processes know it within a minute."""
    cache.set(_GENERATION, uuid.uuid4().hex, None)


def generation() -> str:
    """Return what changes whenever an entry does, as far as this process knows: a part of keys of the cache."""
    return str(cache.get(_GENERATION, ""))


def key_of(name: str, asked: Iterable[tuple[str, str]], at: datetime) -> str:
    """Return the key under which an answer is kept: what was published since, or expires in a minute, is another."""
    parts = "\n".join([name, f"{at:%Y%m%d%H%M}", generation(), *(f"{key}={value}" for key, value in sorted(asked))])
    return f"portal-answer-{hashlib.sha256(parts.encode('utf-8', 'replace')).hexdigest()[:40]}"


def etag_of(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def kept(*, name: str, asked: Iterable[tuple[str, str]], at: datetime, write: Callable[[], Written]) -> Written:
    """Return the file from the cache, else write it."""
    key = key_of(name, asked, at)
    found: Written | None = cache.get(key)
    if found is None:
        found = write()
        cache.set(key, found, CACHE_SECONDS)
    return found


def answer(request: HttpRequest, written: Written, *, media_type: str, caching: str = PUBLIC_CACHE) -> HttpResponseBase:
    """Answer with the file, or with 304 to who has it.

    Only the ETag decides: a list from which something was withdrawn has an older date than before, not a newer one.
    """
    etag = etag_of(written.body)
    response: Any = get_conditional_response(request, etag=etag) or HttpResponse(written.body)
    if response.status_code == 200:
        response["Content-Type"] = media_type
    response["ETag"] = etag
    if written.changed_at:
        response["Last-Modified"] = http_date(written.changed_at.timestamp())
    response["Cache-Control"] = caching
    return response
