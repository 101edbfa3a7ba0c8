"""A bucket on loopback that speaks as much of S3 as a storage needs."""

from collections.abc import Iterator
from email.utils import formatdate
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def files(self) -> dict[str, bytes]:
        return self.server.files

    def answer(self, status: int, body: bytes = b"", length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("ETag", f'"{md5(body, usedforsecurity=False).hexdigest()}"')
        self.send_header("Last-Modified", formatdate(1_790_000_000, usegmt=True))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            size, _, rest = body.partition(b"\r\n")
            body = rest[: int(size.split(b";")[0], 16)]
        self.files[unquote(urlsplit(self.path).path)] = body
        self.answer(200)

    def do_GET(self) -> None:
        found = self.files.get(unquote(urlsplit(self.path).path))
        if found is None:
            self.answer(404)
        else:
            self.answer(200, found)

    do_HEAD = do_GET

    def do_DELETE(self) -> None:
        self.files.pop(unquote(urlsplit(self.path).path), None)
        self.answer(204)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on the standard error of the tests."""


@pytest.fixture
def bucket() -> Iterator[ThreadingHTTPServer]:
    """A server whose `files` are the bucket's, by path."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.files = {}
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
