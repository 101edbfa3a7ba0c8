"""Films and pictures of the site, served by parts so that a player can seek. Nothing else of the media folder is.

Originals of pictures stay hidden (they may hold a place or a face that was cut out), and documents have a view of
their own, which knows who may read them. Source of the rules of ranges and conditions: RFC 9110, sections 13 and 14.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, Any, cast

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

# Where films, their thumbnails and the made sizes of pictures lie; the faces of colleagues are for those signed in.
PUBLIC_FOLDERS = frozenset({"media", "media_thumbnails", "images"})
SIGNED_IN_FOLDERS = frozenset({"avatar_images"})
TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".ogv": "video/ogg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
}
KEPT_SECONDS = 86_400
_RANGE = re.compile(r"bytes[ \t]*=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*")
_UNSAFE = re.compile(r"[\x00-\x1f\\]")


class _Part:
    """A file from where it stands, for a number of bytes."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self._file = file
        self._left = length

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        found = self._file.read(wanted) if wanted else b""
        self._left -= len(found)
        return found

    def __iter__(self) -> Iterator[bytes]:
        while chunk := self.read(65_536):
            yield chunk

    def close(self) -> None:
        self._file.close()


def requested_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte that are asked for; None for the whole file, as for what nobody understands.

    Several ranges at once are answered by the whole. Raises ValueError when the file has no such part.
    """
    asked = _RANGE.fullmatch(header)
    if asked is None or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    if first and last and int(last) < int(first):
        return None
    if not first:
        start, end = max(size - int(last), 0), size - 1
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
    if start > end:
        raise ValueError(header)
    return start, end


@require_safe
def serve_media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a film or a size of a picture, whole or in part."""
    kind = _type_of(request, name)
    try:
        size, modified = default_storage.size(name), default_storage.get_modified_time(name)
    except (OSError, SuspiciousOperation) as error:
        raise Http404 from error
    etag = f'"{int(modified.timestamp() * 1000):x}-{size:x}"'
    unchanged = get_conditional_response(request, etag=etag, last_modified=int(modified.timestamp()))
    response: Any = unchanged or _answer(request, name, size, etag, modified)
    if response.status_code in (200, 206):
        response["Content-Type"] = kind
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified.timestamp())
    shared = "public" if name.partition("/")[0] in PUBLIC_FOLDERS else "private"
    response["Cache-Control"] = f"{shared}, max-age={KEPT_SECONDS}"
    response["X-Content-Type-Options"] = "nosniff"
    # Compressed again, a film would be no smaller, and its parts would be parts of something else.
    request.META["HTTP_ACCEPT_ENCODING"] = "identity"
    return cast(HttpResponseBase, response)


def _type_of(request: HttpRequest, name: str) -> str:
    """Return the media type of a file that may be served; raises Http404 for anything else."""
    path = PurePosixPath(name)
    folder, kind = path.parts[0] if path.parts else "", TYPES.get(path.suffix.lower())
    crooked = str(path) != name or ".." in path.parts or _UNSAFE.search(name) or len(path.parts) < 2
    allowed = folder in PUBLIC_FOLDERS or (folder in SIGNED_IN_FOLDERS and request.user.is_authenticated)
    if crooked or not allowed or kind is None:
        raise Http404
    return kind


def _answer(request: HttpRequest, name: str, size: int, etag: str, modified: datetime) -> HttpResponseBase:
    """Return the file, the part that is asked for, or the refusal of a part that does not exist."""
    header = request.headers.get("Range", "")
    try:
        part = requested_range(header, size) if _is_same(request, etag, modified) else None
    except ValueError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, end = part or (0, size - 1)
    try:
        file = default_storage.open(name)
    except OSError as error:
        raise Http404 from error
    file.seek(start)
    response = FileResponse(_Part(cast("IO[bytes]", file), end - start + 1), status=206 if part else 200)
    response["Content-Length"] = str(end - start + 1)
    if part:
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    return response


def _is_same(request: HttpRequest, etag: str, modified: datetime) -> bool:
    """Say whether the file is still the one of which the reader has a part (If-Range)."""
    known = request.headers.get("If-Range", "")
    if not known or known == etag:
        return True
    return parse_http_date_safe(known) == int(modified.timestamp())
